import { element, svgElement } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { type SentCalendar, type SentSeries } from "../shared/previewMessages";
import { type PreviewStrings } from "../shared/previewStrings";
import { dateMarks, rangesOf, roundMarks } from "./chartScale";
import { measureWords, periodWords } from "./header";

export interface ChartOptions {
  readonly series: SentSeries;
  readonly calendar: SentCalendar;
  /** "1" to "7" for media, in their order; "other" for what is none. */
  readonly place: string;
  readonly strings: PreviewStrings;
  readonly format: NumberFormat;
  /** Short numbers beside the lines. */
  readonly axis: (value: number) => string;
}

/** Height of the picture in its own units. */
const TALL = 100;

/** A small chart of one series: bars for amounts, a line for levels, bands for events and for missing periods. */
export class Chart {
  readonly element: HTMLElement;
  private readonly cursor = svgElement("path", { class: "cursor", d: "" });
  private readonly picture: SVGElement;

  constructor(private readonly options: ChartOptions) {
    const { series, calendar, place } = options;
    const slots = calendar.starts.length;
    this.picture = svgElement(
      "svg",
      { viewBox: `0 0 ${String(slots)} ${String(TALL)}`, preserveAspectRatio: "none", "aria-hidden": "true" },
      ...(series.kind === "event" ? eventMarks(series) : valueMarks(series, calendar)),
      this.cursor,
    );
    this.element = element(
      "div",
      { class: `chart place-${place} ${series.kind}`, role: "figure", tabindex: "-1", "aria-label": label(options) },
      element(
        "div",
        { class: "chart-title", "aria-hidden": "true" },
        element("span", { class: "swatch" }),
        element("b", {}, nameOf(series)),
        element("span", { class: "second" }, unitOf(options)),
        element("span", { class: "chart-note" }, note(options)),
      ),
      element("div", { class: "plot", "aria-hidden": "true" }, this.picture, ...axisLabels(options)),
    );
  }

  /** The slot under a place of the window. */
  slotAt(clientX: number): number {
    const { left, width } = this.picture.getBoundingClientRect();
    const slots = this.options.calendar.starts.length;
    return Math.min(slots - 1, Math.max(0, Math.floor(((clientX - left) / Math.max(1, width)) * slots)));
  }

  /** Marks a slot, or none. */
  mark(slot: number | undefined): void {
    this.cursor.setAttribute("d", slot === undefined ? "" : `M${String(slot + 0.5)},0V${String(TALL)}`);
  }

  /** What the line below the charts says of a slot. */
  readout(slot: number): readonly string[] {
    const { series, calendar, strings, format } = this.options;
    const start = calendar.starts[slot] ?? "";
    const when =
      calendar.perSlot === 1 ? start : fill(strings.slotMany, calendar.perSlot, periodWords(calendar, strings), start);
    const value = series.points[slot] ?? null;
    if (series.kind === "event")
      return [nameOf(series), when, value === 1 ? strings.readoutEvent : strings.readoutNoEvent];
    const none = isWithin(series, start) ? strings.readoutMissing : strings.readoutNone;
    const words = value === null ? none : format.amount(value, value);
    return [`${nameOf(series)}, ${series.measure}`, when, words];
  }
}

const isWithin = ({ first, last }: SentSeries, start: string): boolean => start > first && start < last;

export const nameOf = ({ names, measure }: SentSeries): string => (names.length === 0 ? measure : names.join(", "));

function unitOf({ series, calendar, strings }: ChartOptions): string {
  return series.kind === "event" ? "" : measureWords(series, calendar, strings);
}

function note({ series, strings, format }: ChartOptions): string {
  const { count, missing, total } = series;
  if (series.kind === "event") return fill(strings.noteEvents, format.count(count), format.count(total));
  return missing === 0
    ? fill(strings.noteNumbers, format.count(count))
    : fill(strings.noteMissing, format.count(count), format.count(missing));
}

