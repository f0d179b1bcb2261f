import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { type Parts } from "../../src/parts";
import { type ObjectNode } from "../../src/ui/explorer/nodes";
import { demoObjects } from "../support/demoObjects";
import { extensionParts } from "../support/extensionParts";
import { until } from "../support/until";

describe("results as files", function () {
  this.timeout(180_000);
  let parts: Parts;
  let folder: string;
  const nodes = new Map<string, ObjectNode>();

  before(async () => {
    parts = await extensionParts();
    folder = await mkdtemp(join(tmpdir(), "alviss-results-"));
    await vscode.commands.executeCommand("alviss.sandbox.loadDemo");
    // The oldest: the demo's own.
    for (const kind of ["attributionSet", "attribution", "model"] as const) {
      const done = await until(
        async () => (await demoObjects(parts, kind)).findLast(({ record }) => record.phase === "done"),
        (found) => found !== undefined,
        120_000,
      );
      assert.ok(done);
      nodes.set(kind, done);
    }
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await parts.sandbox.stop();
    await rm(folder, { recursive: true });
  });

  const pages = (): readonly vscode.Tab[] =>
    vscode.window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith("alviss.results")),
    );

  async function exported(
    command: "alviss.results.exportCsv" | "alviss.results.exportReport",
    kind: string,
  ): Promise<string> {
    const file = join(folder, `${command}-${kind}`);
    await vscode.commands.executeCommand(command, nodes.get(kind), [], vscode.Uri.file(file));
    return readFile(file, "utf8");
  }

  it("are written of a row in the tree without a page that is open, and none stays open", async () => {
    const csv = await exported("alviss.results.exportCsv", "attribution");
    const [head = "", ...rows] = csv.trim().split("\r\n");
    assert.match(head, /^driver,kind,product,contribution_mean_units,.*roi_basis,.*source$/);
    assert.deepEqual(
      rows.map((row) => row.split(",")[0]).filter((name) => ["TV", "total"].includes(name ?? "")),
      ["TV", "total"],
    );
    const set = await exported("alviss.results.exportCsv", "attributionSet");
    assert.equal(set.split("\r\n").length, csv.split("\r\n").length);
    await until(
      () => Promise.resolve(pages()),
      (open) => open.length === 0,
      20_000,
    );
  });

  it("are the fit of a model, which has no contributions", async () => {
    const csv = await exported("alviss.results.exportCsv", "model");
    assert.match(csv, /^date,actual,expected_median,/);
    assert.equal(csv.trim().split("\r\n").length, 157);
  });

  it("are a report of all figures, from the page where one is open, which stays", async () => {
    await vscode.commands.executeCommand("alviss.results.open", nodes.get("attribution"));
    const report = await exported("alviss.results.exportReport", "attribution");
    assert.match(report, /^<!DOCTYPE html>/);
    assert.ok((report.match(/<section/g)?.length ?? 0) >= 13);
    assert.doesNotMatch(report, /(src|href)="?https?:/);
    assert.equal(pages().length, 1);
  });
});
