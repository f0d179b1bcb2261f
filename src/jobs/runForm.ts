import * as z from "zod/mini";
import { workflowNames } from "../workflows/catalogue";
import { type Run, stepInQuestion } from "./run";

const kinds = ["upload", "dataset", "model", "attribution", "attributionSet"] as const;
const objectRef = z.looseObject({ kind: z.enum(kinds), id: z.string().check(z.refine(isId)) });

/** It is read as JSON wherever it is shown. */
function isId(text: string): boolean {
  try {
    return ["string", "number"].includes(typeof JSON.parse(text));
  } catch {
    return false;
  }
}

const step = z.looseObject({
  name: z.string(),
  kind: z.string(),
  state: z.enum(["todo", "posting", "waiting", "done", "failed"]),
  object: z.optional(objectRef),
  postedAt: z.optional(z.number()),
  since: z.optional(z.number()),
  doubt: z.optional(z.string()),
  lastWord: z.optional(z.string()),
  fraction: z.optional(z.number()),
  attempts: z.number(),
});

const runIdForm = z.string().check(z.regex(/^[0-9A-Za-z-]{1,64}$/));

const batch = z.looseObject({
  id: runIdForm,
  size: z.number(),
  place: z.number(),
  dataset: z.looseObject({ label: z.string(), extendIds: z.array(z.string()), activate: z.boolean() }),
  isCalledOff: z.optional(z.literal(true)),
});

const runForm = z.looseObject({
  v: z.literal(1),
  // It becomes a file name again.
  runId: runIdForm,
  workflow: z.enum(workflowNames),
  plan: z.looseObject({ workflow: z.enum(workflowNames) }),
  connectionId: z.string(),
  apiUrl: z.optional(z.string()),
  team: z.string(),
  project: z.string(),
  label: z.string(),
  startedAt: z.number(),
  endedAt: z.optional(z.number()),
  startedBy: z.string(),
  startedIn: z.optional(z.looseObject({ pid: z.number(), host: z.string() })),
  batch: z.optional(batch),
  steps: z.array(step).check(z.minLength(1)),
  state: z.enum(["working", "paused", "needsAnswer", "succeeded", "failed", "cancelled", "stopped", "lost"]),
  question: z.optional(z.looseObject({ question: z.literal("unknownPost"), step: z.string() })),
  outcome: z.optional(
    z.looseObject({
      result: z.enum(["done", "failed"]),
      object: objectRef,
      next: z.optional(z.array(z.looseObject({ verb: z.string(), object: objectRef }))),
      word: z.optional(z.string()),
      message: z.optional(z.string()),
    }),
  ),
  problem: z.optional(z.looseObject({ kind: z.string() })),
  silentFor: z.optional(z.number()),
});

export type ReadRun = { readonly run: Run } | "newer" | "foreign";

/** The run in a file of this name; "newer" when a later version of the extension wrote it. */
export function readRun(name: string, text: string): ReadRun {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return "foreign";
  }
  const checked = runForm.safeParse(found);
  if (!checked.success) return isNewer(found) ? "newer" : "foreign";
  const { runId, workflow, plan } = checked.data;
  if (workflow !== plan.workflow || name !== `${runId}.json`) return "foreign";
  const run = checked.data as unknown as Run;
  // Nobody could answer it.
  if (run.state === "needsAnswer" && stepInQuestion(run) === undefined) return "foreign";
  return { run };
}

function isNewer(found: unknown): boolean {
  const version = typeof found === "object" && found !== null && "v" in found ? found.v : undefined;
  return typeof version === "number" && version > 1;
}
