import { Diagnostic, DiagnosticSeverity, EventEmitter, l10n, languages, Range, type TextDocument } from "vscode";
import { graphProblems } from "../../graphs/graphProblems";
import { type GraphProblem } from "../../graphs/problem";
import { type ShownFix, type ShownProblem } from "../../../webview/shared/graphMessages";
import { Owner } from "../kit/disposables";
import { fixTitle, problemSentence } from "./problemTexts";
import { readGraph } from "./readGraph";

/** So long nobody types before a text is checked again. */
const pauseMs = 200;

interface Checked {
  readonly version: number;
  readonly problems: readonly ShownProblem[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks open graphs a moment after each change, and marks what is wrong in their text. */
export class GraphDiagnostics extends Owner {
  private readonly collection = this.own(languages.createDiagnosticCollection("alviss graph"));
  private readonly checked = new Map<TextDocument, Checked>();
  private readonly waiting = new Map<TextDocument, NodeJS.Timeout>();
  private readonly changes = this.own(new EventEmitter<TextDocument>());

  /** A document has been checked. */
  readonly onDidCheck = this.changes.event;

  constructor() {
    super();
    this.own({ dispose: () => this.waiting.forEach((timer) => clearTimeout(timer)) });
  }

  problemsOf(document: TextDocument): readonly ShownProblem[] {
    return this.checked.get(document)?.problems ?? [];
  }

  watch(document: TextDocument): void {
    if (!this.checked.has(document)) this.check(document);
  }

  changed(document: TextDocument): void {
    if (!this.checked.has(document)) return;
    clearTimeout(this.waiting.get(document));
    this.waiting.set(
      document,
      setTimeout(() => this.check(document), pauseMs),
    );
  }

  forget(document: TextDocument): void {
    clearTimeout(this.waiting.get(document));
    this.waiting.delete(document);
    if (this.checked.delete(document)) this.collection.delete(document.uri);
  }

  fixesOf(document: TextDocument, diagnostic: Diagnostic): readonly ShownFix[] {
    const checked = this.checked.get(document);
    if (checked?.version !== document.version) return [];
    // VS Code hands out copies of what it was given.
    const place = checked.diagnostics.findIndex(
      ({ range, message }) => range.isEqual(diagnostic.range) && message === diagnostic.message,
    );
    return checked.problems[place]?.fixes ?? [];
  }

  private check(document: TextDocument): void {
    this.waiting.delete(document);
    const { view, error, version } = readGraph(document);
    const rangeAt = (start: number, end: number): Range =>
      new Range(document.positionAt(start), document.positionAt(end));
    if (view === undefined) {
      const words =
        error?.message ?? l10n.t('This is no graph: "nodes" and "edges" must both be there, as lists or as objects.');
      const offset = error?.offset ?? 0;
      const diagnostic = new Diagnostic(rangeAt(offset, offset + 1), words, DiagnosticSeverity.Error);
      return this.keep(document, { version, problems: [], diagnostics: [diagnostic] });
    }
    const found = graphProblems(view);
    const problems = found.map(shown);
    const diagnostics = found.map(({ start, end, severity }, index) => {
      const level = severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
      return new Diagnostic(rangeAt(start, end), problems[index]?.sentence ?? "", level);
    });
    this.keep(document, { version, problems, diagnostics });
  }

  private keep(document: TextDocument, checked: Checked): void {
    for (const diagnostic of checked.diagnostics) diagnostic.source = "Alviss";
    this.checked.set(document, checked);
    this.collection.set(document.uri, checked.diagnostics);
    this.changes.fire(document);
  }
}

function shown(problem: GraphProblem): ShownProblem {
  return {
    severity: problem.severity,
    sentence: problemSentence(problem),
    node: problem.node ?? null,
    edge: problem.edge ?? null,
    field: problem.field ?? null,
    fixes: problem.fixes.map((fix) => ({ title: fixTitle(fix), edit: fix.edit })),
  };
}
