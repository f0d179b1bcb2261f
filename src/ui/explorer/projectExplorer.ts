import { EventEmitter, type TreeDataProvider, type TreeItem, type TreeView, window } from "vscode";
import { AlvissError, cancelled, isCancelled } from "../../platform/errors";
import { type Kind, type ProjectRef } from "../../platform/ids";
import { type AnyRecord } from "../../platform/records";
import { type KnownConnection } from "../account/connections";
import { Owner } from "../kit/disposables";
import { explain } from "../kit/explain";
import { unattended } from "../kit/unattended";
import { dropFiles } from "./dropFiles";
import { FollowWork } from "./followWork";
import { type ExplorerParts, type ListedObject } from "./explorerParts";
import { foldersOf, loadFolder, loadProjects, loadTeams, pageSize } from "./loaders";
import {
  type ConnectionNode,
  folderNodeId,
  type FolderNode,
  isObjectNode,
  isParentNode,
  kinds,
  type LoadMoreNode,
  type Node,
  nodeId,
  type ParentNode,
  type Place,
  projectNodeId,
  teamNodeId,
} from "./nodes";
import { NodeStore } from "./nodeStore";
import { type Sources } from "./sources";
import { tooltip } from "./tooltip";
import { kindIcons, treeItem } from "./treeItem";
import { objectLabel, objectWords } from "./words";

const freshFor = 5 * 60_000;
const mostListed = 200;

/** The view Projects: connections, teams, projects and what is in them. */
export class ProjectExplorer extends Owner implements TreeDataProvider<Node> {
  private readonly redraw = this.own(new EventEmitter<Node | undefined>());
  private readonly ending = new AbortController();
  private readonly store = new NodeStore();
  private readonly loading = new Map<string, Promise<readonly Node[]>>();
  private readonly wanted = new Map<string, number>();
  private readonly follow: FollowWork;
  private opened: Promise<unknown> | undefined;

  readonly onDidChangeTreeData = this.redraw.event;
  readonly view: TreeView<Node>;

  constructor(private readonly parts: ExplorerParts) {
    super();
    this.own({ dispose: () => this.ending.abort() });
    this.view = this.own(
      window.createTreeView<Node>("alviss.projects", {
        treeDataProvider: this,
        canSelectMany: true,
        dragAndDropController: dropFiles((node) => this.getParent(node)),
        showCollapseAll: false,
      }),
    );
    this.follow = this.own(
      new FollowWork(
        (id) => this.reload(id, "working"),
        () => this.view.visible,
      ),
    );
    this.own(this.view.onDidChangeVisibility(() => this.follow.wake()));
    this.own(parts.connections.onDidChange((one) => this.apart("connection", () => this.connectionChanged(one))));
    this.own(parts.chosen.onDidChange(() => this.apart("projects", () => this.projectsChanged())));
  }

  getTreeItem(node: Node): TreeItem {
    const refused = "connection" in node && this.parts.connections.state(node.connection) === "refused";
    return treeItem(node, refused);
  }

  resolveTreeItem(item: TreeItem, node: Node): TreeItem {
    const text = tooltip(node);
    if (text !== undefined) item.tooltip = text;
    return item;
  }

