import assert from "node:assert/strict";
import { mayHaveHappened } from "../../../src/platform/errors";
import { networkFailure } from "../../../src/platform/networkFailures";

const codes = ["EHOSTUNREACH", "ENETUNREACH", "EPROTO", "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR", "ECONNRESET"];
const failing = (code: string, connected: boolean) =>
  networkFailure(Object.assign(new Error(code), { code }), "POST /models", "POST", { connected, answered: false });

describe("a failure on the network", () => {
  it("before there was a connection means that nothing was sent", () => {
    for (const code of codes) {
      assert.equal(failing(code, false).unsent, true, code);
      assert.equal(mayHaveHappened(failing(code, false)), false, code);
    }
  });

  it("afterwards leaves the fate of the call unknown, whatever its code", () => {
    for (const code of codes) {
      assert.equal(failing(code, true).unsent, false, code);
      assert.equal(mayHaveHappened(failing(code, true)), true, code);
    }
  });
});
