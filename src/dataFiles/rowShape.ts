import * as l10n from "@vscode/l10n";
import { type CellRow, OPEN, type Place, STRAY } from "./cellRow";
import { cellText } from "./cellText";
import { type FindingLog } from "./findingLog";
import { RULES } from "./rules";
import { shown } from "./shownText";

/** Whether a row can be read cell by cell: its quotes are closed, and it has as many cells as the header. Says why not. */
export function wellShaped(row: CellRow, width: number, log: FindingLog): boolean {
  const quotesGood = checkQuotes(row, log);
  if (row.cellCount === width) return quotesGood;
  reportRagged(row, width, log);
  return false;
}

/** True where every quote is in its place; says once for a row where one is not. */
export function checkQuotes(row: CellRow, log: FindingLog): boolean {
  for (let cell = 0; cell < row.cellCount; cell++) {
    const flags = row.flags[cell] ?? 0;
    if (!(flags & (STRAY | OPEN))) continue;
    if (flags & OPEN) log.add("openQuote", row.place(cell), openQuoteWords);
    else {
      log.add("strayQuote", row.place(cell), () => ({
        message: l10n.t("The cell {0} has a quotation mark in the wrong place.", shown(cellText(row, cell))),
        expected: l10n.t('Put the whole cell in quotation marks and double the ones inside: "a ""b""".'),
      }));
    }
    return false;
  }
  return true;
}

const openQuoteWords = () => ({
  message: l10n.t("A quotation mark opens here and is never closed."),
  expected: RULES.openQuote.words().expected,
});

/** A quote that makes the rest of the file one cell. */
export function reportEndlessQuote(log: FindingLog, place: Place): void {
  log.addFatal("openQuote", place, openQuoteWords);
}

function reportRagged(row: CellRow, want: number, log: FindingLog): void {
  const have = row.cellCount;
  log.add("raggedRow", row.rowPlace(), () => ({
    message:
      have === 1
        ? l10n.t("The row has 1 cell, the header has {0}.", want)
        : l10n.t("The row has {0} cells, the header has {1}.", have, want),
    expected:
      have > want
        ? l10n.t(
            "A comma inside a value makes two cells of it: write decimals with a period, and put texts with a comma in quotation marks.",
          )
        : l10n.t("Give every row one cell for each column, an empty one where a value is missing."),
  }));
}
