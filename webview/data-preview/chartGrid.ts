import { element } from "../shared/dom";
import { type NumberFormat } from "../shared/numberFormat";
import { type SentCalendar, type SentSeries } from "../shared/previewMessages";
import { type PreviewStrings } from "../shared/previewStrings";
import { Chart } from "./chart";
import { channelPlaces } from "./channelPlaces";

interface GridOptions {
  readonly series: readonly SentSeries[];
  /** Also those that are not shown now: a medium keeps its colour. */
  readonly all: readonly SentSeries[];
  readonly calendar: SentCalendar;
  readonly strings: PreviewStrings;
  readonly format: NumberFormat;
  readonly axis: (value: number) => string;
}

/** Small charts of all series on one time axis. One tab stop: arrow keys go along the dates and through the series. */
export class ChartGrid {
  readonly element: HTMLElement;
  private readonly charts: readonly Chart[];
  private readonly readout = element("p", { class: "readout", "aria-live": "polite", "aria-atomic": "true" });
  private chart = 0;
  private slot: number;

  constructor(private readonly options: GridOptions) {
    const { series, all, calendar, strings, format, axis } = options;
    const placeOf = channelPlaces(all.map(({ channel }) => channel));
    this.slot = calendar.starts.length - 1;
    this.charts = series.map(
      (one) => new Chart({ series: one, calendar, place: placeOf(one.channel), strings, format, axis }),
    );
    const grid = element("div", { class: "charts" }, ...this.charts.map((chart) => chart.element));
    this.charts[0]?.element.setAttribute("tabindex", "0");
    this.say([strings.readoutHint]);
    this.element = element("div", { class: "chart-part" }, grid, this.readout);
    this.charts.forEach((chart, index) => this.listen(chart, index));
  }

  focus(): { readonly chart: number; readonly slot: number } | undefined {
    return this.charts[this.chart]?.element === document.activeElement
      ? { chart: this.chart, slot: this.slot }
      : undefined;
  }

  focusOn({ chart, slot }: { readonly chart: number; readonly slot: number }): void {
    this.slot = this.within(slot);
    this.goTo(Math.min(chart, this.charts.length - 1));
  }

  private listen(chart: Chart, index: number): void {
    const { element: figure } = chart;
    figure.addEventListener("focus", () => this.arrive(index));
    figure.addEventListener("blur", () => chart.mark(undefined));
    figure.addEventListener("keydown", (event) => this.press(event));
    figure.addEventListener("pointermove", ({ clientX }) => {
      const slot = chart.slotAt(clientX);
      chart.mark(slot);
      this.say(chart.readout(slot));
    });
    figure.addEventListener("pointerleave", () => chart.mark(this.focus()?.chart === index ? this.slot : undefined));
  }

  private press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.options.calendar.starts.length - 1;
    const slots: Readonly<Record<string, number>> = {
      ArrowLeft: this.slot - 1,
      ArrowRight: this.slot + 1,
      Home: 0,
      End: last,
    };
    const charts: Readonly<Record<string, number>> = { ArrowUp: this.chart - 1, ArrowDown: this.chart + 1 };
    const { key } = event;
    if (key === "Escape") {
      (event.target as HTMLElement).blur();
      return;
    }
    const chart = charts[key];
    if (slots[key] !== undefined) {
      this.slot = this.within(slots[key]);
      this.arrive(this.chart);
    } else if (chart !== undefined && chart >= 0 && chart < this.charts.length) this.goTo(chart);
    else if (chart === undefined) return;
    event.preventDefault();
  }

  private goTo(chart: number): void {
    this.charts[chart]?.element.focus();
  }

  private arrive(index: number): void {
    this.charts[this.chart]?.element.setAttribute("tabindex", "-1");
    this.chart = index;
    const chart = this.charts[index];
    if (chart === undefined) return;
    chart.element.setAttribute("tabindex", "0");
    chart.mark(this.slot);
    this.say(chart.readout(this.slot));
  }

  private within(slot: number): number {
    return Math.min(this.options.calendar.starts.length - 1, Math.max(0, slot));
  }

  private say(parts: readonly string[]): void {
    const [first = "", ...rest] = parts;
    this.readout.replaceChildren(element("b", {}, first), ...rest.map((part) => element("span", {}, part)));
  }
}
