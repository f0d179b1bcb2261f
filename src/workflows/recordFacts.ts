import { type ModelRecord } from "../platform/records";
import { type SandboxParameters, type TrainingParameters } from "../platform/requests";
import { type Plan } from "./plans";

/** How the dates of a dataset were split: by a share of them, or as lists where no share says the same. */
export type Dates =
  { readonly share: number } | { readonly train: readonly string[]; readonly evaluation: readonly string[] };

/** What the platform's own scripts use. */
const usual: { readonly [K in "build" | "refit"]: TrainingParameters } = {
  build: { epochs: 50, learningRate: 0.01, samples: 2 },
  refit: { epochs: 500, learningRate: 0.001, samples: 3 },
};

export function datesOf({ raw }: ModelRecord, plan: Plan | undefined): Dates {
  if (plan !== undefined && "dates" in plan && plan.dates !== undefined) return plan.dates;
  const planned = plan !== undefined && "trainShare" in plan ? plan.trainShare : undefined;
  if (planned !== undefined) return { share: planned };
  const [train, evaluation] = [textsOf(raw["TrainDates"]), textsOf(raw["EvalDates"])];
  if (train.length === 0 || evaluation.length === 0) return { share: 0.75 };
  const isInOrder = (train.at(-1) ?? "") < (evaluation[0] ?? "");
  const share = isInOrder ? plainShare(train.length, train.length + evaluation.length) : undefined;
  return share === undefined ? { train, evaluation } : { share };
}

/** The share with the fewest digits that gives `count` of `all`. */
function plainShare(count: number, all: number): number | undefined {
  for (const scale of [4, 100, 1_000, 10_000])
    for (const digits of [Math.floor((count / all) * scale), Math.ceil((count / all) * scale)])
      if (Math.floor(all * (digits / scale)) === count && digits > 0 && digits < scale) return digits / scale;
  return undefined;
}

export function trainingOf({ raw }: ModelRecord, plan: Plan | undefined, kind: "build" | "refit"): TrainingParameters {
  if (plan !== undefined && "training" in plan) return plan.training;
  const {
    epochs,
    learning_rate: learningRate,
    samples,
  } = (raw["ModelParam"] ?? {}) as Readonly<Record<string, unknown>>;
  const isKnown = [epochs, learningRate, samples].every((value) => typeof value === "number");
  return isKnown ? ({ epochs, learningRate, samples } as TrainingParameters) : usual[kind];
}

/** What only a sandbox tells and takes: the same sampler from the same seed finds the same posterior. */
export function sandboxOf({ raw }: ModelRecord, plan: Plan | undefined): SandboxParameters | undefined {
  if (plan !== undefined && "sandbox" in plan && plan.sandbox !== undefined) return plan.sandbox;
  const { Sampler: sampler, Seed: seed } = raw;
  if ((sampler !== "nuts" && sampler !== "fast") || typeof seed !== "number") return undefined;
  return { sampler, seed };
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === "string") ? value : [];
