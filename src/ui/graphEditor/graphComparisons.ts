import { commands, EventEmitter, l10n, type TextDocumentContentProvider, Uri, workspace } from "vscode";
import { type GraphLevel } from "../../graphs/sandboxSchema";
import { laidOut } from "../../jsonText/layout";
import { JsonTextError } from "../../jsonText/scan";
import { type ComparedGraph } from "../../../webview/shared/graphMessages";
import { Owner } from "../kit/disposables";
import { readGraph } from "./readGraph";
import { committedText } from "./versionControl";

/** A graph with the name that it has for people. */
export interface NamedGraph {
  readonly name: string;
  readonly text: string;
}

interface ComparisonChoices {
  readonly hasOriginal: boolean;
  /** The file as git has it; undefined where git has nothing of it. */
  readonly committed: NamedGraph | undefined;
  readonly files: readonly Uri[];
  /** Of the graph itself: another level would differ in everything. */
  readonly level: GraphLevel | undefined;
}

interface GraphComparisonsParts {
  originalText(uri: Uri): Promise<string | undefined>;
  nameOf(uri: Uri): string;
}

const comparedScheme = "alviss-graph-text";

/** What open graphs are compared with: each with its original, until somebody asks for another one. */
export class GraphComparisons extends Owner implements TextDocumentContentProvider {
  private readonly changes = this.own(new EventEmitter<Uri>());
  private readonly asked = new Map<string, NamedGraph>();
  private readonly texts = new Map<string, string>();

  readonly onDidChange = this.changes.event;

  constructor(private readonly files: GraphComparisonsParts) {
    super();
    this.own(workspace.registerTextDocumentContentProvider(comparedScheme, this));
  }

  provideTextDocumentContent({ path }: Uri): string {
    return this.texts.get(path) ?? l10n.t("Compare the graphs again: this window was started anew.");
  }

  /** What there is to compare a graph with, beside the graphs of models. */
  async choices(uri: Uri): Promise<ComparisonChoices> {
    const [original, committed, files, document] = await Promise.all([
      this.files.originalText(uri),
      uri.scheme === "alviss-graph" ? undefined : committedText(uri),
      workspace.findFiles("**/*.alvissgraph.json"),
      workspace.openTextDocument(uri),
    ]);
    return {
      hasOriginal: original !== undefined,
      committed: committed === undefined ? undefined : { name: "HEAD", text: committed },
      files: files.filter((file) => file.toString() !== uri.toString()),
      level: readGraph(document).view?.level,
    };
  }

  /** From now on; undefined: with its original again. */
  choose(uri: Uri, other: NamedGraph | undefined): void {
    if (other) this.asked.set(uri.toString(), other);
    else this.asked.delete(uri.toString());
  }

  /** Undefined for a graph with which nothing is compared yet. */
  async of(uri: Uri): Promise<Omit<ComparedGraph, "asked"> | undefined> {
    const asked = this.asked.get(uri.toString());
    if (asked) return asked;
    const text = await this.files.originalText(uri);
    return text === undefined ? undefined : { name: null, text };
  }

  /** Both with a line for each value, in VS Code's own diff. */
  async showAsText(uri: Uri): Promise<void> {
    const other = await this.of(uri);
    if (other === undefined) return;
    const one = { name: this.files.nameOf(uri), text: (await workspace.openTextDocument(uri)).getText() };
    const before = { name: other.name ?? l10n.t("original"), text: other.text };
    const title = `${before.name} ↔ ${one.name}`;
    const [left, right] = [this.readable(before, "left", title), this.readable(one, "right", title)];
    await commands.executeCommand("vscode.diff", left, right, title, { preview: true });
  }

  private readable({ name, text }: NamedGraph, side: string, title: string): Uri {
    const uri = Uri.from({ scheme: comparedScheme, path: `/${title.replaceAll("/", "-")}/${side}/${name}.json` });
    this.texts.set(uri.path, `${lines(text)}\n`);
    this.changes.fire(uri);
    return uri;
  }
}

/** A text that is no JSON is compared as it is. */
function lines(text: string): string {
  try {
    return laidOut(text);
  } catch (error) {
    if (error instanceof JsonTextError) return text;
    throw error;
  }
}
