import * as l10n from "@vscode/l10n";
import { type Batch } from "../batch";
import { FILE_START } from "../cellRow";
import { type FindingLog } from "../findingLog";
import { type OpenedSource } from "../openedSource";
import { RULES } from "../rules";
import { shown } from "../shownText";
import { type TableReading } from "../tableReading";
import { readDateStyles } from "./dateStyles";
import { SharedTexts } from "./sharedTexts";
import { type SheetContext, SheetScanner } from "./sheetScanner";
import { findParts, type Sheet, type WorkbookParts } from "./workbookParts";
import { WorkbookProblem } from "./workbookProblem";
import { ZipArchive } from "./zipArchive";

const MOST_PACKED = 64 * 1024 * 1024;

/** Reads the first visible sheet with cells of a workbook. What is wrong with the workbook itself is one finding. */
export async function* readWorkbook(
  opened: OpenedSource,
  table: TableReading,
  { signal }: { readonly signal?: AbortSignal },
  log: FindingLog,
): AsyncGenerator<Batch> {
  try {
    for await (const scanner of sheetScans(opened, signal, log)) {
      while (readRows(scanner, table)) {
        yield table.takeBatch(opened.bytesRead);
        signal?.throwIfAborted();
      }
      if (table.stopped) return;
    }
  } catch (error) {
    if (!(error instanceof WorkbookProblem)) throw error;
    table.stopped = true;
    log.addFatal(error.rule, FILE_START, () => ({
      message: error.message,
      expected: RULES[error.rule].words().expected,
    }));
  }
}

/** The scanner of the sheet that is read, each time that it may have further rows. Throws WorkbookProblem. */
export async function* sheetScans(
  opened: Pick<OpenedSource, "bytesRead" | "chunks">,
  signal: AbortSignal | undefined,
  log: FindingLog,
): AsyncGenerator<SheetScanner> {
  log.sheet = "";
  const archive = new ZipArchive(await gather(opened), signal);
  const parts = await findParts(archive);
  if (parts.macros) reportMacros(log);
  const context = await contextOf(archive, parts);
  const sheet = await chooseSheet(archive, parts, context, log);
  if (sheet === undefined) return;
  log.sheet = shown(sheet.name);
  const scanner = new SheetScanner(context, log);
  for await (const chunk of archive.read(sheet.part)) {
    scanner.push(chunk);
    yield scanner;
  }
  scanner.end();
  yield scanner;
}

/** Reads rows until a batch is full; false when the bytes so far hold no more. */
function readRows(scanner: SheetScanner, table: TableReading): boolean {
  while (!table.stopped && scanner.next()) {
    table.readRow(scanner);
    if (table.batchFull) return true;
  }
  return false;
}

async function gather(opened: Pick<OpenedSource, "bytesRead" | "chunks">): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of opened.chunks()) {
    if (opened.bytesRead > MOST_PACKED) {
      throw new WorkbookProblem("workbookSize", l10n.t("The workbook is larger than 64 MB."));
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function contextOf(archive: ZipArchive, { texts, styles, from1904 }: WorkbookParts): Promise<SheetContext> {
  return {
    texts: texts === undefined ? undefined : await SharedTexts.read(archive.read(texts)),
    dateStyles: styles === undefined ? [] : await readDateStyles(archive.read(styles)),
    from1904,
  };
}

/** Hidden sheets are notes and lists of programs, unless there are no others. */
async function chooseSheet(
  archive: ZipArchive,
  { sheets }: WorkbookParts,
  context: SheetContext,
  log: FindingLog,
): Promise<Sheet | undefined> {
  const visible = sheets.filter(({ hidden }) => !hidden);
  let chosen: Sheet | undefined;
  for (const sheet of visible.length === 0 ? sheets : visible) {
    if (!(await hasCells(archive, sheet, context))) continue;
    if (chosen !== undefined) {
      reportFurther(log, chosen, sheet);
      break;
    }
    chosen = sheet;
  }
  return chosen;
}

async function hasCells(archive: ZipArchive, sheet: Sheet, context: SheetContext): Promise<boolean> {
  const scanner = new SheetScanner(context, undefined);
  for await (const chunk of archive.read(sheet.part)) {
    scanner.push(chunk);
    if (scanner.next()) return true;
  }
  scanner.end();
  return scanner.next();
}

function reportFurther(log: FindingLog, chosen: Sheet, other: Sheet): void {
  log.add("furtherSheets", FILE_START, () => ({
    message: l10n.t(
      "The sheet {0} is read; the sheet {1} has cells too and is not.",
      shown(chosen.name),
      shown(other.name),
    ),
    expected: RULES.furtherSheets.words().expected,
  }));
}

function reportMacros(log: FindingLog): void {
  log.add("macros", FILE_START, () => ({
    message: l10n.t("The workbook has macros."),
    expected: RULES.macros.words().expected,
  }));
}
