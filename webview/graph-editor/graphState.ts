/** The text as the page has it, and what was last read from it. */
import { type GraphView, graphViewOf } from "../../src/graphs/graphView";
import { type JsonNode, readJson } from "../../src/jsonText/read";
import { type ChangedPart, readAgain } from "../../src/jsonText/readAgain";
import { JsonTextError } from "../../src/jsonText/scan";
import { type SentChange } from "../shared/graphMessages";

export class GraphState {
  private text = "";
  /** The present text as it was read; undefined while it is no JSON. */
  private tree: JsonNode | undefined;
  /** Of the last text that could be read. */
  view: GraphView | undefined;
  /** Why the present text could not be read. */
  broken: JsonTextError | "noGraph" | undefined;

  /** Where the present text stops being JSON. */
  get brokenAt(): number | undefined {
    return this.broken instanceof JsonTextError ? this.broken.offset : undefined;
  }

  replace(text: string): void {
    this.text = text;
    this.read(() => readJson(text));
  }

  /** False when the text has not become as long as the document is: then it must be asked for again. */
  change(changes: readonly SentChange[], length: number): boolean {
    let { text } = this;
    for (const { offset, length: count, text: added } of changes)
      text = text.slice(0, offset) + added + text.slice(offset + count);
    if (text.length !== length) return false;
    const { tree } = this;
    const part = tree && partOf(changes);
    this.text = text;
    this.read(() => (tree && part ? readAgain(tree, text, part) : readJson(text)));
    return true;
  }

  private read(tree: () => JsonNode): void {
    this.tree = undefined;
    try {
      this.tree = tree();
      const view = graphViewOf(this.tree);
      this.broken = view === undefined ? "noGraph" : undefined;
      this.view = view ?? this.view;
    } catch (error) {
      if (!(error instanceof JsonTextError)) throw error;
      this.broken = error;
    }
  }
}

/** From the first to the last of changes that were made one after the other. */
function partOf(changes: readonly SentChange[]): ChangedPart | undefined {
  let part: ChangedPart | undefined;
  for (const { offset, length, text } of changes) {
    if (part === undefined) {
      part = { start: offset, end: offset + length, length: text.length };
      continue;
    }
    const start = Math.min(part.start, offset);
    const last = Math.max(part.start + part.length, offset + length);
    // Behind what has changed so far, the text is only shifted.
    const end = part.end + (last - part.start - part.length);
    part = { start, end, length: last - length + text.length - start };
  }
  return part;
}
