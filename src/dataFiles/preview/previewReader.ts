import { type Batch, type FileSummary } from "../batch";
import { calendarOf } from "./calendarCoverage";
import { CombinationCounts } from "./combinationCounts";
import { DateWindow } from "./dateWindow";
import { EventSpans } from "./eventSpans";
import { type FilePreview, type WantedCombination, type WantedDates } from "./filePreview";
import { moneyTotals } from "./moneyTotals";
import { namesOf, type PreviewColumns, previewColumns } from "./previewColumns";
import { MOST_ROWS } from "./previewLimits";
import { SeriesLines } from "./seriesLines";
import { SeriesRows } from "./seriesRows";
import { spansOf } from "./seriesStatistics";
import { TimeSlots } from "./timeSlots";

/** Looks at the batches of a file as they are read, and in the end tells what a model would see of one combination. */
export class PreviewReader {
  private readonly combinations: CombinationCounts;
  private readonly window: DateWindow;
  private rows: SeriesRows | undefined;
  private events: EventSpans | undefined;
  private columns: PreviewColumns | undefined;
  private rowsRead = 0;
  private isCut = false;

  constructor(wanted?: WantedCombination, dates?: WantedDates) {
    this.combinations = new CombinationCounts(wanted);
    this.window = new DateWindow(dates);
  }

  /** Whether the combination that was asked for is in the file. */
  get found(): boolean {
    return this.combinations.found;
  }

  add({ columns, rowNumbers }: Batch): void {
    if (rowNumbers.length === 0) return;
    const { places, dimensions, dates, measures } = (this.columns = previewColumns(columns));
    this.combinations.begin(places);
    const [date, end] = dates;
    const rows = (this.rows ??= new SeriesRows(dimensions.length, measures.length));
    const events = (this.events ??= new EventSpans(dimensions.length));
    const most = Math.min(rowNumbers.length, MOST_ROWS - this.rowsRead);
    for (let row = 0; row < most; row++) {
      if (!this.combinations.count(row) || date === undefined) continue;
      const start = date.days[row] ?? 0;
      // An event that ends before it starts has a finding; here it lasts a day.
      const last = Math.max(start, end?.days[row] ?? start);
      if (!this.window.meets(start, last)) continue;
      if (end === undefined) rows.add(row, dimensions, date, measures);
      else events.add(row, dimensions, Math.max(start, this.window.from), Math.min(last, this.window.to));
    }
    this.rowsRead += most;
    this.isCut ||= most < rowNumbers.length;
  }

  finish({ type, periodicity }: Pick<FileSummary, "type" | "periodicity">): FilePreview {
    const { rows, events, columns, rowsRead, isCut } = this;
    const nothing = { calendar: null, series: [], seriesCount: 0, totals: null };
    const counted = { ...nothing, ...this.combinations.result(), dates: this.window.met(), rowsRead, isCut };
    if (columns === undefined || rows === undefined) return counted;
    if (columns.dates.length > 1) return { ...counted, ...events?.result((codes) => namesOf(columns, codes)) };
    if (rows.size === 0) return counted;
    const spans = spansOf(rows);
    const [first, last] = [spans.first.reduce((a, b) => Math.min(a, b)), spans.last.reduce((a, b) => Math.max(a, b))];
    const slots = new TimeSlots(first, last, periodicity);
    const isOpen = columns.measures.length === 0;
    if (isOpen) rows.twice.clear();
    const calendar = calendarOf(rows, spans, slots);
    if (isOpen) return { ...counted, calendar };
    const lines = new SeriesLines(rows, columns, spans, slots);
    return { ...counted, calendar, ...lines.result(), totals: moneyTotals(rows, columns, type) };
  }
}
