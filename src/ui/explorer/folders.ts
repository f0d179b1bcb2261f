import { type AnyRecord } from "../../platform/records";
import { fitting } from "./filter";
import { type FolderRecords, mostRead, readFolder } from "./folderRecords";
import { type FolderContents, folderRows, type FolderView, pageSize } from "./folderRows";
import { refOf } from "./loaders";
import { type FolderNode, nodeId } from "./nodes";
import { type Reading } from "./reads";
import { type Sources } from "./sources";

const atFirst: FolderView = { shown: pageSize, filter: undefined };

/** What was read of each folder, and how somebody looks at it: how far, and through which filter. */
export class Folders {
  private readonly views = new Map<string, FolderView>();
  private readonly read = new Map<string, FolderRecords>();

  filterOf(id: string): string | undefined {
    return this.view(id).filter;
  }

  records(id: string): FolderRecords | undefined {
    return this.read.get(id);
  }

  /** Reads a folder as far as its view needs it. */
  async load(node: FolderNode, what: Reading, sources: Sources): Promise<FolderContents> {
    const id = nodeId(node);
    const { filter, shown } = this.view(id);
    const records = await readFolder(sources.objects, {
      kind: node.holds,
      project: refOf(node),
      wanted: filter === undefined ? shown + pageSize : mostRead,
      wantedKnown: filter === undefined ? shown : mostRead,
      what,
      before: this.read.get(id),
      signal: sources.signal,
      ended: (objectId) => sources.ended(`${id}/${encodeURIComponent(objectId)}`),
    });
    this.read.set(id, records);
    return folderRows(node, records, this.view(id));
  }

  /** The rows out of what is here, however much that is; undefined where nothing was read. */
  known(node: FolderNode): FolderContents | undefined {
    const records = this.read.get(nodeId(node));
    return records && folderRows(node, records, this.view(nodeId(node)));
  }

  /** The rows out of what is here; undefined where something has to be read for them. */
  rows(node: FolderNode): FolderContents | undefined {
    const records = this.read.get(nodeId(node));
    const view = this.view(nodeId(node));
    if (records === undefined) return undefined;
    const fit = fitting(records.items, records.active, view.filter);
    const isEnough = records.complete || (view.filter === undefined && fit.length >= view.shown);
    return isEnough ? folderRows(node, records, view) : undefined;
  }

  /** Whether the page behind the shown one is not here: it says how many there are, and is shown at once. */
  isShort(id: string): boolean {
    const records = this.read.get(id);
    return records?.listed === true && !records.complete && records.items.length < this.view(id).shown + pageSize;
  }

  /** Every record of a folder, as far as anybody looks. */
  async all(node: FolderNode, sources: Sources): Promise<FolderRecords> {
    const before = this.read.get(nodeId(node));
    const { kind, project, signal } = { kind: node.holds, project: refOf(node), signal: sources.signal };
    const ended = (): AnyRecord | undefined => undefined;
    const everything = { wanted: mostRead, wantedKnown: mostRead, what: "more" } as const;
    return readFolder(sources.objects, { kind, project, ...everything, before, signal, ended });
  }

  showMore(id: string): void {
    const view = this.view(id);
    this.views.set(id, { ...view, shown: view.shown + pageSize });
  }

  /** Shows so many pages that the row at a place is among them. */
  showUpTo(id: string, place: number): void {
    const view = this.view(id);
    const needed = Math.ceil((place + 1) / pageSize) * pageSize;
    this.views.set(id, { filter: undefined, shown: Math.max(view.shown, needed) });
  }

  /** Of another filter the first page is shown. */
  filter(id: string, filter: string | undefined): void {
    const words = filter?.trim() === "" ? undefined : filter?.trim();
    if (words !== this.view(id).filter) this.views.set(id, { shown: pageSize, filter: words });
  }

  /** How a folder is looked at stays; what was read of it is gone with its rows. */
  forget(id: string): void {
    this.read.delete(id);
  }

  private view(id: string): FolderView {
    return this.views.get(id) ?? atFirst;
  }
}
