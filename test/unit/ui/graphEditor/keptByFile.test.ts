import assert from "node:assert/strict";
import { type Memento, type Uri } from "vscode";
import { KeptByFile } from "../../../../src/ui/graphEditor/keptByFile";
import { type GraphMemory, graphMemoryOf } from "../../../../webview/shared/graphMessages";

const file = (name: string): Uri => ({ toString: () => `file:///${name}` }) as unknown as Uri;
const memory = (mode: GraphMemory["mode"]): GraphMemory => ({
  v: 3,
  mode,
  selected: ["TV"],
  opened: [],
  looked: [],
  moved: [],
  view: null,
  typed: [],
  cells: [],
});

describe("how graphs were last looked at", () => {
  it("is known at once, also while the storage still answers with what stood there before", async () => {
    const stored: unknown[] = [];
    const slow = {
      get: () => undefined,
      update: (_key: string, value: unknown) => Promise.resolve(void stored.push(value)),
    } as unknown as Memento;
    const memories = new KeptByFile(slow, "alviss.graphViews", graphMemoryOf);
    await memories.keep(file("a"), memory("table"));
    await memories.keep(file("b"), memory("diagram"));
    assert.equal(memories.of(file("a"))?.mode, "table");
    assert.equal((stored.at(-1) as unknown[]).length, 2);
  });

  it("is read as an earlier version has stored it, which kept no cells, and not where it is something else", () => {
    const before = { ...memory("table"), v: 2, cells: undefined };
    assert.deepEqual(graphMemoryOf(before), memory("table"));
    assert.equal(graphMemoryOf({ ...before, v: 1 }), undefined);
    assert.equal(graphMemoryOf("table"), undefined);
  });
});
