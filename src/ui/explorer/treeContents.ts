import { cancelled, isCancelled } from "../../platform/errors";
import { hasExtras } from "../../platform/extras";
import { type Kind, type ObjectRef } from "../../platform/ids";
import { ProjectObjects } from "../../platform/projectObjects";
import { type AnyRecord } from "../../platform/records";
import { type KnownConnection } from "../account/connections";
import { setContextKey } from "../kit/contextKeys";
import { Owner } from "../kit/disposables";
import { unattended } from "../kit/unattended";
import { Answers } from "./answers";
import { Differences, type Drawing } from "./differences";
import { type ExplorerParts } from "./explorerParts";
import { type FolderRecords } from "./folderRecords";
import { Folders } from "./folders";
import { FollowWork } from "./followWork";
import { closedConnection, foldersOf, loadProjects, loadTeams, refOf } from "./loaders";
import {
  type ConnectionNode,
  type DraftNode,
  type ExpandableNode,
  folderNodeId,
  type FolderNode,
  isExpandable,
  isObjectNode,
  kinds,
  type ModelNode,
  type Node,
  nodeId,
  objectNodeId,
  type Place,
  projectNodeId,
} from "./nodes";
import { NodeStore } from "./nodeStore";
import { loadParts, type Shown } from "./objectParts";
import { type ProjectMarks } from "./projectMarks";
import { type Reading, Reads } from "./reads";
import { type Sources } from "./sources";

/** Where a list is older than this, it is read again once somebody looks at it. */
const freshFor = 5 * 60_000;
/** A first reading that takes longer says so. */
const patience = 300;

/** What the tree holds: read when it is first asked for, kept, read again when told, and drawn where it differs. */
export class TreeContents extends Owner {
  readonly store: NodeStore;
  readonly folders = new Folders();
  readonly follow: FollowWork;
  private readonly ending = new AbortController();
  private readonly reads = new Reads((id, what) => this.read(id, what));
  private readonly differences: Differences;
  readonly answers: Answers;
  /** How many ids were known of a folder when one of its project was last read. */
  private readonly mentioned = new Map<string, number>();
  private opened: Promise<unknown> | undefined;

  constructor(
    private readonly parts: ExplorerParts & { readonly marks: ProjectMarks },
    private readonly drawing: Drawing,
    now: () => number = Date.now,
  ) {
    super();
    this.store = new NodeStore(now);
    this.differences = new Differences(this.store, drawing);
    this.answers = new Answers(parts, this.store, drawing);
    this.own({ dispose: () => this.ending.abort() });
    this.follow = this.own(new FollowWork((id) => this.reload(id, "working"), drawing.seen));
  }

  get isOpened(): boolean {
    return this.opened !== undefined;
  }

  /** What is under a node (`""`: the roots), from here where it is known: what is old is shown while it is read anew. */
  async children(id: string): Promise<readonly Node[]> {
    const known = this.store.children(id);
    if (known === undefined) return this.first(id);
    if (known.age >= freshFor) this.apart(id, () => this.reads.any(id));
    return known.children;
  }

  /** Reads everything again that is older than it may be. */
  async reloadOld(): Promise<void> {
    for (const id of this.store.loadedBelow(""))
      if ((this.store.children(id)?.age ?? 0) >= freshFor) await this.reload(id);
  }

  /** Reads a node (`""`: the roots) and everything that is loaded below it again. */
  async reloadBelow(base: string): Promise<void> {
    for (const id of this.store.loadedBelow(base)) await this.reload(id);
  }

  /** Reads what is loaded of a node again; false where it is not there. */
  async reload(id: string, what: Reading = "all"): Promise<boolean> {
    if (id !== "" && this.store.get(id) === undefined) return false;
    await this.reads.anew(id, what);
    return true;
  }

  /** What is shown of a node may have changed since: it is read again, unless nobody has asked for it yet. */
  async changed(id: string): Promise<void> {
    if (this.reads.isReading(id) || this.store.children(id) !== undefined) await this.reload(id, "working");
  }

  /** Draws a folder as it is looked at now, and reads what is missing for that. */
  async look(folder: FolderNode): Promise<void> {
    const id = nodeId(folder);
    const there = this.folders.rows(folder);
    if (there === undefined) await this.reload(id, "more");
    else {
      this.differences.draw(id, () => this.put({ self: there.folder, children: there.children }));
      if (this.folders.isShort(id)) this.apart(id, () => this.reload(id, "more"));
    }
  }

