import { fill } from "../../shared/fill";
import { type FigureColumn, type FigureRow, type FigureTable } from "../figures/figure";
import { probabilityText } from "../probability";
import { type ComparisonContext } from "./comparisonContext";
import { type Difference, type Spread } from "./comparisonTable";
import { type PairedRow } from "./pairedRow";

type Point = "mean" | "p50";
type Show = (value: number) => string;

/** A and B, each with its interval, and how B differs from A. */
export function pairedTable(
  rows: readonly PairedRow[],
  what: {
    readonly heading: string;
    readonly unit: string;
    readonly fileUnit: string;
    readonly level: number;
    readonly show: Show;
    /** Only means add up, so bars are; everything else stands by its median. */
    readonly point: Point;
  },
  context: ComparisonContext,
): FigureTable {
  const { strings, format } = context;
  const { unit, level } = what;
  const interval = fill(strings.columnInterval, format.wholePercent(level));
  const named = (side: string, heading: string): string => fill(strings.sideNamed, side, heading);
  const columns = (side: string): FigureColumn[] => [
    { heading: named(side, what.point === "mean" ? strings.waterfallMean : strings.columnMedian), unit },
    { heading: named(side, interval), unit: strings.unitLowHigh },
  ];
  return {
    columns: [
      { heading: what.heading, unit: "" },
      ...columns(strings.sideA),
      ...columns(strings.sideB),
      ...columns(strings.difference),
      { heading: strings.pHigher, unit: strings.unitPercent },
    ],
    names: [
      "name",
      ...["a", "b", "difference"].flatMap((side) =>
        ["mean", "median", "low", "high"].map((number) => `${side}_${number}`),
      ),
      ...["p_b_higher", "unit"],
    ],
    rows: rows.map((row) => tableRow(row, what, context)),
  };
}

function tableRow(
  row: PairedRow,
  { show, point, fileUnit }: { readonly show: Show; readonly point: Point; readonly fileUnit: string },
  context: ComparisonContext,
): FigureRow {
  const { strings } = context;
  const cells = (spread: Spread | null, missing: string): string[] =>
    spread ? [show(spread[point]), fill(strings.range, show(spread.lo), show(spread.hi))] : [missing, ""];
  const why = row.first === null ? row.missing.first : row.missing.second;
  return {
    name: row.name,
    place: row.place,
    cells: [
      ...cells(row.first, row.missing.first),
      ...cells(row.second, row.missing.second),
      ...cells(row.difference, row.first !== null && row.second !== null ? strings.none : why),
      pHigherText(row.difference, context),
    ],
    values: [
      row.name,
      ...[row.first, row.second, row.difference].flatMap((spread) => [
        ...[spread?.mean ?? null, spread?.p50 ?? null, spread?.lo ?? null, spread?.hi ?? null],
      ]),
      ...[row.difference?.pHigher ?? null, fileUnit],
    ],
  };
}

export function pHigherText(difference: Difference | null, { strings, format }: ComparisonContext): string {
  const p = difference?.pHigher ?? null;
  return p === null ? strings.none : probabilityText(p, { strings, format });
}

/** What the readout says of a row. */
export function pairedWords(
  row: PairedRow,
  panel: "both" | "difference",
  show: Show,
  level: number,
  context: ComparisonContext,
): string[] {
  const { strings, format } = context;
  const spread = (name: string, one: Spread | null, missing: string): string[] => {
    if (one === null) return [fill(strings.readoutWord, name, missing)];
    const interval = fill(strings.range, show(one.lo), show(one.hi));
    return [
      fill(strings.readoutWord, name, show(one.p50)),
      fill(strings.readoutInterval, format.wholePercent(level), interval),
      fill(strings.readoutWord, strings.waterfallMean, show(one.mean)),
    ];
  };
  if (panel === "both") {
    return [
      row.name,
      ...spread(strings.sideA, row.first, row.missing.first),
      ...spread(strings.sideB, row.second, row.missing.second),
    ];
  }
  const why = row.first === null ? row.missing.first : row.missing.second;
  return [
    row.name,
    ...spread(strings.difference, row.difference, row.first !== null && row.second !== null ? strings.none : why),
    ...(row.difference ? [fill(strings.readoutWord, strings.pHigher, pHigherText(row.difference, context))] : []),
  ];
}
