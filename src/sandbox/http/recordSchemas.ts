import * as z from "zod/mini";
import { type RecordKind } from "./shapeRecord";

const id = z.int();
const nothingOr = <S extends z.ZodMiniType>(schema: S) => z.nullable(schema);
const reference = z.object({ IId: id });

const job = {
  Status: z.string(),
  Name: z.string(),
  CreatedAt: z.string(),
  Message: nothingOr(z.string()),
  Progress: z.number(),
  Phase: z.string(),
};

const finding = z.object({
  rule: z.string(),
  severity: z.enum(["error", "warning"]),
  line: z.int(),
  column: z.int(),
  startOffset: z.int(),
  endOffset: z.int(),
  sheet: z.optional(z.string()),
  message: z.string(),
  expected: z.string(),
});

const span = z.object({
  country_code: z.string(),
  region_code: z.string(),
  grouping: z.string(),
  first: z.string(),
  last: z.string(),
  periods: z.int(),
});

/** What records look like in an answer; only described, never checked: a test holds real records against them. */
export const RECORD_SCHEMAS: Readonly<Record<RecordKind, z.ZodMiniType>> = {
  team: z.object({ Id: id, Name: z.string() }),
  project: z.object({ Id: id, Name: z.string(), TeamId: id, Periodicity: nothingOr(z.string()) }),
  upload: z.object({
    upload_id: id,
    ...job,
    DatasetName: z.string(),
    Specified: z.boolean(),
    FileName: z.string(),
    Size: z.int(),
    Rows: nothingOr(z.int()),
    Findings: z.array(finding),
    FindingCount: z.int(),
    Sha256: z.string(),
  }),
  dataset: z.object({
    IId: id,
    ...job,
    UploadIds: z.array(id),
    ParentIds: z.array(id),
    Active: z.boolean(),
    Periodicity: nothingOr(z.string()),
    Combinations: nothingOr(z.array(span)),
  }),
  model: z.object({
    IId: id,
    ...job,
    Country: z.string(),
    Region: z.string(),
    Grouping: z.string(),
    DataSet: reference,
    GraphInstance: nothingOr(z.object({ Id: id, Graph: nothingOr(z.object({ Id: id })) })),
    SourceModelId: nothingOr(id),
    Active: z.boolean(),
    TrainDates: z.array(z.string()),
    EvalDates: z.array(z.string()),
    ModelParam: z.object({ epochs: z.int(), learning_rate: z.number(), samples: z.int() }),
    Sampler: z.string(),
    Seed: z.int(),
    Metrics: nothingOr(z.record(z.string(), z.unknown())),
    Loss: z.array(z.number()),
    Blocks: z.array(z.object({ draws: z.int(), rhat: nothingOr(z.number()), ess: nothingOr(z.number()) })),
  }),
  attribution: z.object({
    IId: id,
    ...job,
    ModelId: id,
    DatasetId: id,
    StartDate: z.string(),
    EndDate: z.string(),
    Samples: z.int(),
  }),
  attributionSet: z.object({
    IId: id,
    ...job,
    Active: z.boolean(),
    Attributions: z.array(reference),
    StartDate: nothingOr(z.string()),
    EndDate: nothingOr(z.string()),
  }),
};
