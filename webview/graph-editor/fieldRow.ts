/** One row of a form: a label, a control, a sentence of help, and below it what is wrong with what stands there. */
import { type JsonPath } from "../../src/jsonText/edit";
import { type JsonNode, toValue } from "../../src/jsonText/read";
import { describeControl } from "../shared/controls";
import { element } from "../shared/dom";
import { type GraphStrings } from "../shared/graphStrings";
import { type Preview } from "./preview";

export interface FieldContext {
  readonly strings: GraphStrings;
  readonly readOnly: boolean;
  /** What the sliders of the form show. */
  readonly preview: Preview;
  /** `json` null takes the field away. */
  readonly onSet: (path: JsonPath, json: string | null) => void;
}

export function labelled(name: string, control: HTMLElement, help: string, path = ""): HTMLElement {
  const fault = element("p", { class: "fault", role: "alert" });
  const row = element(
    "div",
    { class: "field", "data-field": path },
    element("span", { class: "label", "aria-hidden": "true" }, name),
    control,
    help === "" ? null : element("p", { class: "help" }, help),
    fault,
  );
  if (help !== "") describeControl(controlOf(control), help);
  return row;
}

export const setFault = (row: Element, text: string): void => {
  const fault = row.querySelector(":scope > .fault");
  if (fault) fault.textContent = text;
  row.classList.toggle("faulty", text !== "");
  const control = row.querySelector<HTMLElement>(":scope > .label + *");
  const help = row.querySelector(":scope > .help")?.textContent ?? "";
  if (control) describeControl(controlOf(control), help, text);
};

/** A number stands with its slider in a box of their own. */
const controlOf = (control: HTMLElement): HTMLElement => control.querySelector<HTMLElement>(withSlider) ?? control;
const withSlider = ":scope > vscode-text-field:first-child";

/** What stands in a field: a text without its quotes, all else as written. */
export const fieldText = (node: JsonNode | undefined): string =>
  node === undefined ? "" : node.kind === "string" ? String(toValue(node)) : node.text;
