/** Says above everything that the server cannot be read, and asks it again: at a press, and by itself in a while. */
import { type ToBuildPage } from "../shared/buildMessages";
import { type BuildStrings } from "../shared/buildStrings";
import { button } from "../shared/controls";
import { element } from "../shared/dom";

type Trouble = Extract<ToBuildPage, { readonly type: "trouble" }>;

/** Between two tries; each time twice as long, as nobody knows how long it takes. */
const firstPauseMs = 5_000;
const longestPauseMs = 60_000;

export class ConnectionBanner {
  readonly element = element("div", { class: "connection", hidden: "" });
  private readonly sentence = element("strong");
  private readonly words = element("span", { class: "words" });
  private readonly comfort = element("span");
  private readonly reading = element("span", { class: "note", role: "status" });
  private shown: Trouble | undefined;
  private pauseMs = firstPauseMs;
  private timer = 0;

  constructor(
    private readonly strings: BuildStrings,
    private readonly onRetry: () => void,
  ) {
    const again = button({ label: strings.tryAgain, look: "secondary", onPress: () => this.retry() });
    this.element.append(
      element("p", { role: "alert" }, this.sentence, " ", this.words, " ", this.comfort),
      element("div", { class: "actions" }, this.reading, again),
    );
    // A machine that comes back from a tunnel says so.
    window.addEventListener("online", () => this.shown && this.retry());
  }

  show(trouble: Trouble): void {
    const { strings } = this;
    this.shown = trouble;
    const comfort = [strings.keptMeanwhile, trouble.mayPass ? strings.askedAgain : ""].filter(Boolean).join(" ");
    // What stays as it is is not read out once more.
    for (const [one, text] of [
      [this.sentence, trouble.sentence],
      [this.words, trouble.words === null ? "" : `(${trouble.words})`],
      [this.comfort, comfort],
    ] as const)
      if (one.textContent !== text) one.textContent = text;
    this.reading.textContent = "";
    this.element.hidden = false;
    clearTimeout(this.timer);
    if (!trouble.mayPass) return;
    this.timer = window.setTimeout(() => this.retry(), this.pauseMs);
    this.pauseMs = Math.min(2 * this.pauseMs, longestPauseMs);
  }

  /** It can be read again. */
  hide(): void {
    this.shown = undefined;
    this.pauseMs = firstPauseMs;
    clearTimeout(this.timer);
    this.element.hidden = true;
  }

  private retry(): void {
    clearTimeout(this.timer);
    this.reading.textContent = this.strings.reading;
    this.onRetry();
  }
}
