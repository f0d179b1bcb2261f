/** The one door to the UI toolkit, which is archived upstream: pages make controls here and never import it. */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from "@vscode/webview-ui-toolkit";

/** Makes the controls that pages use known to the document; call once, before the first one is shown. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
}

/** Those of forms beside them: a page without forms need not carry them. */
export function registerFormControls(): void {
  provideVSCodeDesignSystem().register(vsCodeTextField(), vsCodeDropdown(), vsCodeOption());
}

export function registerCheckbox(): void {
  provideVSCodeDesignSystem().register(vsCodeCheckbox());
}

export interface ButtonOptions {
  readonly label: string;
  readonly look: "primary" | "secondary";
  readonly onPress: () => void;
}

export function button({ label, look, onPress }: ButtonOptions): HTMLElement {
  const control = document.createElement("vscode-button");
  control.setAttribute("appearance", look);
  control.textContent = label;
  control.addEventListener("click", onPress);
  return control;
}

/**
 * Marks a button, once it is in the document, as the chosen one of its group. The toolkit says that it hands
 * `aria-pressed` on to the button inside and does not, so it is set there.
 */
export function setPressed(control: HTMLElement, pressed: boolean): void {
  control.classList.toggle("pressed", pressed);
  control.shadowRoot?.querySelector("button")?.setAttribute("aria-pressed", String(pressed));
}

/** Says of a control, beside its name, what is wrong with its value, if anything, and how to fill it in. */
export function describeControl(control: HTMLElement, help: string, fault = ""): void {
  const text = [fault, help].filter(Boolean).join(" ");
  const say = (): void => {
    // The toolkit does not hand a description on to the field inside, which is the one that is heard.
    for (const one of [control, control.shadowRoot?.querySelector("input")])
      one?.setAttribute("aria-description", text);
  };
  say();
  // The field inside is there once the control is in the document.
  queueMicrotask(say);
  if (control.role !== "group") control.setAttribute("aria-invalid", String(fault !== ""));
}

export interface TextFieldOptions {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  /** The text was left or confirmed with Enter, and is another than before. */
  readonly onCommit: (value: string) => void;
  readonly onInput?: (value: string) => void;
}

/** Marks a field that the page has filled with what the user typed earlier and has not confirmed. */
export const isUnapplied = "data-unapplied";

export interface ValueControl extends HTMLElement {
  value: string;
}

export function textField(options: TextFieldOptions): ValueControl {
  const control = document.createElement("vscode-text-field") as ValueControl;
  // The toolkit names a field by its text alone; that is not shown, since the label beside it is.
  control.textContent = options.label;
  control.setAttribute("value", options.value);
  control.setAttribute("spellcheck", "false");
  if (options.placeholder !== undefined) control.setAttribute("placeholder", options.placeholder);
  control.toggleAttribute("disabled", options.disabled === true);
  let committed = options.value;
  const commit = (): void => {
    // Taken out of the page, a field fires once more: that is nobody's wish.
    if (control.value === committed || !control.isConnected) return;
    committed = control.value;
    options.onCommit(control.value);
  };
  // What the page has written since is no wish of the user's.
  control.addEventListener("focusin", () => {
    if (!control.hasAttribute(isUnapplied)) committed = control.value;
  });
  control.addEventListener("change", commit);
  control.addEventListener("keydown", (event) => {
    if (event.key === "Enter") commit();
  });
  control.addEventListener("input", () => options.onInput?.(control.value));
  return control;
}

export interface DropdownOptions {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly disabled?: boolean;
  readonly onCommit: (value: string) => void;
}

export function dropdown({ label, value, choices, disabled, onCommit }: DropdownOptions): HTMLElement {
  const control = document.createElement("vscode-dropdown") as ValueControl;
  control.setAttribute("aria-label", label);
  control.toggleAttribute("disabled", disabled === true);
  // By their places: the toolkit takes an option with an empty value for the chosen one, whatever else is marked.
  // What stands there though it is no choice comes first: else the first choice would look as if it were chosen.
  const standing = { value, label: value === "" ? "\u2013" : value };
  const shown = choices.some((choice) => choice.value === value) ? choices : [standing, ...choices];
  for (const [place, choice] of shown.entries()) {
    const option = document.createElement("vscode-option");
    option.setAttribute("value", `choice ${String(place)}`);
    option.toggleAttribute("selected", choice.value === value);
    option.textContent = choice.label;
    control.append(option);
  }
  control.addEventListener("change", () => {
    const chosen = shown.find((_, place) => control.value === `choice ${String(place)}`);
    if (chosen && chosen !== standing) onCommit(chosen.value);
  });
  return control;
}

export interface CheckboxOptions {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onCommit: (checked: boolean) => void;
}

/** With its label, which is part of it. */
export function checkbox({ label, checked, disabled, onCommit }: CheckboxOptions): HTMLElement {
  const control = document.createElement("vscode-checkbox") as HTMLElement & { checked: boolean };
  control.setAttribute("aria-label", label);
  control.textContent = label;
  control.toggleAttribute("checked", checked);
  control.toggleAttribute("disabled", disabled === true);
  let committed = checked;
  control.addEventListener("change", () => {
    // Taking on its first state, it says that it has changed.
    if (control.checked === committed || !control.isConnected) return;
    committed = control.checked;
    onCommit(committed);
  });
  return control;
}
