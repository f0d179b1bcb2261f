import assert from "node:assert/strict";
import { nodeRefusal } from "../../harness/nodeVersion.mjs";

describe("the Node that a starter runs on", () => {
  for (const version of ["20.19.0", "20.20.2", "22.3.0", "24.0.0"])
    it(`may be ${version}`, () => assert.equal(nodeRefusal(version), undefined));

  for (const version of ["14.21.3", "18.20.4", "20.9.0", "20.18.9"])
    it(`is refused in one sentence when it is ${version}`, () => {
      const refusal = nodeRefusal(version) ?? "";
      assert.match(refusal, /^This needs Node\.js 20\.19 or newer, .+ try again\.$/);
      assert.ok(refusal.includes(version));
    });
});
