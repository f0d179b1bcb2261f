/** The field over a cell that is being edited: Enter and leaving it take what it holds, Escape leaves the cell as it was. */
import { element } from "../shared/dom";

interface CellEdit {
  readonly name: string;
  readonly text: string;
  /** Why a text cannot be taken, or undefined when it was. */
  readonly commit: (text: string) => string | undefined;
  readonly onInput: (text: string) => void;
  readonly onFault: (fault: string) => void;
  /** `left`: what was typed and cannot be taken, with the reason, when the field is left by other ways than Escape. */
  readonly onEnd: (left: Unfinished | undefined, byKey: boolean) => void;
}

export interface Unfinished {
  readonly text: string;
  readonly fault: string;
}

export function editCell(
  cell: HTMLElement,
  { name, text, commit, onInput, onFault, onEnd }: CellEdit,
): HTMLInputElement {
  const field = element("input", { class: "cell-field", "aria-label": name, spellcheck: "false" });
  field.value = text;
  let isOpen = true;
  const end = (left: Unfinished | undefined, byKey: boolean): void => {
    isOpen = false;
    onEnd(left, byKey);
  };
  field.addEventListener("input", () => onInput(field.value));
  field.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") end(undefined, true);
    if (event.key !== "Enter") return;
    const fault = commit(field.value);
    if (fault === undefined) return end(undefined, true);
    field.setAttribute("aria-invalid", "true");
    onFault(fault);
  });
  field.addEventListener("blur", () => {
    if (!isOpen) return;
    const fault = commit(field.value);
    end(fault === undefined ? undefined : { text: field.value, fault }, false);
  });
  cell.replaceChildren(field);
  field.focus();
  return field;
}