  connectionNodes(): ConnectionNode[] {
    return this.parts.connections.all().map((connection) => {
      const state = this.parts.connections.state(connection);
      const offline = this.answers.isOffline(connection.id);
      if (connection.kind !== "sandbox") return { kind: "connection", connection, state, offline };
      const sandbox = this.parts.sandboxStatus();
      const isTold = sandbox.state === "starting" || sandbox.state === "failed";
      return { kind: "connection", connection, state: isTold ? sandbox.state : state, sandbox, offline };
    });
  }

  async sources(connection: KnownConnection, what: Reading): Promise<Sources> {
    const client = await this.parts.clients.of(connection.id);
    const { chosen, known, marks } = this.parts;
    const watched = this.parts.watched();
    const ended = (id: string): AnyRecord | undefined => {
      const node = what === "all" ? undefined : this.store.get(id);
      return node && isObjectNode(node) && (!isWorking(node.record) || watched.has(id)) ? node.record : undefined;
    };
    const objects = new ProjectObjects(client, known.of(connection.id));
    return { client, chosen, marks, objects, ended, signal: this.ending.signal };
  }

  apart(what: string, work: () => Promise<unknown>): void {
    void unattended(this.parts.log, what, work);
  }

  private async first(id: string): Promise<readonly Node[]> {
    const timer = setTimeout(() => this.showLoading(id), patience);
    try {
      return await this.reads.any(id);
    } finally {
      clearTimeout(timer);
    }
  }

  private showLoading(id: string): void {
    const folder = this.store.get(id);
    if (folder?.kind !== "folder" || folder.count !== undefined) return;
    this.drawing.again(this.store.put({ ...folder, loading: true }));
  }

  /** Reads the children of a node, and draws the smallest part that differs from what was shown. */
  private async read(id: string, what: Reading): Promise<readonly Node[]> {
    const isThere = (): boolean => id === "" || this.store.get(id) !== undefined;
    if (!isThere()) return []; // gone while its turn came
    const found = await this.found(id, what);
    return isThere() ? this.differences.draw(id, () => this.put(found)) : [];
  }

  private put({ self, children }: Found): readonly Node[] {
    if (self !== undefined) this.store.put(self);
    const gone = this.store.putChildren(self === undefined ? "" : nodeId(self), children);
    for (const id of gone) this.folders.forget(id);
    if (children.some(tellsResults)) setContextKey("alviss.hasResults", true);
    return children.map((child) => this.store.get(nodeId(child)) ?? child);
  }

  private async found(id: string, what: Reading): Promise<Found> {
    if (id === "") {
      this.opened ??= this.parts.opened();
      await this.opened;
      return { self: undefined, children: this.connectionNodes() };
    }
    const parent = this.store.get(id);
    if (parent === undefined || !isExpandable(parent)) throw cancelled();
    try {
      const found = await this.childrenOf(parent, what);
      if (asksServer(parent)) this.answers.reached(parent, true);
      return found;
    } catch (error) {
      if (isCancelled(error)) throw cancelled();
      const known = parent.kind === "folder" ? this.folders.known(parent) : undefined;
      const before = known?.children ?? this.store.children(id)?.children ?? [];
      const self = known?.folder ?? (parent.kind === "folder" ? { ...parent, loading: undefined } : parent);
      return { self, children: this.answers.missing(parent, error, before) };
    }
  }

  private async childrenOf(parent: ExpandableNode, what: Reading): Promise<Found> {
    if (parent.kind === "drafts") return { self: parent, children: await this.drafts(parent) };
    if (parent.kind === "project") {
      const { length: count } = await this.drafts(parent);
      const { connection, project } = parent;
      const drafts: Node[] = count === 0 ? [] : [{ kind: "drafts", connection, project, count }];
      return { self: parent, children: [...this.foldersIn(foldersOf(parent)), ...drafts] };
    }
    if (parent.kind === "connection" && parent.state !== "ready" && parent.state !== "refused")
      return { self: parent, children: closedConnection(parent) };
    const sources = await this.sources(parent.connection, what);
    if (parent.kind === "connection") return { self: parent, children: await loadTeams(parent, sources) };
    if (parent.kind === "team") {
      const { team, children } = await loadProjects(parent, sources);
      return { self: team, children };
    }
    if (parent.kind !== "folder") {
      const parts = await loadParts(parent, sources, this.shown(parent));
      const drafts = parent.kind === "model" ? await this.drafts(parent, parent) : [];
      return { self: parent, children: [...parts, ...drafts] };
    }
    const before = this.folders.records(nodeId(parent));
    const { folder, children } = await this.folders.load(parent, what, sources);
    this.followWork(folder);
    if (folder.listed === false) this.readMentioned(folder);
    if (before !== undefined && statesOf(before) !== statesOf(this.folders.records(nodeId(folder))))
      this.apart("parts", () => this.reloadParts(folder));
    return { self: folder, children };
  }

