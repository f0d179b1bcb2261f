import { type TreeView } from "vscode";
import { type Kind, type ObjectRef, type ProjectRef } from "../../platform/ids";
import { refOf } from "./loaders";
import {
  folderNodeId,
  type FolderNode,
  type Node,
  nodeId,
  objectNodeId,
  type Place,
  projectNodeId,
  teamNodeId,
} from "./nodes";
import { type TreeContents } from "./treeContents";

/** Opens the way to a row of the tree, however far down and whether or not somebody has opened it. */
export class Ways {
  constructor(
    private readonly contents: TreeContents,
    private readonly reveal: TreeView<Node>["reveal"],
  ) {}

  /** The folder of a kind in a project, loaded with the way to it; undefined where the tree does not show the project. */
  async folder(place: Place, kind: Kind): Promise<FolderNode | undefined> {
    const node = await this.loaded(pathTo(place.connection.id, refOf(place), kind));
    return node?.kind === "folder" ? node : undefined;
  }

  /** Shows a project and one of its folders. */
  async showProject(connectionId: string, ref: ProjectRef, kind: Kind): Promise<void> {
    const node = await this.loaded(pathTo(connectionId, ref, kind));
    if (node !== undefined) await this.reveal(node, { expand: true, select: false, focus: false });
  }

  /** Selects an object, however far down its list; false where the tree does not show it. */
  async showObject(place: Place, { kind, id }: ObjectRef): Promise<boolean> {
    const folder = await this.folder(place, kind);
    if (folder === undefined) return false;
    const { contents } = this;
    const objectId = objectNodeId(projectNodeId(place.connection.id, refOf(place)), kind, id);
    if (contents.store.get(objectId) === undefined) {
      const { items } = await contents.folders.all(folder, await contents.sources(place.connection, "more"));
      const at = items.findIndex((record) => record.id === id);
      if (at < 0) return false;
      contents.folders.showUpTo(nodeId(folder), at);
      await contents.look(folder);
    }
    const node = contents.store.get(objectId);
    if (node !== undefined) await this.reveal(node, { select: true, focus: true, expand: false });
    return node !== undefined;
  }

  /** Loads what is not loaded yet on the way to a node. */
  private async loaded(path: readonly string[]): Promise<Node | undefined> {
    let node: Node | undefined;
    await this.contents.children("");
    for (const id of path) {
      node = this.contents.store.get(id);
      if (node === undefined) return undefined;
      await this.contents.children(id);
    }
    return node;
  }
}

function pathTo(connectionId: string, ref: ProjectRef, kind: Kind): readonly string[] {
  const project = projectNodeId(connectionId, ref);
  return [connectionId, teamNodeId(connectionId, ref.team), project, folderNodeId(project, kind)];
}
