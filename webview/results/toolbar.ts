import { button, setPressed } from "../shared/controls";
import { type NumberFormat } from "../shared/numberFormat";
import { intervalLevels, type IntervalLevel } from "../shared/resultsMessages";
import { fill } from "../shared/fill";
import { type ResultsStrings } from "../shared/resultsStrings";
import { element } from "../shared/dom";

export interface Toolbar {
  readonly element: HTMLElement;
  readonly showLevel: (level: number) => void;
  /** A short sentence at the right end, spoken as well. */
  readonly say: (text: string) => void;
}

export interface ToolbarOptions {
  readonly strings: ResultsStrings;
  readonly format: NumberFormat;
  readonly onLevel: (level: IntervalLevel) => void;
  readonly onCopy: () => void;
}

export function toolbar({ strings, format, onLevel, onCopy }: ToolbarOptions): Toolbar {
  const levels = intervalLevels.map((level) => {
    const label = fill(strings.percentWhole, format.wholePercent(level));
    return { level, control: button({ label, look: "secondary", onPress: () => onLevel(level) }) };
  });
  const copy = button({ label: strings.copyCsv, look: "secondary", onPress: onCopy });
  copy.setAttribute("aria-keyshortcuts", "C");
  const said = element("span", { class: "said", role: "status" });
  return {
    element: element(
      "div",
      { class: "toolbar", role: "group", "aria-label": strings.toolbar },
      element("span", { class: "caption", id: "interval-label" }, strings.interval),
      element(
        "div",
        { class: "segments", role: "group", "aria-labelledby": "interval-label" },
        ...levels.map(({ control }) => control),
      ),
      said,
      copy,
      element("kbd", { "aria-hidden": "true" }, "C"),
    ),
    showLevel: (shown) => levels.forEach(({ level, control }) => setPressed(control, level === shown)),
    say: (text) => {
      said.textContent = text;
    },
  };
}
