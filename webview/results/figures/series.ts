import { fill } from "../../shared/fill";
import { groupings } from "../../shared/resultsMessages";
import { type DriverSeries, type ResultTable } from "../data/resultTable";
import { type Note } from "../note";
import { unitNotes } from "../notes";
import { amountAxis, axis, extent, fromZero, ink, timeAxis, timesOf } from "../plot/axes";
import { colourOf, edgeOf, hatchOf } from "../plot/marks";
import { areaY, link, lineY, type Markish, plot, rectY, ruleY } from "../plot/plotDoor";
import { drawnIndexes, nearestIndex } from "../plot/thinning";
import { type Drawing, type Figure, type FigureContext, type LegendItem, type Reading } from "./figure";
import { expectedOf, inShares, type Layer, seriesLayers, stack } from "./seriesLayers";
import { seriesPython } from "./seriesPython";
import { amountOf, seriesTable } from "./seriesTable";
import { levelText, perPeriod, unitWord } from "./wording";

const usualHeight = 304;
const mostDates = 200;
/** Below this many dates bars are easier to read than an area. */
const fewDates = 40;

/** How the figure is looked at: a whole, or one driver with its interval. */
export interface SeriesLook {
  readonly view: "withBase" | "aboveBase" | `driver ${string}`;
  /** Keys of the layers that are taken out. */
  readonly hidden: readonly string[];
}

export const firstLook: SeriesLook = { view: "withBase", hidden: [] };

export interface SeriesOptions {
  readonly look: SeriesLook;
  readonly onLook: (look: SeriesLook) => void;
  readonly onGrouping: (by: (typeof groupings)[number]) => void;
}

/** What each driver added on each date, or which part of that date's total. */
export function seriesFigure(told: ResultTable, context: FigureContext, options: SeriesOptions): Figure {
  const { strings, format, shares } = context;
  const result = shares ? inShares(told) : told;
  const { look } = options;
  const layers = seriesLayers(result, context.places);
  const one = result.series.find(({ driver }) => look.view === `driver ${driver}`);
  const known = one ? look : ({ ...look, view: look.view === "aboveBase" ? look.view : "withBase" } as SeriesLook);
  const shown = layers.filter(
    ({ key }) => !known.hidden.includes(key) && !(known.view === "aboveBase" && key === "base"),
  );
  const nameOf = (layer: Layer): string => layerName(layer, context);
  const values = one ? null : shown;
  const drawn = result.series.length > 0 && result.dates.length > 0;
  const byChoices = groupingChoices(context);
  return {
    id: "series",
    title: findingOf(result, one, context),
    subtitle: one
      ? fill(strings.seriesOneSubtitle, unitWord(context), perPeriod(context), levelText(result.level, context))
      : fill(strings.seriesSubtitle, unitWord(context), perPeriod(context)),
    legend: one ? [] : legendOf(layers, known, options, nameOf, context),
    choices: drawn
      ? [
          {
            label: strings.seriesView,
            value: known.view,
            options: [
              { value: "withBase", label: strings.seriesWithBase },
              { value: "aboveBase", label: strings.seriesAboveBase },
              ...result.series.map(({ driver }) => ({ value: `driver ${driver}`, label: driver })),
            ],
            choose: (view) => options.onLook({ ...look, view: view as SeriesLook["view"] }),
          },
          {
            label: strings.seriesBy,
            value: context.by,
            options: byChoices,
            choose: (by) => options.onGrouping(groupings.find((each) => each === by) ?? "period"),
          },
        ]
      : [],
    notes: [
      ...(result.gaps === 0
        ? []
        : [{ look: "warning", text: fill(strings.seriesGaps, format.count(result.gaps)) } as const]),
      ...coarserNotes(context),
      ...(shares ? [{ look: "information", text: strings.seriesShareNote } as const] : []),
      ...unitNotes(result, context.query.unit, context),
      { look: "information", text: strings.seriesNote },
    ],
    height: () => usualHeight,
    draw: drawn ? (width, height) => drawSeries(result, values, one, known, { width, height }, context) : null,
    absent: strings.seriesAbsent,
    table: seriesTable(result, context),
    python: seriesPython(
      {
        one: one?.driver,
        without: layers.filter((layer) => !shown.includes(layer)).flatMap(({ drivers }) => drivers),
        withActual: isWithActual(known, context),
      },
      context,
    ),
  };
}

/** What was sold belongs beside a whole only. */
const isWithActual = ({ view, hidden }: SeriesLook, { shares }: FigureContext): boolean =>
  !shares && view === "withBase" && hidden.length === 0;

