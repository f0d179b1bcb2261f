import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { type Parts } from "../../src/parts";
import { extensionParts } from "../support/extensionParts";
import { type Run } from "../../src/jobs/run";
import { type ModelId } from "../../src/platform/ids";
import { type ObjectNode } from "../../src/ui/explorer/nodes";
import { type JobNode } from "../../src/ui/jobs/jobItem";
import { demoObjects } from "../support/demoObjects";
import { answerJson, type RawServer, serveRaw } from "../support/rawServer";
import { until } from "../support/until";

const { executeCommand } = vscode.commands;
const accept = "workbench.action.acceptSelectedQuickOpenItem";
const next = "workbench.action.quickOpenSelectNext";

/** Takes what a command's questions propose, or the row below it, until the command ends. */
async function answered(command: string, args: readonly unknown[] = [], below = false): Promise<void> {
  let ended = false;
  const end = () => (ended = true);
  const running = executeCommand(command, ...args);
  running.then(end, end);
  await until(
    async () => {
      if (below) await executeCommand(next);
      await executeCommand(accept);
      return ended;
    },
    (whether) => whether,
  );
  await running;
}

describe("commands", function () {
  this.timeout(180_000);
  let parts: Parts;
  let model: ObjectNode;
  let folder: string;
  let server: RawServer | undefined;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "alviss-commands-"));
    parts = await extensionParts();
    await executeCommand("alviss.sandbox.loadDemo");
    const models = await until(
      () => demoObjects(parts, "model"),
      (all) => all.some(({ record }) => record.phase === "done"),
      120_000,
    );
    assert.ok(models[0]);
    [model] = models as [ObjectNode];
  });

  afterEach(() => executeCommand("workbench.action.closeAllEditors"));

  after(async () => {
    await vscode.workspace.getConfiguration("alviss").update("api", undefined, true);
    await parts.connections.forget("second");
    await server?.close();
    await parts.sandbox.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const shownText = (): string => vscode.window.activeTextEditor?.document.getText() ?? "";
  const place = () => ({ team: model.project.team, project: model.project.id });
  /** A job that waits for a model of the scripted server. */
  const watch = (id: string): Promise<Run> => {
    const plan = { workflow: "watch", object: { kind: "model", id: id as ModelId } } as const;
    return parts.jobs.start({ ...place(), plan, connectionId: "second", label: "Watch", startedBy: "test" });
  };
  const nodeOf = (run: Run): JobNode => ({ kind: "job", run });
  const stateOf = (run: Run) => () => parts.jobs.runs.find(({ runId }) => runId === run.runId)?.state;

  it("copy names as the tree shows them, one a line", async () => {
    const uploads = (await demoObjects(parts, "upload")).slice(0, 2);
    await executeCommand("alviss.copyName", uploads[0], uploads);
    assert.equal(await vscode.env.clipboard.readText(), "#104 Events\n#103 Distribution");
  });

  it("show the dates of a dataset, without a question where there is only one combination", async () => {
    const [dataset] = await demoObjects(parts, "dataset");
    await executeCommand("alviss.dataset.showDates", dataset);
    assert.match(
      shownText(),
      /^\/\/ Dates of dataset #1\n\/\/ SWE \/ all \/ all\n\/\/ 156 dates\n\[\n {2}"2022-01-03"/,
    );
  });

  it("switch to the project that is picked, from the keyboard alone", async () => {
    const before = parts.chosen.current;
    await parts.chosen.use(undefined);
    await answered("alviss.project.switch");
    const { connectionId, byUser } = parts.chosen.current ?? {};
    await parts.chosen.use(before);
    assert.deepEqual([connectionId, byUser], ["sandbox", true]);
  });

  it("add up the periods of a file, and give it the type that is chosen", async () => {
    const days = Array.from({ length: 14 }, (_, day) =>
      new Date(Date.UTC(2024, 0, 8 + day)).toISOString().slice(0, 10),
    );
    const rows = days.map((day) => `SWE,all,all,${day},Health,10,5`);
    const file = join(folder, "Daily.csv");
    writeFileSync(file, ["Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit", ...rows, ""].join("\n"));
    const uri = vscode.Uri.file(file);
    await answered("alviss.file.aggregate", [uri]);
    const weekly = readFileSync(join(folder, "Daily.week.csv"), "utf8");
    assert.match(weekly, /\nSWE,all,all,2024-01-08,Health,70,5\nSWE,all,all,2024-01-15,Health,70,5\n$/);
    const desk = await parts.dataFiles.desk();
    await until(
      async () => {
        await answered("alviss.file.chooseType", [uri], true);
        return desk.typeOf(uri);
      },
      (type) => type !== undefined,
    );
    await desk.chooseType(uri, undefined);
  });

  it("compare the two graphs of a model, and save one as a file", async () => {
    const graphs = (await parts.explorer.getChildren(model)).filter(({ kind }) => kind === "graph");
    assert.equal(graphs.length, 2);
    await executeCommand("alviss.graph.compare", graphs[0], graphs);
    const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(shown instanceof vscode.TabInputCustom);
    const { comparisons } = await parts.graphs.room();
    assert.match((await comparisons.of(shown.uri))?.name ?? "", /^model-1-(high|low)$/);
    await comparisons.showAsText(shown.uri);
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const texts = await Promise.all(
      [input.original, input.modified].map(async (uri) => (await vscode.workspace.openTextDocument(uri)).getText()),
    );
    assert.ok(texts.every((text) => text.includes('"nodes": [')));
    assert.notEqual(texts[0], texts[1]);

    const graph = join(folder, "mine.alvissgraph.json");
    writeFileSync(graph, '{"nodes": [], "edges": []}');
    await executeCommand("vscode.open", vscode.Uri.file(graph));
    await answered("alviss.graph.saveIntoWorkspace");
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    const saved = join(workspace?.uri.fsPath ?? "", "graphs", "mine.alvissgraph.json");
    assert.ok(existsSync(saved), saved);
    assert.equal(readFileSync(saved, "utf8"), readFileSync(graph, "utf8"));
  });

  it("ask for no other project and model where the server of the page that asks is gone", async () => {
    const before = parts.jobs.runs.length;
    const page = { ...place(), connectionId: "gone", kind: "model", id: model.record.id };
    await executeCommand("alviss.attribution.create", page);
    assert.equal(parts.jobs.runs.length, before);
  });

  it("open the settings of the extension, and its log", async () => {
    await executeCommand("alviss.openSettings");
    await until(
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.label,
      (label) => label === "Settings",
    );
    await executeCommand("workbench.action.closePanel");
    await executeCommand("alviss.job.openLog");
    await until(
      () => vscode.window.visibleTextEditors.map(({ document }) => document.uri.scheme),
      (schemes) => schemes.includes("output"),
    );
  });

  describe("of jobs", () => {
    const words = new Map<string, string>();
    let status = 200;

    before(async () => {
      server = await serveRaw(({ method, url }, response) => {
        const [, id = "", call] = /\/models\/(\d+)(\/cancel)?$/.exec(url) ?? [];
        if (call !== undefined && method === "POST") words.set(id, "cancelled");
        const detail = { detail: "Not today." };
        if (id === "") answerJson(response, detail, 404);
        else
          answerJson(
            response,
            status === 200 ? { IId: Number(id), Status: words.get(id) ?? "training" } : detail,
            status,
          );
      });
      const settings = vscode.workspace.getConfiguration("alviss");
      await settings.update("api.baseUrl", `${server.origin}/v1/api`, true);
      await settings.update("api.teamsUrl", `${server.origin}/v1/team/teams`, true);
      await parts.connections.keep("second", "Second", "sandbox_x");
    });

    it("cancel all that are selected, show what became of them, and clear them away", async () => {
      const [one, other] = [await watch("7"), await watch("8")];
      await executeCommand("alviss.job.cancel", nodeOf(one), [nodeOf(one), nodeOf(other)]);
      for (const run of [one, other]) await until(stateOf(run), (state) => state === "cancelled");
      await executeCommand("alviss.job.show", nodeOf(await parts.jobs.settled(one.runId)));
      assert.match(shownText(), /^\/\/ Watch\n\/\/ cancelled .*\n\/\/ Started /);
      await executeCommand("alviss.job.clearFinished");
      assert.ok(!parts.jobs.runs.some(({ runId }) => runId === one.runId || runId === other.runId));
    });

    it("take up one that stands still, and stop tracking it", async () => {
      status = 403;
      const run = await watch("9");
      await until(stateOf(run), (state) => state === "paused");
      status = 200;
      await executeCommand("alviss.job.resume");
      await until(stateOf(run), (state) => state === "working");
      await executeCommand("alviss.job.stopTracking", nodeOf(run));
      await until(stateOf(run), (state) => state === "stopped");
    });
  });
});
