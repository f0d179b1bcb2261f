import assert from "node:assert/strict";
import { alvissServer } from "../../../../src/platform/connections";
import { type Kind } from "../../../../src/platform/ids";
import { type Project } from "../../../../src/platform/records";
import {
  type FolderNode,
  nodeId,
  objectNodeId,
  type ProjectNode,
  projectNodeId,
} from "../../../../src/ui/explorer/nodes";
import { NodeStore } from "../../../../src/ui/explorer/nodeStore";

const connection = { id: "c", kind: "cloud", account: "", server: alvissServer } as const;
const project = (id: string): Project =>
  ({ id, team: "1", name: `P${id}`, periodicity: undefined }) as unknown as Project;
const projectNode = (id: string, current = false): ProjectNode => ({
  kind: "project",
  connection,
  project: project(id),
  current,
  added: false,
});
const folder = (id: string, holds: Kind, count?: number): FolderNode => ({
  kind: "folder",
  connection,
  project: project(id),
  holds,
  count,
  more: false,
  listed: undefined,
});

describe("the nodes that are shown", () => {
  it("stay the same objects and take new facts in", () => {
    const store = new NodeStore();
    const [first] = store.putChildren("c/1", [projectNode("1")]);
    const [again] = store.putChildren("c/1", [projectNode("1", true)]);
    assert.equal(again, first);
    assert.equal((first as ProjectNode).current, true);
  });

  it("are forgotten with everything below them when they are gone, and their neighbours are not", () => {
    const store = new NodeStore();
    const [one, eleven] = store.putChildren("c/1", [projectNode("1"), projectNode("11")]);
    assert.ok(one && eleven);
    store.putChildren(nodeId(one), [folder("1", "model")]);
    store.putChildren(nodeId(eleven), [folder("11", "model")]);
    store.putChildren("c/1", [projectNode("11")]);
    assert.equal(store.get("c/1/1/model"), undefined);
    assert.equal(store.children("c/1/1"), undefined);
    assert.ok(store.get("c/1/11/model"));
    assert.deepEqual(store.loadedBelow("c/1"), ["c/1", "c/1/11"]);
  });

  it("know their parents, so that VS Code can open the way to them", () => {
    const store = new NodeStore();
    const [parent] = store.putChildren("", [projectNode("1")]);
    assert.ok(parent);
    const [child] = store.putChildren(nodeId(parent), [folder("1", "model")]);
    assert.ok(child);
    assert.equal(store.parentOf(child), parent);
    assert.equal(store.parentOf(parent), undefined);
  });

  it("say how old a list is", () => {
    let now = 1000;
    const store = new NodeStore(() => now);
    store.putChildren("c", []);
    now = 1500;
    assert.equal(store.children("c")?.age, 500);
  });
});

describe("the id of a node", () => {
  it("keeps ids apart that hold a slash", () => {
    const ref = { team: '"a/b"', project: '"c"' } as unknown as Parameters<typeof projectNodeId>[1];
    const other = { team: '"a"', project: '"b/c"' } as unknown as Parameters<typeof projectNodeId>[1];
    assert.notEqual(projectNodeId("x", ref), projectNodeId("x", other));
    assert.equal(objectNodeId(projectNodeId("x", ref), "model", "8/9").split("/").length, 5);
  });
});
