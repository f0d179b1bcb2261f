import * as l10n from "@vscode/l10n";
import { type ByteScanner } from "./byteScanner";
import { type Place, QUOTED } from "./cellRow";
import { type FindingLog } from "./findingLog";
import { reportEndlessQuote } from "./rowShape";

/** Nothing worth reading is longer; a quotation mark that was never closed makes the rest of a file one cell. */
const LONGEST_CELL = 1 << 20;
const LONGEST_ROW = 1 << 24;
/** More than any wide file has series, and few enough to hold and to name each of them. */
const MOST_CELLS = 200_000;

/** Keeps a file without line ends, or with an open quote, from being gathered in memory whole. */
export class LineLimits {
  constructor(
    private readonly scanner: ByteScanner,
    private readonly log: FindingLog,
  ) {}

  /** False, with a finding, when the row that is scanned last is too long to be one. */
  rowFits(): boolean {
    const { scanner } = this;
    if (scanner.cellCount > MOST_CELLS) {
      this.report(scanner.rowPlace(), false);
      return false;
    }
    if (scanner.rowLength <= LONGEST_CELL) return true;
    for (let cell = 0; cell < scanner.cellCount; cell++) {
      if ((scanner.ends[cell] ?? 0) - (scanner.starts[cell] ?? 0) <= LONGEST_CELL) continue;
      this.report(scanner.place(cell), ((scanner.flags[cell] ?? 0) & QUOTED) !== 0);
      return false;
    }
    if (scanner.rowLength <= LONGEST_ROW) return true;
    this.report(scanner.rowPlace(), false);
    return false;
  }

  /** The same for a row that is not complete yet. */
  incompleteFits(): boolean {
    const { scanner } = this;
    if (scanner.pendingCell > LONGEST_CELL) this.report(scanner.pendingPlace(), scanner.insideQuotes);
    else if (scanner.pending > LONGEST_ROW || scanner.cellCount > MOST_CELLS) this.report(scanner.place(0), false);
    else return true;
    return false;
  }

  private report({ line, column, startOffset }: Place, quoted: boolean): void {
    // Where it would end is anybody's guess.
    const place = { line, column, startOffset, endOffset: startOffset + 1 };
    if (quoted) reportEndlessQuote(this.log, place);
    else {
      this.log.addFatal("tooLong", place, () => ({
        message: l10n.t("This line is too long to be a row of data."),
        expected: l10n.t("End every row with a line break; a cell may have a megabyte, a row 16 and 200,000 cells."),
      }));
    }
  }
}
