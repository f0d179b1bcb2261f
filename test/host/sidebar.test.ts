import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { type Parts } from "../../src/parts";
import { extensionParts } from "../support/extensionParts";
import { type ProjectRef } from "../../src/platform/ids";
import { isObjectNode, type Node, nodeId } from "../../src/ui/explorer/nodes";
import { jobContext } from "../../src/ui/jobs/jobContext";
import { SandboxProcess } from "../../src/ui/sandbox/sandboxProcess";
import { treeAsText } from "../support/treeAsText";
import { until } from "../support/until";

const myProject = { team: "1", project: "1" } as ProjectRef;

const demo = `
  Nordic
    Nordic Coffee (demo) [current, weekly]
      Uploads [4]
        #104 Events [Events.csv, 318 B]
        #103 Distribution [Distribution.csv, 6 kB]
        #102 Media [Media.csv, 55 kB]
        #101 Sales [Sales.csv, 15 kB]
      Datasets [1]
        #1 [active, 156 dates]
          Period [weekly]
          SWE / all / all [2022-01-03 to 2024-12-23, 156 dates]
          Upload #101 Sales [Sales.csv, 15 kB]
          Upload #102 Media [Media.csv, 55 kB]
          Upload #103 Distribution [Distribution.csv, 6 kB]
          Upload #104 Events [Events.csv, 318 B]
      Models [1]
        #1 SWE / all / all [MAPE N %]
          Combination [SWE / all / all]
          Dataset #1 [active, 156 dates]
          High-level graph [Nodes: N, edges: N]
          Low-level graph [Nodes: N, edges: N]
          Attribution #1 model #1 [2022-01-03 to 2024-12-23, N samples]
      Attributions [1]
        #1 model #1 [2022-01-03 to 2024-12-23, N samples]
      Attribution Sets [1]
        #1 [active, 1 attribution]
          Attribution #1 model #1 [2022-01-03 to 2024-12-23, N samples]`.trimStart();

