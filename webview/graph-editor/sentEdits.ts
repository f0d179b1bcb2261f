/** Wishes on their way to the host: refused in words where nothing may be changed, and told of once the text has them. */
import { type GraphEdit } from "../../src/graphs/graphEdits";
import { type GraphView } from "../../src/graphs/graphView";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { type Selection } from "./selection";

interface SentParts {
  readonly strings: GraphStrings;
  readonly selection: Selection;
  readonly view: () => GraphView | undefined;
  /** Why nothing may be changed, as a sentence; undefined where it may. */
  readonly locked: () => string | undefined;
  readonly post: (edit: GraphEdit) => void;
  readonly say: (text: string) => void;
}

export class SentEdits {
  /** What is said when the text has changed. */
  private done = "";

  constructor(private readonly parts: SentParts) {}

  /** The graph, where it may be changed; else it is said why not. */
  askForGraph(): GraphView | undefined {
    const why = this.parts.locked();
    if (why !== undefined) this.parts.say(why);
    return why === undefined ? this.parts.view() : undefined;
  }

  /** `ids`: nodes that the edit makes, to be selected when they are there. Answers why it was not sent, as a sentence. */
  send(edit: GraphEdit, ids: readonly string[] = []): string | undefined {
    const { strings, selection, post, say } = this.parts;
    say("");
    const view = this.askForGraph();
    if (!view) return this.parts.locked();
    this.done = doneWords(edit, strings);
    selection.await(edit, ids, view);
    post(edit);
    return undefined;
  }

  /** There is another text. */
  arrived(): void {
    if (this.done !== "") this.parts.say(this.done);
    this.done = "";
  }

  refused(sentence: string): void {
    this.done = "";
    this.parts.say(sentence);
    this.parts.selection.awaitNothing();
  }
}

/** Of what the picture shows at another place than where the keyboard is. */
function doneWords(edit: GraphEdit, strings: GraphStrings): string {
  switch (edit.kind) {
    case "deleteNodes":
      return fill(strings.nodesDeleted, edit.nodes.length);
    case "deleteEdges":
      return fill(strings.edgesDeleted, edit.edges.length);
    case "duplicateNodes":
      return fill(strings.nodesDuplicated, edit.nodes.length);
    case "turnEdges":
      return fill(strings.edgesTurned, edit.edges.length);
    case "addEdge":
      return strings.edgeAdded;
    case "addNodes":
    case "renameNode":
    case "setNodeField":
    case "setEdgeField":
      return "";
  }
}
