import type { DataSelection } from "../../../graphs/sandboxSchema";
import type { Frame } from "../frame";
import type { NamedSeries } from "./frameSeries";
import { namedSeries } from "./frameSeries";
import type { LowGraphBuilder } from "./lowGraphBuilder";

/** What the expansion of every kind of driver works with. */
export interface Expansion {
  readonly frame: Frame;
  readonly training: Uint8Array;
  readonly low: LowGraphBuilder;
  /** Id of the sum node that terms feed. */
  readonly sum: string;
  readonly warn: (warning: string) => void;
}

/** The column of `data.select` that names the series of each kind. */
const SELECT_COLUMN: Readonly<Record<NamedSeries, string>> = {
  media: "Media",
  distribution: "Channel",
  events: "Event",
  control: "Name",
};

/** The series of the frame that a node selects (all of its kind without a selection), with the key for their low-level ids. */
export function selectedSeries(
  node: { readonly id: string; readonly data?: DataSelection },
  kind: NamedSeries,
  { frame, warn }: Expansion,
): { readonly name: string; readonly key: string; readonly series: Float64Array }[] {
  const all = namedSeries(frame, kind);
  const select = node.data?.select ?? {};
  const column = SELECT_COLUMN[kind];
  for (const other of Object.keys(select)) {
    if (other !== column) warn(`${node.id}: a selection by ${other} is not supported and was ignored; use ${column}`);
  }
  return (select[column] ?? [...all.keys()]).flatMap((name) => {
    const series = all.get(name);
    if (series === undefined) {
      warn(`${kind} ${name}: not in the dataset, dropped`);
      return [];
    }
    // "media.TV" for a node of its own, "media.TV" too for the vehicle TV of the node "media".
    const key = node.id === name || node.id.endsWith(`.${name}`) ? node.id : `${node.id}.${name}`;
    return [{ name, key, series }];
  });
}

/** The largest minus the smallest value on training dates, against the size of the values; 0 for a constant series. */
export function relativeRange(series: Float64Array, { frame, training }: Expansion): number {
  let lo = Infinity;
  let hi = -Infinity;
  for (let i = 0; i < series.length; i++) {
    if (training[i % frame.dates.length] === 0) continue;
    lo = Math.min(lo, series[i]);
    hi = Math.max(hi, series[i]);
  }
  return (hi - lo) / Math.max(1e-300, Math.abs(hi), Math.abs(lo));
}

export function activeInTraining(series: Float64Array, { frame, training }: Expansion): boolean {
  return series.some((value, i) => value !== 0 && training[i % frame.dates.length] !== 0);
}