describe("the side bar", function () {
  this.timeout(180_000);
  let parts: Parts;

  const tree = (): Promise<string> => treeAsText(parts.explorer);
  const lock = () =>
    JSON.parse(readFileSync(join(parts.sandbox.dataFolder, "sandbox.lock"), "utf8")) as { pid: number; url: string };
  const sandboxServer = () => {
    const server = parts.connections.get("sandbox")?.server;
    assert.ok(server);
    return server;
  };
  const session = async () =>
    JSON.parse((await parts.secrets.get("sandbox.session")) ?? "{}") as { pid?: number; token?: string };

  before(async () => {
    parts = await extensionParts();
    await parts.sandbox.stop();
  });

  after(async () => {
    await vscode.workspace.getConfiguration("alviss").update("api", undefined, true);
    await parts.sandbox.stop();
  });

  it("shows the demo project while its model trains, after one command", async () => {
    await vscode.commands.executeCommand("alviss.sandbox.loadDemo");
    const shown = await until(tree, (text) => text.includes("Nordic Coffee (demo) [current"));
    assert.match(shown, /^Sandbox \[running at 127\.0\.0\.1:\d+, nuts\]\n {2}My team\n {4}My project\n/);
    assert.match(shown, /#1 SWE \/ all \/ all \[(pending|training|MAPE)/);
  });

  it("follows it to its attribution set without being asked", async () => {
    const masked = (text: string): string =>
      text
        .replaceAll(/\d+ samples/g, "N samples")
        .replaceAll(/(nodes|edges): \d+/gi, "$1: N")
        .replaceAll(/MAPE [\d.]+/g, "MAPE N");
    await until(tree, (text) => masked(text).includes(demo), 120_000);
  });

  it("has words for a screen reader in every row, and tooltips that run nothing", async () => {
    const nodes = await nodesOf(parts, undefined, true);
    assert.ok(nodes.length > 25, String(nodes.length));
    for (const node of nodes) {
      const item = parts.explorer.getTreeItem(node);
      const { tooltip } = parts.explorer.resolveTreeItem(item, node);
      if (node.kind !== "notice") assert.ok(item.accessibilityInformation?.label, nodeId(node));
      if (!(tooltip instanceof vscode.MarkdownString)) continue;
      assert.ok(!tooltip.isTrusted && !tooltip.supportHtml && !tooltip.supportThemeIcons, nodeId(node));
    }
  });

  it("opens a model's graph as the text that the server sends", async () => {
    const nodes = await nodesOf(parts, undefined, true);
    const graph = nodes.find((node) => node.kind === "graph" && node.level === "low");
    await vscode.commands.executeCommand("alviss.open", graph);
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /^\/\/ Low-level graph \d+\n\{.*"nodes":/);
  });

  it("keeps the sandbox's token in secret storage, and nowhere that others can read", async () => {
    const { pid, token = "" } = await session();
    assert.equal(pid, lock().pid);
    assert.match(token, /^sandbox_.{40,}$/);
    const log = readFileSync(join(parts.sandbox.dataFolder, "sandbox.log"), "utf8");
    assert.ok(!log.includes(token));
    if (process.platform === "linux") {
      for (const file of ["cmdline", "environ"])
        assert.ok(!readFileSync(`/proc/${pid}/${file}`, "utf8").includes(token));
    }
  });

  it("lets another window use the running sandbox instead of starting a second", async () => {
    const place = {
      script: "/none",
      dataFolder: () => parts.sandbox.dataFolder,
      engine: () => "nuts",
      workers: () => 1,
      version: "0.1.0",
    };
    const log = vscode.window.createOutputChannel("Test", { log: true });
    const other = new SandboxProcess(place, parts.secrets, () => Promise.resolve(), log);
    try {
      await other.start();
      assert.equal(other.state, "running");
      assert.equal(await other.token(sandboxServer()), (await session()).token);
    } finally {
      other.dispose();
      log.dispose();
    }
  });

  it("finds the running sandbox for whoever asks first after a reload", async () => {
    await parts.connections.sandboxAt(undefined);
    const client = await parts.clients.of("sandbox");
    assert.equal(client.server.apiUrl, sandboxServer().apiUrl);
    assert.ok((await client.listTeams()).length > 0);
    const elsewhere = { ...client.server, apiUrl: "http://127.0.0.1:1/v1/api" };
    assert.equal(await parts.sandbox.token(elsewhere), undefined);
    await until(tree, (text) => text.startsWith("Sandbox [running at"));
  });

  it("redraws nothing when a refresh brings nothing new", async () => {
    const before = await nodesOf(parts);
    const redrawn: string[] = [];
    const listening = parts.explorer.onDidChangeTreeData((node) =>
      redrawn.push(node === undefined ? "" : nodeId(node)),
    );
    await parts.explorer.refresh();
    listening.dispose();
    assert.deepEqual(redrawn, []);
    assert.deepEqual(
      (await nodesOf(parts)).map((node, index) => node === before[index]),
      before.map(() => true),
    );
  });

  it("shows an upload in its folder, and the next step in its job", async () => {
    const path = vscode.Uri.joinPath(vscode.Uri.file(readDemoFolder()), "Sales.csv").fsPath;
    const plan = { workflow: "uploadFile", path, datasetName: "Sales" } as const;
    const run = await parts.jobs.start({
      ...myProject,
      plan,
      connectionId: "sandbox",
      label: "Upload Sales.csv",
      startedBy: "test",
    });
    const ended = await parts.jobs.settled(run.runId);
    assert.equal(ended.state, "succeeded");
    assert.match(jobContext(ended, parts.connections.get("sandbox")), /;done;madeUpload;sandbox$/);
    assert.match(parts.jobs.words(ended), /^done .+, \d+ s$/);
    await until(tree, (text) =>
      /My project \[weekly\]\n {6}Uploads \[1\]\n {8}#105 Sales \[Sales\.csv, 15 kB\]/.test(text),
    );
  });

  it("says in words why an upload failed, and keeps the row", async () => {
    const path = vscode.Uri.joinPath(vscode.Uri.file(readDemoFolder()), "Events.csv").fsPath;
    const plan = { workflow: "uploadFile", path, datasetName: "Sales" } as const;
    const run = await parts.jobs.start({
      ...myProject,
      plan,
      connectionId: "sandbox",
      label: "Upload Events.csv",
      startedBy: "test",
    });
    assert.equal((await parts.jobs.settled(run.runId)).state, "failed");
    await until(tree, (text) => /#106 Sales \[Events\.csv, 318 B, failed: /.test(text));
  });

  it("keeps what is shown under a refused token, without actions, until the token is replaced", async () => {
    const { url } = lock();
    const settings = vscode.workspace.getConfiguration("alviss");
    await settings.update("api.baseUrl", `${url}/v1/api`, true);
    await settings.update("api.teamsUrl", `${url}/v1/team/teams`, true);
    const { token = "" } = await session();
    const connection = await parts.connections.keep("second", "Second", token);
    await until(tree, (text) => /127\.0\.0\.1:\d+ \[Second\]\n {2}My team/.test(text));
    await parts.connections.keep("second", "Second", "sandbox_wrong");
    await parts.explorer.refresh();
    const refused = await until(tree, (text) => text.includes("[Second, token refused]"));
    assert.doesNotMatch(refused, /The server refused/);
    assert.match(refused.split("token refused]")[1] ?? "", /Uploads \[2\]/);
    const values = (await nodesOf(parts))
      .filter((node) => isObjectNode(node) && node.connection.id === "second")
      .map((node) => parts.explorer.getTreeItem(node).contextValue);
    assert.ok(
      values.length > 0 && values.every((value) => /^alviss\.\w+;cloud;refused$/.test(value ?? "")),
      values.join(),
    );
    await parts.connections.keep("second", "Second", token);
    await until(tree, (text) => /127\.0\.0\.1:\d+ \[Second\]\n {2}My team/.test(text) && !text.includes("refused"));
    assert.equal(parts.connections.state(connection), "ready");
    await parts.connections.forget("second");
    await until(tree, (text) => !text.includes("Second"));
    assert.equal(await parts.secrets.get("alviss.token.second"), undefined);
  });

  it("does not send a token to a server that it was not given for", async () => {
    const settings = vscode.workspace.getConfiguration("alviss");
    const { token = "" } = await session();
    await parts.connections.keep("third", "Third", token);
    await settings.update("api.baseUrl", undefined, true);
    await settings.update("api.teamsUrl", undefined, true);
    const third = parts.connections.get("third");
    assert.ok(third);
    assert.equal(await parts.connections.token("third", third.server), undefined);
    await until(
      () => parts.connections.state(third),
      (state) => state === "signedOut",
    );
    await parts.connections.forget("third");
  });

  it("says that the sandbox is stopped, and leaves no process behind", async () => {
    const { pid } = lock();
    await vscode.commands.executeCommand("alviss.sandbox.stop");
    await until(tree, (text) => text === "Sandbox [stopped]\n  Start Sandbox");
    assert.throws(() => process.kill(pid, 0));
    await assert.rejects(parts.clients.of("sandbox"), /The sandbox is stopped/);
    assert.equal(await parts.secrets.get("sandbox.session"), undefined);
  });
});

/** All nodes of the tree. */
async function nodesOf(parts: Parts, below?: Node, alsoParts = false): Promise<Node[]> {
  const all: Node[] = [];
  for (const child of await parts.explorer.getChildren(below)) {
    all.push(child, ...(isObjectNode(child) && !alsoParts ? [] : await nodesOf(parts, child, alsoParts)));
  }
  return all;
}

function readDemoFolder(): string {
  const extension = vscode.extensions.getExtension("alviss-vscode.alviss-vscode");
  return vscode.Uri.joinPath(extension?.extensionUri ?? vscode.Uri.file("/"), "media", "demo").fsPath;
}
