import { Diagnostic, DiagnosticSeverity, EventEmitter, l10n, languages, Range, type TextDocument } from "vscode";
import { type DataSeries } from "../../graphs/dataSeries";
import { graphProblems } from "../../graphs/graphProblems";
import { type GraphProblem } from "../../graphs/problem";
import { readGraphView } from "../../graphs/graphView";
import { refusedProblems } from "../../graphs/refusedParts";
import { type ShownFix, type ShownProblem } from "../../../webview/shared/graphMessages";
import { Owner } from "../kit/disposables";
import { jsonFaultText } from "./jsonFaultTexts";
import { fixTitle, problemSentence } from "./problemTexts";
import { type ReadGraph, readGraph } from "./readGraph";
import { type RefusedBuild } from "./refusedBuilds";
import { encodingFault } from "./textEncoding";

/** So long nobody types before a text is checked again. */
const pauseMs = 200;

interface Checked {
  readonly version: number;
  readonly problems: readonly ShownProblem[];
  readonly diagnostics: readonly Diagnostic[];
  readonly marks: GraphMarks;
}

interface Mark {
  readonly severity: "error" | "warning";
  readonly sentence: string;
  /** Place in the text. */
  readonly offset: number;
  /** Said by a server that refused to build from it. */
  readonly fromServer: boolean;
}

/** What is wrong with a text, errors first; `readable`: it is a graph at all. */
export interface GraphMarks {
  readonly readable: boolean;
  readonly problems: readonly Mark[];
}

/** Checks open graphs a moment after each change, and marks what is wrong in their text. */
export class GraphDiagnostics extends Owner {
  private readonly collection = this.own(languages.createDiagnosticCollection("alviss graph"));
  private readonly checked = new Map<TextDocument, Checked>();
  private readonly waiting = new Map<TextDocument, NodeJS.Timeout>();
  /** By the address of the document. */
  private readonly refused = new Map<string, RefusedBuild>();
  /** What the dataset of a document holds, by its address. */
  private readonly series = new Map<string, DataSeries>();
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

  marksOf(document: TextDocument): GraphMarks {
    return this.checked.get(document)?.marks ?? { readable: true, problems: [] };
  }

  /** A document that is watched already is checked at once where its check is still to come. */
  watch(document: TextDocument): void {
    if (this.checked.get(document)?.version !== document.version) this.check(document);
  }

  /** What a server has said about a document when it was asked to build from it last; undefined: it took it. */
  setRefused(uri: string, refused: RefusedBuild | undefined): void {
    if (refused === undefined && !this.refused.has(uri)) return;
    if (refused === undefined) this.refused.delete(uri);
    else this.refused.set(uri, refused);
    for (const document of this.checked.keys()) if (document.uri.toString() === uri) this.check(document);
  }

  get watched(): readonly TextDocument[] {
    return [...this.checked.keys()];
  }

  hasSeries(uri: string): boolean {
    return this.series.has(uri);
  }

  /** Undefined: nobody tells what the dataset holds. */
  setSeries(uri: string, series: DataSeries | undefined): void {
    if (series === undefined && !this.series.has(uri)) return;
    if (series === undefined) this.series.delete(uri);
    else this.series.set(uri, series);
    for (const document of this.checked.keys()) if (document.uri.toString() === uri) this.check(document);
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
    clearTimeout(this.waiting.get(document));
    this.waiting.delete(document);
    const { view, error, version } = readGraph(document);
    const rangeAt = (start: number, end: number): Range =>
      new Range(document.positionAt(start), document.positionAt(end));
    if (view === undefined) {
      const words = error
        ? l10n.t("The text is no JSON: {0}.", jsonFaultText(error))
        : l10n.t('This is no graph: "nodes" and "edges" must both be there, as lists or as objects.');
      const offset = error?.offset ?? 0;
      const diagnostic = new Diagnostic(rangeAt(offset, offset + 1), words, DiagnosticSeverity.Error);
      const mark: Mark = { severity: "error", sentence: words, offset, fromServer: false };
      return this.keep(document, {
        ...{ version, problems: [], diagnostics: [diagnostic] },
        marks: { readable: false, problems: [mark] },
      });
    }
    const found = [...graphProblems(view, this.series.get(document.uri.toString())), ...this.refusals(document, view)];
    const problems = found.map(shown);
    const diagnostics = found.map(({ start, end, severity }, index) => {
      const level = severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
      return new Diagnostic(rangeAt(start, end), problems[index]?.sentence ?? "", level);
    });
    const fault = encodingFault(document);
    // Behind the others, which stand in the places of their problems.
    if (fault !== undefined) diagnostics.push(new Diagnostic(rangeAt(0, 1), fault, DiagnosticSeverity.Error));
    const marks: Mark[] = found.map(({ severity, rule, start }, index) => ({
      ...{ severity, offset: start, sentence: problems[index]?.sentence ?? "" },
      fromServer: rule === "refused",
    }));
    if (fault !== undefined) marks.push({ severity: "error", sentence: fault, offset: 0, fromServer: false });
    marks.sort((one, other) => one.severity.localeCompare(other.severity));
    this.keep(document, { version, problems, diagnostics, marks: { readable: true, problems: marks } });
  }

  private refusals(document: TextDocument, view: NonNullable<ReadGraph["view"]>): readonly GraphProblem[] {
    const refused = this.refused.get(document.uri.toString());
    const before = refused && readGraphView(refused.text);
    return before ? refusedProblems(view, before, refused.findings) : [];
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
