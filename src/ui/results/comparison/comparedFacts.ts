import { showId } from "../../../platform/ids";
import { type AttributionRecord, type DatasetRecord, type ModelRecord } from "../../../platform/records";
import { type Fact, type FactId, type FactValue } from "../../../../webview/shared/comparisonMessages";

/** One of the two with what belongs to it; undefined where it could not be read. */
export interface ComparedSide {
  readonly record: AttributionRecord | ModelRecord;
  readonly model: ModelRecord | undefined;
  /** That the numbers are about: an attribution's own, else the model's. */
  readonly dataset: DatasetRecord | undefined;
}

const nothing: FactValue = { text: null, from: null, to: null, count: null };

/** What the records say of both, thing by thing; what neither says is left out. */
export function comparedFacts(first: ComparedSide, second: ComparedSide): Fact[] {
  return facts.flatMap(([id, about, read]) => {
    const [one, other] = [read(first), read(second)];
    if (isNothing(one) && isNothing(other)) return [];
    return [{ id, about, first: withoutDates(one), second: withoutDates(other), same: keyOf(one) === keyOf(other) }];
  });
}

/** Dates are told by their ends, and compared one by one. */
type Read = FactValue & { readonly days?: readonly string[] };

const text = (value: unknown): Read =>
  typeof value === "string" || typeof value === "number" || typeof value === "bigint"
    ? { ...nothing, text: String(value) }
    : nothing;

const facts: readonly (readonly [FactId, Fact["about"], (side: ComparedSide) => Read])[] = [
  ["model", "data", ({ record }) => (record.kind === "model" ? text(showId(record.id)) : text(idOf(record.modelId)))],
  ["combination", "data", ({ model }) => text(combinationOf(model))],
  ["dataset", "data", (side) => text(idOf(datasetIdOf(side)))],
  ["dataDates", "data", dataDates],
  ["attributedDates", "data", ({ record }) => (record.kind === "attribution" ? range(record) : nothing)],
  ["trainDates", "data", ({ model }) => days(model?.raw["TrainDates"])],
  ["evalDates", "data", ({ model }) => days(model?.raw["EvalDates"])],
  ["source", "settings", ({ model }) => text(idOf(model?.sourceModelId))],
  ["sampler", "settings", ({ model }) => text(model?.raw["Sampler"])],
  ["seed", "settings", ({ model }) => text(model?.raw["Seed"])],
  ["epochs", "settings", ({ model }) => text(paramOf(model, "epochs"))],
  ["learningRate", "settings", ({ model }) => text(paramOf(model, "learning_rate"))],
  ["samples", "settings", ({ model }) => text(paramOf(model, "samples"))],
  ["attributionSamples", "settings", ({ record }) => (record.kind === "attribution" ? text(record.samples) : nothing)],
];

const idOf = (id: Parameters<typeof showId>[0] | undefined): string | undefined =>
  id === undefined ? undefined : showId(id);

export const datasetIdOf = ({ record, model }: Pick<ComparedSide, "record" | "model">): ModelRecord["datasetId"] =>
  record.datasetId ?? model?.datasetId;

export function combinationOf(model: ModelRecord | undefined): string | undefined {
  const { country, region, grouping } = model?.combination ?? {};
  return country === undefined ? undefined : [country, region, grouping].join(" / ");
}

/** Of the model's own combination in its dataset. */
function dataDates({ model, dataset }: ComparedSide): Read {
  const own = model?.combination;
  const span = dataset?.combinations?.find(
    ({ country, region, grouping }) => country === own?.country && region === own?.region && grouping === own?.grouping,
  );
  if (span?.first === undefined || span.last === undefined) return nothing;
  return { ...nothing, from: span.first, to: span.last, count: span.periods ?? null };
}

function range({ startDate, endDate }: AttributionRecord): Read {
  return { ...nothing, from: startDate?.slice(0, 10) ?? null, to: endDate?.slice(0, 10) ?? null };
}

function days(value: unknown): Read {
  const all = Array.isArray(value) ? value.filter((day) => typeof day === "string").map((day) => day.slice(0, 10)) : [];
  const sorted = all.toSorted();
  if (!Array.isArray(value)) return nothing;
  return { text: null, from: sorted[0] ?? null, to: sorted.at(-1) ?? null, count: sorted.length, days: sorted };
}

function paramOf(model: ModelRecord | undefined, name: string): unknown {
  const param = model?.raw["ModelParam"];
  return typeof param === "object" && param !== null ? (param as Readonly<Record<string, unknown>>)[name] : undefined;
}

const isNothing = ({ text, from, to, count }: FactValue): boolean =>
  text === null && from === null && to === null && count === null;

const keyOf = (value: Read): string => JSON.stringify(value);

const withoutDates = ({ text, from, to, count }: Read): FactValue => ({ text, from, to, count });
