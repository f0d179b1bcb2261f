import { button, dropdown, setPressed } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { type CombinationName, type DateRange, type PreviewData, type PreviewMemory } from "../shared/previewMessages";
import { type PreviewStrings } from "../shared/previewStrings";
import { DateFields } from "./dateFields";

type Mode = PreviewMemory["mode"];

/** What of a file was chosen; null: all. */
export interface Chosen {
  readonly measure: string | null;
  readonly dates: DateRange | null;
}

export interface ToolbarActions {
  readonly onMode: (mode: Mode) => void;
  /** Null: all of them. */
  readonly onMeasure: (measure: string | null) => void;
  readonly onCombination: (combination: CombinationName) => void;
  /** Null: all of them. */
  readonly onDates: (dates: DateRange | null) => void;
  readonly onText: () => void;
  readonly onFix: () => void;
  readonly onCopy: () => void;
}

/** What is shown of the file, and what can be done with it. */
export class Toolbar {
  readonly element: HTMLElement;
  private readonly said = element("span", { class: "said", role: "status" });
  private readonly modes: Readonly<Record<Mode, HTMLElement>>;
  private readonly choices = element("div", { class: "choices" });
  private readonly dates: DateFields;
  private readonly copy: HTMLElement;
  private readonly fix: HTMLElement;
  private drawn = "";

  constructor(
    private readonly strings: PreviewStrings,
    private readonly format: NumberFormat,
    isText: boolean,
    private readonly actions: ToolbarActions,
  ) {
    const plain = (label: string, onPress: () => void) => button({ label, look: "secondary", onPress });
    this.modes = {
      charts: plain(strings.charts, () => actions.onMode("charts")),
      table: plain(strings.table, () => actions.onMode("table")),
    };
    const segments = { class: "segments", role: "group", "aria-label": strings.view };
    this.dates = new DateFields(strings, { onDates: actions.onDates, onFault: (sentence) => this.say(sentence) });
    this.copy = plain(strings.copyCsv, actions.onCopy);
    this.fix = plain(strings.fix, actions.onFix);
    this.element = element(
      "section",
      { class: "toolbar", "aria-label": strings.view },
      element("div", segments, this.modes.charts, this.modes.table),
      this.choices,
      this.dates.element,
      this.said,
      this.copy,
      this.fix,
      isText ? plain(strings.openText, actions.onText) : null,
    );
  }

  show(data: PreviewData | undefined, mode: Mode, { measure, dates }: Chosen): void {
    for (const name of ["charts", "table"] as const) setPressed(this.modes[name], name === mode);
    this.copy.hidden = data === undefined || data.series.length === 0;
    this.fix.hidden = data === undefined || data.errorCount + data.warningCount === 0;
    this.choices.hidden = data === undefined;
    this.dates.show(data?.dates ?? null, data === undefined ? null : dates);
    if (data !== undefined) this.showChoices(data, measure);
  }

  say(text: string): void {
    this.said.textContent = text;
  }

  /** Drawn anew only where there is something else to choose: a list that is open stays so. */
  private showChoices({ combinations, shown, series }: PreviewData, measure: string | null): void {
    const measures = [...new Set(series.map((one) => one.measure))];
    const drawn = JSON.stringify([combinations, shown, measures, measure]);
    if (this.drawn === drawn) return;
    this.drawn = drawn;
    const { strings, actions } = this;
    const lists: HTMLElement[] = [];
    if (combinations.length > 1) {
      const choices = combinations.map((one, place) => ({
        value: String(place),
        label: fill(strings.combinationRows, combinationWords(one), this.format.count(one.rows)),
      }));
      const onCommit = (place: string): void => {
        const chosen = combinations[Number(place)];
        if (chosen !== undefined) actions.onCombination(chosen);
      };
      lists.push(dropdown({ label: strings.combination, value: String(shown), choices, onCommit }));
    }
    if (measures.length > 1) {
      const choices = [
        { value: "", label: strings.allMeasures },
        ...measures.map((one) => ({ value: one, label: one })),
      ];
      const value = measure !== null && measures.includes(measure) ? measure : "";
      const onCommit = (one: string): void => actions.onMeasure(one === "" ? null : one);
      lists.push(dropdown({ label: strings.measure, value, choices, onCommit }));
    }
    this.choices.replaceChildren(...lists);
  }
}

export const combinationWords = ({ country, region, grouping }: CombinationName): string =>
  `${country} / ${region} / ${grouping}`;
