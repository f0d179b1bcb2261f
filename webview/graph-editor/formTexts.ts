/** What stands typed in the form and not in the graph: it outlives the form, too. */
import { describeControl, isUnapplied, type ValueControl } from "../shared/controls";
import { element } from "../shared/dom";
import { type TypedText } from "../shared/graphMessages";
import { type InspectorContext } from "./inspector";
import { edgeKey, nodeKey } from "./scene";
import { TypedTexts } from "./typedTexts";

export class FormTexts {
  /** The node or the edge whose form is shown. */
  private subject: string | undefined;
  private readonly texts: TypedTexts;

  constructor(
    private readonly pane: HTMLElement,
    kept: readonly TypedText[],
    private readonly notApplied: string,
    private readonly onChange: () => void,
  ) {
    this.texts = new TypedTexts(kept);
    pane.addEventListener("input", ({ target }) => this.note(target));
    pane.addEventListener("keydown", ({ key, target }) => {
      if (key === "Escape") this.takeBack(target);
    });
  }

  get kept(): readonly TypedText[] {
    return this.texts.kept;
  }

  /** Into a form that was made anew. */
  putBack(context: InspectorContext): void {
    this.subject = subjectOf(context);
    this.texts.follow(context.graph);
    if (this.kept.length === 0) return;
    for (const row of this.pane.querySelectorAll("[data-field]")) {
      const control = textFieldOf(row);
      const field = row.getAttribute("data-field") ?? "";
      if (!control || this.subject === undefined) continue;
      const text = this.texts.of(this.subject, field, writtenIn(control));
      if (text !== undefined && control.value !== text) mark(row, control, text, this.notApplied);
    }
  }

  private note(target: EventTarget | null): void {
    const found = fieldAt(target);
    if (!found || this.subject === undefined) return;
    const { control, field } = found;
    const [typed, before] = [control.value, writtenIn(control)];
    this.texts.note({ of: this.subject, field, before, text: typed.trim() === before ? before : typed });
    this.onChange();
  }

  private takeBack(target: EventTarget | null): void {
    const found = fieldAt(target);
    if (!found || this.subject === undefined) return;
    const { control, field, row } = found;
    control.value = writtenIn(control);
    unmark(row, control);
    this.texts.forget(this.subject, field);
    this.onChange();
  }
}

function subjectOf({ graph, nodes, edges }: InspectorContext): string | undefined {
  const [node, second] = nodes;
  const [edge, secondEdge] = edges;
  if (edge) return secondEdge ? undefined : edgeKey(edge);
  return node && !second ? nodeKey(graph, node) : undefined;
}

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
