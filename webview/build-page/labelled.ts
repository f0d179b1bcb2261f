import { describeControl } from "../shared/controls";
import { element } from "../shared/dom";

/** A control under its label, above its help and what is wrong with it. */
export function labelled(name: string, label: string, control: HTMLElement, help = ""): HTMLElement {
  const fault = element("span", { class: "fault", role: "alert" });
  const parts = [
    element("span", { class: "label", "aria-hidden": "true" }, label),
    control,
    help === "" ? null : element("span", { class: "help" }, help),
    fault,
  ];
  control.dataset["name"] = name;
  if (help !== "") describeControl(control, help);
  return element("div", { class: "field" }, ...parts);
}

/** Says below a control what is wrong with its value; nothing: it is right. */
export function setFault(control: HTMLElement, sentence: string): void {
  const fault = control.parentElement?.querySelector(".fault");
  if (fault) fault.textContent = sentence;
  describeControl(control, control.parentElement?.querySelector(".help")?.textContent ?? "", sentence);
}

/** Draws a part anew and leaves the focus on the control of the same name. */
export function redraw(part: HTMLElement, ...children: readonly (Node | string)[]): void {
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset["name"] : undefined;
  const had = part.contains(document.activeElement);
  part.replaceChildren(...children);
  if (had && focused !== undefined) part.querySelector<HTMLElement>(`[data-name="${focused}"]`)?.focus();
}