const groupingChoices = ({ strings }: FigureContext) =>
  [
    { value: "period", label: strings.seriesByPeriod },
    { value: "quarter", label: strings.seriesByQuarter },
    { value: "year", label: strings.seriesByYear },
  ] as const;

/** The server puts dates together where there are too many for one answer. */
function coarserNotes(context: FigureContext): readonly Note[] {
  const { by, query, strings } = context;
  const label = groupingChoices(context).find(({ value }) => value === by)?.label ?? by;
  return by === query.by ? [] : [{ look: "information", text: fill(strings.seriesCoarser, label) }];
}

const layerName = ({ key, drivers }: Layer, { strings, format }: FigureContext): string =>
  key === "other" && drivers.length > 1
    ? fill(strings.otherDrivers, format.count(drivers.length))
    : (drivers[0] ?? key);

function legendOf(
  layers: readonly Layer[],
  look: SeriesLook,
  { onLook }: SeriesOptions,
  nameOf: (layer: Layer) => string,
  { strings, shares }: FigureContext,
): LegendItem[] {
  const items = layers.map(({ key, place }, at): LegendItem => {
    const shown = !look.hidden.includes(key);
    const hidden = shown ? [...look.hidden, key] : look.hidden.filter((each) => each !== key);
    const text = nameOf(layers[at] as Layer);
    return { look: { kind: "swatch", place }, text, shown, toggle: () => onLook({ ...look, hidden }) };
  });
  const media = items.filter((_, at) => typeof layers[at]?.place === "number" && Number(layers[at]?.place) <= 5);
  const rest = items.filter((item) => !media.includes(item)).reverse();
  const actual: LegendItem = { look: { kind: "line", colour: ink }, text: strings.actual };
  return [...media, ...rest, ...(shares || look.view === "aboveBase" ? [] : [actual])];
}

/** How much media add on average, or how one driver went. */
function findingOf(result: ResultTable, one: DriverSeries | undefined, context: FigureContext): string {
  const { strings, format, shares } = context;
  const { dates } = result;
  if (dates.length === 0) return strings.seriesNothing;
  const average = (series: readonly DriverSeries[]): number => averageOf(expectedOf({ dates, series }));
  const part = (value: number): string => fill(strings.percentValue, format.percent(value));
  const amount = (value: number): string =>
    `${format.digits(value, 3)} ${context.unit === "revenue" ? context.currency : strings.unitsShort}`;
  if (one) {
    const highest = one.mean.reduce((best, value, at) => (value > (one.mean[best] ?? -Infinity) ? at : best), 0);
    const most = format.date(dates[highest] ?? "");
    if (shares) return fill(strings.seriesShareOneFinding, one.driver, part(average([one])), most);
    return fill(strings.seriesOneFinding, one.driver, amount(average([one])), perPeriod(context), most);
  }
  const media = result.series.filter(({ kind }) => kind === "media");
  if (media.length === 0) return strings.seriesNoMedia;
  const added = average(media);
  if (shares) return fill(strings.seriesShareFinding, part(added));
  return fill(
    added >= 0 ? strings.seriesFinding : strings.seriesFindingLess,
    amount(Math.abs(added)),
    perPeriod(context),
  );
}

