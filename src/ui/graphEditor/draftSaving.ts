import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import {
  type Disposable,
  EndOfLine,
  l10n,
  type LogOutputChannel,
  RelativePattern,
  type TextDocument,
  TextEdit,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";
import { differenceOf, theirChange } from "../../graphs/theirChange";
import { Owner } from "../kit/disposables";
import { unattended } from "../kit/unattended";
import { rangeOf, workspaceEdit } from "./applyToDocument";
import { type Drafts } from "./drafts";
import { sourceOf } from "./graphSource";
import { graphEnding, homeOf, originalOf } from "./graphUri";
import { encodingFault } from "./textEncoding";

/** Who types a text is not interrupted by saving it. */
const typingPauseMs = 500;
/** So long VS Code may take to show by itself what somebody else has saved. */
const followedAfterMs = 1_000;

interface DraftSavingParts {
  /** Where drafts lie, for all windows. */
  readonly drafts: Uri;
  readonly opened: () => Promise<Drafts>;
  readonly log: LogOutputChannel;
}

/** A draft that is open here. */
interface OpenDraft {
  readonly document: TextDocument;
  readonly watcher: Disposable;
  /** The text of its file as this window last knew it; undefined until it was read. */
  onDisk: string | undefined;
  /** What the text has been here since, as digests: any of it may be in the file by now. */
  readonly ours: Set<string>;
  timer?: NodeJS.Timeout | undefined;
  following?: NodeJS.Timeout | undefined;
  saving?: boolean;
}

/**
 * Saves drafts after each change: they are the extension's own files, which nobody expects to have to save, and what is
 * saved is there after a crash. VS Code tells files apart by time and size alone, so what another window has saved is
 * compared here by its text.
 */
export class DraftSaving extends Owner {
  private readonly open = new Map<TextDocument, OpenDraft>();

  constructor(private readonly parts: DraftSavingParts) {
    super();
    this.own(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const draft = this.open.get(document);
        if (draft !== undefined && contentChanges.length > 0) this.changed(draft);
      }),
    );
    this.own(workspace.onDidCloseTextDocument((document) => this.forget(document)));
    this.own(
      workspace.onWillSaveTextDocument((event) => {
        const draft = this.open.get(event.document);
        if (draft !== undefined && !draft.saving) event.waitUntil(this.keepTheirs(draft));
      }),
    );
    this.own({ dispose: () => [...this.open.keys()].forEach((document) => this.forget(document)) });
  }

  watch(document: TextDocument): void {
    const { uri } = document;
    if (this.open.has(document) || document.isClosed || uri.scheme !== this.parts.drafts.scheme) return;
    if (!uri.path.endsWith(graphEnding) || homeOf(uri, this.parts.drafts) === undefined) return;
    const pattern = new RelativePattern(Uri.joinPath(uri, ".."), `*${graphEnding}`);
    const watcher = workspace.createFileSystemWatcher(pattern, true, false, true);
    const onDisk = document.isDirty ? undefined : document.getText();
    const draft: OpenDraft = { document, watcher, onDisk, ours: new Set() };
    watcher.onDidChange((changed) => changed.toString() === uri.toString() && this.follow(draft));
    this.open.set(document, draft);
    // One that VS Code has restored, or that was changed before anybody looked.
    if (document.isDirty)
      this.apart(async () => {
        draft.onDisk = await savedText(document);
        draft.ours.add(digest(document.getText()));
        await this.save(draft);
      });
  }

  private changed(draft: OpenDraft): void {
    const { document } = draft;
    clearTimeout(draft.timer);
    draft.ours.add(digest(document.getText()));
    if (window.activeTextEditor?.document === document)
      draft.timer = setTimeout(() => this.apart(() => this.save(draft)), typingPauseMs);
    else this.apart(() => this.save(draft));
  }

  private async save(draft: OpenDraft): Promise<void> {
    const { document } = draft;
    if (draft.saving || changesWhenSaved(document)) return;
    draft.saving = true;
    try {
      while (!document.isClosed) {
        const { onDisk } = draft;
        const edit = new WorkspaceEdit();
        edit.set(document.uri, await this.keepTheirs(draft));
        // Read from the file just now, by VS Code.
        if (draft.ours.size === 0) return;
        if (edit.size > 0 && !(await workspace.applyEdit(edit))) {
          draft.onDisk = onDisk; // The text was changed meanwhile: what is theirs is looked for again.
          continue;
        }
        const { version } = document;
        const text = document.getText();
        if (!(await document.save())) return; // VS Code has said why.
        // What came while it was being saved is saved right after. VS Code's own mark does not tell that.
        if (document.version === version) return inStep(draft, text);
      }
    } finally {
      draft.saving = false;
    }
  }

  /** What another window has saved since: to be put into the text where it is about another place, else kept as a draft of its own. */
  private async keepTheirs(draft: OpenDraft): Promise<TextEdit[]> {
    const { document } = draft;
    const theirs = await savedText(document);
    const mine = document.getText();
    if (theirs === undefined || draft.onDisk === undefined) return [];
    if (theirs === mine) inStep(draft, theirs);
    else if (draft.ours.has(digest(theirs))) draft.onDisk = theirs;
    // Over a file of another size VS Code does not write: it asks.
    if (theirs === draft.onDisk || Buffer.byteLength(theirs) !== Buffer.byteLength(draft.onDisk)) return [];
    const change = theirChange(draft.onDisk, mine, theirs);
    draft.onDisk = theirs;
    if (change !== undefined) return [TextEdit.replace(rangeOf(document, change), change.text)];
    await this.keepBeside(document.uri, theirs);
    return [];
  }

  private async keepBeside(uri: Uri, theirs: string): Promise<void> {
    const home = homeOf(uri, this.parts.drafts);
    if (home === undefined) return;
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1, -graphEnding.length);
    const drafts = await this.parts.opened();
    const kept = await drafts.create(
      home,
      l10n.t("{0}-other-window", name),
      theirs,
      await textOf(originalOf(uri)),
      await sourceOf(uri, this.parts.drafts),
    );
    const keptName = kept.path.slice(kept.path.lastIndexOf("/") + 1, -graphEnding.length);
    void window.showWarningMessage(
      l10n.t(
        "Another window has changed the draft {0} at the same place. What it has saved is kept as the draft {1}.",
        name,
        keptName,
      ),
    );
  }

  /** Shows what another window has saved where VS Code takes it for the same file. */
  private follow(draft: OpenDraft): void {
    clearTimeout(draft.following);
    draft.following = setTimeout(() => this.apart(() => this.catchUp(draft)), followedAfterMs);
  }

  private async catchUp(draft: OpenDraft): Promise<void> {
    const { document, ours } = draft;
    const theirs = await savedText(document);
    const shown = document.getText();
    if (theirs === undefined || document.isDirty || document.isClosed || draft.saving || shown !== draft.onDisk) return;
    const change = ours.has(digest(theirs)) ? undefined : differenceOf(shown, theirs);
    if (change !== undefined) await workspace.applyEdit(workspaceEdit(document, [change]));
  }

  private forget(document: TextDocument): void {
    const draft = this.open.get(document);
    if (draft === undefined) return;
    this.open.delete(document);
    clearTimeout(draft.timer);
    clearTimeout(draft.following);
    draft.watcher.dispose();
  }

  private apart(work: () => Promise<unknown>): void {
    void unattended(this.parts.log, "draft of a graph", work);
  }
}

