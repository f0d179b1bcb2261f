import { isDeepStrictEqual as same } from "node:util";
import { l10n, type MarkdownString, type TreeItem, type TreeView } from "vscode";
import {
  type GraphId,
  type GraphInstanceId,
  type Id,
  type Kind,
  type ObjectRef,
  type ProjectRef,
  showId,
} from "../../platform/ids";
import { type AnyRecord } from "../../platform/records";
import { type KnownConnection } from "../account/connections";
import { Owner } from "../kit/disposables";
import { type Drawing } from "./differences";
import { type ExplorerParts, type ListedObject, type ListedObjects } from "./explorerParts";
import { objectNode } from "./folderRows";
import { refOf } from "./loaders";
import { readGraph } from "./objectParts";
import {
  folderNodeId,
  type FolderNode,
  type GraphNode,
  isExpandable,
  isObjectNode,
  kinds,
  type LoadMoreNode,
  type Node,
  nodeId,
  objectNodeId,
  type ObjectNode,
  type Place,
  projectNodeId,
  teamNodeId,
} from "./nodes";
import { type ProjectMarks } from "./projectMarks";
import { tooltip } from "./tooltip";
import { TreeContents } from "./treeContents";
import { kindIcons, treeItem } from "./treeItem";
import { objectLabel, objectWords } from "./words";

const mostListed = 200;

/** What the tree asks of the view that shows it. */
export interface Shown {
  /** Draws a node and what is under it again; undefined: everything. */
  readonly draw: (node: Node | undefined) => void;
  readonly reveal: TreeView<Node>["reveal"];
  readonly visible: () => boolean;
}

/** Everything that the view Projects shows and can be told to show: loaded once somebody looks at it. */
export class ProjectTree extends Owner {
  private readonly contents: TreeContents;
  private readonly inVain = new Map<string, Set<string>>();

  constructor(
    private readonly parts: ExplorerParts & { readonly marks: ProjectMarks },
    private readonly shown: Shown,
  ) {
    super();
    const drawing: Drawing = { of: (node) => this.drawing(node), again: shown.draw, seen: shown.visible };
    this.contents = this.own(new TreeContents(parts, drawing));
  }

  item(node: Node): TreeItem {
    const refused = "connection" in node && this.parts.connections.state(node.connection) === "refused";
    return treeItem(node, refused);
  }

  tooltip(node: Node): MarkdownString | undefined {
    const contact = "connection" in node ? this.contents.lastAnswer(node.connection.id) : undefined;
    if (node.kind !== "project") return tooltip(node, { contact, address: undefined, active: [] });
    const address = this.parts.chosen.webAddress(node.connection.id, refOf(node));
    return tooltip(node, { contact, address, active: this.activeIn(node) });
  }

  private activeIn(place: Place): string[] {
    return (["dataset", "attributionSet"] as const).flatMap((kind) => {
      const active = this.contents.folders.records(folderNodeId(projectOf(place), kind))?.active;
      if (active === undefined) return [];
      const id = showId(active as Id<Kind>);
      return [kind === "dataset" ? l10n.t("Active dataset #{0}", id) : l10n.t("Active attribution set #{0}", id)];
    });
  }

  parentOf(node: Node): Node | undefined {
    return this.contents.store.parentOf(node);
  }

  async children(node?: Node): Promise<Node[]> {
    if (node !== undefined && !isExpandable(node)) return [];
    return [...(await this.contents.children(node === undefined ? "" : nodeId(node)))];
  }

  /** Reads nodes and everything that is loaded below them again; without any, everything. */
  async refresh(...nodes: readonly Node[]): Promise<void> {
    const bases = nodes.length === 0 ? [""] : [...new Set(nodes.map(refreshable))];
    for (const base of bases) await this.contents.reloadBelow(base);
  }

  async loadMore({ folder }: LoadMoreNode): Promise<void> {
    this.contents.folders.showMore(nodeId(folder));
    await this.contents.look(folder);
  }

  filterOf(folder: FolderNode): string | undefined {
    return this.contents.folders.filterOf(nodeId(folder));
  }

  /** Shows only what fits, out of everything there is; undefined: all again. */
  async filter(folder: FolderNode, words: string | undefined): Promise<void> {
    this.contents.folders.filter(nodeId(folder), words);
    await this.contents.look(folder);
  }

