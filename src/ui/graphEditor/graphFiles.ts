import { homedir } from "node:os";
import { commands, FileSystemError, l10n, type TextDocument, Uri, ViewColumn, window, workspace } from "vscode";
import { AlvissError } from "../../platform/errors";
import { showId } from "../../platform/ids";
import { Owner } from "../kit/disposables";
import { Refusal } from "../kit/explain";
import {
  type DraftHome,
  type GraphAddress,
  draftFiles,
  graphEnding,
  graphName,
  graphUri,
  homeOf,
  originalOf,
  readGraphAddress,
} from "./graphUri";
import { sourceFileOf, sourceOf, sourceText, suggestedFor, type GraphDataset } from "./graphSource";
import { type NamedGraph } from "./graphComparisons";
import { KeptOriginals } from "./keptOriginals";
import { type ServerGraphs } from "./serverGraphs";
import { encodingFault } from "./textEncoding";
import { workingFile } from "./versionControl";

export const graphEditorId = "alviss.graphEditor";

interface GraphFilesParts {
  /** Where drafts lie, for all windows. */
  readonly drafts: Uri;
  /** Where the originals of the user's own files are kept, for all windows. */
  readonly originals: Uri;
  readonly server: ServerGraphs;
}

/** What is done with graphs as files: opened from a server, copied into a draft, saved into the workspace. */
export class GraphFiles extends Owner {
  private readonly originals: KeptOriginals;

  constructor(private readonly parts: GraphFilesParts) {
    super();
    this.originals = this.own(new KeptOriginals(parts.originals));
  }

  /** Reads first, so that what goes wrong is told by whoever asked and no empty tab stays behind. */
  async open(address: GraphAddress): Promise<Uri> {
    await this.parts.server.text(address);
    const uri = graphUri(address);
    await openWith(uri, graphEditorId);
    return uri;
  }

  /** A draft that is there already is opened as it is: it may hold work. */
  async editCopy(uri: Uri): Promise<Uri | undefined> {
    const address = readGraphAddress(uri);
    if (address === undefined) return undefined;
    const { draft, original } = draftFiles(this.parts.drafts, address);
    if (!(await isThere(draft))) {
      const bytes = new TextEncoder().encode(await this.parts.server.text(address));
      // The original first: a draft without it could not say what was changed.
      await workspace.fs.writeFile(original, bytes);
      await workspace.fs.writeFile(sourceFileOf(draft), new TextEncoder().encode(sourceText(address)));
      await workspace.fs.writeFile(draft, bytes);
    }
    await openWith(draft, graphEditorId);
    return draft;
  }

  /** The graph that a draft was copied from, or a file that was saved from one; undefined for other files. */
  async originalText(document: Uri): Promise<string | undefined> {
    const uri = workingFile(document);
    if (!uri.path.startsWith(`${this.parts.drafts.path}/`)) return (await this.originals.of(uri))?.text;
    try {
      return new TextDecoder().decode(await workspace.fs.readFile(originalOf(uri)));
    } catch {
      return undefined;
    }
  }

  /** The graph of the same model at the other level; undefined where there is none, or for a file that comes from no model. */
  async otherLevel(uri: Uri): Promise<GraphAddress | undefined> {
    const address = await this.sourceOf(uri);
    if (address === undefined) return undefined;
    const other: GraphAddress = { ...address, level: address.level === "high" ? "low" : "high" };
    return (await this.parts.server.has(other)) ? other : undefined;
  }

  /** Shows it; from a draft the draft of it, where there is one. */
  async openOtherLevel(uri: Uri): Promise<void> {
    const other = await this.otherLevel(uri);
    if (other === undefined) return;
    const { draft } = draftFiles(this.parts.drafts, other);
    if (uri.scheme !== graphUri.scheme && (await isThere(draft))) await openWith(draft, graphEditorId);
    else await this.open(other);
  }

  /** Undefined when the user chose no place. */
  async saveIntoWorkspace(uri: Uri): Promise<Uri | undefined> {
    const document = await workspace.openTextDocument(uri);
    const folder = workspace.workspaceFolders?.[0]?.uri;
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    const defaultUri = folder ? Uri.joinPath(folder, "graphs", name) : Uri.joinPath(Uri.file(homedir()), name);
    const target = await window.showSaveDialog({ defaultUri, title: l10n.t("Save Draft into Workspace") });
    if (target === undefined) return undefined;
    await this.copyTo(document, target);
    await openWith(target, graphEditorId);
    return target;
  }

  /** The copy goes on saying what was changed in it, though nothing lies beside it. */
  async copyTo(document: TextDocument, target: Uri): Promise<void> {
    const [text, source] = [await this.originalText(document.uri), await this.sourceOf(document.uri)];
    await workspace.fs.writeFile(target, new TextEncoder().encode(document.getText()));
    await this.originals.keep(target, { text, source });
  }

  /** The project that it belongs to, or comes from; undefined for other files of the user's own. */
  async homeOf(uri: Uri): Promise<DraftHome | undefined> {
    return homeOf(uri, this.parts.drafts) ?? (await this.sourceOf(uri));
  }

  /** The model's graph that a document is or was copied from; undefined for one that began otherwise. */
  async sourceOf(uri: Uri): Promise<GraphAddress | undefined> {
    return (await sourceOf(uri, this.parts.drafts)) ?? (await this.originals.of(workingFile(uri)))?.source;
  }

  /** The dataset that a draft's graph was suggested for. */
  async datasetOf(uri: Uri): Promise<GraphDataset | undefined> {
    return homeOf(uri, this.parts.drafts) && suggestedFor(uri);
  }

  /** Says that the model of a document is no longer at its server; undefined also where nobody can tell. */
  async goneSource(uri: Uri): Promise<string | undefined> {
    const source = uri.scheme === graphUri.scheme ? undefined : await this.sourceOf(uri);
    if (source === undefined) return undefined;
    try {
      await this.parts.server.has(source);
      return undefined;
    } catch (error) {
      if (!(error instanceof AlvissError && error.kind === "notFound")) return undefined;
      return l10n.t(
        "Model #{0}, from which this graph was copied, is no longer on the server. It stays usable, and is still compared with the original, which was kept here.",
        showId(source.model),
      );
    }
  }

  /** As people call the graph of a document: by its model, else by its file. */
  nameOf(uri: Uri): string {
    const address = readGraphAddress(uri);
    return address ? graphName(address) : uri.path.slice(uri.path.lastIndexOf("/") + 1).replace(graphEnding, "");
  }

  /** A server's graph with its name; throws what the server answers. */
  async named(address: GraphAddress): Promise<NamedGraph> {
    return { name: graphName(address), text: await this.parts.server.text(address) };
  }

  /** Throws where a server would get other letters than the file holds. */
  mustBeUtf8(document: TextDocument): void {
    const fault = encodingFault(document);
    if (fault !== undefined) throw new Refusal(fault);
  }
}

export const openWith = async (uri: Uri, editor: string): Promise<void> => {
  await commands.executeCommand("vscode.openWith", uri, editor, ViewColumn.Active);
};

async function isThere(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "FileNotFound") return false;
    throw error;
  }
}
