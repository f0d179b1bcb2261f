import { fill } from "../../shared/fill";
import { ratioUnit } from "../columns";
import { type Figure } from "../figures/figure";
import { pythonScript } from "../figures/python";
import { isImplausible } from "../figures/roi";
import { levelText, periodsText } from "../figures/wording";
import { type Note } from "../note";
import { pairedPython, sideLegend } from "./amountsFigure";
import { comparedName, type ComparisonContext, comparisonNotes } from "./comparisonContext";
import { type ComparedChannel, type ComparisonTable } from "./comparisonTable";
import { drawPaired, pairedHeight } from "./pairedDrawing";
import { pairedFinding } from "./pairedFinding";
import { type PairedRow } from "./pairedRow";
import { pairedTable, pairedWords, pHigherText } from "./pairedTable";

/** What came back for each channel's spend in A and in B, and how B differs. */
export function returnsFigure(table: ComparisonTable, context: ComparisonContext): Figure {
  const { strings, format, compared } = context;
  const rows = returnRows(table, context);
  const unit = ratioUnit({ currency: table.currency, basis: "revenue" }, strings);
  const perMoney = table.currency === null ? strings.perUnit : fill(strings.perCurrency, table.currency);
  return {
    id: "comparedReturns",
    title:
      rows.length === 0
        ? strings.returnsName
        : pairedFinding(
            rows,
            {
              ...{ more: strings.returnsMore, less: strings.returnsLess },
              ...{ unsure: strings.returnsUnsure, noCommon: strings.returnsNoCommon },
            },
            format.ratio,
            perMoney,
            context,
          ),
    subtitle: fill(
      strings.returnsSubtitle,
      unit,
      periodsText(table.dates?.periods ?? 0, context),
      levelText(table.level, context),
    ),
    legend: rows.length === 0 ? [] : sideLegend(context),
    notes: rows.length === 0 ? [] : [...implausibleNotes(rows, context), ...comparisonNotes(table, context, "returns")],
    height: (width) => (rows.length === 0 ? 0 : pairedHeight(rows.length, width)),
    draw:
      rows.length === 0
        ? null
        : (width) =>
            drawPaired(
              rows,
              {
                marks: "intervals",
                show: format.ratio,
                tick: (value) => format.digits(value, 2),
                rule: 1,
                words: (row, panel) => pairedWords(row, panel, format.ratio, table.level, context),
                pText: ({ difference }) => pHigherText(difference, context),
              },
              width,
              context,
            ),
    absent: strings.returnsAbsent,
    table: pairedTable(
      rows,
      {
        heading: strings.columnChannel,
        unit,
        fileUnit: "revenue per spend",
        level: table.level,
        show: format.ratio,
        point: "p50",
      },
      context,
    ),
    python: pythonScript(
      context,
      "result",
      `${strings.returnsName}: ${comparedName(compared.first, strings)}, ${comparedName(compared.second, strings)}`,
      [
        'rows = data["roi"]',
        "figure, (left, right) = plt.subplots(1, 2, sharey=True, figsize=(11, 0.5 * len(rows) + 2))",
        ...pairedPython('"roi"', "p50"),
        'left.axvline(1, color="black", linewidth=0.8)',
        'right.set_xlabel("ROI, B less A; pairs of draws: " + data["pairing"])',
        "left.set_yticks(range(len(rows)))",
        'left.set_yticklabels([r["channel"] for r in rows])',
      ],
    ),
  };
}

function implausibleNotes(rows: readonly PairedRow[], { strings, format }: ComparisonContext): Note[] {
  const odd = rows.filter(({ first, second }) => [first, second].some((side) => side && isImplausible(side.p50)));
  const names = format.list(odd.map(({ name }) => name));
  return odd.length === 0 ? [] : [{ look: "warning", text: fill(strings.roiImplausible, names) }];
}

export function returnRows({ roi }: ComparisonTable, { strings, places }: ComparisonContext): PairedRow[] {
  const missing = ({ spend }: ComparedChannel) => ({
    first: spend.first === null ? strings.onlyInB : strings.noSpendInA,
    second: spend.second === null ? strings.onlyInA : strings.noSpendInB,
  });
  return roi.map((row) => ({
    ...row.roi,
    name: row.channel,
    place: places.get(row.channel) ?? "other",
    whole: false,
    sameLevel: true,
    missing: missing(row),
  }));
}