  /** The folders that show only a part through a filter. */
  filtered(): readonly FolderNode[] {
    const nodes = this.contents.store.loadedBelow("").map((id) => this.contents.store.get(id));
    return nodes.filter((node) => node?.kind === "folder" && node.filter !== undefined) as FolderNode[];
  }

  /** The newest objects of a project for a list to choose from, read now. */
  async objects(place: Place, kind: Kind): Promise<ListedObjects> {
    const { objects, signal } = await this.contents.sources(place.connection, "all");
    const { items, active, completeness } = await objects.list(kind, refOf(place), { limit: mostListed, signal });
    return { objects: listed(place, items, active), areAll: completeness === "all" };
  }

  /** Every object of a folder, as far as anybody looks. */
  async everything(folder: FolderNode): Promise<readonly ListedObject[]> {
    const sources = await this.contents.sources(folder.connection, "more");
    const { items, active } = await this.contents.folders.all(folder, sources);
    return listed(folder, items, active);
  }

  /** The folder of a kind in a project, loaded with the way to it; undefined where the tree does not show the project. */
  async folder(place: Place, kind: Kind): Promise<FolderNode | undefined> {
    const path = pathTo(place.connection.id, refOf(place), kind);
    const node = await this.loaded(path);
    return node?.kind === "folder" ? node : undefined;
  }

  /** Looks for objects that nothing here knows: the one of that id, or neighbours of the known. Answers how many. */
  async find(folder: FolderNode, id: Id<Kind> | undefined, signal: AbortSignal): Promise<number> {
    const { objects } = await this.contents.sources(folder.connection, "all");
    const found = objects.find(folder.holds, refOf(folder), id, signal, this.asked(folder));
    return (await found.finally(() => this.contents.reload(nodeId(folder), "working"))).length;
  }

  /** Ids that the server was asked for in vain, so that the next search goes further. */
  private asked(folder: FolderNode): Set<string> {
    const known = this.inVain.get(nodeId(folder)) ?? new Set<string>();
    this.inVain.set(nodeId(folder), known);
    return known;
  }

  /** Takes objects out of the lists of what is known here, or puts them back. */
  async keepKnown(objects: readonly ObjectNode[], known: boolean): Promise<void> {
    for (const node of objects) {
      const ids = this.parts.known.of(node.connection.id);
      const refs: readonly ObjectRef[] = [{ kind: node.kind, id: node.record.id }];
      await (known ? ids.remember(refOf(node), refs) : ids.forget(refOf(node), refs));
    }
    const folders = new Set(objects.map((node) => folderNodeId(projectOf(node), node.kind)));
    for (const id of folders) await this.contents.reload(id, "working");
  }

  /** Opens the way to an object and selects it, however far down its list; false where the tree does not show it. */
  async revealObject(place: Place, { kind, id }: ObjectRef): Promise<boolean> {
    const folder = await this.folder(place, kind);
    if (folder === undefined) return false;
    const { contents } = this;
    const objectId = objectNodeId(projectOf(place), kind, id);
    if (contents.store.get(objectId) === undefined) {
      const { items } = await contents.folders.all(folder, await contents.sources(place.connection, "more"));
      const at = items.findIndex((record) => record.id === id);
      if (at < 0) return false;
      contents.folders.showUpTo(nodeId(folder), at);
      await contents.look(folder);
    }
    const node = contents.store.get(objectId);
    if (node !== undefined) await this.shown.reveal(node, { select: true, focus: true, expand: false });
    return node !== undefined;
  }

  /** The text of a model's graph, as it came. */
  async graphText(node: GraphNode): Promise<string> {
    const { client, signal } = await this.contents.sources(node.connection, "all");
    const graph = { graphId: node.graph as GraphId, graphInstanceId: node.graph as GraphInstanceId };
    return readGraph(node, node.level, graph, { client, signal });
  }

  /** Opens the way to a project and one of its folders. */
  async showProject(connectionId: string, ref: ProjectRef, kind: Kind): Promise<void> {
    const node = await this.loaded(pathTo(connectionId, ref, kind));
    if (node !== undefined) await this.shown.reveal(node, { expand: true, select: false, focus: false });
  }

  /** Loads what is not loaded yet on the way to a node. */
  private async loaded(path: readonly string[]): Promise<Node | undefined> {
    let node: Node | undefined;
    await this.children();
    for (const id of path) {
      node = this.contents.store.get(id);
      if (node === undefined) return undefined;
      await this.children(node);
    }
    return node;
  }

