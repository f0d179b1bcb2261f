import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import * as vscode from "vscode";
import { type Parts } from "../../src/parts";
import { extensionParts } from "../support/extensionParts";
import { type DatasetId } from "../../src/platform/ids";
import { type DraftNode, type DraftsNode, type ObjectNode } from "../../src/ui/explorer/nodes";
import { graphUri } from "../../src/ui/graphEditor/graphUri";
import { demoGraph } from "../support/demoGraphs";
import { demoObjects } from "../support/demoObjects";
import { until } from "../support/until";

const { executeCommand } = vscode.commands;

describe("drafts of graphs", function () {
  this.timeout(180_000);
  let parts: Parts;
  let dataset: ObjectNode;

  before(async () => {
    parts = await extensionParts();
    await executeCommand("alviss.sandbox.loadDemo");
    const datasets = await until(
      () => demoObjects(parts, "dataset"),
      (all) => all.some(({ record }) => record.phase === "done"),
      120_000,
    );
    assert.ok(datasets[0]);
    [dataset] = datasets as [ObjectNode];
  });

  afterEach(async () => {
    await executeCommand("workbench.action.revertAndCloseActiveEditor");
    await executeCommand("workbench.action.closeAllEditors");
    // Those of a test that failed: the next one counts its own.
    const drafts = await parts.graphs.drafts();
    for (const draft of await drafts.all()) await drafts.remove(draft);
  });

  after(() => parts.sandbox.stop());

  const home = () => ({
    connectionId: dataset.connection.id,
    project: { team: dataset.project.team, project: dataset.project.id },
  });
  const create = async (name: string, text = demoGraph(), original?: string): Promise<vscode.Uri> =>
    (await parts.graphs.drafts()).create(home(), name, text, original);
  /** The row of the project's drafts, once it has as many as it should. */
  const folderOf = (count: number): Promise<DraftsNode> =>
    until(
      async () => {
        const roots = await parts.explorer.getChildren();
        const teams = (await Promise.all(roots.map((root) => parts.explorer.getChildren(root)))).flat();
        const projects = (await Promise.all(teams.map((team) => parts.explorer.getChildren(team)))).flat();
        const project = projects.find((node) => node.kind === "project" && node.project.id === dataset.project.id);
        const folders = project ? await parts.explorer.getChildren(project) : [];
        return folders.find((node) => node.kind === "drafts") as DraftsNode;
      },
      (node: DraftsNode | undefined) => (node?.count ?? 0) === count,
    );
  /** The row of a draft, once the project has as many as it should. */
  const rowOf = (name: string, count: number): Promise<DraftNode> =>
    until(
      async () => {
        const rows = await parts.explorer.getChildren(await folderOf(count));
        return rows.find((node) => node.kind === "draft" && node.name === name) as DraftNode;
      },
      (row: DraftNode | undefined) => row !== undefined,
    );
  const shownUri = (fits: (uri: vscode.Uri) => boolean): Promise<vscode.Uri> =>
    until(
      () => {
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        return Promise.resolve(input instanceof vscode.TabInputCustom ? input.uri : undefined);
      },
      (uri) => uri !== undefined && fits(uri),
    ) as Promise<vscode.Uri>;
  const replace = async (document: vscode.TextDocument, from: string, to: string): Promise<void> => {
    const start = document.getText().indexOf(from);
    assert.ok(start >= 0, from);
    const edit = new vscode.WorkspaceEdit();
    const range = new vscode.Range(document.positionAt(start), document.positionAt(start + from.length));
    edit.replace(document.uri, range, to);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };
  const remove = async (uri: vscode.Uri): Promise<void> => {
    await executeCommand("workbench.action.revertAndCloseActiveEditor");
    assert.ok(await (await parts.graphs.drafts()).remove({ uri }));
  };

  it("stand under their project, and say whether they differ from what they were copied from", async () => {
    const first = await create("mine", demoGraph(), demoGraph());
    assert.deepEqual([(await rowOf("mine", 1)).differs, (await rowOf("mine", 1)).uri], [false, first.toString()]);
    // Another window changes it, and again where this one does not watch the new folder yet.
    const changed = demoGraph().replace('"harmonics": 2', '"harmonics": 3');
    await until(
      async () => {
        writeFileSync(first.fsPath, changed);
        return (await rowOf("mine", 1)).differs;
      },
      (differs) => differs === true,
    );
    const second = await create("mine");
    assert.match(second.path, /\/mine-2\.alvissgraph\.json$/);
    assert.equal((await rowOf("mine-2", 2)).differs, undefined);
    await remove(second);
    await folderOf(1);
    await remove(first);
    assert.ok(!existsSync(first.fsPath) && !existsSync(first.fsPath.replace(".alvissgraph.json", ".original.json")));
    await folderOf(0);
  });

  it("stand under the model that they are copies of, also under another name, and as a file still say what was changed", async () => {
    const models = await until(
      () => demoObjects(parts, "model"),
      (all) => all.some(({ record }) => record.phase === "done"),
      120_000,
    );
    const [model] = models;
    assert.ok(model?.kind === "model");
    const address = { ...home(), model: model.record.id, level: "high" } as const;
    const files = await parts.graphs.files();
    const copy = await files.editCopy(graphUri(address));
    assert.ok(copy);
    const under = (name: string): Promise<DraftNode> =>
      until(
        async () => {
          const rows = await parts.explorer.getChildren(model);
          return rows.find((node) => node.kind === "draft" && node.name === name) as DraftNode;
        },
        (row: DraftNode | undefined) => row !== undefined,
      );
    const row = await under("model-1-high");
    const { description, contextValue } = parts.explorer.getTreeItem(row);
    assert.equal(description, "draft, same as the original");
    assert.match(contextValue ?? "", /^alviss\.draft\b/);
    const drafts = await parts.graphs.drafts();
    assert.ok(await drafts.rename({ uri: copy }, "bolder"));
    const renamed = await under("bolder");
    assert.deepEqual(await files.sourceOf(vscode.Uri.parse(renamed.uri)), address);
    assert.deepEqual(renamed.uri, (await rowOf("bolder", 1)).uri);
    assert.deepEqual(await files.otherLevel(vscode.Uri.parse(renamed.uri)), { ...address, level: "low" });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(renamed.uri));
    const original = document.getText();
    await replace(document, '"harmonics":2', '"harmonics":3');
    const target = vscode.Uri.joinPath(copy, "../../../../../bolder.alvissgraph.json");
    await files.copyTo(document, target);
    assert.equal(readFileSync(target.fsPath, "utf8"), document.getText());
    // Also where the draft itself is gone.
    await remove(document.uri);
    assert.equal(await files.originalText(target), original);
    assert.deepEqual(await files.homeOf(target), address);
    assert.deepEqual(await files.otherLevel(target), { ...address, level: "low" });
    const moved = vscode.Uri.joinPath(target, "../moved.alvissgraph.json");
    const move = new vscode.WorkspaceEdit();
    move.renameFile(target, moved);
    assert.ok(await vscode.workspace.applyEdit(move));
    await until(
      () => files.originalText(moved),
      (text) => text === original,
    );
    rmSync(moved.fsPath);
    await until(
      () => parts.explorer.getChildren(model),
      (rows) => rows.every(({ kind }) => kind !== "draft"),
    );
  });

  it("open from their row, also when their server is gone, and are renamed with their original and their editor", async () => {
    const uri = await create("old", demoGraph(), demoGraph());
    const row = await rowOf("old", 1);
    await parts.sandbox.stop();
    await executeCommand("alviss.graph.openDraft", row);
    await shownUri((shown) => shown.toString() === uri.toString());
    assert.ok(await (await parts.graphs.drafts()).rename({ uri }, "new"));
    const renamed = await shownUri(({ path }) => path.endsWith("/new.alvissgraph.json"));
    assert.equal(await (await parts.graphs.files()).originalText(renamed), demoGraph());
    assert.ok(!existsSync(uri.fsPath));
    await executeCommand("alviss.sandbox.start");
    await remove(renamed);
  });

  it("are not renamed onto another, and not deleted before somebody says so", async () => {
    const [one, other] = [await create("one"), await create("other", '{"nodes":[],"edges":[]}')];
    const renaming = executeCommand("alviss.graph.renameDraft", await rowOf("one", 2));
    await until(
      async () => {
        await executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        return Promise.race([renaming.then(() => true), new Promise((later) => setTimeout(later, 20, false))]);
      },
      (ended) => ended === true,
    );
    assert.equal(await (await parts.graphs.drafts()).rename({ uri: one }, "other"), undefined);
    // A test window answers every question with no.
    await executeCommand("alviss.graph.deleteDraft", await rowOf("other", 2)).then(undefined, () => undefined);
    assert.equal(readFileSync(other.fsPath, "utf8"), '{"nodes":[],"edges":[]}');
    await remove(one);
    await remove(other);
  });

  it("are never made over what is there, whether that can be read or not", async () => {
    const first = await create("mine", '{"nodes":[],"edges":[]}');
    // Its original cannot be read, so neither can the draft be listed.
    mkdirSync(first.fsPath.replace(".alvissgraph.json", ".original.json"));
    const [second, third] = await Promise.all([create("mine"), create("mine")]);
    const names = [second, third].map(({ path }) => path.slice(path.lastIndexOf("/") + 1)).sort();
    assert.deepEqual(names, ["mine-2.alvissgraph.json", "mine-3.alvissgraph.json"]);
    assert.equal(readFileSync(first.fsPath, "utf8"), '{"nodes":[],"edges":[]}');
    const folder = first.fsPath.slice(0, first.fsPath.lastIndexOf("mine"));
    assert.equal(readdirSync(folder).filter((name) => name.startsWith("mine")).length, 4);
    rmSync(first.fsPath.replace(".alvissgraph.json", ".original.json"), { recursive: true });
    for (const uri of [first, second, third]) await remove(uri);
  });

  it("are the only files that are renamed and deleted", async () => {
    const uri = await create("mine");
    const outside = vscode.Uri.joinPath(uri, "../../../../mine.alvissgraph.json").fsPath;
    writeFileSync(outside, "{}");
    const drafts = await parts.graphs.drafts();
    for (const other of [vscode.Uri.file(outside), vscode.Uri.joinPath(uri, "..", "mine.original.json")])
      assert.equal(drafts.at(other), undefined, other.path);
    assert.equal(drafts.at(uri)?.name, "mine");
    const row = { kind: "draft", uri: vscode.Uri.file(outside).toString(), name: "mine" };
    await executeCommand("alviss.graph.deleteDraft", row).then(undefined, () => undefined);
    await executeCommand("alviss.graph.renameDraft", row).then(undefined, () => undefined);
    assert.ok(existsSync(outside));
    rmSync(outside);
    await remove(uri);
  });

  it("are marked and not built from when they are read with another encoding", async () => {
    const uri = await create("latin");
    const document = await vscode.workspace.openTextDocument(uri, { encoding: "windows1252" });
    assert.equal(document.encoding, "windows1252");
    const marks = await until(
      () => Promise.resolve(vscode.languages.getDiagnostics(uri)),
      (all) => all.some(({ message }) => message.includes("windows1252")),
    );
    const mark = marks.find(({ message }) => message.includes("windows1252"));
    assert.equal(mark?.severity, vscode.DiagnosticSeverity.Error);
    const { problems } = (await parts.graphs.room()).marksOf(document);
    assert.equal(problems.find(({ severity }) => severity === "error")?.sentence, mark.message);
    await remove(uri);
  });

  it("begin as a new graph, or as the one that the server suggests", async () => {
    await executeCommand("alviss.graph.new", dataset);
    const fresh = await shownUri(({ path }) => path.endsWith("/graph.alvissgraph.json"));
    const text = readFileSync(fresh.fsPath, "utf8");
    assert.deepEqual(JSON.parse(text), { nodes: [{ id: "sales", type: "target" }], edges: [] });
    await remove(fresh);
    const suggesting = executeCommand("alviss.graph.openSuggested", dataset);
    const suggested = await until(
      async () => {
        await executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        return input instanceof vscode.TabInputCustom ? input.uri : undefined;
      },
      (uri) => uri !== undefined,
    );
    await suggesting;
    assert.ok(suggested);
    assert.ok(suggested.path.endsWith("/suggested-1-SWE-all-all.alvissgraph.json"), suggested.path);
    const files = await parts.graphs.files();
    const original = await files.originalText(suggested);
    assert.ok(original?.startsWith('{"schema":') && !original.includes("\n"), "as the server sent it");
    assert.equal((await files.datasetOf(suggested))?.combination.country, "SWE");
    assert.equal(original, readFileSync(suggested.fsPath, "utf8"));
    assert.match(original ?? "", /"media\.TV"/);
    await remove(suggested);
  });

  it("show on the nodes that it names what a server says which refuses to build from them", async () => {
    const uri = await create("refused", demoGraph().replace('"harmonics": 2', '"harmonics": 99'));
    const document = await vscode.workspace.openTextDocument(uri);
    const marked = (count: number) =>
      until(
        () =>
          Promise.resolve(
            vscode.languages.getDiagnostics(uri).filter(({ message }) => message.startsWith("The server refused it")),
          ),
        (all) => all.length === count,
      );
    const run = await parts.jobs.start({
      ...home().project,
      connectionId: home().connectionId,
      plan: {
        workflow: "buildModel",
        datasetId: dataset.record.id as DatasetId,
        combination: { country: "SWE", region: "all", grouping: "all" },
        graph: { from: "text", text: document.getText(), document: uri.toString() },
        ...{ training: { epochs: 1, learningRate: 0.01, samples: 1 }, trainShare: 0.75, activate: false },
      },
      label: "Build",
      startedBy: "test",
    });
    assert.equal((await parts.jobs.settled(run.runId)).state, "failed");
    const [mark] = await marked(1);
    assert.ok(mark);
    assert.equal(document.getText(mark.range), "99");
    assert.equal(readFileSync(uri.fsPath, "utf8"), document.getText());
    // Where the node is changed, it is another than the server has seen.
    await replace(document, "99", "98");
    await marked(0);
    await replace(document, "98", "99");
    await marked(1);
    await vscode.window.showTextDocument(document);
    await executeCommand("workbench.action.files.revert");
    await remove(uri);
  });

  it("follow what another window saves, and lose nothing where both have changed them", async () => {
    const uri = await create("shared");
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const theirs = demoGraph().replace('"harmonics": 2', '"harmonics": 3');
    writeFileSync(uri.fsPath, theirs);
    await until(
      () => Promise.resolve(document.getText()),
      (text) => text === theirs,
    );
    await replace(document, '"max_lag": 13', '"max_lag": 7');
    const mine = document.getText();
    const newer = theirs.replace('"harmonics": 3', '"harmonics": 14');
    writeFileSync(uri.fsPath, newer);
    utimesSync(uri.fsPath, new Date(), new Date(Date.now() + 5_000));
    assert.equal(await document.save().then(undefined, () => false), false);
    assert.deepEqual([document.getText(), document.isDirty], [mine, true]);
    assert.equal(readFileSync(uri.fsPath, "utf8"), newer);
    await executeCommand("workbench.action.files.revert");
    await remove(uri);
  });

  it("are saved after each change, also where VS Code itself saves nothing, and not where saving would format them", async () => {
    const files = vscode.workspace.getConfiguration("files");
    await files.update("autoSave", "off", vscode.ConfigurationTarget.Global);
    const uri = await create("kept");
    const document = await vscode.workspace.openTextDocument(uri);
    const onDisk = (fits: (text: string) => boolean) =>
      until(() => Promise.resolve(readFileSync(uri.fsPath, "utf8")), fits);
    await replace(document, '"harmonics": 2', '"harmonics": 3');
    await onDisk((text) => text === document.getText());
    // Several in a row, the last of them while the first is still being saved.
    for (const lag of [14, 15, 16]) await replace(document, '"max_lag": 1', `"max_lag": ${String(lag)}, "was": 1`);
    await onDisk((text) => text === document.getText());
    await until(
      () => Promise.resolve(document.isDirty),
      (dirty) => !dirty,
    );
    const editor = vscode.workspace.getConfiguration("editor");
    await editor.update("formatOnSave", true, vscode.ConfigurationTarget.Global);
    const before = readFileSync(uri.fsPath, "utf8");
    await replace(document, '"harmonics": 3', '"harmonics":    4');
    await editor.update("formatOnSave", undefined, vscode.ConfigurationTarget.Global);
    assert.deepEqual([document.isDirty, readFileSync(uri.fsPath, "utf8")], [true, before]);
    await replace(document, '"harmonics":    4', '"harmonics":   5');
    await onDisk((text) => text.includes('"harmonics":   5'));
    await files.update("autoSave", undefined, vscode.ConfigurationTarget.Global);
    await remove(uri);
  });

  it("hold what two windows have changed in them by as many letters, in the same moment too", async () => {
    const uri = await create("equal", demoGraph(), demoGraph());
    const document = await vscode.workspace.openTextDocument(uri);
    await parts.graphs.room();
    const theirs = demoGraph().replace('"harmonics": 2', '"harmonics": 3');
    writeFileSync(uri.fsPath, theirs);
    await replace(document, '"max_lag": 13', '"max_lag": 11');
    const both = theirs.replace('"max_lag": 13', '"max_lag": 11');
    await until(
      () => Promise.resolve([document.getText(), readFileSync(uri.fsPath, "utf8")]),
      (texts) => texts.every((text) => text === both),
    );
    // And where it was the same field, what the other has saved is kept beside.
    const newer = both.replace('"harmonics": 3', '"harmonics": 7');
    writeFileSync(uri.fsPath, newer);
    await replace(document, '"harmonics": 3', '"harmonics": 9');
    const kept = vscode.Uri.joinPath(uri, "../equal-other-window.alvissgraph.json");
    await until(
      () => Promise.resolve(existsSync(kept.fsPath) && readFileSync(uri.fsPath, "utf8").includes('"harmonics": 9')),
      (isKept) => isKept,
    );
    assert.equal(readFileSync(kept.fsPath, "utf8"), newer);
    assert.equal(await (await parts.graphs.files()).originalText(kept), demoGraph());
    await remove(kept);
    await remove(uri);
  });

  it("show what another window has saved with the same size and time", async () => {
    const uri = await create("same");
    const document = await vscode.workspace.openTextDocument(uri);
    const { atimeMs, mtimeMs } = statSync(uri.fsPath);
    const theirs = demoGraph().replace('"harmonics": 2', '"harmonics": 3');
    let written = 0;
    await until(
      () => {
        // Again where this window does not watch the new file yet; not before it had the time to follow, since it waits
        // until the file has been left alone.
        if (Date.now() - written > 4_000) {
          writeFileSync(uri.fsPath, theirs);
          utimesSync(uri.fsPath, atimeMs / 1000, mtimeMs / 1000);
          written = Date.now();
        }
        return document.getText() === theirs && !document.isDirty;
      },
      (isShown) => isShown,
    );
    await remove(uri);
  });

  it("are completed and explained in their text, and not called wrong for fields that nobody knows", async () => {
    const odd = '{"nodes":[{"id":"a","type":"media","weight":1.0,"adstock":{"type":""}}],"edges":[]}';
    const uri = await create("explained", odd);
    const document = await vscode.workspace.openTextDocument(uri);
    const at = (words: string): vscode.Position => document.positionAt(odd.indexOf(words) + 1);
    const proposed = await until(
      async () => {
        const list = await executeCommand<vscode.CompletionList>(
          "vscode.executeCompletionItemProvider",
          uri,
          document.positionAt(odd.indexOf('""') + 1),
        );
        return list.items.map(({ label }) => (typeof label === "string" ? label : label.label));
      },
      (labels) => labels.some((label) => label.includes("weibull_pdf")),
      60_000,
    );
    assert.ok(proposed.some((label) => label.includes("geometric")));
    const hovers = await executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      uri,
      at('"adstock":{"type"').translate(0, 12),
    );
    const words = hovers.flatMap(({ contents }) => contents.map((one) => (typeof one === "string" ? one : one.value)));
    assert.match(words.join(), /Carry\\?-over: How the effect of a period spreads/);
    const foreign = vscode.languages.getDiagnostics(uri).filter(({ source }) => source !== "Alviss");
    assert.deepEqual(foreign, []);
    await remove(uri);
  });
});
