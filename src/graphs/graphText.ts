import { slice } from "../jsonText/edit";

/** A graph as text: what a GET answered and what a build posts back, character for character. */
export interface GraphText {
  /** Name of the schema as JSON text, where the server gives one. */
  readonly schemaText: string | undefined;
  readonly nodesText: string;
  readonly edgesText: string;
}

/** The parts of a graph document; undefined when it has no nodes or no edges. Throws `JsonTextError` for no JSON. */
export function readGraphText(document: string): GraphText | undefined {
  const nodesText = slice(document, ["nodes"]);
  const edgesText = slice(document, ["edges"]);
  if (nodesText === undefined || edgesText === undefined) return undefined;
  return { schemaText: slice(document, ["schema"]), nodesText, edgesText };
}

/**
 * The graph as a build sends it. `schema` goes with it where the server gave one: what a platform's graphs hold is not
 * documented, so what came is what goes back; one that sent none gets none.
 */
export function buildGraph(graph: GraphText): string {
  const schema = graph.schemaText === undefined ? "" : `"schema":${graph.schemaText},`;
  return `{${schema}"nodes":${graph.nodesText},"edges":${graph.edgesText}}`;
}

/** A graph of which nothing is there yet but its parts; `nodes`: the text of the first ones. */
export const startedGraph = (nodes = ""): string => `{\n  "nodes": [${nodes}],\n  "edges": []\n}\n`;
