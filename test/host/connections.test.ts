import assert from "node:assert/strict";
import { type ServerResponse } from "node:http";
import * as vscode from "vscode";
import { type Parts } from "../../src/parts";
import { extensionParts } from "../support/extensionParts";
import { answerJson, type RawServer, serveRaw } from "../support/rawServer";
import { treeAsText } from "../support/treeAsText";
import { until } from "../support/until";

describe("a connection", function () {
  this.timeout(60_000);
  let parts: Parts;
  let first: RawServer;
  let second: RawServer;
  const taken = new Set<string>();

  /** Takes the tokens in `taken` only, and knows one team without projects. */
  const respond = ({ url, headers }: RawServer["seen"][number], response: ServerResponse): void => {
    const token = (headers.authorization ?? "").replace("Bearer ", "");
    if (!taken.has(token)) answerJson(response, { detail: "Invalid token." }, 401);
    else answerJson(response, url.endsWith("/team/teams") ? [{ Id: 1, Name: "My team" }] : []);
  };
  const address = async (origin: string | undefined): Promise<void> => {
    const settings = vscode.workspace.getConfiguration("alviss");
    await settings.update("api.baseUrl", origin === undefined ? undefined : `${origin}/v1/api`, true);
    await settings.update("api.teamsUrl", origin === undefined ? undefined : `${origin}/v1/team/teams`, true);
  };
  const tokensSeen = (server: RawServer): string[] => [
    ...new Set(server.seen.map(({ headers }) => (headers.authorization ?? "").replace("Bearer ", ""))),
  ];
  const stateOf = (id: string) => {
    const connection = parts.connections.get(id);
    return connection && parts.connections.state(connection);
  };

  before(async () => {
    parts = await extensionParts();
    [first, second] = [await serveRaw(respond), await serveRaw(respond)];
    taken.add("good");
    await address(first.origin);
    await parts.connections.keep("one", "", "good");
  });

  after(async () => {
    await parts.connections.forget("one");
    await address(undefined);
    await Promise.all([first.close(), second.close()]);
  });

  it("stays where it is when its address is of no use, and says what is wrong with it", async () => {
    await treeAsText(parts.explorer);
    const settings = vscode.workspace.getConfiguration("alviss");
    for (const bad of ["app.alviss.io/api/v1/api", "http://example.com/api", ""]) {
      await settings.update("api.baseUrl", bad, true);
      assert.equal(parts.connections.get("one")?.server.apiUrl, bad);
      await assert.rejects(parts.clients.of("one"), { name: "Refusal" });
      assert.throws(() => parts.connections.serverToSignIn(), { name: "Refusal" });
      await treeAsText(parts.explorer);
    }
    await address(first.origin);
    await until(
      () => treeAsText(parts.explorer),
      (text) => /127\.0\.0\.1:\d+\n {2}My team/.test(text) && stateOf("one") === "ready",
    );
  });

  it("sends its token to the server that it was given for, whatever the settings say by now", async () => {
    const old = await parts.clients.of("one");
    await address(second.origin);
    taken.add("for-second");
    await parts.connections.keep("one", "", "for-second");
    await assert.rejects(old.listTeams(), { kind: "notSignedIn", unsent: true });
    assert.ok(!tokensSeen(first).includes("for-second"));
    assert.ok(!tokensSeen(second).includes("good"));
    const now = await parts.clients.of("one");
    assert.notEqual(now, old);
    await address(first.origin);
    await parts.connections.keep("one", "", "good");
  });

  it("is refused wherever the server refuses its token, and tells everybody who waits when that is over", async () => {
    const client = await parts.clients.of("one");
    await client.listTeams();
    taken.delete("good");
    await assert.rejects(client.listTeams(), { kind: "notSignedIn", status: 401 });
    await until(
      () => stateOf("one"),
      (state) => state === "refused",
    );
    taken.add("good");
    await parts.connections.keep("one", "", "good");
    assert.equal(stateOf("one"), "ready");
    const told: (string | undefined)[] = [];
    const listening = parts.connections.onDidChange((connection) => told.push(connection?.id));
    await parts.connections.keep("one", "", "good");
    listening.dispose();
    assert.ok(told.includes("one"), "a new token for a connection that was ready is no news");
  });
});
