import assert from "node:assert/strict";
import fc from "fast-check";
import { readGraphView } from "../../../../src/graphs/graphView";
import { JsonTextError } from "../../../../src/jsonText/scan";
import { GraphState } from "../../../../webview/graph-editor/graphState";
import { type SentChange } from "../../../../webview/shared/graphMessages";
import { demoGraph } from "../../../support/demoGraphs";

const changed = (text: string, { offset, length, text: added }: SentChange): string =>
  text.slice(0, offset) + added + text.slice(offset + length);

/** Undefined for no JSON. */
function viewOf(text: string) {
  try {
    return readGraphView(text);
  } catch (error) {
    assert.ok(error instanceof JsonTextError);
    return undefined;
  }
}

describe("the text as the graph editor's page has it", () => {
  it("is read as all of it would be, after any changes one after the other", () => {
    const piece = fc.constantFrom("", "x", "7", '"', ", ", "}", '{"id": "new"}, ', '"type": "media",');
    const change = fc.record({ at: fc.nat(), length: fc.nat({ max: 40 }), text: piece });
    fc.assert(
      fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { maxLength: 4 }), (steps) => {
        const state = new GraphState();
        let text = demoGraph();
        state.replace(text);
        for (const step of steps) {
          const changes = step.map(({ at, length, text: added }) => {
            const offset = at % (text.length + 1);
            const one = { offset, length: Math.min(length, text.length - offset), text: added };
            text = changed(text, one);
            return one;
          });
          assert.ok(state.change(changes, text.length));
          const view = viewOf(text);
          assert.equal(state.broken === undefined, view !== undefined);
          if (view) assert.deepEqual(state.view, view);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("is asked for again when it is not as long as the document", () => {
    const state = new GraphState();
    state.replace(demoGraph());
    assert.equal(state.change([{ offset: 0, length: 0, text: " " }], demoGraph().length), false);
    assert.deepEqual(state.view, readGraphView(demoGraph()));
  });
});
