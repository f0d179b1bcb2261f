import assert from "node:assert/strict";
import { join } from "node:path";
import * as vscode from "vscode";
import { type Parts } from "../../src/parts";
import { extensionParts } from "../support/extensionParts";
import { type AlvissError } from "../../src/platform/errors";
import { answerJson } from "../support/rawServer";
import { type LocalProxy, serveProxy } from "../support/localProxy";

/** Read when the window starts, so the harness has chosen it. */
const environmentProxy = new URL(process.env["https_proxy"] ?? "http://127.0.0.1:0");
const fixtures = join(import.meta.dirname, "../../test/fixtures");

describe("a proxy", function () {
  this.timeout(60_000);
  let parts: Parts;
  let proxy: LocalProxy;

  const setHttp = async (settings: Readonly<Record<string, unknown>>): Promise<void> => {
    for (const [name, value] of Object.entries(settings))
      await vscode.workspace.getConfiguration("http").update(name, value, true);
  };
  const reset = () =>
    setHttp({ proxy: undefined, noProxy: undefined, proxySupport: undefined, proxyStrictSSL: undefined });
  const connectTo = async (host: string | undefined): Promise<void> => {
    const settings = vscode.workspace.getConfiguration("alviss");
    await settings.update("api.baseUrl", host && `https://${host}/v1/api`, true);
    await settings.update("api.teamsUrl", host && `https://${host}/v1/team/teams`, true);
    if (host !== undefined) await parts.connections.keep("far", "", "far-token");
  };
  const listTeams = async (): Promise<AlvissError> => {
    const client = await parts.clients.of("far");
    const error: unknown = await client.listTeams({ once: true }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    // The extension has a class of its own: it comes from another bundle.
    assert.ok(error instanceof Error && error.name === "AlvissError", `expected a failure, got ${String(error)}`);
    return error as AlvissError;
  };

  before(async () => {
    parts = await extensionParts();
    const port = Number(environmentProxy.port);
    proxy = await serveProxy(fixtures, port, (_request, response) => answerJson(response, []));
    await connectTo("platform.test");
    // Where another test has opened the tree, it asks for the new connection's teams, and again when that fails.
    await parts.explorer.refresh();
  });

  /** Others in this window ask for other hosts. */
  const asked = (): string[] => proxy.asked.splice(0).filter((line) => line.includes(".test"));

  beforeEach(async () => {
    proxy.asked.length = 0;
    proxy.seen.length = 0;
    await reset();
  });

  after(async () => {
    await reset();
    await parts.connections.forget("far");
    await connectTo(undefined);
    await proxy.close();
  });

  for (const proxySupport of ["override", "fallback", "on"]) {
    it(`of the setting http.proxy is used with http.proxySupport ${proxySupport}`, async () => {
      await setHttp({ proxy: proxy.origin, proxySupport });
      await listTeams();
      // The tree may be asking as well.
      assert.deepEqual([...new Set(asked())], ["CONNECT platform.test:443"]);
    });
  }

  it("is left out with http.proxySupport off, and for hosts of http.noProxy", async () => {
    await setHttp({ proxy: proxy.origin, proxySupport: "off" });
    assert.match((await listTeams()).code ?? "", /ENOTFOUND|EAI_AGAIN/);
    await setHttp({ proxySupport: "override", noProxy: ["platform.test"] });
    assert.match((await listTeams()).code ?? "", /ENOTFOUND|EAI_AGAIN/);
    assert.deepEqual(asked(), []);
  });

  it("of the environment is used where no setting names one, but for the hosts it leaves out", async () => {
    await listTeams();
    assert.deepEqual(asked(), ["CONNECT platform.test:443"]);
    await connectTo("left-out.test");
    assert.match((await listTeams()).code ?? "", /ENOTFOUND|EAI_AGAIN/);
    await connectTo("platform.test");
    assert.deepEqual(asked(), []);
  });

  it("that is not there is named, with the settings to look at", async () => {
    await setHttp({ proxy: "http://127.0.0.1:9" });
    const error = await listTeams();
    assert.deepEqual([error.kind, error.unsent], ["network", true]);
    assert.match(
      `${error.serverWords ?? ""} ${error.remedy ?? ""}`,
      /127\.0\.0\.1:9.*"http\.proxy" and "http\.noProxy"/s,
    );
  });

  it("does not make an untrusted certificate good, nor does http.proxyStrictSSL, and the error says so", async () => {
    for (const proxyStrictSSL of [true, false]) {
      await setHttp({ proxy: proxy.origin, proxyStrictSSL });
      const error = await listTeams();
      assert.deepEqual([error.kind, error.code, error.unsent], ["network", "DEPTH_ZERO_SELF_SIGNED_CERT", true]);
      assert.match(error.remedy ?? "", /"http\.systemCertificates" on\. "http\.proxyStrictSSL": false is not obeyed/);
    }
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    assert.equal((await listTeams()).code, "DEPTH_ZERO_SELF_SIGNED_CERT");
    delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    assert.deepEqual(proxy.seen, [], "a token went to a server that nobody vouches for");
  });
});