function inStep(draft: OpenDraft, text: string): void {
  draft.onDisk = text;
  draft.ours.clear();
}

const digest = (text: string): string => createHash("sha1").update(text).digest("base64");

/** Then it is the user who decides when: nothing of a graph is written otherwise behind their back. */
function changesWhenSaved(document: TextDocument): boolean {
  if (encodingFault(document) !== undefined) return true;
  const { uri, languageId } = document;
  const editor = workspace.getConfiguration("editor", { uri, languageId });
  const files = workspace.getConfiguration("files", { uri, languageId });
  const actions = Object.values(editor.get<Readonly<Record<string, unknown>>>("codeActionsOnSave") ?? {});
  return (
    editor.get("formatOnSave") === true ||
    files.get("trimTrailingWhitespace") === true ||
    actions.some((when) => when === true || when === "always")
  );
}

/** As the document would hold it: VS Code gives all lines of a text the same end. */
async function savedText({ uri, eol }: TextDocument): Promise<string | undefined> {
  return (await textOf(uri))?.replaceAll(/\r\n|\r|\n/g, eol === EndOfLine.CRLF ? "\r\n" : "\n");
}

/** Undefined where there is no such file. */
async function textOf({ fsPath }: Uri): Promise<string | undefined> {
  try {
    // VS Code's own way takes a turn through the window, which may wait for the very save that asks.
    return new TextDecoder().decode(await readFile(fsPath));
  } catch {
    return undefined;
  }
}
