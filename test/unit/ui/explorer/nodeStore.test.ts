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
  const shown = (store: NodeStore, id: string) => store.children(id)?.children ?? [];

  it("stay the same objects and take new facts in", () => {
    const store = new NodeStore();
    store.putChildren("c/1", [projectNode("1")]);
    const [first] = shown(store, "c/1");
    store.putChildren("c/1", [projectNode("1", true)]);
    const [again] = shown(store, "c/1");
    assert.equal(again, first);
    assert.equal((first as ProjectNode).current, true);
  });

  it("are forgotten with everything below them when they are gone, and their neighbours are not", () => {
    const store = new NodeStore();
    store.putChildren("c/1", [projectNode("1"), projectNode("11")]);
    store.putChildren("c/1/1", [folder("1", "model")]);
    store.putChildren("c/1/11", [folder("11", "model")]);
    assert.deepEqual(store.putChildren("c/1", [projectNode("11")]), ["c/1/1", "c/1/1/model"]);
    assert.equal(store.get("c/1/1/model"), undefined);
    assert.equal(store.children("c/1/1"), undefined);
    assert.ok(store.get("c/1/11/model"));
    assert.deepEqual(store.loadedBelow("c/1"), ["c/1", "c/1/11"]);
  });

  it("know their parents, so that VS Code can open the way to them", () => {
    const store = new NodeStore();
    store.putChildren("", [projectNode("1")]);
    const [parent] = shown(store, "");
    assert.ok(parent);
    store.putChildren(nodeId(parent), [folder("1", "model")]);
    const [child] = shown(store, nodeId(parent));
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
