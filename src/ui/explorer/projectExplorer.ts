import { EventEmitter, type TreeDataProvider, type TreeItem, type TreeView, window } from "vscode";
import { type Kind, type ProjectRef } from "../../platform/ids";
import { Owner } from "../kit/disposables";
import { dropFiles } from "./dropFiles";
import { type ExplorerParts, type ListedObjects } from "./explorerParts";
import { type Node, type Place } from "./nodes";
import { type ProjectTree } from "./projectTree";
import { restrictedNote } from "./restrictedNote";

/** The view Projects as VS Code knows it. What it shows is loaded when somebody looks, or a command asks for it. */
export class ProjectExplorer extends Owner implements TreeDataProvider<Node> {
  private readonly redraw = this.own(new EventEmitter<Node | undefined>());
  private opening: Promise<ProjectTree> | undefined;
  private tree: ProjectTree | undefined;

  readonly onDidChangeTreeData = this.redraw.event;
  readonly view: TreeView<Node>;

  constructor(private readonly parts: ExplorerParts) {
    super();
    const { connections } = parts;
    this.view = this.own(
      window.createTreeView<Node>("alviss.projects", {
        treeDataProvider: this,
        canSelectMany: true,
        dragAndDropController: dropFiles((node) => this.getParent(node)),
        showCollapseAll: false,
      }),
    );
    this.own(restrictedNote(this.view, connections));
    this.own(this.view.onDidChangeVisibility(({ visible }) => visible && this.tree?.seenAgain()));
    this.own(connections.onDidChange((one) => this.tree?.connectionChanged(one)));
    this.own(parts.drafts.onDidChangeDrafts((home) => this.tree?.draftsChanged(home)));
  }

  open(): Promise<ProjectTree> {
    this.opening ??= this.load();
    return this.opening;
  }

  getTreeItem(node: Node): TreeItem {
    // VS Code asks for rows only of what was loaded.
    return this.tree?.item(node) ?? {};
  }

  resolveTreeItem(item: TreeItem, node: Node): TreeItem {
    const text = this.tree?.tooltip(node);
    if (text !== undefined) item.tooltip = text;
    return item;
  }

  getParent(node: Node): Node | undefined {
    return this.tree?.parentOf(node);
  }

  async getChildren(node?: Node): Promise<Node[]> {
    return (await this.open()).children(node);
  }

  async refresh(...nodes: readonly Node[]): Promise<void> {
    await this.tree?.refresh(...nodes);
  }

  /** The newest objects of a project for a list to choose from, read now. */
  async objects(place: Place, kind: Kind): Promise<ListedObjects> {
    return (await this.open()).objects(place, kind);
  }

  /** Opens the way to a project and one of its folders. */
  async showProject(connectionId: string, ref: ProjectRef, kind: Kind): Promise<void> {
    await (await this.open()).ways.showProject(connectionId, ref, kind);
  }

  async projectChanged(connectionId: string, ref: ProjectRef): Promise<void> {
    await this.tree?.projectChanged(connectionId, ref);
  }

  nameOf(node: Node): string {
    return this.tree?.nameOf(node) ?? "";
  }

  sandboxChanged(): void {
    this.tree?.sandboxChanged();
  }

  /** A job made or changed an object of this folder. */
  async folderChanged(folderId: string): Promise<void> {
    await this.tree?.folderChanged(folderId);
  }

  jobEnded(connectionId: string, ref: ProjectRef): void {
    this.tree?.jobEnded(connectionId, ref);
  }

  progress(id: string, word: string | undefined, fraction: number | undefined): void {
    this.tree?.progress(id, word, fraction);
  }

  private async load(): Promise<ProjectTree> {
    const { ProjectTree } = await import("./projectTree");
    const { view, redraw, parts } = this;
    const shown = {
      draw: (node: Node | undefined) => redraw.fire(node),
      reveal: view.reveal.bind(view),
      visible: () => view.visible,
    };
    this.tree = this.own(new ProjectTree(parts, shown));
    return this.tree;
  }
}
