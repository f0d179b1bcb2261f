import { type Id, isWholeNumber, type Kind, type ObjectRef } from "../../platform/ids";
import { type KnownObjects } from "../../platform/knownObjects";
import { refOf } from "./loaders";
import { folderNodeId, type FolderNode, nodeId, type ObjectNode, projectNodeId } from "./nodes";
import { type TreeContents } from "./treeContents";

/** How far somebody has looked around in a folder. */
interface Looked {
  readonly inVain: Set<string>;
  around?: bigint | undefined;
}

/** What is in the lists of servers that give none: found by its id, or near others, and taken out again. */
export class Searches {
  private readonly looked = new Map<string, Looked>();

  constructor(
    private readonly contents: TreeContents,
    private readonly known: KnownObjects,
  ) {}

  /** Puts the object of an id into the list; false where the server has none. */
  async find(folder: FolderNode, id: Id<Kind>, signal: AbortSignal): Promise<boolean> {
    const { objects } = await this.contents.sources(folder.connection, "all");
    const finding = objects.find(folder.holds, refOf(folder), id, signal);
    return (await finding.finally(() => this.readAgain(folder))) !== undefined;
  }

  /** Whether a search for neighbours has to be told where to begin. */
  needsStart(folder: FolderNode): boolean {
    const ids = this.known.of(folder.connection.id).ids(refOf(folder), folder.holds);
    return this.of(folder).around === undefined && !ids.some(isWholeNumber);
  }

  /** Looks for neighbours of what is known, else around an id, further each time. Answers how many it found. */
  async findNeighbours(folder: FolderNode, around: bigint | undefined, signal: AbortSignal): Promise<number> {
    const { objects } = await this.contents.sources(folder.connection, "all");
    const looked = this.of(folder);
    looked.around = around ?? looked.around;
    const scanning = objects.scan(folder.holds, refOf(folder), { ...looked, around: looked.around, signal });
    return (await scanning.finally(() => this.readAgain(folder))).length;
  }

  /** Takes objects out of the lists of what is known here, or puts them back. */
  async keepKnown(objects: readonly ObjectNode[], known: boolean): Promise<void> {
    for (const node of objects) {
      const ids = this.known.of(node.connection.id);
      const refs: readonly ObjectRef[] = [{ kind: node.kind, id: node.record.id }];
      await (known ? ids.remember(refOf(node), refs) : ids.forget(refOf(node), refs));
    }
    const idOf = (node: ObjectNode): string => folderNodeId(projectNodeId(node.connection.id, refOf(node)), node.kind);
    for (const id of new Set(objects.map(idOf))) await this.contents.reload(id, "working");
  }

  private readAgain(folder: FolderNode): Promise<boolean> {
    return this.contents.reload(nodeId(folder), "working");
  }

  private of(folder: FolderNode): Looked {
    const known = this.looked.get(nodeId(folder)) ?? { inVain: new Set<string>() };
    this.looked.set(nodeId(folder), known);
    return known;
  }
}
