import { type FigureContext, type Drawing, type Panel, type Reading } from "../figures/figure";
import { axis, grid, ink, ticksIn } from "../plot/axes";
import { colourOf, hatchOf, shortName } from "../plot/marks";
import { axisX, dot, gridX, link, plot, rect, ruleX, ruleY, text } from "../plot/plotDoor";
import { type Spread } from "./comparisonTable";
import { type PairedRow } from "./pairedRow";

export interface PairedLook {
  readonly marks: "bars" | "intervals";
  readonly show: (value: number) => string;
  /** Of the numbers themselves, on axes. */
  readonly tick: (value: number) => string;
  /** A value that A and B are measured by: 1 for returns. */
  readonly rule: number;
  /** What the readout says of a row in a panel. */
  readonly words: (row: PairedRow, panel: "both" | "difference") => readonly string[];
  readonly pText: (row: PairedRow) => string;
}

const rowHeight = 46;
const above = 18;
const below = 26;
/** From this width on both panels stand side by side. */
const sideBySide = 760;
const gap = 16;
/** Names and numbers alone need so much. */
const narrowest = 340;
const letterWidth = 7.4;
const at = { first: 0.31, second: 0.69 } as const;
const half = 0.15;

export const pairedHeight = (rows: number, width: number): number =>
  (rows * rowHeight + above + below + 24) * (width >= sideBySide ? 1 : 2);

/** A and B of each row one below the other, and beside them how B differs from A. */
export function drawPaired(
  rows: readonly PairedRow[],
  look: PairedLook,
  width: number,
  context: FigureContext,
): Drawing {
  const wide = width >= sideBySide;
  const room = Math.max(width, narrowest);
  const left = wide ? Math.floor((width - gap) * 0.56) : room;
  const right = wide ? width - gap - left : room;
  const both = bothPanel(rows, look, left, context);
  const difference = differencePanel(rows, look, right, context, !wide);
  const panels = [both, difference];
  const reading = (row: number, column: number): Reading => {
    const one = rows[row] as PairedRow;
    const { x, y } = (column === 0 ? both : difference).place(row);
    return { panel: column, x, y, rule: false, words: look.words(one, column === 0 ? "both" : "difference") };
  };
  return {
    panels: panels.map(({ panel }) => panel),
    readings: {
      rows: rows.length,
      columns: () => 2,
      at: reading,
      near: (panel, _x, y) => [Math.min(rows.length - 1, Math.max(0, Math.floor((y - above) / rowHeight))), panel],
    },
  };
}

interface Made {
  readonly panel: Panel;
  readonly place: (row: number) => { readonly x: number; readonly y: number };
}

const heightOf = (rows: readonly PairedRow[]): number => rows.length * rowHeight + above + below;

const separators = (rows: readonly PairedRow[], left: number, right: number) =>
  rows.length < 2
    ? []
    : [
        ruleY(
          rows.slice(1).map((_, at) => at + 1),
          { stroke: grid, insetLeft: -left, insetRight: -right },
        ),
      ];

function nameMarks(rows: readonly PairedRow[], left: number, letters: number) {
  const most = Math.max(4, letters);
  const data = rows.map((row, at) => ({ ...row, at: at + 0.5 }));
  return [
    ...data.map((row) =>
      dot([row], {
        ...{ frameAnchor: "left", y: "at", dx: 8 - left, r: 6, symbol: "square" },
        ...{ fill: hatchOf(row.place), stroke: row.place === "base" ? axis : colourOf(row.place) },
      } as object),
    ),
    text(data, {
      ...{ frameAnchor: "left", textAnchor: "start", dx: 22 - left, fontSize: 12, fontWeight: 600, fill: ink, y: "at" },
      text: ({ name }: PairedRow) => shortName(name, most),
      title: ({ name }: PairedRow) => (name.length > most ? name : ""),
    } as object),
  ];
}

