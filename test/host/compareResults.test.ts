import assert from "node:assert/strict";
import * as vscode from "vscode";
import { type Parts } from "../../src/parts";
import { comparablesOf, pairOf } from "../../src/ui/commands/results/compared";
import { compareResults } from "../../src/ui/commands/results/compare";
import { type Node, type ObjectNode, type ProjectNode } from "../../src/ui/explorer/nodes";
import { type ResultsPlace } from "../../src/ui/results/resultsPlace";
import { demoObjects } from "../support/demoObjects";
import { extensionParts } from "../support/extensionParts";
import { until } from "../support/until";

const { executeCommand } = vscode.commands;

describe("comparing two results", function () {
  this.timeout(240_000);
  let parts: Parts;
  let model: ObjectNode;
  let attribution: ObjectNode;

  before(async () => {
    parts = await extensionParts();
    await executeCommand("alviss.sandbox.loadDemo");
    const done = async (kind: "model" | "attribution"): Promise<ObjectNode> => {
      const all = await until(
        () => demoObjects(parts, kind),
        (found) => found.some(({ record }) => record.phase === "done"),
        180_000,
      );
      return all.find(({ record }) => record.phase === "done") as ObjectNode;
    };
    model = await done("model");
    attribution = await done("attribution");
  });

  after(async () => {
    await executeCommand("workbench.action.closeAllEditors");
    await parts.sandbox.stop();
  });

  const tabs = (): string[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
  const opened = (label: string): Promise<unknown> =>
    until(
      () => Promise.resolve(tabs()),
      (all) => all.includes(label),
    );

  /** The one beside the demo's. */
  async function emptyProject(): Promise<ProjectNode["project"]> {
    const walk = async (node?: Node): Promise<ProjectNode[]> => {
      const children = await parts.explorer.getChildren(node);
      const below = children.map(async (child) => (child.kind === "project" ? [child] : walk(child)));
      return (await Promise.all(below)).flat();
    };
    const found = (await walk()).find(({ project }) => project.name?.includes("demo") !== true);
    assert.ok(found);
    return found.project;
  }

  it("shows the result that was selected beside the one that is chosen then", async () => {
    await executeCommand("alviss.results.selectForCompare", model);
    assert.deepEqual(parts.comparisons.selected?.object, { kind: "model", id: model.record.id });
    await executeCommand("alviss.results.compareWithSelected", attribution);
    await opened("Model #1 against Attribution #1");
    await executeCommand("alviss.results.compareWithSelected", attribution);
    assert.equal(tabs().filter((label) => label === "Model #1 against Attribution #1").length, 1, "one page for two");
  });

  it("shows two selected rows, the older one first, whichever was clicked", async () => {
    await executeCommand("alviss.results.compare", attribution, [attribution, model]);
    await opened("Model #1 against Attribution #1");
    await executeCommand("workbench.action.closeAllEditors");
  });

  it("asks for the other one, of the same project, for what a results page shows", async () => {
    const { project, connection } = model;
    const place = { connectionId: connection.id, team: project.team, project: project.id };
    const comparing = executeCommand("alviss.results.compare", { ...place, kind: "model", id: model.record.id });
    let over = false;
    void Promise.resolve(comparing).then(() => (over = true));
    await until(
      async () => {
        if (!over) await executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        return tabs();
      },
      (all) => all.includes("Model #1 against Attribution #1"),
      60_000,
    );
    await comparing;
  });

  it("says to a results page that there is nothing else to compare with, or no such project, and opens nothing", async () => {
    await executeCommand("workbench.action.closeAllEditors");
    const { project, connection } = model;
    const page = { connectionId: connection.id, team: project.team, project: project.id, kind: "model" } as const;
    const id = model.record.id as ResultsPlace["id"];
    const empty = await emptyProject();
    await assert.rejects(compareResults(parts, { ...page, team: empty.team, project: empty.id, id }), {
      name: "Refusal",
      message: "There is no other finished model or attribution in this project to compare with.",
    });
    await assert.rejects(compareResults(parts, { ...page, connectionId: "gone", id }), { name: "Refusal" });
    assert.deepEqual(tabs(), []);
  });

  it("refuses with the reason what cannot be compared", () => {
    const [one, other] = [comparablesOf(model), comparablesOf(attribution)].map(([first]) => first);
    assert.ok(one && other);
    assert.throws(() => pairOf([one, one]), /Model 1 is the same as itself/);
    const connection = { ...other.place.connection, id: "another" };
    assert.throws(() => pairOf([one, { ...other, place: { ...other.place, connection } }]), /different connections/);
    const project = { ...other.place.project, id: "77" as typeof other.place.project.id };
    assert.throws(() => pairOf([one, { ...other, place: { ...other.place, project } }]), /different projects/);
    const record = (phase: "working" | "failed") => ({ ...model, record: { ...model.record, phase } }) as ObjectNode;
    assert.throws(() => comparablesOf(record("working")), /Model 1 is still at work/);
    assert.throws(() => comparablesOf(record("failed")), /Model 1 failed/);
    assert.throws(() => comparablesOf(model, [model, attribution, model]), /Select two/);
    const set = { ...attribution, kind: "attributionSet", record: { ...attribution.record, kind: "attributionSet" } };
    assert.throws(() => comparablesOf(set as ObjectNode), /neither/);
  });
});
