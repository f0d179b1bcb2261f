/** The search box: what it finds is marked in the picture, and gone through with Enter there and in the table. */
import { type GraphView, type NodeView } from "../../src/graphs/graphView";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";

/** Where a search looks: a graph, and what stands for each of its nodes there, a row or a card, or its group's card. */
export interface Searched {
  readonly graph: GraphView;
  readonly standIn: (node: NodeView) => { readonly key: string; readonly label: string } | undefined;
}

interface FinderParts {
  readonly strings: GraphStrings;
  readonly searched: () => Searched | undefined;
  readonly selected: () => ReadonlySet<string>;
  readonly select: (key: string) => void;
  readonly reveal: (key: string) => void;
  readonly say: (text: string) => void;
  readonly draw: () => void;
}

export class Finder {
  private wanted = "";

  constructor(private readonly parts: FinderParts) {}

  /** What stands for the nodes whose id or name holds the wanted text, by its key; none for no text. */
  get found(): ReadonlyMap<string, string> {
    const searched = this.wanted === "" ? undefined : this.parts.searched();
    if (!searched) return new Map();
    const { graph, standIn } = searched;
    const called = graph.nodes.filter(({ id, label }) => `${id ?? ""} ${label}`.toLowerCase().includes(this.wanted));
    return new Map(called.map(standIn).flatMap((one) => (one ? [[one.key, one.label]] : [])));
  }

  find(text: string): void {
    const { strings, reveal, say, draw } = this.parts;
    this.wanted = text.trim().toLowerCase();
    const [first] = this.found.keys();
    say(this.wanted !== "" && first === undefined ? strings.notFound : "");
    draw();
    if (first !== undefined) reveal(first);
  }

  /** Selects the found item behind the one that is selected, round and round. */
  next(): void {
    const { strings, selected, select, reveal, say } = this.parts;
    const found = [...this.found];
    const at = (found.findIndex(([key]) => selected().has(key)) + 1) % found.length;
    const [key, label] = found[at] ?? [];
    if (key === undefined || label === undefined) return;
    select(key);
    reveal(key);
    say(fill(strings.found, at + 1, found.length, label));
  }
}
