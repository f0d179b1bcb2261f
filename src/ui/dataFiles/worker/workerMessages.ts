import { type FileSummary, type Layout } from "../../../dataFiles/batch";
import { type Longer, type NotShorter } from "../../../dataFiles/converting/aggregate";
import { type Unfit } from "../../../dataFiles/converting/longTable";
import { type Periodicity, type TypeName } from "../../../dataFiles/fileTypes";
import { type ChosenReadings } from "../../../dataFiles/mending/conventions";
import { type MendedFile } from "../../../dataFiles/mending/mendFile";
import { type MendKind } from "../../../dataFiles/mending/mendKinds";
import { type FilePreview, type WantedCombination, type WantedDates } from "../../../dataFiles/preview/filePreview";
import { type Recognition } from "../../../dataFiles/recognise";
import { type Severity } from "../../../dataFiles/rule";
import { type RuleId, type SeverityChoices } from "../../../dataFiles/rules";

// The host sends a task with a number; the worker answers with progress and one last word that carry the same number.
// A task is stopped through shared memory: a worker that is busy reads no messages.

/** A file on disk, or the text of an editor. */
export type FileSource =
  { readonly kind: "path"; readonly path: string } | { readonly kind: "bytes"; readonly bytes: Uint8Array };

interface FileTask {
  readonly source: FileSource;
  readonly fileName: string;
}

export interface CheckTask extends FileTask {
  readonly kind: "check";
  readonly type: TypeName | "guess";
  readonly periodicity?: Periodicity | undefined;
  readonly severity: SeverityChoices;
}

/** Checks a file, and tells what a model would see of one combination of it. */
export interface PreviewTask extends Omit<CheckTask, "kind"> {
  readonly kind: "preview";
  readonly combination?: WantedCombination | undefined;
  readonly dates?: WantedDates | undefined;
}

export interface MendTask extends FileTask, ChosenReadings {
  readonly kind: "mend";
  readonly type: TypeName | undefined;
  readonly kinds: readonly MendKind[];
}

/** What the first bytes of a file show. */
export interface GuessTask extends FileTask {
  readonly kind: "guess";
}

/** Writes a file in the other layout, or with longer periods. */
export interface RewriteTask extends FileTask {
  readonly kind: "rewrite";
  readonly type: TypeName | "guess";
  readonly to: "otherLayout" | Longer;
}

/** What a file was written as, or why it was not. */
export type Rewritten =
  { readonly bytes: Uint8Array; readonly layout: Layout } | { readonly unfit: Unfit | NotShorter };

/** Line and character from 0 as an editor counts them, end exclusive: a character is a UTF-16 unit. */
export interface TextSpan {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly endLine: number;
  readonly endCharacter: number;
}

export interface PlacedFinding {
  readonly rule: RuleId;
  readonly severity: Severity;
  readonly message: string;
  /** In a text; all 0 for a workbook, which has no text. */
  readonly span: TextSpan;
  /** Number of the cell in its row, from 1. */
  readonly column: number;
  /** "Sheet1!C7" in a workbook. */
  readonly cell?: string;
  /** Line from 0 of the first row with the same key. */
  readonly otherLine?: number;
  /** What would put the cell right. */
  readonly fix?: { readonly title: string; readonly text: string };
}

export interface CheckReport {
  readonly summary: FileSummary;
  readonly recognition: Recognition;
  /** Errors first; at most 1,000. */
  readonly findings: readonly PlacedFinding[];
  /** The words there are in each column of the first part of the file, for completing. */
  readonly words: Readonly<Record<string, readonly string[]>>;
}

export interface PreviewReport extends Pick<CheckReport, "summary" | "recognition" | "findings"> {
  readonly preview: FilePreview;
  /** Bytes of the file. */
  readonly size: number;
}

export type MendReport = MendedFile;

export interface TaskResults {
  readonly check: CheckReport;
  readonly preview: PreviewReport;
  readonly mend: MendReport;
  readonly guess: Recognition;
  readonly rewrite: Rewritten;
}

export type Task = CheckTask | PreviewTask | MendTask | GuessTask | RewriteTask;

/** What the thread is started with. */
export interface WorkerLanguage {
  /** The texts of the language of the window, by the English text; none where that is English. */
  readonly translations: Readonly<Record<string, string>>;
}

export interface TaskMessage {
  readonly id: number;
  readonly task: Task;
  /** One cell: not 0 once nobody waits for the answer any more. */
  readonly stop: Int32Array;
}

export type WorkerMessage =
  | { readonly id: number; readonly kind: "progress"; readonly fraction: number }
  | { readonly id: number; readonly kind: "done"; readonly result: TaskResults[keyof TaskResults] }
  | { readonly id: number; readonly kind: "failed"; readonly message: string; readonly code?: string };
