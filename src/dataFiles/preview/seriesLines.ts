import { isoOfDay } from "../dates";
import { shown } from "../shownText";
import { type FilePreview, type PreviewSeries } from "./filePreview";
import { isMetric, namesOf, type PreviewColumns } from "./previewColumns";
import { MOST_SERIES } from "./previewLimits";
import { type SeriesRows } from "./seriesRows";
import {
  missingPeriods,
  pointsOf,
  rounded,
  type SeriesSpans,
  type SeriesStatistics,
  statisticsOf,
} from "./seriesStatistics";
import { type TimeSlots } from "./timeSlots";

/** Numbers that say how something stands: a sum of them over time means nothing. */
const LEVELS: ReadonlySet<string> = new Set(["PricePerUnit", "ProfitPerUnit"]);

/** One series of one measure. */
interface Line {
  readonly series: number;
  readonly measure: number;
  readonly statistics: SeriesStatistics;
}

/** The series of a combination, those that weigh most where they are many. */
export class SeriesLines {
  private readonly lines: readonly Line[];
  private readonly metric: number;
  private readonly medium: number;

  constructor(
    private readonly rows: SeriesRows,
    private readonly columns: PreviewColumns,
    private readonly spans: SeriesSpans,
    private readonly slots: TimeSlots,
  ) {
    const { dimensions, measures } = columns;
    this.metric = dimensions.findIndex(isMetric);
    this.medium = dimensions.findIndex(({ name }) => name === "Media");
    this.lines = measures.flatMap((_, measure) => {
      const statistics = statisticsOf(rows, measure);
      return Array.from(statistics.count.keys()).flatMap((series) =>
        (statistics.count[series] ?? 0) > 0 ? [{ series, measure, statistics }] : [],
      );
    });
  }

  result(): Pick<FilePreview, "series" | "seriesCount"> {
    const shown = this.heaviest();
    const points = pointsOf(this.rows, this.slots, shown);
    const series = shown.map((line, i) => this.seriesOf(line, points[i] ?? []));
    return { series, seriesCount: this.lines.length };
  }

  /** Those with the largest share of what all of their measure come to, in the order of the file. */
  private heaviest(): readonly Line[] {
    const order = (a: Line, b: Line) => a.series - b.series || a.measure - b.measure;
    if (this.lines.length <= MOST_SERIES) return [...this.lines].sort(order);
    const largest = new Map<string, number>();
    const sizeOf = ({ series, statistics }: Line) => Math.abs(statistics.total[series] ?? 0);
    for (const line of this.lines) {
      const measure = this.measureOf(line);
      largest.set(measure, Math.max(largest.get(measure) ?? 0, sizeOf(line)));
    }
    const weight = (line: Line) => sizeOf(line) / (largest.get(this.measureOf(line)) || 1);
    const weighed = this.lines.map((line) => ({ line, weight: weight(line) }));
    weighed.sort((a, b) => b.weight - a.weight);
    return weighed
      .slice(0, MOST_SERIES)
      .map(({ line }) => line)
      .sort(order);
  }

  private seriesOf(line: Line, points: (number | null)[]): PreviewSeries {
    const { series, statistics } = line;
    const codes = this.columns.dimensions.map((_, i) => this.rows.codeOf(series, i));
    const count = statistics.count[series] ?? 0;
    const total = statistics.total[series] ?? 0;
    return {
      names: namesOf(this.columns, codes),
      measure: this.measureOf(line),
      kind: this.isAmount(line) ? "amount" : "level",
      channel: this.medium < 0 ? null : shown(this.wordOf(series, this.medium)),
      points,
      count,
      first: isoOfDay(this.spans.first[series] ?? 0),
      last: isoOfDay(this.spans.last[series] ?? 0),
      missing: missingPeriods(this.spans, series, this.slots),
      min: statistics.min[series] ?? 0,
      mean: rounded(total / count),
      max: statistics.max[series] ?? 0,
      total,
    };
  }

  private measureOf({ series, measure }: Line): string {
    const column = this.columns.measures[measure]?.name ?? "";
    return this.metric < 0 ? column : shown(this.wordOf(series, this.metric));
  }

  private wordOf(series: number, column: number): string {
    return this.columns.dimensions[column]?.dictionary[this.rows.codeOf(series, column)] ?? "";
  }

  private isAmount({ measure }: Line): boolean {
    const { name = "" } = this.columns.measures[measure] ?? {};
    // The values of Media are amounts, whatever the metric; those of other types count what is there.
    return name === "Value" ? this.metric >= 0 : !LEVELS.has(name);
  }
}