  getParent(node: Node): Node | undefined {
    return this.store.parentOf(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    if (node !== undefined && !isParentNode(node)) return [];
    const id = node === undefined ? "" : nodeId(node);
    const known = this.store.children(id);
    if (known !== undefined && known.age < freshFor) return [...known.children];
    return [...(await this.load(id))];
  }

  /** Reads a node and everything that is loaded below it again; without a node, everything. */
  async refresh(node?: Node): Promise<void> {
    const base = node === undefined ? "" : refreshable(node);
    for (const id of this.store.loadedBelow(base)) {
      if (id === "" || this.store.get(id) !== undefined) await this.reload(id);
    }
    if (node?.kind === "error") this.redraw.fire(node.parent);
  }

  async loadMore(node: LoadMoreNode): Promise<void> {
    const id = nodeId(node.folder);
    this.wanted.set(id, (this.wanted.get(id) ?? pageSize) + pageSize);
    await this.reload(id);
  }

  /** The newest objects of a project for a list to choose from, read now. */
  async objects(place: Place, kind: Kind): Promise<readonly ListedObject[]> {
    const folder: FolderNode = {
      kind: "folder",
      ...place,
      holds: kind,
      count: undefined,
      more: false,
      listed: undefined,
    };
    const { children } = await loadFolder(folder, mostListed, await this.sources(place.connection, "all"));
    return children.filter(isObjectNode).map((node) => ({
      record: node.record,
      active: node.active,
      label: objectLabel(node.record),
      words: objectWords(node),
      icon: kindIcons[node.kind],
    }));
  }

  /** Loads what is not loaded yet on the way to a node, opens it and selects it. */
  async reveal(
    path: readonly string[],
    options: { readonly expand: boolean; readonly select: boolean },
  ): Promise<void> {
    let node: Node | undefined;
    await this.getChildren();
    for (const id of path) {
      node = this.store.get(id);
      if (node === undefined) return;
      await this.getChildren(node);
    }
    if (node !== undefined) await this.view.reveal(node, { ...options, focus: false });
  }

  /** Opens the way to a project and one of its folders. */
  async showProject(connectionId: string, ref: ProjectRef, folder: Kind): Promise<void> {
    const project = projectNodeId(connectionId, ref);
    const path = [connectionId, teamNodeId(connectionId, ref.team), project, folderNodeId(project, folder)];
    await this.reveal(path, { expand: true, select: false });
  }

  /** Things come and go in a project without a job of ours: what is loaded of it is read again, now and for a while. */
  async projectChanged(connectionId: string, ref: ProjectRef): Promise<void> {
    const project = projectNodeId(connectionId, ref);
    for (const kind of kinds) await this.folderChanged(folderNodeId(project, kind));
    await this.folderChanged(teamNodeId(connectionId, ref.team));
    this.follow.watchProject(project);
  }

  nameOf(node: Node): string {
    const { label } = this.getTreeItem(node);
    return typeof label === "string" ? label : (label?.label ?? "");
  }

  /** The sandbox starts, runs or is gone. */
  sandboxChanged(): void {
    if (this.opened !== undefined) this.apart("sandbox", () => this.reload(""));
  }

  /** A job made or changed an object of this folder. */
  async folderChanged(folderId: string): Promise<void> {
    await this.loading.get(folderId)?.catch(() => undefined); // it may have begun before the change
    if (this.store.children(folderId) !== undefined) await this.reload(folderId, "working");
  }

  /** A job tells how far an object is, between two readings of its folder. */
  progress(id: string, word: string | undefined, fraction: number | undefined): void {
    const node = this.store.get(id);
    if (node === undefined || !isObjectNode(node) || node.record.phase !== "working") return;
    const record = { ...node.record, status: word ?? node.record.status, progress: fraction ?? node.record.progress };
    if (record.status === node.record.status && record.progress === node.record.progress) return;
    this.redraw.fire(this.store.put({ ...node, record } as typeof node));
  }

  private load(id: string, what: Reading = "all"): Promise<readonly Node[]> {
    const running = this.loading.get(id);
    if (running !== undefined) return running;
    const work = this.loadNow(id, what).finally(() => this.loading.delete(id));
    this.loading.set(id, work);
    return work;
  }

  private async loadNow(id: string, what: Reading): Promise<readonly Node[]> {
    if (id === "") {
      this.opened ??= this.parts.opened();
      await this.opened;
      return this.store.putChildren("", this.connectionNodes());
    }
    const parent = this.store.get(id) as ParentNode | undefined;
    if (parent === undefined) return [];
    try {
      return this.store.putChildren(id, await this.childrenOf(parent, what));
    } catch (error) {
      if (isCancelled(error)) throw cancelled();
      return this.store.putChildren(id, this.failed(parent, error));
    }
  }

  private async childrenOf(parent: ParentNode, what: Reading): Promise<readonly Node[]> {
    if (parent.kind === "project") {
      const folders = this.store.putChildren(
        nodeId(parent),
        foldersOf(parent).map((folder) => this.keepCount(folder)),
      );
      // So that the folders show their counts; nothing waits for it.
      for (const folder of folders)
        if (this.store.children(nodeId(folder)) === undefined)
          this.apart(nodeId(folder), async () => {
            await this.load(nodeId(folder));
            this.redraw.fire(folder);
          });
      return folders;
    }
    if (
      parent.kind === "connection" &&
      (parent.state === "stopped" || parent.state === "signedOut" || parent.state === "starting")
    )
      return [];
    const sources = await this.sources(parent.connection, what);
    switch (parent.kind) {
      case "connection":
        return loadTeams(parent, sources);
      case "team":
        return loadProjects(parent, sources);
      case "folder": {
        const { folder, children } = await loadFolder(parent, this.wanted.get(nodeId(parent)) ?? pageSize, sources);
        this.store.put(folder);
        this.follow.loaded(
          nodeId(folder),
          children.filter(isObjectNode).filter((child) => child.record.phase === "working").length,
        );
        return children;
      }
    }
  }

  private keepCount(folder: FolderNode): FolderNode {
    const known = this.store.get(nodeId(folder));
    return known?.kind === "folder"
      ? { ...folder, count: known.count, more: known.more, listed: known.listed }
      : folder;
  }

  /** What was shown stays; the reason comes above it, or stands at the connection where the token was refused. */
  private failed(parent: ParentNode, error: unknown): readonly Node[] {
    const isRefused = error instanceof AlvissError && error.kind === "notSignedIn";
    // Nothing was sent: the secret is gone, and the connection is to say so.
    if (isRefused && error.unsent) this.apart("secrets", () => this.parts.connections.checkSecrets());
    const explanation = explain(error);
    if (explanation === undefined) throw error;
    this.parts.log.error(`${parent.kind} ${nodeId(parent)}: ${explanation.details}`);
    const before = (this.store.children(nodeId(parent))?.children ?? []).filter((child) => child.kind !== "error");
    if (isRefused && before.length > 0) return before;
    return [
      { kind: "error", parent, text: explanation.sentence, details: explanation.details },
      ...before.filter((child) => child.kind !== "notice"),
    ];
  }

  private async sources(connection: KnownConnection, what: Reading): Promise<Sources> {
    const client = await this.parts.clients.of(connection.id);
    const { chosen, known } = this.parts;
    const ended = (id: string): AnyRecord | undefined => {
      const node = what === "working" ? this.store.get(id) : undefined;
      return node && isObjectNode(node) && node.record.phase !== "working" ? node.record : undefined;
    };
    return { client, chosen, known, ended, signal: this.ending.signal };
  }

  private connectionNodes(): ConnectionNode[] {
    return this.parts.connections.all().map((connection) => {
      const starting = connection.kind === "sandbox" && this.parts.sandboxState() === "starting";
      return {
        kind: "connection",
        connection,
        state: starting ? "starting" : this.parts.connections.state(connection),
      };
    });
  }

  /** Loads again, then redraws the smallest part that differs. */
  private async reload(id: string, what: Reading = "all"): Promise<void> {
    const before = this.drawn(id);
    const self = this.drawnSelf(id);
    const shown = this.store.children(id)?.children ?? [];
    await this.load(id, what);
    const after = this.drawn(id);
    const parent = this.store.get(id);
    const sameIds = shown.map(nodeId).join() === (this.store.children(id)?.children ?? []).map(nodeId).join();
    if (!sameIds || this.drawnSelf(id) !== self) this.redraw.fire(parent);
    else for (const [child, drawing] of after) if (before.get(child) !== drawing) this.redraw.fire(child);
  }

  private drawn(id: string): Map<Node, string> {
    return new Map((this.store.children(id)?.children ?? []).map((child) => [child, this.drawing(child)]));
  }

  private drawnSelf(id: string): string {
    const node = this.store.get(id);
    return node === undefined ? "" : this.drawing(node);
  }

  private drawing(node: Node): string {
    const { label, description, contextValue, iconPath, collapsibleState } = this.getTreeItem(node);
    return JSON.stringify([label, description, contextValue, iconPath, collapsibleState]);
  }

  private async connectionChanged(connection: KnownConnection | undefined): Promise<void> {
    if (this.opened === undefined) return;
    await this.reload("");
    if (connection === undefined) return;
    const node = this.store.get(connection.id);
    if (node === undefined) return;
    await this.refresh(node);
    this.redraw.fire(node);
  }

  private apart(what: string, work: () => Promise<unknown>): void {
    void unattended(this.parts.log, what, work);
  }

  private async projectsChanged(): Promise<void> {
    for (const id of this.store.loadedBelow("").filter((id) => id.split("/").length <= 2))
      if (id !== "") await this.reload(id);
  }
}

/** Whether what has ended is read again too, where a server has no lists and each object costs a call. */
type Reading = "all" | "working";

function refreshable(node: Node): string {
  if (node.kind === "error") return nodeId(node.parent);
  if (node.kind === "loadMore") return nodeId(node.folder);
  if (node.kind === "notice") return node.under;
  return isObjectNode(node) ? nodeId(node).split("/").slice(0, -1).join("/") : nodeId(node);
}
