import { type AlvissClient } from "../platform/client";
import { AlvissError } from "../platform/errors";
import {
  type AttributionId,
  type DatasetId,
  type GraphId,
  type GraphInstanceId,
  type Id,
  type Kind,
  type ModelId,
  type ObjectRef,
  type ProjectRef,
  type UploadId,
} from "../platform/ids";
import { type Combination, type ModelRecord, type RecordByKind } from "../platform/records";
import { type SandboxParameters, type TrainingParameters } from "../platform/requests";
import { type Plan, type PlanOf } from "./plans";
import { type Dates, datesOf, sandboxOf, trainingOf } from "./recordFacts";

export type GraphSource =
  | { readonly level: "high"; readonly id: GraphId }
  | { readonly level: "low"; readonly id: GraphInstanceId }
  | { readonly level: "text"; readonly text: string };

interface Trained {
  readonly dataset: DatasetId;
  readonly combination: Combination;
  readonly dates: Dates;
  readonly training: TrainingParameters;
  readonly sandbox: SandboxParameters | undefined;
}

/** One call that made an object, with everything it was told. */
export type Part =
  | { readonly make: "upload"; readonly id: UploadId; readonly datasetName: string; readonly file: string }
  | {
      readonly make: "dataset";
      readonly id: DatasetId;
      readonly uploads: readonly UploadId[];
      readonly extend: readonly DatasetId[];
      readonly activate: boolean;
    }
  | ({
      readonly make: "refit";
      readonly id: ModelId;
      readonly model: ModelId;
      /** Documented for builds alone: true where it was sent. */
      readonly activate: boolean;
    } & Trained)
  | ({
      readonly make: "build";
      readonly id: ModelId;
      readonly graph: GraphSource;
      readonly activate: boolean;
    } & Trained)
  | {
      readonly make: "attribution";
      readonly id: AttributionId;
      readonly model: ModelId;
      readonly dataset: DatasetId;
      readonly start: string;
      readonly end: string;
      readonly samples: number;
    }
  | {
      readonly make: "attributionSet";
      readonly id: Id<"attributionSet">;
      readonly attributions: readonly AttributionId[];
      readonly activate: boolean;
    };

export interface RecipeSources {
  readonly client: AlvissClient;
  readonly project: ProjectRef;
  readonly signal: AbortSignal;
  /** What was planned here when this object was made, where that was here. */
  readonly planOf: (ref: ObjectRef) => Plan | undefined;
}

/**
 * How an object was made: a part for each object on the way, in the order of the calls, from what the server tells of
 * them and from what was planned here. The last part makes the object itself; where that is not known, there is none.
 * What was built upon and not made for it (the model that is refitted, the dataset that is extended) stays an id.
 */
export async function recipeFor(target: ObjectRef, sources: RecipeSources): Promise<readonly Part[]> {
  const recipe = new Recipe(sources);
  await recipe.add(target);
  return recipe.parts.at(-1)?.id === target.id ? recipe.parts : [];
}

class Recipe {
  readonly parts: Part[] = [];
  private readonly seen = new Set<string>();

  constructor(private readonly sources: RecipeSources) {}

  /** What it stands on first, then the object. */
  async add(ref: ObjectRef): Promise<void> {
    const key = `${ref.kind} ${ref.id}`;
    if (this.seen.has(key)) return;
    this.seen.add(key);
    const part = await this.partOf(ref);
    if (part === undefined) return;
    for (const basis of basisOf(part)) await this.add(basis);
    this.parts.push(part);
  }

  private async partOf({ kind, id }: ObjectRef): Promise<Part | undefined> {
    switch (kind) {
      case "upload":
        return this.upload(id as UploadId);
      case "dataset":
        return this.dataset(id as DatasetId);
      case "model":
        return this.model(id as ModelId);
      case "attribution":
        return this.attribution(id as AttributionId);
      case "attributionSet":
        return this.attributionSet(id as Id<"attributionSet">);
    }
  }

  private async upload(id: UploadId): Promise<Part | undefined> {
    const plan = this.sources.planOf({ kind: "upload", id });
    const record = await this.record("upload", id);
    const files = plan === undefined ? [] : "files" in plan ? plan.files : plan.workflow === "uploadFile" ? [plan] : [];
    const planned = files.find(({ path, datasetName }) => fits(record, path, datasetName));
    const datasetName = planned?.datasetName ?? record?.datasetName;
    const file = planned?.path ?? record?.fileName;
    return datasetName === undefined || file === undefined ? undefined : { make: "upload", id, datasetName, file };
  }

  private async dataset(id: DatasetId): Promise<Part | undefined> {
    const plan = this.sources.planOf({ kind: "dataset", id });
    const record = await this.record("dataset", id);
    const planned = plan?.workflow === "createDataset" ? plan : undefined;
    const uploads = record?.uploadIds ?? planned?.uploadIds;
    if (uploads === undefined || uploads.length === 0) return undefined;
    const extend = record?.parentIds ?? planned?.extendIds ?? [];
    return { make: "dataset", id, uploads, extend, activate: activates(plan) };
  }