  /** Things come and go in a project without a job of ours: what is loaded of it is read again, now and for a while. */
  async projectChanged(connectionId: string, ref: ProjectRef): Promise<void> {
    const project = projectNodeId(connectionId, ref);
    for (const kind of kinds) await this.folderChanged(folderNodeId(project, kind));
    await this.folderChanged(teamNodeId(connectionId, ref.team));
    this.contents.follow.watchProject(project);
  }

  nameOf(node: Node): string {
    const { label } = this.item(node);
    return typeof label === "string" ? label : (label?.label ?? "");
  }

  /** The sandbox starts, runs or is gone. It tells more often than that, which is no reason to read all again. */
  sandboxChanged(): void {
    const now = this.contents.connectionNodes().find(({ connection }) => connection.kind === "sandbox");
    const shown = now && this.contents.store.get(nodeId(now));
    if (shown?.kind === "connection" && now?.state === shown.state && same(now.sandbox, shown.sandbox)) return;
    this.connectionChanged(now?.connection);
  }

  /** A job made or changed an object of this folder. */
  async folderChanged(folderId: string): Promise<void> {
    await this.contents.changed(folderId);
  }

  /** A job ended: what the server goes on to do with its outcome is looked for, for a while. */
  jobEnded(connectionId: string, ref: ProjectRef): void {
    this.contents.follow.watchProject(projectNodeId(connectionId, ref));
  }

  /** A job tells how far an object is, between two readings of its folder. */
  progress(id: string, word: string | undefined, fraction: number | undefined): void {
    const node = this.contents.store.get(id);
    if (node === undefined || !isObjectNode(node) || node.record.phase !== "working") return;
    const record = { ...node.record, status: word ?? node.record.status, progress: fraction ?? node.record.progress };
    if (record.status === node.record.status && record.progress === node.record.progress) return;
    this.shown.draw(this.contents.store.put({ ...node, record } as typeof node));
  }

  private drawing(node: Node): string {
    const { label, description, contextValue, iconPath, collapsibleState } = this.item(node);
    return JSON.stringify([label, description, contextValue, iconPath, collapsibleState]);
  }

  /** The view came into sight again. */
  seenAgain(): void {
    this.contents.follow.wake();
    this.contents.apart("tree", () => this.contents.reloadOld());
  }

  connectionChanged(connection: KnownConnection | undefined): void {
    this.contents.apart("connection", () => this.readConnection(connection));
  }

  /** Of the projects that are added, current, pinned or hidden. */
  projectsChanged(): void {
    this.contents.apart("projects", () => this.readProjects());
  }

  private async readConnection(connection: KnownConnection | undefined): Promise<void> {
    if (!this.contents.isOpened) return;
    await this.contents.reload("");
    const node = connection && this.contents.store.get(connection.id);
    if (node === undefined) return;
    await this.refresh(node);
    this.shown.draw(node);
  }

  private async readProjects(): Promise<void> {
    for (const id of this.contents.store.loadedBelow("").filter((id) => id.split("/").length <= 2))
      if (id !== "") await this.contents.reload(id);
  }
}

function listed(place: Place, items: readonly AnyRecord[], active: string | undefined): readonly ListedObject[] {
  return items.map((record) => {
    const node = objectNode(place, record, record.id === active);
    const { kind, active: isActive } = node;
    return { record, active: isActive, label: objectLabel(record), words: objectWords(node), icon: kindIcons[kind] };
  });
}

const projectOf = (place: Place): string => projectNodeId(place.connection.id, refOf(place));

function pathTo(connectionId: string, ref: ProjectRef, kind: Kind): readonly string[] {
  const project = projectNodeId(connectionId, ref);
  return [connectionId, teamNodeId(connectionId, ref.team), project, folderNodeId(project, kind)];
}

function refreshable(node: Node): string {
  if (node.kind === "error") return nodeId(node.parent);
  if (node.kind === "loadMore") return nodeId(node.folder);
  if (node.kind === "notice" || node.kind === "fact" || node.kind === "graph") return node.under;
  if (!isObjectNode(node)) return nodeId(node);
  return node.under ?? folderNodeId(projectOf(node), node.kind);
}
