import { isDeepStrictEqual as same } from "node:util";
import { l10n, type MarkdownString, type TreeItem, type TreeView } from "vscode";
import { type GraphId, type GraphInstanceId, type Id, type Kind, type ProjectRef, showId } from "../../platform/ids";
import { type AnyRecord } from "../../platform/records";
import { type KnownConnection } from "../account/connections";
import { type DraftHome } from "../graphEditor/graphUri";
import { Owner } from "../kit/disposables";
import { type Drawing } from "./differences";
import { ObjectDecorations } from "./decorations";
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
  type Place,
  projectNodeId,
  teamNodeId,
} from "./nodes";
import { ProjectMarks } from "./projectMarks";
import { Searches } from "./searches";
import { tooltip } from "./tooltip";
import { TreeContents } from "./treeContents";
import { kindIcons, treeItem } from "./treeItem";
import { UndoOffer } from "./undoOffer";
import { Ways } from "./ways";
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
  readonly ways: Ways;
  readonly searches: Searches;
  readonly marks: ProjectMarks;
  /** Of what was taken out of a list here. */
  readonly undo = this.own(new UndoOffer());

  constructor(
    private readonly parts: ExplorerParts,
    private readonly shown: Shown,
  ) {
    super();
    this.own(new ObjectDecorations());
    this.marks = this.own(new ProjectMarks(parts.storage));
    const drawing: Drawing = { of: (node) => this.drawing(node), again: shown.draw, seen: shown.visible };
    this.contents = this.own(new TreeContents({ ...parts, marks: this.marks }, drawing));
    for (const list of [parts.chosen, this.marks]) this.own(list.onDidChange(() => this.projectsChanged()));
    this.ways = new Ways(this.contents, shown.reveal);
    this.searches = new Searches(this.contents, parts.known);
  }

  item(node: Node): TreeItem {
    const refused = "connection" in node && this.parts.connections.state(node.connection) === "refused";
    return treeItem(node, refused);
  }

  tooltip(node: Node): MarkdownString | undefined {
    const contact = "connection" in node ? this.contents.answers.lastOf(node.connection.id) : undefined;
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

  /** The text of a model's graph, as it came. */
  async graphText(node: GraphNode): Promise<string> {
    const { client, signal } = await this.contents.sources(node.connection, "all");
    const graph = { graphId: node.graph as GraphId, graphInstanceId: node.graph as GraphInstanceId };
    return readGraph(node, node.level, graph, { client, signal });
  }

  /** Things come and go in a project without a job of ours: what is loaded of it is read again, now and for a while. */
  async projectChanged(connectionId: string, ref: ProjectRef): Promise<void> {
    const project = projectNodeId(connectionId, ref);
    for (const kind of kinds) await this.folderChanged(folderNodeId(project, kind));
    await this.folderChanged(teamNodeId(connectionId, ref.team));
    this.contents.follow.watchProject(project);
  }

  /** Drafts of graphs have come, gone or changed. */
  draftsChanged({ connectionId, project }: DraftHome): void {
    const id = projectNodeId(connectionId, project);
    this.contents.apart("drafts", async () => {
      await this.contents.changed(id);
      await this.contents.changed(`${id}/drafts`);
      // They also stand under their models.
      const models = folderNodeId(id, "model");
      for (const one of this.contents.store.loadedBelow(models)) if (one !== models) await this.contents.changed(one);
    });
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
  private projectsChanged(): void {
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

function refreshable(node: Node): string {
  if (node.kind === "error") return nodeId(node.parent);
  if (node.kind === "loadMore") return nodeId(node.folder);
  if (node.kind === "notice" || node.kind === "fact" || node.kind === "graph") return node.under;
  if (!isObjectNode(node)) return nodeId(node);
  return node.under ?? folderNodeId(projectOf(node), node.kind);
}
