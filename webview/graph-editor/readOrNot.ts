import { type GraphView, readGraphView } from "../../src/graphs/graphView";
import { JsonTextError } from "../../src/jsonText/scan";

/** A text from elsewhere as a graph; undefined where it is none. */
export function readOrNot(text: string): GraphView | undefined {
  try {
    return readGraphView(text);
  } catch (error) {
    if (error instanceof JsonTextError) return undefined;
    throw error;
  }
}
