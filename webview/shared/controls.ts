/** The one door to the UI toolkit, which is archived upstream: pages make controls here and never import it. */
import { provideVSCodeDesignSystem, vsCodeButton } from "@vscode/webview-ui-toolkit";

/** Makes the controls that pages use known to the document; call once, before the first one is shown. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton());
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
