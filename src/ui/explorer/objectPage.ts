import { showId } from "../../platform/ids";
import { type GraphNode, type ObjectNode } from "./nodes";
import { noResults, objectLines } from "./objectLines";
import { graphName, kindName, objectLabel, stateWords } from "./words";

/** What a page of details shows. */
export interface Page {
  readonly title: string;
  readonly summary: readonly (string | undefined)[];
  readonly raw: unknown;
  /** In place of `raw`: a text that is to be seen exactly as it came. */
  readonly text?: string;
}

/** What the page of an object says: its row in words, above the record as it came. */
export function objectPage(node: ObjectNode): Page {
  const { record } = node;
  const title = `${kindName(node.kind)} ${showId(record.id)}`;
  const state = stateWords(record) ?? record.status;
  const summary = [objectLabel(record), state, ...objectLines(node), noResults(node), record.message];
  return { title, summary, raw: record.raw };
}

/** The text of a graph, exactly as it came. */
export function graphPage(node: GraphNode, text: string): Page {
  const title = `${graphName(node.level)} ${showId(node.graph)}`;
  return { title, summary: [title], raw: undefined, text };
}
