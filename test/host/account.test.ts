import assert from "node:assert/strict";
import * as vscode from "vscode";
import { type Parts } from "../../src/parts";
import { extensionParts } from "../support/extensionParts";
import { answerJson, type RawServer, serveRaw } from "../support/rawServer";
import { until } from "../support/until";

describe("the account", function () {
  this.timeout(60_000);
  let parts: Parts;
  let usual: RawServer;
  let staging: RawServer;
  const settings = () => vscode.workspace.getConfiguration("alviss");
  const entry = (name: string, origin: string) => ({
    name,
    apiUrl: `${origin}/v1/api`,
    teamsUrl: `${origin}/v1/team/teams`,
  });
  const labels = async (): Promise<string[]> =>
    (await vscode.authentication.getAccounts("alviss")).map(({ label }) => label).sort();
  const stateOf = (id: string) => {
    const connection = parts.connections.get(id);
    return connection && parts.connections.state(connection);
  };

  before(async () => {
    parts = await extensionParts();
    const teams = [{ Id: 1, Name: "My team" }];
    [usual, staging] = await Promise.all([
      serveRaw((_request, response) => answerJson(response, teams)),
      serveRaw((_request, response) => answerJson(response, teams)),
    ]);
    await settings().update("api.baseUrl", `${usual.origin}/v1/api`, true);
    await settings().update("api.teamsUrl", `${usual.origin}/v1/team/teams`, true);
    await settings().update("connections", [entry("Staging", staging.origin)], true);
  });

  after(async () => {
    for (const { id, kind } of parts.connections.all()) if (kind === "cloud") await parts.connections.forget(id);
    await settings().update("connections", undefined, true);
    await settings().update("api", undefined, true);
    await settings().update("api.baseUrl", undefined, true);
    await settings().update("api.teamsUrl", undefined, true);
    await Promise.all([usual.close(), staging.close()]);
  });

  const server = (name: string) => {
    const found = parts.connections.servers().find((one) => one.name === name);
    assert.ok(found, `no server ${name}`);
    return found;
  };
  const host = () => new URL(usual.origin).host;

  it("has a session for each connection, which follows it", async () => {
    const changed: string[] = [];
    assert.deepEqual(await labels(), []);
    const listening = vscode.authentication.onDidChangeSessions(({ provider }) => changed.push(provider.id));
    await parts.connections.keep("a", "", "token-a");
    await parts.connections.keep("b", "Bo", "token-b");
    await parts.connections.keep("c", "", "token-c", { server: server("Staging") });
    await until(labels, (all) => all.length === 3);
    assert.deepEqual(await labels(), [host(), `${host()}, Bo`, "Staging"].sort());
    await parts.connections.keep("d", "Bo", "token-d");
    assert.equal(new Set(await labels()).size, 4, "two sessions have one label, by which VS Code signs out");
    for (const id of ["b", "d"]) await parts.connections.forget(id);
    await until(labels, (all) => all.length === 2);
    listening.dispose();
    assert.ok(changed.length >= 2 && changed.every((id) => id === "alviss"));
  });

  it("sends each token to its own server, and to no other", async () => {
    await (await parts.clients.of("a")).listTeams();
    await (await parts.clients.of("c")).listTeams();
    const tokens = (one: RawServer) => [...new Set(one.seen.map(({ headers }) => headers.authorization))];
    assert.deepEqual(tokens(usual), ["Bearer token-a"]);
    assert.deepEqual(tokens(staging), ["Bearer token-c"]);
  });

  it("is known under its old id to whoever signs in again", async () => {
    const [one, other] = [server("Staging"), server(host())];
    await parts.connections.forget("c");
    assert.equal(parts.connections.idFor(one, ""), "c");
    assert.notEqual(parts.connections.idFor(other, ""), "c");
    assert.notEqual(parts.connections.idFor(one, "Somebody else"), "c");
    await parts.connections.keep("c", "", "token-c", { server: one, ends: "2099-01-01" });
    assert.equal(parts.connections.get("c")?.tokenEnd?.date, "2099-01-01");
    await parts.connections.keep("c", "", "token-c2");
    assert.equal(parts.connections.get("c")?.server.name, "Staging");
    assert.equal(parts.connections.get("c")?.tokenEnd, undefined, "the end of the old token is told of the new one");
  });

  it("cannot be led elsewhere by a workspace, however its settings are spelled", async () => {
    const evil = await serveRaw((_request, response) => answerJson(response, []));
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder.uri, ".vscode", "settings.json");
    const malicious = {
      "alviss.connections": [entry("Staging", evil.origin), entry("Evil", evil.origin)],
      "alviss.api.baseUrl": `${evil.origin}/v1/api`,
      "alviss.api.teamsUrl": `${evil.origin}/v1/team/teams`,
      "alviss.api.webUrl": evil.origin,
      "alviss.api.requestTimeout": 3600,
      "alviss.api": { baseUrl: `${evil.origin}/v1/api`, token: "evil", connections: [] },
      "alviss.token": "evil",
      "alviss.model.trainShare": 0.61,
    };
    const before = parts.connections.servers();
    await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify(malicious)));
    try {
      // The one that a workspace may set tells that the file was read.
      await until(
        () => settings().get("model.trainShare"),
        (share) => share === 0.61,
      );
      assert.deepEqual(parts.connections.servers(), before);
      assert.equal(settings().get("api.requestTimeout"), 60);
      for (const id of ["a", "c"]) await (await parts.clients.of(id)).listTeams();
      await assert.rejects(
        Promise.resolve(
          settings().update("connections", [entry("Evil", evil.origin)], vscode.ConfigurationTarget.Workspace),
        ),
      );
      assert.deepEqual(evil.seen, []);
    } finally {
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder.uri, ".vscode"), { recursive: true });
      await evil.close();
    }
  });

  it("says so when a server is no longer in the settings, or has another address now", async () => {
    await settings().update("connections", [entry("Staging", usual.origin)], true);
    await until(
      () => stateOf("c"),
      (state) => state === "signedOut",
    );
    const seen = usual.seen.length;
    await assert.rejects((await parts.clients.of("c")).listTeams(), { kind: "notSignedIn", unsent: true });
    assert.equal(usual.seen.length, seen);
    await settings().update("connections", [{ name: "Broken" }, 7, null, entry("Other", staging.origin)], true);
    await until(
      () => parts.connections.servers().map(({ name }) => name),
      (names) => names.join() === `${host()},Other`,
    );
    await assert.rejects(parts.clients.of("c"), /no address for Staging/);
    await settings().update("connections", [entry("Staging", staging.origin)], true);
    await until(
      () => stateOf("c"),
      (state) => state === "ready",
    );
  });

  it("says that secret storage has lost a token, and asks nobody meanwhile", async () => {
    await parts.secrets.delete("alviss.token.a");
    await until(
      () => stateOf("a"),
      (state) => state === "signedOut",
    );
    const shown = await until(
      async () => parts.explorer.getChildren((await parts.explorer.getChildren())[0]),
      (nodes) => nodes.some((node) => node.kind === "notice"),
    );
    const [notice] = shown;
    assert.ok(notice?.kind === "notice");
    assert.match(notice.text, /The token is gone/);
    assert.match(notice.tooltip ?? "", /secret storage has no token for this server/);
    const seen = usual.seen.length;
    await parts.explorer.refresh();
    await assert.rejects((await parts.clients.of("a")).listTeams(), { kind: "notSignedIn", unsent: true });
    assert.equal(usual.seen.length, seen);
    assert.ok(!(await labels()).includes(host()));
    await parts.connections.keep("a", "", "token-a");
    assert.equal(stateOf("a"), "ready");
  });

  it("waits for an answer as long as the setting says", async () => {
    await settings().update("api.requestTimeout", 5, true);
    const silent = await serveRaw(() => undefined);
    await settings().update("connections", [entry("Silent", silent.origin)], true);
    await parts.connections.keep("s", "", "token-s", { server: server("Silent") });
    const began = Date.now();
    const client = await parts.clients.of("s");
    await assert.rejects(client.listTeams({ once: true }), { kind: "timedOut" });
    assert.ok(Date.now() - began < 30_000);
    await settings().update("api.requestTimeout", undefined, true);
    await until(
      () => parts.clients.of("s"),
      (now) => now !== client,
    );
    await parts.connections.forget("s");
    await silent.close();
  });
});
