import { button } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { type FromResults, type ModelAttribution, type ToResults } from "../shared/resultsMessages";
import { type ResultsStrings } from "./strings";

export type Attributions = Extract<ToResults, { readonly type: "attributions" }>;

interface LinksContext {
  readonly strings: ResultsStrings;
  readonly format: NumberFormat;
  readonly send: (message: FromResults) => void;
}

/** Buttons beside each other are read at a glance up to here. */
const mostShown = 5;

const isoDay = /^\d{4}-\d\d-\d\d/;

/** The line by which the page of a model leads to its attributions; nothing while there is none to tell of. */
export class AttributionLinks {
  readonly element = element("nav", { class: "attributions actions" });
  /** Stays in the page, so that a screen reader hears when it changes. */
  private readonly sentence = element("span", { role: "status" });
  private shown = "";

  constructor(private readonly context: LinksContext) {
    this.element.setAttribute("aria-label", context.strings.attributionsName);
    this.clear();
  }

  clear(): void {
    this.element.hidden = true;
    this.sentence.textContent = "";
    this.element.replaceChildren(this.sentence);
    this.shown = "";
  }

  /** What is the same as before stays, with the keyboard on it. */
  show(told: Attributions): void {
    const text = JSON.stringify(told);
    if (text === this.shown) return;
    this.shown = text;
    const focused = [...this.element.children].find((child) => child === document.activeElement);
    const { attributions } = told;
    while (this.sentence.nextSibling) this.sentence.nextSibling.remove();
    this.element.append(...(attributions.length === 0 ? [this.begin()] : this.links(attributions)));
    this.element.hidden = false;
    const sentence = this.say(told);
    if (this.sentence.textContent !== sentence) this.sentence.textContent = sentence;
    if (focused instanceof HTMLElement) this.focusAgain(focused.dataset["attribution"]);
  }

  private say({ attributions, anyFailed, areAll }: Attributions): string {
    const { strings, format } = this.context;
    if (attributions.length === 0 && anyFailed) return strings.attributionsFailed;
    if (attributions.length === 0) return areAll ? strings.attributionsNone : strings.attributionsNoneKnown;
    if (attributions.length === 1) return strings.attributionsOne;
    return fill(strings.attributionsMany, format.count(attributions.length));
  }

  private links(attributions: readonly ModelAttribution[]): readonly HTMLElement[] {
    const { strings, format, send } = this.context;
    const links = attributions.slice(0, mostShown).map((attribution) => {
      const { id } = attribution;
      const label = this.label(attribution);
      const link = button({ label, look: "secondary", onPress: () => send({ type: "openAttribution", id }) });
      link.dataset["attribution"] = id;
      return link;
    });
    const older = attributions.length - links.length;
    return older === 0 ? links : [...links, element("span", {}, fill(strings.attributionsOlder, format.count(older)))];
  }

  private label({ shown, first, last, draws, running }: ModelAttribution): string {
    const { strings, format } = this.context;
    const dated = first !== null && last !== null && isoDay.test(first) && isoDay.test(last);
    const parts = [
      fill(strings.memberNumber, shown),
      dated ? format.dateRange(first, last) : null,
      running ? strings.attributionRunning : draws === null ? null : fill(strings.metaDraws, format.count(draws)),
    ];
    return parts.filter((part) => part !== null).join(", ");
  }

  private begin(): HTMLElement {
    const { strings, send } = this.context;
    return button({ label: strings.attribute, look: "secondary", onPress: () => send({ type: "attribute" }) });
  }

  /** On the button of the same attribution, or of the first where it is gone. */
  private focusAgain(id: string | undefined): void {
    const links = [...this.element.querySelectorAll<HTMLElement>("vscode-button")];
    (links.find((link) => link.dataset["attribution"] === id) ?? links[0])?.focus();
  }
}
