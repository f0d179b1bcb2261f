import { type TextDocument } from "vscode";
import { type GraphView, readGraphView } from "../../graphs/graphView";
import { JsonTextError } from "../../jsonText/scan";

/** A document read as a graph; without a `view` the text is no JSON (then `error` says where), or holds no graph. */
export interface ReadGraph {
  readonly version: number;
  readonly text: string;
  readonly view: GraphView | undefined;
  readonly error: JsonTextError | undefined;
}

/** The last reading of each document: text, picture and marks all ask for the same one. */
const readings = new WeakMap<TextDocument, ReadGraph>();

export function readGraph(document: TextDocument): ReadGraph {
  const known = readings.get(document);
  if (known?.version === document.version) return known;
  const reading = { version: document.version, ...read(document.getText()) };
  readings.set(document, reading);
  return reading;
}

function read(text: string): Omit<ReadGraph, "version"> {
  try {
    return { text, view: readGraphView(text), error: undefined };
  } catch (error) {
    if (error instanceof JsonTextError) return { text, view: undefined, error };
    throw error;
  }
}
