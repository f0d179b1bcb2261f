import { fill } from "../../shared/fill";
import { type Figure } from "../figures/figure";
import { pythonScript } from "../figures/python";
import { fileUnit, levelText, periodsText, unitWord } from "../figures/wording";
import { type ComparisonContext, comparedName, comparisonNotes } from "./comparisonContext";
import { type Compared, type ComparedDriver, type ComparisonTable } from "./comparisonTable";
import { cutRows, drawPaired, pairedHeight } from "./pairedDrawing";
import { pairedFinding } from "./pairedFinding";
import { type PairedRow } from "./pairedRow";
import { pairedTable, pairedWords, pHigherText } from "./pairedTable";

/** What each driver added in A and in B, and how B differs. */
export function amountsFigure(table: ComparisonTable, context: ComparisonContext): Figure {
  const { strings, format, shares, unit, compared } = context;
  const rows = amountRows(table, context);
  const largest = Math.max(
    0,
    ...rows.flatMap(({ first, second }) => [Math.abs(first?.mean ?? 0), Math.abs(second?.mean ?? 0)]),
  );
  const show = shares
    ? (value: number): string => fill(strings.percentValue, format.percent(value))
    : (value: number): string => (Math.abs(value) >= 10_000 ? format.compact(value) : format.amount(value, largest));
  const exact = shares ? show : (value: number): string => format.amount(value, largest);
  const level = levelText(table.level, context);
  const unitName = unitWord(context);
  const cut = cutRows(rows, { rule: 0 });
  const periods = periodsText(table.dates?.periods ?? 0, context);
  const added = shares ? strings.amountShare : unit === "revenue" ? strings.amountRevenue : strings.amountUnits;
  const pointed = shares ? (value: number): string => format.percent(value) : show;
  return {
    id: "comparedAmounts",
    title: pairedFinding(
      rows,
      {
        ...{ more: strings.amountsMore, less: strings.amountsLess },
        ...{ unsure: strings.amountsUnsure, noCommon: strings.amountsNoCommon },
      },
      pointed,
      added,
      context,
    ),
    subtitle: fill(strings.amountsSubtitle, unitName, periods, level),
    legend: sideLegend(context),
    notes: [
      ...comparisonNotes(table, context, "amounts"),
      ...(cut.length > 0 ? [{ look: "information", text: fill(strings.amountsCut, format.list(cut)) } as const] : []),
    ],
    height: (width) => pairedHeight(rows.length, width),
    draw:
      rows.length === 0
        ? null
        : (width) =>
            drawPaired(
              rows,
              {
                marks: "bars",
                show,
                tick: shares ? (value) => fill(strings.percentWhole, format.wholePercent(value)) : format.tick,
                rule: 0,
                words: (row, panel) => pairedWords(row, panel, exact, table.level, context),
                pText: ({ difference }) => pHigherText(difference, context),
              },
              width,
              context,
            ),
    absent: strings.amountsAbsent,
    table: pairedTable(
      rows,
      {
        heading: strings.columnDriver,
        unit: unitName,
        fileUnit: fileUnit(context),
        level: table.level,
        show: exact,
        point: "mean",
      },
      context,
    ),
    python: pythonScript(
      context,
      "result",
      `${strings.amountsName}: ${comparedName(compared.first, strings)}, ${comparedName(compared.second, strings)}`,
      [
        `key = ${shares ? '"share"' : '"amount"'}`,
        'rows = [r for r in data["totals"] if r["kind"] != "base"]',
        "figure, (left, right) = plt.subplots(1, 2, sharey=True, figsize=(11, 0.5 * len(rows) + 2))",
        ...pairedPython("key", "mean"),
        'right.set_xlabel("B less A; pairs of draws: " + data["pairing"])',
        "left.set_yticks(range(len(rows)))",
        'left.set_yticklabels([r["driver"] for r in rows])',
      ],
    ),
  };
}

/** Both sides as bars with intervals on `left`, their difference on `right`. */
export const pairedPython = (key: string, point: string): string[] => [
  "for i, row in enumerate(rows):",
  '    for side, shift, look in (("first", -0.2, "none"), ("second", 0.2, "C0")):',
  `        one = row[${key}][side]`,
  "        if one:",
  `            left.barh(i + shift, one["${point}"], 0.35, facecolor=look, edgecolor="C0")`,
  '            left.plot([one["lo"], one["hi"]], [i + shift, i + shift], color="black", linewidth=1)',
  `    one = row[${key}]["difference"]`,
  "    if one:",
  '        right.plot([one["lo"], one["hi"]], [i, i], color="C0", linewidth=1.5)',
  '        right.plot([one["lo50"], one["hi50"]], [i, i], color="C0", linewidth=5)',
  '        right.plot(one["p50"], i, "o", color="white", markeredgecolor="black")',
  'right.axvline(0, color="black", linewidth=0.8)',
  "left.invert_yaxis()",
  'left.set_xlabel("A: outline, B: filled")',
];

export const sideLegend = ({ strings, compared: { first, second } }: ComparisonContext): Figure["legend"] => [
  {
    look: { kind: "line", colour: "currentColor", dash: "4 2" },
    text: fill(strings.legendA, comparedName(first, strings)),
  },
  {
    look: { kind: "line", colour: "currentColor", wide: true },
    text: fill(strings.legendB, comparedName(second, strings)),
  },
];

/** Base first, then drivers by the larger of the two, the total at the end. */
export function amountRows(table: ComparisonTable, context: ComparisonContext): PairedRow[] {
  const { strings, shares, places } = context;
  const missing = { first: strings.onlyInB, second: strings.onlyInA };
  const of = ({ amount, share }: ComparedDriver): Compared => (shares ? share : amount);
  const size = (row: ComparedDriver): number => {
    const { first, second } = of(row);
    return Math.max(Math.abs(first?.mean ?? 0), Math.abs(second?.mean ?? 0));
  };
  const names = table.totals.map(({ driver }) => driver);
  const twice = (name: string): boolean => names.filter((other) => other === name).length > 1;
  const row = (one: ComparedDriver): PairedRow => ({
    ...of(one),
    name: twice(one.driver) ? `${one.driver} (${one.kind})` : one.driver,
    place: places.get(one.driver) ?? "other",
    whole: one.kind === "base",
    sameLevel: table.sameReference || !one.zeroSum,
    missing,
  });
  const base = table.totals.filter(({ kind }) => kind === "base");
  const drivers = table.totals.filter(({ kind }) => kind !== "base").sort((one, other) => size(other) - size(one));
  const { total } = table;
  const hasTotal = !shares && (total.first !== null || total.second !== null);
  return [
    ...[...base, ...drivers].filter((one) => of(one).first !== null || of(one).second !== null).map(row),
    ...(hasTotal
      ? [{ ...total, name: strings.total, place: "base", whole: true, sameLevel: true, missing } as const]
      : []),
  ];
}
