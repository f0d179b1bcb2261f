/** The search box: what it finds is marked, and gone through with Enter. */
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { type Scene } from "./scene";

interface FinderParts {
  readonly strings: GraphStrings;
  readonly scene: () => Scene | undefined;
  readonly selected: () => ReadonlySet<string>;
  readonly select: (key: string) => void;
  readonly reveal: (key: string) => void;
  readonly say: (text: string) => void;
  readonly draw: () => void;
}

export class Finder {
  /** Keys of the items that stand for what was found. */
  found: ReadonlySet<string> = new Set();

  constructor(private readonly parts: FinderParts) {}

  find(text: string): void {
    const { scene, strings, reveal, say, draw } = this.parts;
    const shown = scene();
    this.found = shown ? itemsCalled(text, shown) : new Set();
    say(text.trim() !== "" && this.found.size === 0 ? strings.notFound : "");
    draw();
    const [first] = this.found;
    if (first !== undefined) reveal(first);
  }

  /** Selects the found item behind the one that is selected, round and round. */
  next(): void {
    const { scene, strings, selected, select, reveal, say } = this.parts;
    const found = [...this.found];
    const at = (found.findIndex((key) => selected().has(key)) + 1) % found.length;
    const key = found[at];
    if (key === undefined) return;
    select(key);
    reveal(key);
    const label = scene()?.items.find((item) => item.key === key)?.label ?? "";
    say(fill(strings.found, at + 1, found.length, label));
  }
}

/** Those that stand for the nodes whose id or name holds a text; none for no text. */
function itemsCalled(text: string, { graph, itemOf }: Scene): ReadonlySet<string> {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return new Set();
  const called = graph.nodes.filter(({ id, label }) => `${id ?? ""} ${label}`.toLowerCase().includes(wanted));
  return new Set(called.flatMap(({ index }) => itemOf.get(index)?.key ?? []));
}
