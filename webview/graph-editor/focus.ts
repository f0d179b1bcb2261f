import { type ValueControl } from "../shared/controls";

/** A form that is being filled in keeps its place, the focus, and what has been typed, when it is drawn anew. */
export function replaceForm(holder: HTMLElement, form: HTMLElement): void {
  const active = holder.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
  const field = active?.closest("[data-field]")?.getAttribute("data-field");
  const label = active?.getAttribute("aria-label");
  const typed = active === undefined ? undefined : typedIn(active);
  // Asking an empty pane, or the page while it is being drawn, would only have all of it laid out at once.
  const scrollTop = holder.childElementCount === 0 ? 0 : holder.scrollTop;
  // A field that is taken away says that it has changed; what is half typed must not become an edit.
  const hush = (event: Event): void => event.stopImmediatePropagation();
  holder.addEventListener("change", hush, true);
  holder.replaceChildren(form);
  holder.removeEventListener("change", hush, true);
  if (scrollTop > 0) holder.scrollTop = scrollTop;
  if (field === undefined || field === null) return;
  const row = [...form.querySelectorAll("[data-field]")].find((one) => one.getAttribute("data-field") === field);
  const controls = [...(row?.querySelectorAll<HTMLElement>("[aria-label]") ?? [])];
  const control = controls.find((one) => one.getAttribute("aria-label") === label) ?? controls[0];
  control?.focus();
  if (control && typed) putBack(control as ValueControl, typed);
}

interface Typed {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

const inputOf = (control: HTMLElement): HTMLInputElement | null | undefined =>
  control.shadowRoot?.querySelector("input");

/** What stands in a text field and is not yet in the document. */
function typedIn(control: HTMLElement): Typed | undefined {
  const input = inputOf(control);
  if (!input || input.value === control.getAttribute("value")) return undefined;
  return { value: input.value, start: input.selectionStart ?? 0, end: input.selectionEnd ?? 0 };
}

function putBack(control: ValueControl, { value, start, end }: Typed): void {
  control.value = value;
  const input = inputOf(control);
  if (!input) return;
  input.value = value;
  input.setSelectionRange(start, end);
}
