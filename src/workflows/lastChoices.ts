import { type KeyValueStore } from "../platform/keyValueStore";
import { type Combination } from "../platform/records";
import { type TrainingParameters } from "../platform/requests";
import { type FileToUpload, type Plan } from "./plans";

/** What was chosen last in a project, and is proposed first the next time. */
export interface LastChoices {
  readonly trainShare?: number;
  readonly refit?: TrainingParameters;
  readonly build?: TrainingParameters;
  readonly samples?: number;
  readonly combination?: Combination;
  readonly products?: "sum" | "pooled";
  /** The type of a data file, by its name without digits. */
  readonly fileTypes?: Readonly<Record<string, string>>;
}

/** A project of a connection. */
export interface ChoicePlace {
  readonly connection: { readonly id: string };
  readonly project: { readonly team: string; readonly id: string };
}

const key = "alviss.lastChoices";
const mostProjects = 50;
type Kept = Readonly<Record<string, LastChoices>>;

export function lastChoices(memory: KeyValueStore, place: ChoicePlace | undefined): LastChoices {
  const kept = memory.get<Kept>(key) ?? {};
  return (place && readable(kept[placeKey(place)])) ?? {};
}

/** Keeps what a plan holds, once it is carried out: what somebody only looked at is no habit. */
export async function rememberChoices(memory: KeyValueStore, place: ChoicePlace, plan: Plan): Promise<void> {
  const { [placeKey(place)]: before, ...others } = memory.get<Kept>(key) ?? {};
  const now = { ...readable(before), ...choicesIn(plan) };
  const files = filesIn(plan);
  const fileTypes = {
    ...now.fileTypes,
    ...Object.fromEntries(files.map((file) => [namePattern(file.path), file.datasetName])),
  };
  const newest = Object.entries(others).slice(-mostProjects + 1);
  const kept: Kept = { ...Object.fromEntries(newest), [placeKey(place)]: { ...now, fileTypes } };
  await memory.update(key, kept);
}

/** The file name of next month's file is the same but for its digits. */
export const namePattern = (path: string): string =>
  (path.split(/[\\/]/).at(-1) ?? path).toLowerCase().replaceAll(/\d+/g, "#");

const placeKey = ({ connection, project }: ChoicePlace): string => [connection.id, project.team, project.id].join("/");

function choicesIn(plan: Plan): LastChoices {
  switch (plan.workflow) {
    case "buildModel": {
      const products = plan.graph.from === "suggested" ? { products: plan.graph.products } : {};
      return { build: plan.training, trainShare: plan.trainShare, combination: plan.combination, ...products };
    }
    case "refitModel":
      return { refit: plan.training, trainShare: plan.trainShare };
    case "refreshModel":
      return { refit: plan.training, trainShare: plan.trainShare, samples: plan.samples };
    case "attributeSales":
      return { samples: plan.samples };
    case "uploadFile":
    case "uploadAndActivate":
    case "createDataset":
    case "activateDataset":
    case "alignAttribution":
    case "activateAttributionSet":
    case "watch":
      return {};
  }
}

function filesIn(plan: Plan): readonly FileToUpload[] {
  if (plan.workflow === "uploadFile") return [plan];
  return "files" in plan ? plan.files : [];
}

/** What an earlier version, or somebody's hand, left there is taken only where it has the right shape. */
function readable(kept: unknown): LastChoices {
  const { trainShare, refit, build, samples, combination, products, fileTypes } = (kept ?? {}) as Readonly<
    Record<keyof LastChoices, unknown>
  >;
  return {
    ...(isNumber(trainShare) && trainShare > 0 && trainShare < 1 && { trainShare }),
    ...(isTraining(refit) && { refit }),
    ...(isTraining(build) && { build }),
    ...(isNumber(samples) && Number.isInteger(samples) && samples > 0 && { samples }),
    ...(isTexts(combination, ["country", "region", "grouping"] as const) && { combination }),
    ...((products === "sum" || products === "pooled") && { products }),
    ...(isTexts(fileTypes) && { fileTypes }),
  };
}

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

function isTraining(value: unknown): value is TrainingParameters {
  const { epochs, learningRate, samples } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return [epochs, learningRate, samples].every((one) => isNumber(one) && one > 0);
}

function isTexts<K extends string>(value: unknown, keys?: readonly K[]): value is Record<K, string> {
  if (typeof value !== "object" || value === null) return false;
  const texts = value as Readonly<Record<string, unknown>>;
  return (keys ?? Object.keys(texts)).every((one) => typeof texts[one] === "string");
}
