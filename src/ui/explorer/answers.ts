import { AlvissError } from "../../platform/errors";
import { explain } from "../kit/explain";
import { unattended } from "../kit/unattended";
import { type Drawing } from "./differences";
import { type ExplorerParts } from "./explorerParts";
import { type ExpandableNode, type Node, nodeId } from "./nodes";
import { type NodeStore } from "./nodeStore";
import { statusOf, troubleOf } from "./trouble";

/** Which servers answer and when they last did, and what stands where an answer should. */
export class Answers {
  private readonly offline = new Set<string>();
  private readonly last = new Map<string, Date>();

  constructor(
    private readonly parts: Pick<ExplorerParts, "connections" | "log">,
    private readonly store: NodeStore,
    private readonly drawing: Drawing,
  ) {}

  isOffline(connectionId: string): boolean {
    return this.offline.has(connectionId);
  }

  lastOf(connectionId: string): Date | undefined {
    return this.last.get(connectionId);
  }

  /** The row of the connection says whether its server answers. */
  reached({ connection }: ExpandableNode, reached: boolean): void {
    if (reached) this.last.set(connection.id, new Date());
    if (this.offline.has(connection.id) !== reached) return;
    if (reached) this.offline.delete(connection.id);
    else this.offline.add(connection.id);
    const node = this.store.get(connection.id);
    if (node?.kind === "connection") this.drawing.again(this.store.put({ ...node, offline: !reached }));
  }

  /** What was shown stays; the reason comes above it, or stands at the connection where the token was refused. */
  missing(parent: ExpandableNode, error: unknown, shown: readonly Node[]): readonly Node[] {
    const { connections, log } = this.parts;
    const isRefused = error instanceof AlvissError && error.kind === "notSignedIn";
    // Nothing was sent: the secret is gone, and the connection is to say so.
    if (isRefused && error.unsent) void unattended(log, "secrets", () => connections.checkSecrets());
    const explanation = explain(error);
    if (explanation === undefined) throw error;
    log.error(`${parent.kind} ${nodeId(parent)}: ${explanation.details}`);
    const trouble = troubleOf(error);
    const details = `${explanation.details}\n${new Date().toLocaleTimeString()}`;
    this.reached(parent, trouble !== "offline");
    const before = shown.filter((child) => child.kind !== "error");
    if (isRefused && before.length > 0) return before;
    return [
      { kind: "error", parent, trouble, status: statusOf(error), text: explanation.sentence, details },
      ...before.filter((child) => child.kind !== "notice"),
    ];
  }
}
