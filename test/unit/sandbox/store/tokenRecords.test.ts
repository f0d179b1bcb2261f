import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isKeptToken, keepToken, looksLikeToken, makeToken } from "../../../../src/sandbox/store/tokenRecords";
import { scratchRecords } from "../../../support/scratchRecords";

describe("access tokens", () => {
  const records = scratchRecords();

  it("are recognisable by their prefix and never the same", () => {
    const [a, b] = [makeToken(), makeToken()];
    assert.ok(looksLikeToken(a) && looksLikeToken(b) && a !== b);
    assert.ok(!looksLikeToken("secret") && !looksLikeToken("sandbox_short"));
  });

  it("are known again when kept, while the file does not hold them", () => {
    const { db, folder } = records();
    const token = makeToken();
    keepToken(db, token, "script", "2026-01-01");
    assert.ok(isKeptToken(db, token));
    assert.ok(!isKeptToken(db, makeToken()));
    assert.ok(!readFileSync(folder.database).includes(token));
  });
});
