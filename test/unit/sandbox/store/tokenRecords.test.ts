import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import {
  createToken,
  findToken,
  listTokens,
  looksLikeToken,
  makeToken,
  revokeToken,
} from "../../../../src/sandbox/store/tokenRecords";
import { scratchRecords } from "../../../support/scratchRecords";

const NOW = Date.parse("2026-01-01T00:00:00.000Z");
const SCRIPT = { name: "script", role: "data_manager", days: 30 } as const;

describe("access tokens", () => {
  const records = scratchRecords();

  it("are recognisable by their prefix and never the same", () => {
    const [a, b] = [makeToken(), makeToken()];
    assert.ok(looksLikeToken(a) && looksLikeToken(b) && a !== b);
    assert.ok(!looksLikeToken("secret") && !looksLikeToken("sandbox_short"));
  });

  it("are known again when kept, while the file does not hold them", () => {
    const { db, folder } = records();
    const { token, record } = createToken(db, SCRIPT, NOW);
    assert.deepEqual(findToken(db, token), record);
    assert.deepEqual(
      [record.name, record.role, record.expiresAt],
      ["script", "data_manager", "2026-01-31T00:00:00.000Z"],
    );
    assert.equal(findToken(db, makeToken()), undefined);
    assert.ok(!readFileSync(folder.database).includes(token.slice(8)));
  });

  it("stay listed when they are revoked, and keep the time of it", () => {
    const { db } = records();
    const { record } = createToken(db, SCRIPT, NOW);
    revokeToken(db, record.id, NOW + 1000);
    revokeToken(db, record.id, NOW + 9000);
    assert.deepEqual(
      listTokens(db).map(({ revokedAt }) => revokedAt),
      ["2026-01-01T00:00:01.000Z"],
    );
    assert.equal(revokeToken(db, 99, NOW), undefined);
  });
});
