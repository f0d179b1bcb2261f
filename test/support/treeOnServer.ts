// The contents of the tree against a scripted server, without a window: what a user's clicks read, and what is drawn.
import { type LogOutputChannel } from "vscode";
import { type Kind } from "../../src/platform/ids";
import { inMemory } from "../../src/platform/keyValueStore";
import { KnownObjects } from "../../src/platform/knownObjects";
import { type KnownConnection } from "../../src/ui/account/connections";
import { folderNodeId, kinds, type Node, nodeId, projectNodeId, teamNodeId } from "../../src/ui/explorer/nodes";
import type * as ContentsModule from "../../src/ui/explorer/treeContents";
import { answerJson } from "./rawServer";
import { pathOf, type ScriptedPlatform, scriptedPlatform } from "./scriptedPlatform";
import "./vscodeStandIn";

export interface TreeOnServer {
  readonly platform: ScriptedPlatform;
  readonly contents: ContentsModule.TreeContents;
  readonly known: KnownObjects;
  /** What the server lists, by path inside the project; what is missing is not found. */
  readonly lists: Map<string, readonly object[]>;
  /** Held back until told: the answers to a path. */
  readonly held: Map<string, Promise<unknown>>;
  /** Node ids in the order they were drawn again. */
  readonly drawn: string[];
  /** Node ids of what jobs follow. */
  readonly watched: Set<string>;
  readonly project: string;
  folder(kind: Kind): string;
  /** Opens the way to the project and reads its folders, once. */
  open(): Promise<void>;
  /** Rows under a node: label and description. */
  rows(id: string): Promise<string[]>;
  close(): Promise<void>;
}

/** With the parameters that a server knows which pages its lists. */
function pageOf(all: readonly object[], url: string): readonly object[] {
  const { searchParams } = new URL(url, "http://server");
  const before = searchParams.get("before");
  const from = before === null ? 0 : all.findIndex((one) => "IId" in one && String(one.IId) === before) + 1;
  return all.slice(from, from + Number(searchParams.get("limit") ?? all.length));
}

export async function treeOnServer(now: () => number = Date.now): Promise<TreeOnServer> {
  // Only once VS Code's stand-in is in place.
  const { TreeContents } = await import("../../src/ui/explorer/treeContents");
  const { AlvissClient } = await import("../../src/platform/client");
  const { treeItem } = await import("../../src/ui/explorer/treeItem");
  const platform = await scriptedPlatform();
  const lists = new Map<string, readonly object[]>(
    ["datauploads", "datasets", "models", "attributions", "attributionset"].map((path) => [path, []]),
  );
  const held = new Map<string, Promise<unknown>>();
  platform.intercept = async (request, response) => {
    const path = pathOf(request);
    if (path.endsWith("/team/teams")) return (answerJson(response, [{ Id: 1, Name: "Nordic" }]), true);
    if (path.endsWith("/projects/1")) return (answerJson(response, [{ Id: 2, Name: "Coffee" }]), true);
    const answer = lists.get(path);
    await held.get(path);
    if (answer !== undefined) answerJson(response, pageOf(answer, request.url));
    return answer !== undefined;
  };
  const connection: KnownConnection = { id: "c", kind: "cloud", account: "me", server: platform.server };
  const client = new AlvissClient({ server: platform.server, token: () => Promise.resolve("sandbox_x") });
  const watched = new Set<string>();
  const known = new KnownObjects(inMemory());
  const parts = {
    connections: { all: () => [connection], state: () => "ready", checkSecrets: () => Promise.resolve() },
    clients: { of: () => Promise.resolve(client) },
    chosen: { added: () => [], isCurrent: () => false },
    known,
    marks: { has: () => false },
    log: { error: () => undefined } as unknown as LogOutputChannel,
    sandboxStatus: () => ({}),
    watched: () => watched,
    opened: () => Promise.resolve(),
  } as unknown as ConstructorParameters<typeof TreeContents>[0];
  const drawn: string[] = [];
  const drawing = {
    of: (node: Node) => JSON.stringify(treeItem(node, false)),
    again: (node: Node | undefined) => void drawn.push(node === undefined ? "" : nodeId(node)),
    seen: () => true,
  };
  const contents = new TreeContents(parts, drawing, now);
  const ref = platform.project;
  const project = projectNodeId("c", ref);
  const open = async (): Promise<void> => {
    for (const id of ["", "c", teamNodeId("c", ref.team), project]) await contents.children(id);
    await Promise.all(kinds.map((kind) => contents.children(folderNodeId(project, kind))));
    drawn.length = 0;
  };
  return {
    platform,
    contents,
    known,
    lists,
    held,
    drawn,
    watched,
    project,
    open,
    folder: (kind) => folderNodeId(project, kind),
    rows: async (id) =>
      (await contents.children(id)).map((node) => {
        const { label, description } = treeItem(node, false);
        const name = typeof label === "string" ? label : (label?.label ?? "");
        return typeof description === "string" && description !== "" ? `${name} | ${description}` : name;
      }),
    close: async () => {
      contents.dispose();
      await platform.close();
    },
  };
}