/** The finding of the figure in words: what a reader would see at a glance. */
function label({ series, calendar, strings, format }: ChartOptions): string {
  const { first, last, count, min, mean, max, missing, total, measure } = series;
  const dates = format.dateRange(first, last);
  if (series.kind === "event")
    return fill(strings.eventLabel, nameOf(series), format.count(count), format.count(total), dates);
  const amount = (value: number): string => format.amount(value, value);
  const sentence = fill(
    strings.chartLabel,
    ...[nameOf(series), measure, format.count(count), dates, amount(min), amount(mean), amount(max)],
  );
  if (missing === 0) return sentence;
  return `${sentence} ${fill(strings.chartLabelMissing, format.count(missing), periodWords(calendar, strings))}`;
}

interface Range {
  readonly least: number;
  readonly most: number;
}

function rangeOf({ points }: SentSeries): Range {
  let [least, most] = [0, 0];
  for (const value of points) {
    if (value === null) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return most === least ? { least, most: least + 1 } : { least, most: most + (most - least) * 0.04 };
}

const heightOf =
  ({ least, most }: Range) =>
  (value: number): number =>
    Math.round((TALL - ((value - least) / (most - least)) * TALL) * 100) / 100;

function valueMarks(series: SentSeries, { coverage }: SentCalendar): SVGElement[] {
  const { points, kind } = series;
  const range = rangeOf(series);
  const y = heightOf(range);
  const slots = String(points.length);
  const lines = roundMarks(range.least, range.most).map((value) =>
    svgElement("path", { class: value === 0 ? "zero" : "grid", d: `M0,${String(y(value))}H${slots}` }),
  );
  const gaps = rangesOf(points.length, (slot) => coverage[slot] === "none");
  const bands = gaps.map(([from, to]) =>
    svgElement("rect", {
      class: "gap",
      x: String(from),
      y: "0",
      width: String(to - from + 1),
      height: String(TALL),
    }),
  );
  const marks = svgElement("path", {
    class: kind === "amount" ? "bars" : "line",
    d: kind === "amount" ? bars(points, y) : line(points, y),
  });
  return [...lines, ...bands, marks];
}

function bars(points: readonly (number | null)[], y: (value: number) => number): string {
  const base = y(0);
  return points
    .map((value, slot) =>
      value === null || value === 0
        ? ""
        : `M${String(slot + 0.12)},${String(base)}V${String(y(value))}h.76V${String(base)}z`,
    )
    .join("");
}

function line(points: readonly (number | null)[], y: (value: number) => number): string {
  let drawing = false;
  return points
    .map((value, slot) => {
      const step = value === null ? "" : `${drawing ? "L" : "M"}${String(slot + 0.5)},${String(y(value))}h.01`;
      drawing = value !== null;
      return step;
    })
    .join("");
}

function eventMarks({ points }: SentSeries): SVGElement[] {
  const bands = rangesOf(points.length, (slot) => points[slot] === 1).map(([from, to]) =>
    svgElement("rect", { class: "band", x: String(from), y: "20", width: String(to - from + 1), height: "60" }),
  );
  return [svgElement("path", { class: "zero", d: `M0,80H${String(points.length)}` }), ...bands];
}

/** Texts stand beside the picture, which is stretched to the width there is. */
function axisLabels({ series, calendar, axis }: ChartOptions): HTMLElement[] {
  const labels: HTMLElement[] = [];
  const slots = calendar.starts.length;
  for (const { slot, label: text } of dateMarks(calendar.starts)) {
    const mark = element("span", { class: "axis x" }, text);
    mark.style.setProperty("--at", String(slot / slots));
    labels.push(mark);
  }
  if (series.kind === "event") return labels;
  const range = rangeOf(series);
  for (const value of roundMarks(range.least, range.most)) {
    const mark = element("span", { class: "axis y" }, axis(value));
    mark.style.setProperty("--at", String(heightOf(range)(value) / TALL));
    labels.push(mark);
  }
  return labels;
}