function bothPanel(rows: readonly PairedRow[], look: PairedLook, width: number, context: FigureContext): Made {
  const { strings } = context;
  const letters = Math.min(
    20,
    Math.max(...rows.map(({ name }) => name.length)),
    Math.floor((width * 0.3) / letterWidth),
  );
  const marginLeft = letters * letterWidth + 52;
  const marginRight = 92;
  const domain = domainOf(rows, look);
  const inside = clampTo(domain);
  const second = "var(--text-second)";
  const sides = (["first", "second"] as const).flatMap((side) =>
    rows.map((row, index) => ({ row, side, value: row[side], at: index + at[side], missing: row.missing[side] })),
  );
  const known = sides.flatMap((one) => (one.value ? [{ ...one, value: one.value }] : []));
  const { svg, x, y } = plot({
    width,
    height: heightOf(rows),
    ...{ marginLeft, marginRight, marginTop: above, marginBottom: below },
    x: { domain },
    y: { domain: [0, rows.length], reverse: true, axis: null },
    marks: [
      gridX({ ticks: 5, stroke: grid, strokeOpacity: 1 }),
      axisX({ ticks: ticksIn(width - marginLeft - marginRight), tickFormat: look.tick, tickSize: 0, label: null }),
      ...separators(rows, marginLeft, marginRight),
      ruleX([look.rule], { stroke: look.rule === 0 ? axis : ink, strokeWidth: 1.2 }),
      ...known.flatMap((one) => (look.marks === "bars" ? bar(one, inside) : [])),
      ...known.flatMap((one) => interval(one.value, one.at, inside, domain, sideStyle(one, look))),
      ...(look.marks === "bars" ? [] : known.map((one) => middle(one, inside))),
      ...known
        .filter(({ value }) => [value.mean, value.p50].every((each) => each > domain[1] || each < domain[0]))
        .map((one) => cutMark(one.at, one.value.mean > domain[1] ? domain[1] : domain[0])),
      ...nameMarks(rows, marginLeft, letters),
      ...sides.map(({ side, at }) =>
        text([side === "first" ? strings.sideA : strings.sideB], {
          ...{ frameAnchor: "left", y: at, dx: -12, textAnchor: "middle", fontSize: 11, fontWeight: 600, fill: ink },
        } as object),
      ),
      ...sides.map(({ value, row, at, missing }) =>
        text([value ? look.show(look.marks === "bars" ? value.mean : value.p50) : missing], {
          ...{ frameAnchor: "right", y: at, dx: marginRight - 4, textAnchor: "end", fontSize: 12 },
          ...{ fill: value ? ink : second, fontWeight: row.whole ? 600 : 400 },
        } as object),
      ),
    ],
  });
  return {
    panel: { svg, name: { text: strings.bothPanel } },
    place: (row) => {
      const one = rows[row];
      const value = one?.second ?? one?.first;
      const side = one?.second ? at.second : at.first;
      const shown = look.marks === "bars" ? value?.mean : value?.p50;
      return { x: x(inside(shown ?? look.rule)), y: y(row + side) };
    },
  };
}

function differencePanel(
  rows: readonly PairedRow[],
  look: PairedLook,
  width: number,
  context: FigureContext,
  named: boolean,
): Made {
  const { strings } = context;
  const letters = named
    ? Math.min(20, Math.max(...rows.map(({ name }) => name.length)), Math.floor((width * 0.3) / letterWidth))
    : 0;
  const marginLeft = named ? letters * letterWidth + 34 : 8;
  const roomy = width - marginLeft >= 380;
  const [estimateWidth, pWidth] = [roomy ? 176 : 96, roomy ? 78 : 72];
  const marginRight = estimateWidth + pWidth;
  const domain = differenceDomain(rows);
  const inside = clampTo(domain);
  const known = rows.flatMap((row, index) => (row.difference ? [{ row, value: row.difference, at: index + 0.5 }] : []));
  const second = "var(--text-second)";
  const heading = (content: string, dx: number) =>
    text([content], { frameAnchor: "top-right", textAnchor: "end", dx, dy: 4 - above, fill: second } as object);
  const { svg, x, y } = plot({
    width,
    height: heightOf(rows),
    ...{ marginLeft, marginRight, marginTop: above, marginBottom: below },
    x: { domain },
    y: { domain: [0, rows.length], reverse: true, axis: null },
    marks: [
      gridX({ ticks: 4, stroke: grid, strokeOpacity: 1 }),
      axisX({
        ticks: ticksIn(width - marginLeft - marginRight),
        tickFormat: look.tick,
        tickSize: 0,
        label: null,
      }),
      ...separators(rows, marginLeft, marginRight),
      ruleX([0], { stroke: ink, strokeWidth: 1.2 }),
      ...known.flatMap(({ row, value, at }) =>
        interval(value, at, inside, domain, { colour: row.place === "base" ? ink : colourOf(row.place), inner: true }),
      ),
      ...known.map((one) => middle({ ...one, side: "second" }, inside)),
      ...(named ? nameMarks(rows, marginLeft, letters) : []),
      heading(roomy ? strings.medianBracket : strings.difference, estimateWidth - 4),
      heading(strings.pHigher, marginRight - 4),
      ...rows.flatMap((row, index) => {
        const cell = (content: string, dx: number, strong = false, fill = ink) =>
          text([content], {
            ...{ frameAnchor: "right", y: index + 0.5, dx, textAnchor: "end", fontSize: 12, fill },
            fontWeight: strong ? 600 : 400,
          } as object);
        const { difference } = row;
        if (difference === null) {
          const why = row.first === null ? row.missing.first : row.missing.second;
          return [cell(why, marginRight - 4, false, second)];
        }
        const { p50, lo, hi } = difference;
        const whole = `${look.show(p50)} [${look.show(lo)}, ${look.show(hi)}]`;
        return [cell(roomy ? whole : look.show(p50), estimateWidth - 4, true), cell(look.pText(row), marginRight - 4)];
      }),
    ],
  });
  return {
    panel: { svg, name: { text: strings.differencePanel } },
    place: (row) => ({ x: x(inside(rows[row]?.difference?.p50 ?? 0)), y: y(row + 0.5) }),
  };
}

