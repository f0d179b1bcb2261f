import { type AttributionResult, type ChannelRoi, type DriverTotal } from "../../src/platform/results";

type Show = (value: number) => string;

const showWith = (options: Intl.NumberFormatOptions): Show => {
  const format = new Intl.NumberFormat("en", options);
  return (value) => format.format(value);
};
const whole = showWith({ maximumFractionDigits: 0 });
const twoPlaces = showWith({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
const percent = showWith({ style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Drivers as text: contribution in units and per cent, spend and ROI, with the intervals of the result. */
export function driverTable(result: AttributionResult): string {
  const level = `${String(Math.round(result.level * 100))} %`;
  const returns = new Map(result.roi.map((row) => [row.channel, row]));
  const head = ["Driver", "Kind", "Units", level, "Share", level, "Spend", "ROI", level];
  const rows = [...result.totals].sort((a, b) => b.p50 - a.p50).map((row) => cells(row, returns.get(row.driver)));
  const total = [
    "Total",
    "",
    whole(result.total.p50),
    between(result.total, whole),
    percent(1),
    "",
    whole(result.roi.reduce((sum, row) => sum + row.spend, 0)),
    "",
    "",
  ];
  const lines = aligned([head, ...rows, total]);
  const rule = "-".repeat(Math.max(...lines.map((line) => line.length)));
  const [first = "", ...others] = lines;
  const last = others.pop() ?? "";
  const notes = [
    "sandbox engine: not Alviss's own numbers",
    `${result.dates[0] ?? ""} to ${result.dates.at(-1) ?? ""}, ${String(result.draws)} draws, seed ${String(result.seed)}, engine ${result.engine}`,
    "Medians with equal-tailed intervals; the shares are of total expected sales.",
    `Units are units sold, spend is in ${result.currency ?? "currency units"}, ROI is revenue per spend.`,
    ...references(result.totals),
  ];
  return [first, rule, ...others, rule, last, "", ...notes, ""].join("\n");
}

function cells(row: DriverTotal, roi: ChannelRoi | undefined): string[] {
  const name = row.product === "all" ? row.driver : `${row.driver} (${row.product})`;
  return [
    name,
    row.kind,
    whole(row.p50),
    between(row, whole),
    percent(row.share.p50),
    between(row.share, percent),
    roi === undefined ? "" : whole(roi.spend),
    roi === undefined ? "" : twoPlaces(roi.p50),
    roi === undefined ? "" : between(roi, twoPlaces),
  ];
}

function between({ lo, hi }: { readonly lo: number; readonly hi: number }, show: Show): string {
  return `${show(lo)} .. ${show(hi)}`;
}

function references(totals: readonly DriverTotal[]): string[] {
  const measured = totals.filter(({ reference }) => reference !== null);
  const levels = [...new Set(measured.map(({ reference }) => reference ?? ""))];
  return levels.map((level) => {
    const names = measured.filter(({ reference }) => reference === level).map(({ driver }) => driver);
    return `${names.join(", ")}: measured against the ${level}.`;
  });
}

/** Columns side by side: the two of words to the left, numbers to the right. */
function aligned(table: readonly (readonly string[])[]): string[] {
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map((row) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
