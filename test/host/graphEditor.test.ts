import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { type Parts } from "../../src/parts";
import { extensionParts } from "../support/extensionParts";
import { type Node, type ObjectNode } from "../../src/ui/explorer/nodes";
import { committedText, type GitExtension, workingFile } from "../../src/ui/graphEditor/versionControl";
import { demoGraph } from "../support/demoGraphs";
import { demoObjects } from "../support/demoObjects";
import { idOf } from "../support/sandboxClient";
import { until } from "../support/until";

describe("graphs as documents", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "alviss-graph-"));
  const uri = vscode.Uri.file(join(folder, "demo.alvissgraph.json"));
  let document: vscode.TextDocument;

  before(async () => {
    writeFileSync(uri.fsPath, demoGraph());
    await vscode.extensions.getExtension("alviss-vscode.alviss-vscode")?.activate();
    document = await vscode.workspace.openTextDocument(uri);
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    rmSync(folder, { recursive: true, force: true });
  });

  const write = async (from: string, to: string): Promise<void> => {
    const start = document.getText().indexOf(from);
    assert.ok(start >= 0, from);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(start + from.length)), to);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };
  const marked = (wanted: (all: readonly vscode.Diagnostic[]) => boolean): Promise<readonly vscode.Diagnostic[]> =>
    until(
      () => Promise.resolve(vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "Alviss")),
      wanted,
    );

  it("are opened with the graph editor", async () => {
    await vscode.commands.executeCommand("vscode.open", uri);
    const input = await until(
      () => Promise.resolve(vscode.window.tabGroups.activeTabGroup.activeTab?.input),
      (shown) => shown instanceof vscode.TabInputCustom,
    );
    assert.ok(input instanceof vscode.TabInputCustom);
    assert.equal(input.viewType, "alviss.graphEditor");
  });

  it("are marked in their text where something is wrong, with a fix that mends it and no other character", async () => {
    assert.deepEqual(await marked((all) => all.length === 0), []);
    await write('"max_lag": 13', '"max_lag": 0');
    const [diagnostic] = await marked((all) => all.length === 1);
    assert.ok(diagnostic);
    assert.match(diagnostic.message, /adstock\.max_lag is 0, outside 1 to 365/);
    assert.equal(document.getText(diagnostic.range), "0");
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      diagnostic.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = actions.find(({ title }) => title === "Set to 1");
    assert.ok(fix?.edit, actions.map(({ title }) => title).join());
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(document.getText(), demoGraph().replace('"max_lag": 13', '"max_lag": 1'));
    assert.deepEqual(await marked((all) => all.length === 0), []);
  });

  it("say where the text is no JSON, and what is no graph", async () => {
    await write('"nodes"', "nodes");
    const isBroken = /^The text is no JSON: a key in quotes is missing/;
    const [broken] = await marked(([first]) => isBroken.test(first?.message ?? ""));
    assert.equal(
      document.offsetAt(broken?.range.start ?? new vscode.Position(0, 0)),
      document.getText().indexOf("nodes"),
    );
    await write("nodes", '"knots"');
    const [noGraph] = await marked((all) => /is no graph/.test(all[0]?.message ?? ""));
    assert.ok(noGraph);
  });
});

