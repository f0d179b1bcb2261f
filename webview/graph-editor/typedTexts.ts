/** What stands typed in fields and not in the graph: it outlives the page, and is never applied by itself. */
import { type GraphView } from "../../src/graphs/graphView";
import { type TypedText } from "../shared/graphMessages";
import { edgeKey, nodeKey } from "./scene";

export class TypedTexts {
  private graph: GraphView | undefined;

  constructor(public kept: readonly TypedText[]) {}

  /** `before`: what the field holds; what was typed while it held something else is no longer meant. */
  of(of: string, field: string, before: string): string | undefined {
    const typed = this.kept.find((one) => one.of === of && one.field === field);
    if (typed === undefined || typed.before === before) return typed?.text;
    this.forget(of, field);
    return undefined;
  }

  /** Text that is being typed, or was left. */
  note(typed: TypedText): void {
    this.forget(typed.of, typed.field);
    if (typed.text !== typed.before) this.kept = [...this.kept, typed];
  }

  forget(of: string, field: string): void {
    if (this.kept.some((one) => one.of === of && one.field === field))
      this.kept = this.kept.filter((one) => one.of !== of || one.field !== field);
  }

  /**
   * The graph is another: what is gone takes its texts along, and one of the same name that comes later begins anew. What
   * has only another name, at the same place, keeps them.
   */
  follow(graph: GraphView): void {
    const before = this.graph;
    this.graph = graph;
    if (this.kept.length === 0 || graph === before) return;
    const keys = keysOf(graph);
    const known = new Set(keys);
    if (this.kept.every(({ of }) => known.has(of))) return;
    const former = before ? keysOf(before) : [];
    const places = new Map(former.length === keys.length ? former.map((key, at) => [key, at]) : []);
    this.kept = this.kept.flatMap((typed) => {
      const renamed = keys[places.get(typed.of) ?? -1];
      if (known.has(typed.of)) return typed;
      return renamed === undefined || places.has(renamed) ? [] : { ...typed, of: renamed };
    });
  }
}

/** Of all that can be typed in, in the order of the graph. */
const keysOf = (graph: GraphView): readonly string[] => [
  ...graph.nodes.map((node) => nodeKey(graph, node)),
  ...graph.edges.map(edgeKey),
];
