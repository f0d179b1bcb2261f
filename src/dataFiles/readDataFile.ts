import * as l10n from "@vscode/l10n";
import { type Batch } from "./batch";
import { ByteScanner } from "./byteScanner";
import { FILE_START } from "./cellRow";
import { type Periodicity, type TypeName } from "./fileTypes";
import { FindingLog } from "./findingLog";
import { LineLimits } from "./lineLimits";
import { OpenedSource } from "./openedSource";
import { type SeverityProfile } from "./rule";
import { RULES, type SeverityChoices } from "./rules";
import { TableReading } from "./tableReading";

export interface ReadOptions {
  readonly type: TypeName | "guess";
  /** What the name of the file says it is; its content decides. */
  readonly format: "csv" | "xlsx";
  /** Helps to guess a type that the header leaves open. */
  readonly fileName?: string;
  /** The project's; without it the one the dates show. */
  readonly periodicity?: Periodicity;
  /** How strictly to check: a profile, or single rules that differ from the profile `documented`. */
  readonly severity?: SeverityProfile | SeverityChoices;
  readonly signal?: AbortSignal;
}

/**
 * Reads a data file and checks it: batches of rows, the last with a summary. Throws the signal's reason when it is
 * aborted and whatever the source throws; what is wrong with the file itself is never thrown.
 */
export async function* readDataFile(source: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncGenerator<Batch> {
  const log = new FindingLog(options.severity);
  const table = new TableReading(options, log);
  const opened = await OpenedSource.open(source, options.signal);
  try {
    if (opened.kind === "text") yield* readText(opened, table, options, log);
    else if (opened.kind === "workbook") {
      if (options.format === "csv")
        reportFormat(log, l10n.t("The file is a workbook, not the CSV text its name says."));
      // Most files are CSV: what opens workbooks is loaded for the others alone.
      const { readWorkbook } = await import("./workbook/readWorkbook");
      yield* readWorkbook(opened, table, options, log);
    } else {
      table.stopped = true;
      reportUnreadable(log, opened.kind);
    }
    yield table.lastBatch(opened.bytesRead, options.periodicity);
  } finally {
    await opened.close();
  }
}

async function* readText(
  opened: OpenedSource,
  table: TableReading,
  { format, signal }: ReadOptions,
  log: FindingLog,
): AsyncGenerator<Batch> {
  if (format === "xlsx" && opened.bytesRead > 0) {
    reportFormat(log, l10n.t("The file is text, not the workbook its name says; it is read as CSV."));
  }
  const scanner = new ByteScanner();
  table.separateBy = (separator) => scanner.separateBy(separator.charCodeAt(0));
  const limits = new LineLimits(scanner, log);
  for await (const chunk of opened.chunks()) {
    scanner.push(chunk);
    while (readRows(scanner, table, limits)) {
      yield table.takeBatch(opened.bytesRead);
      signal?.throwIfAborted();
    }
    table.stopped ||= !limits.incompleteFits();
    if (table.stopped) return;
  }
  scanner.end();
  while (readRows(scanner, table, limits)) yield table.takeBatch(opened.bytesRead);
}

/** Reads rows until a batch is full; false when the bytes so far hold no more. */
function readRows(scanner: ByteScanner, table: TableReading, limits: LineLimits): boolean {
  while (!table.stopped && scanner.next()) {
    if (!limits.rowFits()) {
      table.stopped = true;
      return false;
    }
    table.readRow(scanner);
    if (table.batchFull) return true;
  }
  return false;
}

function reportFormat(log: FindingLog, message: string): void {
  log.add("formatMismatch", FILE_START, () => ({
    message,
    expected: RULES.formatMismatch.words().expected,
  }));
}

function reportUnreadable(log: FindingLog, kind: "oldWorkbook" | "notText"): void {
  if (kind === "oldWorkbook") {
    log.addFatal("notSupported", FILE_START, () => ({
      message: l10n.t("This is a workbook of the old format .xls, or one that is protected by a password."),
      expected: l10n.t("Save it as .xlsx without a password, or as CSV in UTF-8."),
    }));
    return;
  }
  log.addFatal("encoding", FILE_START, () => ({
    message: l10n.t("The file is not UTF-8: its first bytes are those of UTF-16 or of no text."),
    expected: l10n.t("Save it as CSV with the encoding UTF-8."),
  }));
}