  /** Files of this machine: a project is shown without them where they cannot be read. `of`: only those of its graphs. */
  private async drafts({ connection, project }: Place, of?: ModelNode): Promise<readonly DraftNode[]> {
    try {
      const drafts = await this.parts.drafts.drafts();
      const home = { connectionId: connection.id, project: refOf({ connection, project }) };
      const all = (await drafts.of(home)).filter(({ source }) => of === undefined || source?.model === of.record.id);
      return all.map(({ uri, name, changedAt, differs }) => ({
        ...{ kind: "draft", connection, project, uri: uri.toString(), name, changedAt, differs },
        ...(of && { under: nodeId(of) }),
      }));
    } catch (error) {
      this.parts.log.error(`drafts: ${String(error)}`);
      return [];
    }
  }

  /** What an object of one folder names is in another from then on, where the server has no lists. */
  private readMentioned({ connection, project }: FolderNode): void {
    const known = this.parts.known.of(connection.id);
    const ref = refOf({ connection, project });
    for (const kind of kinds) {
      const id = folderNodeId(projectNodeId(connection.id, ref), kind);
      const now = known.ids(ref, kind).length;
      const before = this.mentioned.get(id);
      this.mentioned.set(id, now);
      if (before !== undefined && before !== now) this.apart(id, () => this.changed(id));
    }
  }

  /** What is shown under objects of a project may be among what has changed in one of its folders. */
  private async reloadParts(folder: FolderNode): Promise<void> {
    const project = nodeId(folder).split("/").slice(0, -1).join("/");
    for (const id of this.store.loadedBelow(project)) {
      const node = this.store.get(id);
      if (node !== undefined && isObjectNode(node)) await this.reload(id, "working");
    }
  }

  private followWork(folder: FolderNode): void {
    const id = nodeId(folder);
    const watched = this.parts.watched();
    const own = (this.folders.records(id)?.items ?? []).filter(
      (record) => isWorking(record) && !watched.has(`${id}/${encodeURIComponent(record.id)}`),
    );
    this.follow.loaded(id, own.length);
  }

  /** What the tree already holds of the project of an object. */
  private shown(place: Place): Shown {
    const project = projectNodeId(place.connection.id, { team: place.project.team, project: place.project.id });
    const folder = (kind: Kind) => this.folders.records(folderNodeId(project, kind));
    return {
      record: ({ kind, id }: ObjectRef) =>
        this.objectRecord(objectNodeId(project, kind, id)) ?? folder(kind)?.items.find((one) => one.id === id),
      graph: (id) => {
        const node = this.store.get(id);
        return node?.kind === "graph" ? node : undefined;
      },
      isActive: ({ kind, id }) => folder(kind)?.active === id,
      attributions: async () => {
        await this.children(folderNodeId(project, "attribution"));
        return folder("attribution")?.items ?? [];
      },
    };
  }

  private objectRecord(id: string): AnyRecord | undefined {
    const node = this.store.get(id);
    return node !== undefined && isObjectNode(node) ? node.record : undefined;
  }

  /** Also what is in them is read, so that they show their counts; nothing waits for it. */
  private foldersIn(all: readonly FolderNode[]): readonly FolderNode[] {
    const unread = all.map(nodeId).filter((id) => this.store.children(id) === undefined);
    // Once they are in the tree.
    setImmediate(() => unread.forEach((id) => this.apart(id, () => this.children(id))));
    return all.map((folder) => {
      const known = this.store.get(nodeId(folder));
      return known?.kind === "folder" ? { ...known, connection: folder.connection, project: folder.project } : folder;
    });
  }
}

/** A node and what is under it as they were read. */
interface Found {
  /** Undefined: the roots. */
  readonly self: Node | undefined;
  readonly children: readonly Node[];
}

/** Which objects there are, and in which state. */
const statesOf = (records: FolderRecords | undefined): string =>
  records?.items.map(({ id, phase }) => `${id} ${phase}`).join() ?? "";

/** A project's folders are no question, and of an object's parts most are here. */
const asksServer = ({ kind }: ExpandableNode): boolean => kind === "connection" || kind === "team" || kind === "folder";

const isWorking = (record: AnyRecord): boolean => record.phase === "working";

const tellsResults = (node: Node): boolean => isObjectNode(node) && hasExtras(node.record);
