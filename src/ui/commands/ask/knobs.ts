import { type TrainingParameters } from "../../../platform/requests";

export type Knob = keyof TrainingParameters;

/** Words for a value: what is usual, what is tried quickly, and what takes its time. */
export type Pace = "usual" | "quick" | "thorough";

/** A large step of the learning rate is the quick one. */
const factors: Readonly<Record<Knob, Readonly<Record<Pace, number>>>> = {
  epochs: { usual: 1, quick: 0.2, thorough: 4 },
  learningRate: { usual: 1, quick: 5, thorough: 0.2 },
  samples: { usual: 1, quick: 0.5, thorough: 4 },
};

/** Sensible values of a knob, each once, the usual one first. */
export function knobValues(knob: Knob, usual: number): readonly { readonly pace: Pace; readonly value: number }[] {
  const paces = ["usual", "quick", "thorough"] as const;
  const values = paces.map((pace) => ({ pace, value: sensible(knob, usual * factors[knob][pace]) }));
  return values.filter(({ value }, at) => values.findIndex((one) => one.value === value) === at);
}

const sensible = (knob: Knob, value: number): number =>
  knob === "learningRate" ? Math.min(1, Number(value.toPrecision(2))) : Math.max(1, Math.round(value));

/** Undefined where it cannot be sent. */
export function parseKnob(knob: Knob, text: string): number | undefined {
  const value = text.trim() === "" ? NaN : Number(text.trim().replace(",", "."));
  if (knob === "learningRate") return value > 0 && value <= 1 ? value : undefined;
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

/** Where the random numbers of a fit start. Undefined where it cannot be sent. */
export function parseSeed(text: string): number | undefined {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}
