/** What stands typed in the form and not in the graph: it outlives the form and the page, and is never applied by itself. */
import { type GraphView } from "../../src/graphs/graphView";
import { describeControl, isUnapplied, type ValueControl } from "../shared/controls";
import { element } from "../shared/dom";
import { type TypedText } from "../shared/graphMessages";
import { type InspectorContext } from "./inspector";
import { nodeKey } from "./scene";

export class TypedTexts {
  /** The node or the edge whose form is shown. */
  private subject: string | undefined;

  constructor(
    private readonly pane: HTMLElement,
    public kept: readonly TypedText[],
    private readonly notApplied: string,
    private readonly onChange: () => void,
  ) {
    pane.addEventListener("input", ({ target }) => this.note(target));
    pane.addEventListener("keydown", ({ key, target }) => {
      if (key === "Escape") this.takeBack(target);
    });
  }

  /** Into a form that was made anew, as far as the field still holds what it held when it was typed in. */
  putBack(context: InspectorContext): void {
    this.subject = subjectOf(context);
    if (this.kept.length === 0) return;
    const subjects = subjectsOf(context.graph);
    this.kept = this.kept.filter((typed) => {
      if (typed.of !== this.subject) return subjects.has(typed.of);
      const row = [...this.pane.querySelectorAll("[data-field]")].find(
        (one) => one.getAttribute("data-field") === typed.field,
      );
      const control = row && textFieldOf(row);
      if (!control) return true;
      if (writtenIn(control) !== typed.before) return false;
      if (control.value !== typed.text) mark(row, control, typed.text, this.notApplied);
      return true;
    });
  }

  private note(target: EventTarget | null): void {
    const found = fieldAt(target);
    if (!found || this.subject === undefined) return;
    const { control, field } = found;
    const [text, before] = [control.value, writtenIn(control)];
    const others = this.others(field);
    this.kept = text.trim() === before ? others : [...others, { of: this.subject, field, before, text }];
    this.onChange();
  }

  private takeBack(target: EventTarget | null): void {
    const found = fieldAt(target);
    if (!found) return;
    const { control, field, row } = found;
    control.value = writtenIn(control);
    unmark(row, control);
    this.kept = this.others(field);
    this.onChange();
  }

  private others(field: string): readonly TypedText[] {
    return this.kept.filter((one) => one.of !== this.subject || one.field !== field);
  }
}

const edgeKey = (index: number, from = "", to = ""): string => `e:${String(index)}:${JSON.stringify([from, to])}`;

function subjectOf({ graph, nodes, edges }: InspectorContext): string | undefined {
  const [node, second] = nodes;
  const [edge, secondEdge] = edges;
  if (edge) return secondEdge ? undefined : edgeKey(edge.index, edge.from, edge.to);
  return node && !second ? nodeKey(graph, node) : undefined;
}

const subjectsOf = (graph: GraphView): ReadonlySet<string> =>
  new Set([
    ...graph.nodes.map((node) => nodeKey(graph, node)),
    ...graph.edges.map(({ index, from, to }) => edgeKey(index, from, to)),
  ]);

/** The field that an event comes from; what stands for no field of the graph has no name. */
function fieldAt(target: EventTarget | null) {
  const row = target instanceof Element ? target.closest("[data-field]") : null;
  const field = row?.getAttribute("data-field") ?? "";
  const control = row && textFieldOf(row);
  return row && control && control === target && field !== "" ? { row, control, field } : undefined;
}

const textFieldOf = (row: Element): ValueControl | null =>
  row.querySelector<ValueControl>(":scope > vscode-text-field, :scope > .with-slider > vscode-text-field");

const writtenIn = (control: HTMLElement): string => control.getAttribute("value") ?? "";

function mark(row: Element, control: ValueControl, text: string, sentence: string): void {
  control.setAttribute(isUnapplied, "");
  control.value = text;
  row.append(element("p", { class: "unapplied" }, sentence));
  describeControl(control, [sentence, textOf(row, ".help")].join(" "), textOf(row, ".fault"));
}

function unmark(row: Element, control: ValueControl): void {
  control.removeAttribute(isUnapplied);
  row.querySelector(":scope > .unapplied")?.remove();
  describeControl(control, textOf(row, ".help"), textOf(row, ".fault"));
}

const textOf = (row: Element, part: string): string => row.querySelector(`:scope > ${part}`)?.textContent ?? "";
