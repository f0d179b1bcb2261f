import {
  CodeLens,
  type CodeLensProvider,
  type Event,
  EventEmitter,
  l10n,
  Range,
  type TextDocument,
  type Uri,
} from "vscode";
import { Owner } from "../../kit/disposables";
import { type CheckReport } from "../worker/workerMessages";
import { contentWords, findingWords, typeWords } from "./reportWords";

/** One line above a data file: what it is, what it holds, what was found, and what to do with it. */
export class FileLens extends Owner implements CodeLensProvider {
  private readonly changes = this.own(new EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changes.event;

  constructor(
    private readonly reportOf: (document: TextDocument) => CheckReport | undefined,
    onDidChange: Event<Uri>,
  ) {
    super();
    this.own(onDidChange(() => this.changes.fire()));
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    const report = this.reportOf(document);
    if (report === undefined) return [];
    const { uri } = document;
    const { summary } = report;
    const lens = (title: string, command: string, ...args: unknown[]) =>
      new CodeLens(new Range(0, 0, 0, 0), { title, command, arguments: args });
    if (report.recognition.otherTool && summary.type === null)
      return [lens(l10n.t("Split into Alviss Files..."), "alviss.file.split", uri)];
    return [
      lens(typeWords(report), "alviss.file.chooseType", uri),
      lens(contentWords(summary), "alviss.file.check", uri),
      lens(findingWords(summary), "workbench.actions.view.problems"),
      ...(summary.findingCount > 0 ? [lens(l10n.t("Fix File..."), "alviss.file.fix", uri)] : []),
      ...(uri.scheme === "untitled" ? [] : [lens(l10n.t("Preview"), "alviss.file.preview", uri)]),
      lens(uploadWords(summary.errorCount), "alviss.upload.file", uri),
    ];
  }
}

const uploadWords = (errors: number): string => (errors === 0 ? l10n.t("Upload...") : l10n.t("Upload... (asks first)"));
