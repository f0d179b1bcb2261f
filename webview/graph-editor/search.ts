import { type GraphView } from "../../src/graphs/graphView";
import { type Scene } from "./scene";

/** Keys of what stands for the nodes whose id or name holds a text; none for no text. */
export function itemsCalled(text: string, { nodes }: GraphView, { itemOf }: Scene): readonly string[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return [];
  const called = nodes.filter(({ id, label }) => `${id ?? ""} ${label}`.toLowerCase().includes(wanted));
  return [...new Set(called.flatMap(({ index }) => itemOf.get(index)?.key ?? []))];
}

/** The found item behind the one that is selected, round and round; `place` counts from 1. */
export function nextFound(
  found: readonly string[],
  selected: ReadonlySet<string>,
  scene: Scene | undefined,
): { readonly key: string; readonly place: number; readonly label: string } | undefined {
  const at = (found.findIndex((key) => selected.has(key)) + 1) % found.length;
  const key = found[at];
  const label = scene?.items.find((item) => item.key === key)?.label ?? "";
  return key === undefined ? undefined : { key, place: at + 1, label };
}
