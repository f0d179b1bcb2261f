import { type FSWatcher, watch } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { EventEmitter, FileType, RelativePattern, Uri, WorkspaceEdit, window, workspace } from "vscode";
import { Owner } from "../kit/disposables";
import { closeTabs } from "./closeTabs";
import { sourceFileOf, sourceOf, sourceText, type GraphDataset } from "./graphSource";
import { type DraftHome, draftFolder, type GraphAddress, graphEnding, homeOf, originalOf } from "./graphUri";

/** A graph that the user works on, in a file of this machine. */
export interface Draft {
  readonly uri: Uri;
  /** The file's name without its ending. */
  readonly name: string;
  /** When it was last changed, in milliseconds since 1970. */
  readonly changedAt: number;
  /** Whether it differs from the graph that it was copied from; undefined where there is none. */
  readonly differs: boolean | undefined;
  /** The model's graph that it was copied from; undefined for one that began otherwise. */
  readonly source: GraphAddress | undefined;
}

/** The drafts of all projects: files beside their originals, which need no server to be there. */
export class Drafts extends Owner {
  private readonly changes = this.own(new EventEmitter<DraftHome>());

  /** A draft of a project has come, gone or changed, here or in another window. */
  readonly onDidChange = this.changes.event;

  private readonly watched = new Map<string, FSWatcher>();

  private constructor(private readonly folder: Uri) {
    super();
    this.own({ dispose: () => [...this.watched.values()].forEach((watcher) => watcher.close()) });
    const watcher = this.own(workspace.createFileSystemWatcher(new RelativePattern(folder, `**/*${graphEnding}`)));
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      this.own(event((uri) => this.tell(uri)));
  }

  static async open(folder: Uri): Promise<Drafts> {
    // A folder that is not there cannot be watched.
    await workspace.fs.createDirectory(folder);
    return new Drafts(folder);
  }

  /** The last changed first. From then on the project's folder is watched. */
  async of(home: DraftHome): Promise<readonly Draft[]> {
    const folder = draftFolder(this.folder, home);
    this.watch(home, folder);
    return this.below(folder);
  }

  /** The drafts of all projects, the last changed first. */
  async all(): Promise<readonly Draft[]> {
    let folders = [this.folder];
    for (let depth = 0; depth < 3; depth++) folders = (await Promise.all(folders.map(foldersIn))).flat();
    return sorted((await Promise.all(folders.map((folder) => this.below(folder)))).flat());
  }

  /** A new draft under a name that is still free; `original`: what it is compared with. */
  async create(
    home: DraftHome,
    wanted: string,
    text: string,
    original?: string,
    source?: GraphAddress | GraphDataset,
  ): Promise<Uri> {
    const folder = draftFolder(this.folder, home);
    let uri: Uri;
    let next = 1;
    do {
      const name = next === 1 ? wanted : `${wanted}-${String(next)}`;
      uri = Uri.joinPath(folder, `${name}${graphEnding}`);
      next++;
    } while (!(await createNew(uri, text)));
    if (original !== undefined) await workspace.fs.writeFile(originalOf(uri), new TextEncoder().encode(original));
    if (source !== undefined) await this.writeSource(uri, source);
    this.tell(uri);
    return uri;
  }

  /** The draft at an address that somebody gave; undefined where that is none of these. */
  at(uri: Uri): Pick<Draft, "uri" | "name"> | undefined {
    const file = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    if (uri.scheme !== this.folder.scheme || uri.authority !== this.folder.authority) return undefined;
    if (!file.endsWith(graphEnding) || homeOf(uri, this.folder) === undefined) return undefined;
    return { uri, name: file.slice(0, -graphEnding.length) };
  }

