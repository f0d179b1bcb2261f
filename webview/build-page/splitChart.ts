/** A small chart of sales with a handle between training and evaluation. */
import { type Calendar } from "../shared/buildMessages";
import { type BuildStrings } from "../shared/buildStrings";
import { element, svgElement } from "../shared/dom";
import { fill } from "../shared/fill";
import { type NumberFormat } from "../shared/numberFormat";
import { dayOf, type Split } from "./dateSplit";

const height = 176;
const [top, bottom, side] = [24, 44, 6];
const lane = 34;
const base = height - bottom;
/** Names of events that lie nearer than this would run into each other. */
const nameWidth = 84;

export interface ChartContext {
  readonly calendar: Calendar;
  readonly strings: BuildStrings;
  readonly format: NumberFormat;
  /** Words for a number of dates, such as "117 weeks". */
  readonly count: (dates: number) => string;
  readonly onMove: (lastTrain: number) => void;
}

export class SplitChart {
  readonly element = element("div", { class: "chart" });
  private readonly svg = svgElement("svg", { height: String(height), role: "group" });
  private readonly handle = svgElement("g", { class: "handle", tabindex: "0", role: "slider" });
  private readonly observer = new ResizeObserver(() => this.draw());
  private width = 600;

  constructor(
    private readonly context: ChartContext,
    private split: Split,
  ) {
    this.element.append(this.svg);
    this.observer.observe(this.element);
    this.handle.addEventListener("keydown", (event) => this.press(event));
    this.svg.addEventListener("pointerdown", (event) => this.drag(event));
    this.draw();
  }

  show(split: Split): void {
    this.split = split;
    this.draw();
  }

  private x(at: number): number {
    const { length } = this.context.calendar.dates;
    return side + (at / Math.max(1, length - 1)) * (this.width - 2 * side);
  }

  private draw(): void {
    this.width = this.element.clientWidth || this.width;
    this.svg.setAttribute("width", String(this.width));
    this.svg.setAttribute("aria-label", this.name());
    const hadFocus = document.activeElement === this.handle;
    this.svg.replaceChildren(...this.shades(), ...this.lines(), ...this.axis(), ...this.events(), ...this.legend());
    this.drawHandle();
    if (hadFocus) (this.handle as unknown as HTMLElement).focus();
  }

  private name(): string {
    const { calendar, strings, format } = this.context;
    const known = (calendar.sales ?? []).filter((value) => value !== null);
    const [first = "", last = ""] = [calendar.dates[0], calendar.dates.at(-1)].map((date) => dayOf(date ?? ""));
    if (known.length === 0) return strings.noSales;
    const [low, high] = [least(known), most(known)];
    return fill(strings.chartName, first, last, format.compact(low), format.compact(high));
  }

  private shades(): SVGElement[] {
    const { first, lastTrain, last } = this.split;
    const middle = this.boundary();
    const shade = (name: string, from: number, to: number): SVGElement =>
      svgElement("rect", {
        class: name,
        x: px(from),
        y: String(top),
        width: px(Math.max(0, to - from)),
        height: px(base - top),
      });
    return [
      shade("train", this.x(first), lastTrain < first ? this.x(first) : middle),
      shade("eval", middle, this.x(last)),
    ];
  }

  private boundary(): number {
    return (this.x(this.split.lastTrain) + this.x(this.split.lastTrain + 1)) / 2;
  }

  private lines(): SVGElement[] {
    const { sales, dates } = this.context.calendar;
    const known = (sales ?? []).filter((value) => value !== null);
    if (sales === null || known.length === 0)
      return dates.map((_, at) =>
        svgElement("path", { class: "tick", d: `M${px(this.x(at))},${px(base - 8)}V${px(base)}` }),
      );
    const [low, high] = [least(known), most(known)];
    const y = (value: number): number =>
      base - lane - 4 - ((value - low) / Math.max(1e-12, high - low)) * (base - lane - top - 12);
    const path = (from: number, to: number): string => {
      let isDown = false;
      return sales
        .map((value, at) => {
          if (value === null || at < from || at > to) {
            isDown = false;
            return "";
          }
          const point = `${isDown ? "L" : "M"}${px(this.x(at))},${px(y(value))}`;
          isDown = true;
          return point;
        })
        .join("");
    };
    const { first, lastTrain, last } = this.split;
    return [
      svgElement("path", { class: "sales unused", d: path(0, first) + path(last, dates.length - 1) }),
      svgElement("path", { class: "sales eval", d: path(lastTrain, last) }),
      svgElement("path", { class: "sales train", d: path(first, lastTrain) }),
      svgElement("path", { class: "grid", d: `M${String(side)},${px(base - lane)}H${px(this.width - side)}` }),
    ];
  }

  /** Years, where there is room for each. */
  private axis(): SVGElement[] {
    const { dates } = this.context.calendar;
    const years = dates.flatMap((date, at) =>
      at === 0 || date.slice(0, 4) !== dates[at - 1]?.slice(0, 4) ? [{ at, year: date.slice(0, 4) }] : [],
    );
    let free = -Infinity;
    const marks = years.flatMap(({ at, year }) => {
      const x = this.x(at);
      const tick = svgElement("path", { class: "axis", d: `M${px(x)},${px(base)}v4` });
      if (x < free || x > this.width - 34) return [tick];
      free = x + 44;
      return [tick, words(x, base + 16, year, at === 0 ? "start" : "middle")];
    });
    return [
      svgElement("path", { class: "axis", d: `M${String(side)},${px(base)}H${px(this.width - side)}` }),
      ...marks,
    ];
  }

