/** The text as the page has it, and what was last read from it. */
import { type GraphView, readChangedGraph, readGraphView } from "../../src/graphs/graphView";
import { JsonTextError } from "../../src/jsonText/scan";
import { type SentChange } from "../shared/graphMessages";

export class GraphState {
  private text: string | undefined;
  /** Of the last text that could be read. */
  view: GraphView | undefined;
  /** Why the present text could not be read. */
  broken: JsonTextError | "noGraph" | "empty" | undefined;

  /** Where the present text stops being JSON. */
  get brokenAt(): number | undefined {
    return this.broken instanceof JsonTextError ? this.broken.offset : undefined;
  }

  /** False for the text that is there already. */
  replace(text: string): boolean {
    if (text === this.text) return false;
    this.take(text, () => readGraphView(text));
    return true;
  }

  /** False when the text has not become as long as the document is: then it must be asked for again. */
  change(changes: readonly SentChange[], length: number): boolean {
    let { text = "" } = this;
    for (const { offset, length: count, text: added } of changes)
      text = text.slice(0, offset) + added + text.slice(offset + count);
    if (text.length !== length) return false;
    const { view, broken } = this;
    const [first, ...others] = changes;
    const isOne = first !== undefined && others.length === 0;
    // A view of the text before: its parts are kept where one change leaves them alone.
    if (view === undefined || broken !== undefined || !isOne) this.replace(text);
    else {
      const change = { start: first.offset, end: first.offset + first.length, text: first.text };
      this.take(text, () => readChangedGraph(view, text, change));
    }
    return true;
  }

  private take(text: string, read: () => GraphView | undefined): void {
    this.text = text;
    try {
      const view = read();
      this.broken = view === undefined ? "noGraph" : undefined;
      this.view = view ?? this.view;
    } catch (error) {
      if (!(error instanceof JsonTextError)) throw error;
      this.broken = text.trim() === "" ? "empty" : error;
    }
  }
}
