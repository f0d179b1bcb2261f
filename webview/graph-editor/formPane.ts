import { element } from "../shared/dom";
import { replaceForm } from "./focus";
import { type GraphMemory } from "../shared/graphMessages";
import { type GraphStrings } from "../shared/graphStrings";
import { type InspectorContext, inspectorForm } from "./inspector";
import { FormTexts } from "./formTexts";

/** The pane at the right with the form of what is selected; drawn anew only when something in it has changed. */
export class FormPane {
  readonly element: HTMLElement;
  private shown: string | undefined;

  private readonly texts: FormTexts;

  /** `onTyped`: what is typed and not applied is another. */
  constructor(strings: GraphStrings, memory: GraphMemory | undefined, onTyped: () => void) {
    this.element = element("aside", { class: "inspector", "aria-label": strings.inspector });
    this.texts = new FormTexts(this.element, memory?.typed ?? [], strings.notApplied, onTyped);
  }

  get kept(): Pick<GraphMemory, "typed"> {
    return { typed: this.texts.kept };
  }

  show(context: InspectorContext): void {
    const content = contentOf(context);
    if (content !== undefined && content === this.shown) return;
    this.shown = content;
    replaceForm(this.element, inspectorForm(context));
    this.texts.putBack(context);
  }

  /** Puts the keyboard on a field, or on the first one. */
  focus(field?: string): void {
    const row = field === undefined ? "" : `[data-field="${field}"] `;
    this.element.querySelector<HTMLElement>(`${row}vscode-text-field, ${row}vscode-dropdown`)?.focus();
  }
}

/** All that a form is made of, as one text; undefined where that is more than the node itself. */
function contentOf({ graph, nodes, edges: [edge], problems, readOnly }: InspectorContext): string | undefined {
  const [node, second] = nodes;
  if (!node && !edge) return JSON.stringify([graph.nodes.length, graph.edges.length, graph.level, graph.identity]);
  // Curves of a low-level graph are made of several nodes.
  if (graph.level === "low" || second || edge || !node) return undefined;
  const own = problems.filter((problem) => problem.node === node.index).map(({ field, sentence }) => [field, sentence]);
  const edges = graph.edges
    .filter(({ fromNode, toNode }) => fromNode === node.index || toNode === node.index)
    .map(({ index, from, to }) => [index, from, to]);
  return JSON.stringify([node.index, node.id, graph.level, graph.identity, readOnly, node.json.text, own, edges]);
}