  private async model(id: ModelId): Promise<Part | undefined> {
    const plan = this.sources.planOf({ kind: "model", id });
    const record = await this.record("model", id);
    const source = refitOf(plan) ?? record?.sourceModelId;
    const dataset = record?.datasetId ?? (plan !== undefined && "datasetId" in plan ? plan.datasetId : undefined);
    const combination =
      record?.combination ?? (plan !== undefined && "combination" in plan ? plan.combination : undefined);
    if (record === undefined || dataset === undefined || combination === undefined) return undefined;
    const usual = source === undefined ? "build" : "refit";
    const trained: Trained = {
      dataset,
      combination,
      dates: datesOf(record, plan),
      training: trainingOf(record, plan, usual),
      sandbox: sandboxOf(record, plan),
    };
    if (source !== undefined)
      return {
        make: "refit",
        id,
        model: source,
        activate: plan?.workflow === "refitModel" && activates(plan),
        ...trained,
      };
    const graph = graphOf(record, plan?.workflow === "buildModel" ? plan : undefined);
    return graph && { make: "build", id, graph, activate: activates(plan), ...trained };
  }

  private async attribution(id: AttributionId): Promise<Part | undefined> {
    const plan = this.sources.planOf({ kind: "attribution", id });
    const record = await this.record("attribution", id);
    const planned = plan?.workflow === "attributeSales" ? plan : undefined;
    const model = record?.modelId ?? planned?.modelId;
    const dataset = record?.datasetId ?? planned?.datasetId;
    const start = planned?.range?.start ?? record?.startDate;
    const end = planned?.range?.end ?? record?.endDate;
    if (model === undefined || dataset === undefined || start === undefined || end === undefined) return undefined;
    const told = plan !== undefined && "samples" in plan ? plan.samples : undefined;
    return { make: "attribution", id, model, dataset, start, end, samples: told ?? record?.samples ?? 20 };
  }

  private async attributionSet(id: Id<"attributionSet">): Promise<Part | undefined> {
    const plan = this.sources.planOf({ kind: "attributionSet", id });
    const record = await this.record("attributionSet", id);
    const planned = plan?.workflow === "alignAttribution" ? plan.attributionIds : [];
    const attributions = record?.attributionIds.length ? record.attributionIds : planned;
    if (attributions.length === 0) return undefined;
    return { make: "attributionSet", id, attributions, activate: activates(plan) };
  }

  /** Undefined where the server no longer has it: then it is an id that somebody has to replace. */
  private async record<K extends Kind>(kind: K, id: Id<K>): Promise<RecordByKind[K] | undefined> {
    const { client, project, signal } = this.sources;
    try {
      return await client.read(project, { kind, id }, { signal });
    } catch (error) {
      if (error instanceof AlvissError && error.kind === "notFound") return undefined;
      throw error;
    }
  }
}

/** What is made on the way. The first attribution of a set is its own, the others were there. */
function basisOf(part: Part): readonly ObjectRef[] {
  switch (part.make) {
    case "upload":
      return [];
    case "dataset":
      return part.uploads.map((id) => ({ kind: "upload", id }));
    case "refit":
    case "build":
      return [{ kind: "dataset", id: part.dataset }];
    case "attribution":
      return [
        { kind: "dataset", id: part.dataset },
        { kind: "model", id: part.model },
      ];
    case "attributionSet":
      return part.attributions.slice(0, 1).map((id) => ({ kind: "attribution", id }));
  }
}

function fits(record: RecordByKind["upload"] | undefined, path: string, datasetName: string): boolean {
  const sameType = record?.datasetName === undefined || record.datasetName === datasetName;
  return sameType && (record?.fileName === undefined || path.split(/[\\/]/).at(-1) === record.fileName);
}

function activates(plan: Plan | undefined): boolean {
  if (plan?.workflow === "uploadAndActivate") return true;
  return plan !== undefined && "activate" in plan && plan.activate === true;
}

function refitOf(plan: Plan | undefined): ModelId | undefined {
  return plan?.workflow === "refitModel" || plan?.workflow === "refreshModel" ? plan.modelId : undefined;
}

/** The graph that the model has now, which is the one it was built from. */
function graphOf(record: ModelRecord, plan: PlanOf<"buildModel"> | undefined): GraphSource | undefined {
  const { graphId, graphInstanceId } = record;
  const isLow = plan?.graph.from === "model" && plan.graph.level === "low";
  if (isLow && graphInstanceId !== undefined) return { level: "low", id: graphInstanceId };
  if (graphId !== undefined) return { level: "high", id: graphId };
  return plan?.graph.from === "text" ? { level: "text", text: plan.graph.text } : undefined;
}