  /** A lane below the line, so that a split which hides an event is seen. */
  private events(): SVGElement[] {
    const { events, dates } = this.context.calendar;
    const starts = events.flatMap(({ name, dates: on }) => {
      const days = new Set(on);
      return dates.flatMap((date, at) => (days.has(date) && !days.has(dates[at - 1] ?? "") ? [{ name, at }] : []));
    });
    const taken: number[][] = [[], []];
    return starts
      .sort((one, other) => one.at - other.at)
      .flatMap(({ name, at }) => {
        const x = this.x(at);
        const row = taken.findIndex((used) => used.every((other) => Math.abs(other - x) >= nameWidth));
        const mark = svgElement(
          "path",
          { class: "event", d: `M${px(x)},${px(base)}v-7` },
          svgElement("title", {}, text(name)),
        );
        if (row < 0) return [mark];
        taken[row]?.push(x);
        const anchor = x > this.width - nameWidth / 2 ? "end" : x < nameWidth / 2 ? "start" : "middle";
        return [mark, words(x, base - 10 - row * 12, short(name), anchor, "name")];
      });
  }

  private legend(): SVGElement[] {
    const { strings, count, calendar } = this.context;
    const { first, lastTrain, last } = this.split;
    const x = this.boundary();
    const left = fill(strings.training, count(lastTrain - first + 1));
    const right = fill(strings.evaluation, count(last - lastTrain));
    const isNarrow = this.width < 480;
    return [
      ...(calendar.sales !== null && x > 320 ? [words(side, 13, strings.salesOverTime, "start", "second")] : []),
      ...(x > 120 ? [words(x - 10, 13, left, "end")] : []),
      ...(this.width - x > (isNarrow ? 90 : 120) ? [words(x + 10, 13, right, "start")] : []),
    ];
  }

  private drawHandle(): void {
    const { calendar, strings } = this.context;
    const { first, lastTrain, last } = this.split;
    const x = this.boundary();
    const date = dayOf(calendar.dates[lastTrain] ?? "");
    const state: Readonly<Record<string, string>> = {
      "aria-label": strings.splitHandle,
      "aria-orientation": "horizontal",
      "aria-valuemin": String(first + 1),
      "aria-valuemax": String(last),
      "aria-valuenow": String(lastTrain + 1),
      "aria-valuetext": fill(strings.splitValue, date, lastTrain - first + 1, last - first + 1),
    };
    for (const [name, value] of Object.entries(state)) this.handle.setAttribute(name, value);
    this.handle.replaceChildren(
      svgElement("rect", { class: "reach", x: px(x - 12), y: "0", width: "24", height: px(base + 8) }),
      svgElement("path", { class: "line", d: `M${px(x)},4V${px(base + 6)}` }),
      svgElement("rect", { class: "grip", x: px(x - 6), y: px(top + 28), width: "12", height: "26", rx: "4" }),
      svgElement("path", { class: "ribs", d: `M${px(x - 2)},${px(top + 35)}v12M${px(x + 2)},${px(top + 35)}v12` }),
    );
    const anchor = x > this.width - 40 ? "end" : x < 40 ? "start" : "middle";
    this.svg.append(words(x, height - 4, date, anchor, "date"), this.handle);
  }

  private press(event: KeyboardEvent): void {
    const { first, lastTrain, last } = this.split;
    const far = Math.max(1, Math.round((last - first) / 10));
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: lastTrain - 1,
      ArrowDown: lastTrain - 1,
      ArrowRight: lastTrain + 1,
      ArrowUp: lastTrain + 1,
      PageDown: lastTrain - far,
      PageUp: lastTrain + far,
      Home: first,
      End: last - 1,
    };
    const wanted = steps[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    this.move(wanted);
  }

  private drag(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.preventDefault();
    const { left } = this.svg.getBoundingClientRect();
    const steps = this.context.calendar.dates.length - 1;
    const follow = ({ clientX }: PointerEvent): void =>
      this.move(Math.round(((clientX - left - side) / Math.max(1, this.width - 2 * side)) * steps - 0.5));
    const end = (): void => {
      removeEventListener("pointermove", follow);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
    };
    addEventListener("pointermove", follow);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
    follow(event);
    (this.handle as unknown as HTMLElement).focus();
  }

  private move(wanted: number): void {
    const { first, lastTrain, last } = this.split;
    const place = Math.min(Math.max(wanted, first), last - 1);
    if (place !== lastTrain) this.context.onMove(place);
  }
}

const px = (value: number): string => String(Math.round(value * 10) / 10);
const text = (content: string): Text => document.createTextNode(content);
const least = (values: readonly number[]): number => values.reduce((low, value) => Math.min(low, value), Infinity);
const most = (values: readonly number[]): number => values.reduce((high, value) => Math.max(high, value), -Infinity);
const short = (name: string): string => (name.length > 14 ? `${name.slice(0, 13)}\u2026` : name);

const words = (x: number, y: number, content: string, anchor: string, name = "mark"): SVGElement =>
  svgElement("text", { class: name, x: px(x), y: px(y), "text-anchor": anchor }, text(content));