  /** Gives a draft another name, and its original with it; editors that show it go along. False: there is another of that name. */
  async rename({ uri }: Pick<Draft, "uri">, name: string): Promise<boolean> {
    const to = Uri.joinPath(uri, "..", `${name}${graphEnding}`);
    if (await isThere(to)) return false;
    const edit = new WorkspaceEdit();
    edit.renameFile(uri, to, { overwrite: false });
    const source = await sourceOf(uri, this.folder);
    for (const beside of besides)
      if (await isThere(beside(uri))) edit.renameFile(beside(uri), beside(to), { overwrite: true });
    const renamed = await workspace.applyEdit(edit);
    // Its name alone may have told it so far.
    if (renamed && source !== undefined) await this.writeSource(to, source);
    if (renamed) this.tell(to);
    return renamed;
  }

  /** Takes a draft and its original away. False: an editor shows it, and somebody would rather keep that. */
  async remove({ uri }: Pick<Draft, "uri">): Promise<boolean> {
    if (!(await closeTabs(window.tabGroups, uri))) return false;
    await workspace.fs.delete(uri);
    for (const beside of besides) if (await isThere(beside(uri))) await workspace.fs.delete(beside(uri));
    this.tell(uri);
    return true;
  }

  private async writeSource(draft: Uri, source: GraphAddress | GraphDataset): Promise<void> {
    await workspace.fs.writeFile(sourceFileOf(draft), new TextEncoder().encode(sourceText(source)));
  }

  /** VS Code's watcher of all projects may never hear of what happens in a folder that was made a moment ago. */
  private watch(home: DraftHome, { fsPath }: Uri): void {
    if (this.watched.has(fsPath)) return;
    try {
      const watcher = watch(fsPath, { persistent: false }, () => this.changes.fire(home));
      watcher.on("error", () => watcher.close());
      watcher.on("close", () => this.watched.delete(fsPath));
      this.watched.set(fsPath, watcher);
    } catch {
      // A project without drafts has no folder yet.
    }
  }

  private tell(uri: Uri): void {
    const home = homeOf(uri, this.folder);
    if (home !== undefined) this.changes.fire(home);
  }

  private async below(folder: Uri): Promise<readonly Draft[]> {
    const files = await entries(folder);
    const names = new Set(files.map(([name]) => name));
    const drafts = files.filter(([name, type]) => (type & FileType.File) !== 0 && name.endsWith(graphEnding));
    const read = drafts.map(async ([file]): Promise<Draft> => {
      const uri = Uri.joinPath(folder, file);
      const name = file.slice(0, -graphEnding.length);
      const { mtime } = await workspace.fs.stat(uri);
      const isCopy = names.has(`${name}.original.json`);
      const differs = isCopy ? await differ(uri, originalOf(uri)) : undefined;
      return { uri, name, changedAt: mtime, differs, source: await sourceOf(uri, this.folder) };
    });
    const found = await Promise.allSettled(read);
    return sorted(found.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])));
  }
}

/** What lies beside a draft and goes where it goes. */
const besides = [originalOf, sourceFileOf];

const sorted = (drafts: readonly Draft[]): readonly Draft[] =>
  drafts.toSorted((one, other) => other.changedAt - one.changedAt);

async function foldersIn(folder: Uri): Promise<Uri[]> {
  return (await entries(folder)).flatMap(([name, type]) =>
    (type & FileType.Directory) === 0 ? [] : [Uri.joinPath(folder, name)],
  );
}

/** False where a file of that name is there, as its file system compares names; that one stays as it is. */
async function createNew({ fsPath }: Uri, text: string): Promise<boolean> {
  try {
    // VS Code's own ways look first and write then: another window may come between.
    await mkdir(dirname(fsPath), { recursive: true });
    await writeFile(fsPath, text, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** Empty where there is no such folder. */
const entries = async (folder: Uri): Promise<[string, FileType][]> => {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
};

async function differ(one: Uri, other: Uri): Promise<boolean> {
  const sizes = await Promise.all([one, other].map(async (uri) => (await workspace.fs.stat(uri)).size));
  if (sizes[0] !== sizes[1]) return true;
  const [a, b] = await Promise.all([one, other].map((uri) => workspace.fs.readFile(uri)));
  return a === undefined || b === undefined || Buffer.compare(a, b) !== 0;
}

function isThere(uri: Uri): Thenable<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
