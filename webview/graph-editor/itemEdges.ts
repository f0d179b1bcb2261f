import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { type SceneItem } from "./scene";
import { type Shown } from "./shown";

/** More are not read out. */
const most = 4;

/** What an item influences and what influences it, in words; by its lines, so that each draws itself in a moment. */
export function edgesOfItem(item: SceneItem, { scene }: Shown, strings: GraphStrings): string {
  const ends = endsOf(scene);
  const out = ends.out.get(item) ?? [];
  const into = ends.into.get(item) ?? [];
  const list = (labels: readonly string[]): string =>
    labels.length > most ? `${labels.slice(0, most).join(", ")} …` : labels.join(", ");
  const influences = out.length > 0 ? fill(strings.nodeInfluences, list(out)) : strings.nodeEnd;
  return into.length > 0 ? `${influences}, ${fill(strings.nodeFedBy, list(into))}` : influences;
}

interface Ends {
  readonly out: ReadonlyMap<SceneItem, readonly string[]>;
  readonly into: ReadonlyMap<SceneItem, readonly string[]>;
}

const known = new WeakMap<Shown["scene"], Ends>();

function endsOf(scene: Shown["scene"]): Ends {
  const there = known.get(scene);
  if (there) return there;
  const out = new Map<SceneItem, string[]>();
  const into = new Map<SceneItem, string[]>();
  const add = (map: Map<SceneItem, string[]>, item: SceneItem, label: string): void => {
    const list = map.get(item);
    if (list) list.push(label);
    else map.set(item, [label]);
  };
  for (const { from, to } of scene.lines) {
    add(out, from, to.label);
    add(into, to, from.label);
  }
  known.set(scene, { out, into });
  return { out, into };
}