describe("the graphs of a model", function () {
  this.timeout(180_000);
  let parts: Parts;
  let model: ObjectNode;

  before(async () => {
    parts = await extensionParts();
    await vscode.commands.executeCommand("alviss.sandbox.loadDemo");
    const models = await until(
      () => demoObjects(parts, "model"),
      (all) => all.some(({ record }) => record.phase === "done"),
      120_000,
    );
    assert.ok(models[0]);
    [model] = models as [ObjectNode];
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    // They stand in the tree, which other tests look at.
    const drafts = await parts.graphs.drafts();
    for (const draft of await drafts.all()) await drafts.remove(draft);
    await parts.sandbox.stop();
  });

  const activeUri = async (scheme: string): Promise<vscode.Uri> => {
    const input = await until(
      () => Promise.resolve(vscode.window.tabGroups.activeTabGroup.activeTab?.input),
      (shown) => shown instanceof vscode.TabInputCustom && shown.uri.scheme === scheme,
    );
    assert.ok(input instanceof vscode.TabInputCustom);
    return input.uri;
  };
  const graphNode = async (level: "high" | "low"): Promise<Node> => {
    const children = await parts.explorer.getChildren(model);
    const found = children.find((node) => node.kind === "graph" && node.level === level);
    assert.ok(found);
    return found;
  };
  const received = async (): Promise<string> => {
    assert.ok(model.record.kind === "model");
    const { url, token } = {
      url: model.connection.server.apiUrl,
      token: await parts.sandbox.token(model.connection.server),
    };
    const path = `/projects/${model.project.team}/${model.project.id}/build/graphs/${model.record.graphId ?? ""}`;
    const answer = await fetch(`${url}${path}`, { headers: { Authorization: `Bearer ${token ?? ""}` } });
    return answer.text();
  };

  it("open to be read, as the characters that the server sent", async () => {
    await vscode.commands.executeCommand("alviss.graph.open", await graphNode("high"));
    const uri = await activeUri("alviss-graph");
    assert.equal(uri.path, "/model-1-high.alvissgraph.json");
    const document = await vscode.workspace.openTextDocument(uri);
    assert.equal(document.getText(), await received());
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), " ");
    await vscode.workspace.applyEdit(edit).then(undefined, () => undefined);
    assert.equal(await document.save().then(undefined, () => false), false);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("are copied into a draft that is there the next time, beside its original", async () => {
    await vscode.commands.executeCommand("alviss.graph.open", await graphNode("high"));
    const uri = await activeUri("alviss-graph");
    await vscode.commands.executeCommand("alviss.graph.editCopy", uri);
    const draft = await activeUri("file");
    assert.match(draft.path, /\/drafts\/sandbox\/\d+\/\d+\/model-1-high\.alvissgraph\.json$/);
    const document = await vscode.workspace.openTextDocument(draft);
    assert.equal(document.getText(), await received());
    const edit = new vscode.WorkspaceEdit();
    const at = document.positionAt(document.getText().indexOf('"harmonics":2') + '"harmonics":'.length);
    edit.replace(draft, new vscode.Range(at, at.translate(0, 1)), "3");
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.ok(await document.save());
    await vscode.commands.executeCommand("alviss.graph.editCopy", uri);
    assert.equal(
      (await vscode.workspace.openTextDocument(draft)).getText(),
      (await received()).replace('"harmonics":2', '"harmonics":3'),
    );
  });

  it("lead to the graph of the same model at the other level", async () => {
    const files = await parts.graphs.files();
    const draft = await activeUri("file");
    assert.equal((await files.otherLevel(draft))?.level, "low");
    await files.openOtherLevel(draft);
    const low = await activeUri("alviss-graph");
    assert.equal(low.path, "/model-1-low.alvissgraph.json");
    await files.openOtherLevel(low);
    const high = await until(
      () => activeUri("alviss-graph"),
      ({ path }) => path.includes("-high."),
    );
    assert.equal(await files.otherLevel(vscode.Uri.file("/model-1-high.alvissgraph.json")), undefined);
    await files.editCopy(high);
  });

  it("are compared with their original, a line for each value", async () => {
    const room = await parts.graphs.room();
    await room.comparisons.showAsText(await activeUri("file"));
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const [left, right] = await Promise.all(
      [input.original, input.modified].map((uri) => vscode.workspace.openTextDocument(uri)),
    );
    assert.ok(left && right && left.lineCount > 50);
    const differ = Array.from({ length: left.lineCount }, (_, line) => [
      left.lineAt(line).text,
      right.lineAt(line).text,
    ])
      .filter(([one, other]) => one !== other)
      .map((pair) => pair.map((line) => line?.trim()));
    assert.deepEqual(differ, [['"harmonics": 2,', '"harmonics": 3,']]);
  });

  it("are compared with what git has of their file, where it has something", async () => {
    const folder = mkdtempSync(join(vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? tmpdir(), "kept-"));
    const file = join(folder, "kept.alvissgraph.json");
    const uri = vscode.Uri.file(file);
    try {
      writeFileSync(file, '{"nodes":[{"id":"a","w":1.0}],"edges":[]}');
      assert.equal(await committedText(uri), undefined);
      const git = (...words: readonly string[]) =>
        execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@127.0.0.1", ...words], { cwd: folder });
      git("init", "--quiet");
      git("add", ".");
      git("commit", "--quiet", "--message", "Keep the graph");
      const extension = vscode.extensions.getExtension<GitExtension>("vscode.git");
      assert.ok(extension);
      await (await extension.activate()).getAPI(1).openRepository(vscode.Uri.file(folder));
      writeFileSync(file, '{"nodes":[{"id":"a","w":2.0}],"edges":[]}');
      assert.equal(await committedText(uri), '{"nodes":[{"id":"a","w":1.0}],"edges":[]}');
      assert.equal(await committedText(vscode.Uri.file(join(folder, "new.alvissgraph.json"))), undefined);
      assert.equal(workingFile(uri.with({ scheme: "git", query: "{}" })).toString(), uri.toString());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("reopen as text and as a diagram", async () => {
    await vscode.commands.executeCommand("alviss.graph.open", await graphNode("low"));
    const uri = await activeUri("alviss-graph");
    assert.equal(uri.path, "/model-1-low.alvissgraph.json");
    await vscode.commands.executeCommand("alviss.graph.openAsText", uri);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri.toString());
    await vscode.commands.executeCommand("alviss.graph.openAsDiagram");
    assert.equal((await activeUri("alviss-graph")).toString(), uri.toString());
  });

  it("are checked against a dataset that somebody chose, also a graph that comes from none", async () => {
    const [dataset] = await demoObjects(parts, "dataset");
    assert.ok(dataset?.record.kind === "dataset");
    const { record, project, connection } = dataset;
    const home = { connectionId: connection.id, project: { team: project.team, project: project.id } };
    const node = '{"id":"TV","type":"media","data":{"select":{"Media":["Telly"]}}}';
    const text = `{"schema":"alviss-sandbox/high/1","nodes":[${node},{"id":"Sales","type":"target"}],"edges":[{"from":"TV","to":"Sales"}]}`;
    const uri = await (await parts.graphs.drafts()).create(home, "graph", text);
    const room = await parts.graphs.room();
    const lacking = () =>
      vscode.languages
        .getDiagnostics(uri)
        .filter(({ message }) => message.startsWith(`Dataset #${record.id} has no Telly`));
    assert.equal((await room.check(uri))?.isDataKnown, false);
    assert.deepEqual(lacking(), []);
    const combination = record.combinations?.[0];
    assert.ok(combination);
    const data = { ...home, dataset: record.id, combination };
    const noneLacking = () =>
      until(
        () => Promise.resolve(lacking().length),
        (count) => count === 0,
      );
    // As long as a build page shows it.
    const [page, other] = [{}, {}];
    await room.datasets.use(uri, data, { borrower: page });
    assert.equal(lacking().length, 1);
    room.datasets.release(uri, page);
    await noneLacking();
    // A page that ends while the dataset is still being read never had it.
    const ended = new AbortController();
    const using = room.datasets.use(uri, data, { borrower: page, signal: ended.signal });
    ended.abort();
    await assert.rejects(using);
    assert.equal((await room.check(uri))?.isDataKnown, false);
    // Of two pages that show it, one closes.
    await room.datasets.use(uri, data, { borrower: page });
    await room.datasets.use(uri, data, { borrower: other });
    room.datasets.release(uri, other);
    assert.equal((await room.check(uri))?.isDataKnown, true);
    assert.equal(lacking().length, 1);
    room.datasets.release(uri, page);
    await noneLacking();
    const gone = { ...data, dataset: idOf<"dataset">(99) };
    await assert.rejects(room.datasets.use(uri, gone));
    assert.equal((await room.check(uri))?.isDataKnown, false);
    await room.datasets.use(uri, data);
    assert.equal((await room.check(uri))?.isDataKnown, true);
    assert.equal(lacking().length, 1);
    assert.equal((await room.checkOn(uri, data, new AbortController().signal))?.warnings, 1);
    await room.forget(uri);
    assert.equal((await room.check(uri))?.isDataKnown, false);
  });
});
