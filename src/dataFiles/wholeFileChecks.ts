import * as l10n from "@vscode/l10n";
import { type Place } from "./cellRow";
import { isoOfDay } from "./dates";
import { type Periodicity } from "./fileTypes";
import { type FindingLog } from "./findingLog";
import { type DatedPeriodicity, inferPeriodicity, isDated, periodIndex, periodStart, weekdayOf } from "./periods";
import { countOfPeriods, everyPeriodNeedsRow, notFirstDayWords } from "./periodWords";
import { type RowIndex } from "./rowIndex";

/** So many series have their missing periods named; more would say nothing new. */
const NAMED_SERIES = 100;

/** The periodicity of the dates of the file, or of its longest series where the series differ in their days. */
export function usualPeriodicity(index: RowIndex, days: Int32Array): DatedPeriodicity | null {
  const whole = inferPeriodicity(days);
  if (whole !== null && whole !== "Day") return whole;
  const counts = new Int32Array(index.series.size);
  for (let row = 0; row < index.size; row++) counts[index.seriesOf(row)] = (counts[index.seriesOf(row)] ?? 0) + 1;
  const longest = counts.indexOf(counts.reduce((most, count) => Math.max(most, count), 0));
  return inferPeriodicity(daysOfSeries(index, new Set([longest])).get(longest) ?? []) ?? whole;
}

/** Says once for every date that is not the first of its period where it stands first. */
export function checkPeriodStarts(dates: ReadonlyMap<number, Place>, periodicity: Periodicity, log: FindingLog): void {
  if (!isDated(periodicity) || periodicity === "Day") return;
  for (const [day, place] of dates) {
    if (periodStart(periodIndex(day, periodicity), periodicity) === day) continue;
    const sunday = periodicity === "Week" && weekdayOf(day) === "Sunday";
    log.add(sunday ? "sundayWeek" : "periodStart", place, () => notFirstDayWords(day, periodicity));
  }
}

/** Says for every series how many of its periods between the first and the last have no row, and names the first. */
export function checkGaps(
  index: RowIndex,
  periodicity: Periodicity,
  nameOf: (series: number) => string,
  log: FindingLog,
): void {
  if (!isDated(periodicity)) return;
  const series = index.series.size;
  const firsts = new Float64Array(series).fill(Infinity);
  const lasts = new Float64Array(series).fill(-Infinity);
  const counts = new Int32Array(series);
  for (let row = 0; row < index.size; row++) {
    const at = index.seriesOf(row);
    const period = periodIndex(index.dayOf(row), periodicity);
    counts[at] = (counts[at] ?? 0) + 1;
    firsts[at] = Math.min(firsts[at] ?? 0, period);
    lasts[at] = Math.max(lasts[at] ?? 0, period);
  }
  const missing = (at: number) => (lasts[at] ?? 0) - (firsts[at] ?? 0) + 1 - (counts[at] ?? 0);
  const withGaps = Array.from(counts.keys()).filter((at) => missing(at) > 0);
  const gapRows = rowsAfterGaps(index, new Set(withGaps.slice(0, NAMED_SERIES)), periodicity);
  for (const at of withGaps) reportGap(index, at, missing(at), gapRows.get(at), periodicity, nameOf, log);
}

interface GapRow {
  readonly row: number;
  readonly firstMissing: number;
}

function reportGap(
  index: RowIndex,
  series: number,
  missing: number,
  gap: GapRow | undefined,
  periodicity: DatedPeriodicity,
  nameOf: (series: number) => string,
  log: FindingLog,
): void {
  const place = gap === undefined ? { line: 1, column: 1, startOffset: 0, endOffset: 0 } : index.placeOf(gap.row);
  log.add("gap", place, () => {
    const [name, count] = [nameOf(series), countOfPeriods(missing, periodicity)];
    const message =
      gap === undefined
        ? l10n.t("{0}: {1} between its first and last date have no row.", name, count)
        : l10n.t(
            "{0}: {1} between its first and last date have no row, the first of them {2}.",
            name,
            count,
            isoOfDay(periodStart(gap.firstMissing, periodicity)),
          );
    return { message, expected: everyPeriodNeedsRow(periodicity) };
  });
}

/** The first row after a gap of each of some series. */
function rowsAfterGaps(
  index: RowIndex,
  wanted: ReadonlySet<number>,
  periodicity: DatedPeriodicity,
): Map<number, GapRow> {
  const rows = new Map<number, number[]>();
  for (let row = 0; row < index.size; row++) {
    const series = index.seriesOf(row);
    if (!wanted.has(series)) continue;
    const list = rows.get(series);
    if (list === undefined) rows.set(series, [row]);
    else list.push(row);
  }
  const gaps = new Map<number, GapRow>();
  for (const [series, list] of rows) {
    list.sort((a, b) => index.dayOf(a) - index.dayOf(b));
    const periods = list.map((row) => periodIndex(index.dayOf(row), periodicity));
    const after = periods.findIndex((period, i) => i > 0 && period > (periods[i - 1] ?? period) + 1);
    const row = list[after];
    if (row !== undefined) gaps.set(series, { row, firstMissing: (periods[after - 1] ?? 0) + 1 });
  }
  return gaps;
}

function daysOfSeries(index: RowIndex, wanted: ReadonlySet<number>): Map<number, Int32Array> {
  const days = new Map<number, number[]>([...wanted].map((series) => [series, []]));
  for (let row = 0; row < index.size; row++) days.get(index.seriesOf(row))?.push(index.dayOf(row));
  return new Map([...days].map(([series, list]) => [series, Int32Array.from(list).sort()]));
}

export interface MetricColumn {
  /** Position of the metric in the tuple of a series. */
  readonly metric: number;
  /** Code of Investment; -1 when the file has none. */
  readonly investment: number;
  /** Codes of the metrics there are; a misspelled one has its own finding. */
  readonly known: ReadonlySet<number>;
}

/** Says once for every series with other metrics on dates without Investment. */
export function checkInvestment(
  index: RowIndex,
  { metric, investment, known }: MetricColumn,
  nameOf: (series: number) => string,
  log: FindingLog,
): void {
  const investmentOf = Int32Array.from({ length: index.series.size }, (_, series) => {
    const tuple = Int32Array.from({ length: index.series.width }, (_unused, i) => index.series.at(series, i));
    if (!known.has(tuple[metric] ?? -1)) return series;
    tuple[metric] = investment;
    return index.series.find(tuple);
  });
  const lacking = new Map<number, number[]>();
  for (let row = 0; row < index.size; row++) {
    const series = index.seriesOf(row);
    const spend = investmentOf[series] ?? -1;
    if (spend === series || (spend >= 0 && index.has(spend, index.dayOf(row)))) continue;
    const rows = lacking.get(series);
    if (rows === undefined) lacking.set(series, [row]);
    else rows.push(row);
  }
  for (const [series, rows] of lacking) {
    const [first = 0] = rows;
    log.add("investment", index.placeOf(first), () => ({
      message: noInvestment(nameOf(series), isoOfDay(index.dayOf(first)), rows.length - 1),
      expected: l10n.t("Every date of a medium needs a row with the metric Investment, 0 where nothing was spent."),
    }));
  }
}

function noInvestment(name: string, date: string, more: number): string {
  if (more === 0) return l10n.t("{0} has no Investment on {1}.", name, date);
  if (more === 1) return l10n.t("{0} has no Investment on {1} and 1 more date.", name, date);
  return l10n.t("{0} has no Investment on {1} and {2} more dates.", name, date, more);
}
