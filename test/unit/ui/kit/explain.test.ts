import assert from "node:assert/strict";
import { type ErrorFacts } from "../../../../src/platform/errors";
import { networkFailure, tooSlow } from "../../../../src/platform/networkFailures";
import "../../../support/vscodeStandIn";

const { explain, explainFacts } = await import("../../../../src/ui/kit/explain");
const sentence = (facts: ErrorFacts): string => explainFacts(facts).sentence;
const titles = (facts: ErrorFacts): string[] => explainFacts(facts).buttons.map(({ title }) => title);

describe("explaining a failure", () => {
  it("quotes a server that has answered, and nobody else", () => {
    assert.equal(
      sentence({ kind: "conflict", status: 409, serverWords: "Dataset 7 is pending.\nmore" }),
      'This does not fit the present state on the server. The server said: "Dataset 7 is pending."',
    );
    assert.equal(
      sentence({ kind: "invalid", serverWords: "The dataset has no sales.", remedy: "Choose another." }),
      "The dataset has no sales. Choose another.",
    );
    assert.equal(
      sentence({ kind: "notFound", status: 307, serverWords: "The server points to /x, which is not followed." }),
      "The server points to /x, which is not followed.",
    );
    assert.equal(
      sentence({ kind: "notJson", status: 200, serverWords: "The answer to POST /x has no IId; keys: a." }),
      "The server answered with something unexpected. The answer to POST /x has no IId; keys: a.",
    );
    assert.equal(
      sentence({ kind: "notJson", status: 200, serverWords: "a web page: Sign in" }),
      "The server answered with something unexpected.",
    );
  });

  it("does not quote the title of a web page as if the server had spoken", () => {
    assert.equal(
      sentence({ kind: "server", status: 502, serverWords: "a web page: 502 Bad Gateway" }),
      "The server failed. It answered with a web page: 502 Bad Gateway.",
    );
  });

  it("keeps the codes of the network for the details", () => {
    const nowhere = { connected: false, answered: false };
    const refused = networkFailure(Object.assign(new Error(), { code: "ECONNREFUSED" }), "GET /x", "GET", nowhere);
    for (const error of [refused, tooSlow("answer", 60, "GET /x", "GET"), tooSlow("connecting", 15, "GET /x", "GET")]) {
      const explanation = explain(error);
      assert.match(
        explanation?.sentence ?? "",
        /^The server (cannot be reached|did not answer in time)\. [A-Z][^"]+\.$/,
      );
      assert.doesNotMatch(explanation?.sentence ?? "", /ECONN|No (answer|connection)|said/);
      assert.match(explanation?.details ?? "", /ECONNREFUSED|No answer|No connection/);
    }
  });

  it("tells a token that is missing from one that was refused", () => {
    const missing: ErrorFacts = { kind: "notSignedIn", unsent: true, remedy: "Sign in with an access token." };
    assert.equal(
      sentence(missing),
      "There is no access token for this connection, so nothing was sent. Sign in with an access token.",
    );
    assert.deepEqual(titles(missing), ["Sign In", "Show Log"]);
    const refused: ErrorFacts = { kind: "notSignedIn", status: 401, serverWords: "Token revoked" };
    assert.match(sentence(refused), /^The server refused the token .* The server said: "Token revoked"$/);
    assert.deepEqual(titles(refused), ["Replace Token", "Show Log"]);
  });

  it("names the role in one place only", () => {
    const remedy = "Ask an administrator of the team: this normally needs the role Data Manager.";
    assert.equal(sentence({ kind: "forbidden", remedy, status: 403 }), `Your account may not do this. ${remedy}`);
  });
});
