/** The graph of the page, read in the ways that its parts need. */
import { type GraphText, readGraphText } from "../../src/graphs/graphText";
import { type GraphView, readGraphView } from "../../src/graphs/graphView";
import { type ToBuildPage } from "../shared/buildMessages";

/** Undefined, where the text is no graph. */
export interface ShownGraph {
  readonly text: GraphText | undefined;
  readonly view: GraphView | undefined;
  readonly original: { readonly name: string; readonly view: GraphView } | undefined;
}

type Sent = Extract<ToBuildPage, { readonly type: "graph" }>;

export function shownGraph(text: string, original: Sent["original"]): ShownGraph {
  const before = original && readOrNot(original.text);
  return {
    text: partsOrNot(text),
    view: readOrNot(text),
    original: original && before ? { name: original.name, view: before } : undefined,
  };
}

function readOrNot(text: string): GraphView | undefined {
  try {
    return readGraphView(text);
  } catch {
    return undefined;
  }
}

function partsOrNot(text: string): GraphText | undefined {
  try {
    return readGraphText(text);
  } catch {
    return undefined;
  }
}
