/** The dates: which are for training and which to evaluate, by hand, by date or by share. */
import { type BuildForm, type Calendar } from "../shared/buildMessages";
import { type BuildStrings } from "../shared/buildStrings";
import { textField, type ValueControl } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat, periodOf } from "../shared/numberFormat";
import { dateTyped, dayOf, eventsOnOneSide, shareOf, type Split, splitOf } from "./dateSplit";
import { labelled, setFault } from "./labelled";
import { SplitChart } from "./splitChart";

interface SplitContext {
  readonly calendar: Calendar;
  readonly form: () => BuildForm;
  readonly strings: BuildStrings;
  readonly format: NumberFormat;
  readonly onChange: (change: Partial<BuildForm>) => void;
  /** A field holds what cannot be sent; it keeps what is typed until it is mended. */
  readonly onFault: (name: string, isFaulty: boolean) => void;
}

type DateName = "from" | "trainTo" | "to";

/** Undefined for dates that cannot be split. */
export function splitSection(context: SplitContext): SplitSection | undefined {
  const split = splitOf(context.calendar.dates, context.form());
  return split && new SplitSection(context, split);
}

export class SplitSection {
  readonly element: HTMLElement;
  private readonly chart: SplitChart;
  private readonly fields: Readonly<Record<DateName | "share", ValueControl>>;
  private readonly note = element("p", { class: "note warning", role: "status" });

  constructor(
    private readonly context: SplitContext,
    split: Split,
  ) {
    const { calendar, strings, format } = context;
    const period = periodOf(calendar.dates.map(dayOf));
    this.chart = new SplitChart(
      {
        ...{ calendar, strings, format },
        count: (dates) => format.periods(dates, period) ?? format.count(dates),
        onMove: (place) => this.change({ trainTo: calendar.dates[place] ?? null }),
      },
      split,
    );
    this.fields = {
      from: this.dateField("from", strings.trainingFrom),
      trainTo: this.dateField("trainTo", strings.trainingTo),
      to: this.dateField("to", strings.evaluationTo),
      share: textField({ label: strings.share, value: "", onCommit: (typed) => this.takeShare(typed) }),
    };
    const { from, trainTo, to, share } = this.fields;
    this.element = element(
      "div",
      {},
      element(
        "div",
        { class: "card" },
        this.chart.element,
        calendar.sales === null ? element("p", { class: "note" }, strings.noSales) : null,
        element(
          "div",
          { class: "fields dates" },
          labelled("from", strings.trainingFrom, from),
          labelled("trainTo", strings.trainingTo, trainTo),
          labelled("to", strings.evaluationTo, to),
          labelled("share", strings.share, share),
        ),
      ),
      this.note,
    );
    this.show(split);
  }

  private change(change: Partial<BuildForm>): void {
    this.context.onChange(change);
    const split = splitOf(this.context.calendar.dates, this.context.form());
    if (split) this.show(split);
  }

  private show(split: Split): void {
    const { calendar, strings, format } = this.context;
    const at = (place: number): string => dayOf(calendar.dates[place] ?? "");
    this.chart.show(split);
    this.write("from", at(split.first));
    this.write("trainTo", at(split.lastTrain));
    this.write("to", at(split.last));
    this.write("share", fill(strings.percent, Math.round(shareOf(split) * 1000) / 10));
    const { training, evaluation } = eventsOnOneSide(calendar.dates, split, calendar.events);
    const sentences = [
      training.length > 0 ? fill(strings.eventsInTraining, format.list(training)) : "",
      evaluation.length > 0 ? fill(strings.eventsInEvaluation, format.list(evaluation)) : "",
    ].filter(Boolean);
    this.note.textContent = sentences.join(" ");
    this.note.hidden = sentences.length === 0;
  }

  private write(name: DateName | "share", value: string): void {
    this.fields[name].value = value;
    this.mark(name, "");
  }

  private mark(name: DateName | "share", fault: string): void {
    setFault(this.fields[name], fault);
    this.context.onFault(name, fault !== "");
  }

  private dateField(name: DateName, label: string): ValueControl {
    return textField({ label, value: "", onCommit: (typed) => this.takeDate(name, typed) });
  }

  private takeDate(name: DateName, typed: string): void {
    const { calendar, strings, form } = this.context;
    const date = dateTyped(calendar.dates, typed, name === "from");
    const place = date === undefined ? -1 : calendar.dates.indexOf(date);
    const now = splitOf(calendar.dates, { ...form(), [name]: date ?? null });
    const taken = now && { from: now.first, trainTo: now.lastTrain, to: now.last }[name];
    if (date === undefined || taken !== place) return this.mark(name, strings.dateFault);
    this.change({ [name]: date });
  }

  private takeShare(typed: string): void {
    const share = Number(typed.replace("%", "").replace(",", ".").trim()) / 100;
    if (share > 0 && share < 1) this.change({ share, trainTo: null });
    else this.mark("share", this.context.strings.shareFault);
  }
}
