import { MOST_WORDS } from "../../../dataFiles/acrossFiles";
import { type Batch } from "../../../dataFiles/batch";
import { cellAddress, type Finding } from "../../../dataFiles/findings";
import { type ReadOptions, readDataFile } from "../../../dataFiles/readDataFile";
import { recognise } from "../../../dataFiles/recognise";
import { headOf, type OpenFile } from "./openFile";
import { textSpan } from "./textSpans";
import { type CheckReport, type CheckTask, type PlacedFinding, type TextSpan } from "./workerMessages";

/** So many findings are shown; all are counted. */
const MOST_SHOWN = 1000;

const NO_SPAN: TextSpan = { startLine: 0, startCharacter: 0, endLine: 0, endCharacter: 0 };

/** Reads a whole file and places what was found in its text; `look` is shown the rows on the way. */
export async function checkedFile(
  file: OpenFile,
  task: Omit<CheckTask, "kind">,
  onProgress: (fraction: number) => void,
  look?: (batch: Batch) => void,
): Promise<CheckReport> {
  const errors: Finding[] = [];
  const warnings: Finding[] = [];
  let first: Batch | undefined;
  for await (const batch of readDataFile(file.chunks(), optionsOf(task))) {
    first ??= batch;
    look?.(batch);
    for (const finding of batch.findings) {
      const list = finding.severity === "error" ? errors : warnings;
      if (list.length < MOST_SHOWN) list.push(finding);
    }
    onProgress(batch.bytesRead / Math.max(1, file.size));
    if (batch.summary === undefined) continue;
    const shown = [...errors, ...warnings].slice(0, MOST_SHOWN);
    const findings: PlacedFinding[] = [];
    for (const finding of shown) findings.push(await placed(finding, file));
    const recognition = recognise(await headOf(file), task.fileName);
    return { summary: batch.summary, recognition, findings, words: wordsOf(first) };
  }
  throw new Error("The file was not read to its end.");
}

function optionsOf({ type, fileName, periodicity, severity }: Omit<CheckTask, "kind">): ReadOptions {
  const format = /\.xlsx$/i.test(fileName) ? "xlsx" : "csv";
  return { type, format, fileName, severity, ...(periodicity !== undefined && { periodicity }) };
}

async function placed(finding: Finding, file: OpenFile): Promise<PlacedFinding> {
  const { rule, severity, message, expected, column, sheet, fix, otherLine } = finding;
  return {
    rule,
    severity,
    column,
    message: `${message} ${expected}`,
    span: sheet === undefined ? await textSpan(file.read, finding) : NO_SPAN,
    ...(sheet !== undefined && { cell: cellAddress(finding) }),
    ...(otherLine !== undefined && { otherLine: otherLine - 1 }),
    ...(fix !== undefined && { fix: { title: fix.title, text: fix.text } }),
  };
}

function wordsOf({ columns }: Batch): Record<string, readonly string[]> {
  const words: Record<string, readonly string[]> = {};
  for (const column of columns)
    if (column.kind === "dimension") words[column.name] = column.dictionary.slice(0, MOST_WORDS);
  return words;
}