interface SideMark {
  readonly row: PairedRow;
  readonly side: "first" | "second";
  readonly value: Spread;
  readonly at: number;
}

/** A is an outline with dashes, B is filled: with the letters, neither is told by colour. */
function bar({ row, side, value, at }: SideMark, inside: (value: number) => number) {
  const colour = row.place === "base" ? axis : colourOf(row.place);
  const look =
    side === "first"
      ? { fill: "var(--page)", stroke: colour, strokeDasharray: "4 2", strokeWidth: 1.4 }
      : { fill: hatchOf(row.place), stroke: colour, strokeWidth: 1 };
  const data = [{ x1: inside(Math.min(0, value.mean)), x2: inside(Math.max(0, value.mean)) }];
  return [rectangle(data, at, look)];
}

/** A bar on a linear scale: the library's own stand on scales of words. */
const rectangle = (data: readonly { x1: number; x2: number }[], at: number, look: object) =>
  rect(data, { x1: "x1", x2: "x2", y1: at - half, y2: at + half, ...look });

const sideStyle = ({ row, side }: SideMark, { marks }: PairedLook) =>
  marks === "bars"
    ? { colour: ink, inner: false }
    : {
        colour: row.place === "base" ? ink : colourOf(row.place),
        inner: true,
        ...(side === "first" && { dash: "4 2" }),
      };

/** Thin and thick line of an interval; an end beyond the scale has no tick. */
function interval(
  { lo, hi, inner }: Spread,
  at: number,
  inside: (value: number) => number,
  domain: readonly [number, number],
  look: { readonly colour: string; readonly inner: boolean; readonly dash?: string },
) {
  const ends = [lo, hi].filter((end) => end >= domain[0] && end <= domain[1]);
  const stroke = { stroke: look.colour, strokeWidth: 1.6 };
  const bare = { x1: inside(lo), x2: inside(hi), y: at, stroke: "var(--page)", strokeWidth: 4, strokeOpacity: 0.75 };
  return [
    ...(look.inner ? [] : [link([at], bare)]),
    link([at], { x1: inside(lo), x2: inside(hi), y: at, ...stroke, ...(look.dash && { strokeDasharray: look.dash }) }),
    link(ends, { x: (end: number) => end, y1: at - 0.07, y2: at + 0.07, ...stroke }),
    ...(look.inner && inner
      ? [
          link([at], {
            ...{ x1: inside(inner.lo), x2: inside(inner.hi), y: at, stroke: look.colour, strokeWidth: 5 },
            ...(look.dash && { strokeDasharray: look.dash }),
          }),
        ]
      : []),
  ];
}

/** A is a square, B a ring. */
const middle = ({ side, value, at }: SideMark, inside: (value: number) => number) =>
  dot([value], {
    ...{ x: inside(value.p50), y: at, r: 4.2, symbol: side === "first" ? "square" : "circle" },
    ...{ fill: "var(--page)", stroke: ink, strokeWidth: 1.8 },
  });

const cutMark = (at: number, x: number) =>
  text(["\u2248"], {
    ...{ x, y: at, dx: -12, rotate: 90, fontSize: 16, fill: ink, stroke: "var(--page)", strokeWidth: 4 },
  });

const clampTo =
  ([low, high]: readonly [number, number]) =>
  (value: number): number =>
    Math.min(high, Math.max(low, value));

/** What base and total need would hide all others. */
function scaleRows(rows: readonly PairedRow[]): readonly PairedRow[] {
  const own = rows.filter(({ whole }) => !whole);
  return own.length > 0 ? own : rows;
}

export function domainOf(rows: readonly PairedRow[], { rule }: Pick<PairedLook, "rule">): [number, number] {
  const values = scaleRows(rows).flatMap(({ first, second }) =>
    [first, second].flatMap((one) => (one ? [one.lo, one.hi, one.mean] : [])),
  );
  return padded(Math.min(0, rule, ...values), Math.max(rule, ...values));
}

export function differenceDomain(rows: readonly PairedRow[]): [number, number] {
  const values = scaleRows(rows).flatMap(({ difference }) => (difference ? [difference.lo, difference.hi] : []));
  return padded(Math.min(0, ...values), Math.max(0, ...values));
}

function padded(low: number, high: number): [number, number] {
  if (low === high) return [low - 1, high + 1];
  const more = 0.04 * (high - low);
  return [low < 0 ? low - more : low, high + more];
}

/** Names of the rows that reach beyond the scale. */
export function cutRows(rows: readonly PairedRow[], look: Pick<PairedLook, "rule">): string[] {
  const [own, between] = [domainOf(rows, look), differenceDomain(rows)];
  const beyond = (spread: Spread | null, [low, high]: readonly [number, number]): boolean =>
    spread !== null && [spread.lo, spread.hi, spread.mean].some((value) => value < low || value > high);
  return rows.flatMap(({ name, first, second, difference }) =>
    beyond(first, own) || beyond(second, own) || beyond(difference, between) ? [name] : [],
  );
}
