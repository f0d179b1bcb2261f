import "../../../../support/vscodeStandIn";
import assert from "node:assert/strict";
import { env } from "vscode";
import { manageSandbox } from "../../../../../src/ui/commands/sandbox/manage";
import { type Tools } from "../../../../../src/ui/commands/tools";
import { shown } from "../../../../support/vscodeStandIn";

describe("opening the sandbox's page", () => {
  const address = "http://127.0.0.1:4242/manage?code=x";
  const open = async (outer: string): Promise<readonly string[]> => {
    const opened: string[] = [];
    shown.length = 0;
    Object.assign(env, {
      asExternalUri: () => Promise.resolve(uriOf(outer)),
      openExternal: (uri: URL) => Promise.resolve(opened.push(uri.toString()) > 0),
    });
    const sandbox = { manageAddress: () => Promise.resolve(address) };
    await manageSandbox({ sandbox } as unknown as Tools);
    return opened;
  };

  /** What else is shown comes from what other tests have left running. */
  const offers = () => shown.filter(([, text]) => text?.includes("through a proxy"));

  it("goes to where the port of the sandbox is forwarded to", async () => {
    for (const outer of [address, "http://localhost:5000/manage?code=x"]) assert.deepEqual(await open(outer), [outer]);
    assert.deepEqual(offers(), []);
  });

  it("hands the address over where a proxy stands between", async () => {
    for (const outer of ["http://localhost:8080/proxy/4242/manage?code=x", "https://box.example/manage?code=x"]) {
      assert.deepEqual(await open(outer), []);
      const [offer] = offers();
      assert.match(offer?.[1] ?? "", /forward port 4242/);
      assert.deepEqual(offer?.slice(2), ["Copy Address"]);
    }
  });
});

function uriOf(text: string): object {
  const { host, pathname } = new URL(text);
  return { authority: host, path: pathname, toString: () => text };
}