/** Over the dates that came. */
function averageOf(values: readonly number[]): number {
  const known = values.filter(Number.isFinite);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

function drawSeries(
  result: ResultTable,
  layers: readonly Layer[] | null,
  one: DriverSeries | undefined,
  look: SeriesLook,
  { width, height }: { readonly width: number; readonly height: number },
  context: FigureContext,
): Drawing {
  const { format, shares, strings } = context;
  const { dates, actual } = result;
  const times = timesOf(dates);
  const withActual = layers !== null && isWithActual(look, context);
  const pieces = layers === null ? [] : stack(layers, dates.length);
  const line = withActual ? actual : [];
  const at = drawnIndexes(
    dates.length,
    mostDates,
    one ? one.mean : (pieces.at(-1)?.to ?? []),
    line.length > 0 ? line : dates.map(() => 0),
  );
  const ends = one ? extent(one.lo, one.hi) : extent(...pieces.map(({ to }) => to), line);
  const tick = shares ? (value: number) => fill(strings.percentWhole, format.wholePercent(value)) : format.tick;
  const bars = dates.length < fewDates;
  const rowsOf = (make: (index: number) => object): object[] =>
    at.map((index) => ({ time: times[index], end: times[index + 1] ?? afterLast(times), ...make(index) }));
  const marks: Markish[] = one
    ? driverMarks(
        rowsOf((index) => ({ lo: one.lo[index], hi: one.hi[index], mean: one.mean[index] })),
        one,
        context,
      )
    : pieces.map(({ layer, from, to }) => {
        const rows = rowsOf((index) => ({ y1: from[index], y2: to[index] }));
        const look = {
          y1: "y1",
          y2: "y2",
          fill: hatchOf(layer.place),
          stroke: layer.place === "base" ? axis : "var(--stack-line)",
          strokeWidth: 0.5,
        };
        return bars
          ? rectY(rows, { ...look, x1: "time", x2: "end", insetLeft: 1, insetRight: 1 })
          : areaY(rows, { ...look, x: "time", className: `layer place-${String(layer.place)}` });
      });
  const known = withActual ? rowsOf((index) => ({ actual: actual[index] })) : [];
  const lastTime = bars && !one ? afterLast(times) : (times.at(-1) as Date);
  const { svg, x, y } = plot({
    width,
    height,
    ...{ marginLeft: 44, marginRight: 10, marginTop: 8, marginBottom: 24 },
    x: { type: "utc", domain: [times[0] as Date, lastTime] },
    y: { domain: fromZero(ends), nice: true },
    marks: [
      ...marks,
      ...amountAxis(tick),
      ruleY([0], { stroke: ink }),
      timeAxis(times, width - 54, format),
      ...(known.length > 0
        ? [
            lineY(known, { x: "time", y: "actual", stroke: "var(--page)", strokeWidth: 3 }),
            lineY(known, { x: "time", y: "actual", stroke: ink, strokeWidth: 1.2 }),
          ]
        : []),
    ],
  });
  const middle = (index: number): number =>
    bars && !one ? (x(times[index]) + x(times[index + 1] ?? afterLast(times))) / 2 : x(times[index]);
  const places = times.map((_, index) => middle(index));
  const lines = layers ?? [];
  return {
    panels: [{ svg }],
    readings: {
      rows: 1 + lines.length,
      columns: () => dates.length,
      near: (_panel, px, _y, row) => [row, nearestIndex(places, px)],
      at: (row, column) => {
        const layer = lines[row - 1];
        const top = layer ? pieces.find((piece) => piece.layer === layer)?.to[column] : one?.mean[column];
        const level = top ?? (withActual ? (actual[column] ?? 0) : (pieces.at(-1)?.to[column] ?? 0));
        const words = wordsOf(result, column, layer, one, context);
        const known = Number.isFinite(level) ? level : 0;
        return { panel: 0, x: places[column] ?? 0, y: y(known), rule: true, words } satisfies Reading;
      },
    },
  };
}

function driverMarks(rows: object[], one: DriverSeries, { places }: FigureContext): Markish[] {
  const place = places.get(one.driver) ?? "other";
  const colour = place === "base" ? axis : colourOf(place);
  return [
    rows.length === 1
      ? link(rows, { x: "time", y1: "lo", y2: "hi", stroke: colour, strokeWidth: 6, strokeOpacity: 0.4 })
      : areaY(rows, { x: "time", y1: "lo", y2: "hi", fill: colour, fillOpacity: 0.24, className: "band" }),
    lineY(rows, { x: "time", y: "mean", stroke: edgeOf(place), strokeWidth: 1.8 }),
  ];
}

/** Where the bar of the last date ends: as long as the one before it. */
function afterLast(times: readonly Date[]): Date {
  const [before, last] = [times.at(-2)?.getTime(), times.at(-1)?.getTime() ?? 0];
  return new Date(last + (before === undefined ? 7 * 86_400_000 : last - before));
}

function wordsOf(
  result: ResultTable,
  at: number,
  layer: Layer | undefined,
  one: DriverSeries | undefined,
  context: FigureContext,
): string[] {
  const { strings, format, shares } = context;
  const { series, actual, dates } = result;
  const sum = expectedOf(result)[at] ?? NaN;
  const amount = amountOf(sum, context);
  const named = ({ driver, mean, lo, hi }: DriverSeries): string => {
    const estimate = fill(strings.estimate, amount(mean[at] ?? NaN), amount(lo[at] ?? NaN), amount(hi[at] ?? NaN));
    return fill(strings.readoutWord, driver, estimate);
  };
  const date = format.date(dates[at] ?? "");
  if (one) return [date, named(one)];
  if (layer) return [date, ...series.filter(({ driver }) => layer.drivers.includes(driver)).map(named)];
  const known = actual[at] ?? null;
  return [
    date,
    ...(shares
      ? []
      : [
          fill(strings.readoutWord, strings.actual, known === null ? strings.unknown : amount(known)),
          fill(strings.readoutWord, strings.expected, amount(sum)),
        ]),
    ...series
      .filter(({ mean, kind }) => kind === "base" || !(Math.abs(mean[at] ?? NaN) < 0.001 * Math.abs(sum)))
      .map(named),
  ];
}
