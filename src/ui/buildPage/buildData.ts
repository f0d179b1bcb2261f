import { type AlvissClient } from "../../platform/client";
import { AlvissError, isCancelled } from "../../platform/errors";
import { type DatasetId, type ProjectRef } from "../../platform/ids";
import { type Combination, type DatasetRecord } from "../../platform/records";
import { type BuildCombination, type Calendar, type ShownDataset } from "../../../webview/shared/buildMessages";
import { type Place } from "../explorer/nodes";
import { type ProjectExplorer } from "../explorer/projectExplorer";

type Lists = Pick<ProjectExplorer, "objects">;

interface ShownDatasets {
  readonly datasets: readonly ShownDataset[];
  /** There are no others. */
  readonly areAll: boolean;
}

/** The finished datasets of a project, the active one first. */
export async function shownDatasets(explorer: Lists, place: Place): Promise<ShownDatasets> {
  const { objects, areAll } = await explorer.objects(place, "dataset");
  const datasets = objects
    .filter(({ record }) => record.phase === "done")
    .sort((one, other) => Number(other.active) - Number(one.active))
    .map(({ record, label, words }) => ({
      id: record.id,
      label: words === "" ? label : `${label}, ${words}`,
      combinations: record.kind === "dataset" ? toldCombinations(record) : null,
    }));
  return { datasets, areAll };
}

/** Null where the server does not tell them in a way that anybody here understands: then they are typed. */
function toldCombinations({ combinations = [] }: DatasetRecord): readonly BuildCombination[] | null {
  if (combinations.length === 0) return null;
  return combinations.map(({ country, region, grouping }) => ({ country, region, grouping }));
}

/** What the models of a project cover, each once: what to choose from where datasets do not tell. */
export async function knownCombinations(explorer: Lists, place: Place): Promise<readonly BuildCombination[]> {
  const { objects } = await explorer.objects(place, "model");
  const found = new Map<string, Combination>();
  for (const { record } of objects)
    if (record.kind === "model" && record.combination !== undefined)
      found.set(JSON.stringify(record.combination), record.combination);
  return [...found.values()];
}

/** The dates of a combination in time order, as the server spells them, with its sales where the server tells them. */
export async function readCalendar(
  client: AlvissClient,
  project: ProjectRef,
  dataset: DatasetId,
  combination: Combination,
  signal: AbortSignal,
): Promise<Calendar> {
  const [spelled, sales] = await Promise.all([
    client.readDates(project, dataset, [combination], { signal }),
    client.readSales(project, dataset, combination, { signal }).catch(unlessCancelled),
  ]);
  const dates = [...new Set(spelled)].sort();
  const sold = new Map(sales?.dates.map((date, at) => [date, sales.sales[at] ?? null]));
  return {
    dates,
    sales: sales === undefined ? null : dates.map((date) => sold.get(date) ?? null),
    events: sales?.events ?? [],
  };
}

/** The picture is only to look at: a split can be chosen without it. */
function unlessCancelled(error: unknown): undefined {
  if (isCancelled(error) || !(error instanceof AlvissError)) throw error;
  return undefined;
}
