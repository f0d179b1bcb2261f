import assert from "node:assert/strict";
import {
  addInstance,
  findInstance,
  keepGraph,
  readGraph,
  readTeamInstance,
} from "../../../../src/sandbox/store/graphRecords";
import { addProject, addTeam } from "../../../../src/sandbox/store/projectRecords";
import { scratchRecords } from "../../../support/scratchRecords";

describe("stored graphs", () => {
  const records = scratchRecords();
  const text = { nodes: '[ {"id":"a", "n":1.0} ]', edges: "[]" };

  it("come back as the characters that went in, from ranges of their own", () => {
    const { db } = records();
    const id = keepGraph(db, 1, text);
    assert.equal(id, 70001);
    assert.deepEqual(readGraph(db, 1, id), text);
    const instance = addInstance(db, { ...text, teamId: 1, projectId: 1, graphId: id, nodeIds: ["a"] });
    assert.equal(instance, 90001);
    assert.equal(readTeamInstance(db, 1, instance)?.nodes, text.nodes);
  });

  it("are one graph when they say the same, whatever the spelling, and two when a value differs", () => {
    const { db } = records();
    const keep = (nodes: string) => keepGraph(db, 1, { nodes, edges: "[]" });
    const first = keep('[{"a b":0.00001,"c":1,"d":"\u00e5","e":12345678901234567890}]');
    const second = keep('[ {"a b": 1e-05, "c": 1.0, "d": "\\u00e5", "e": 12345678901234567890} ]\n');
    assert.equal(first, second);
    for (const other of [
      '[{"ab":0.00001,"c":1,"d":"\u00e5","e":12345678901234567890}]',
      '[{"a b":0.00001,"c":1,"d":"\u00e5","e":12345678901234567891}]',
    ]) {
      assert.notEqual(first, keep(other));
    }
  });

  it("are not shown to another project or team", () => {
    const { db } = records();
    const project = addProject(db, { teamId: addTeam(db, "Other"), name: "Other" });
    const id = keepGraph(db, 1, text);
    const instance = addInstance(db, { ...text, teamId: 1, projectId: 1, graphId: id, nodeIds: ["a"] });
    assert.equal(readGraph(db, project, id), undefined);
    assert.equal(readTeamInstance(db, 2, instance), undefined);
  });

  it("are found again by their text, else by their nodes whatever the order", () => {
    const { db } = records();
    const graphId = keepGraph(db, 1, text);
    const add = (nodes: string) =>
      addInstance(db, { nodes, edges: "[]", teamId: 1, projectId: 1, graphId, nodeIds: ["a", "b"] });
    const [first, second] = [add("[1]"), (add("[1]"), add("[2]"))];
    const find = (nodes: string, nodeIds: string[]) => findInstance(db, 1, { nodes, edges: "[]" }, nodeIds);
    assert.deepEqual([find("[1]", ["b", "a"])?.instance.id, find("[1]", ["b", "a"])?.same], [first, true]);
    assert.deepEqual([find("[3]", ["a", "b"])?.instance.id, find("[3]", ["a", "b"])?.same], [second, false]);
    assert.equal(find("[1]", ["a"]), undefined);
  });
});
