import * as z from "zod/mini";
import { isoDay } from "../training/modelFrame";
import { wholeNumber } from "./checkInput";

/** Shapes that several calls share. Keys that are not named are ignored, as the platform's framework does. */
export const listQuery = z.object({
  limit: z.optional(wholeText(1)),
  before: z.optional(wholeText(0)),
});

/** A whole number written in a query. */
function wholeText(least: number) {
  return z.pipe(
    z.pipe(
      z.string().check(z.regex(/^\d{1,15}$/, "Input should be a valid integer")),
      z.transform((text) => Number(text)),
    ),
    wholeNumber().check(z.gte(least)),
  );
}

export const idNumber = wholeNumber();
export const combination = z.object({ country_code: z.string(), region_code: z.string(), grouping: z.string() });

/** Dates come back as they were answered; time and zone, should a client add them, are cut off. */
export const day = z.pipe(
  z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}($|[T ])/, "Input should be a date like 2024-01-29")),
  z.transform(isoDay),
);

export const modelParam = z.object({
  epochs: wholeNumber().check(z.gte(1), z.lte(100_000)),
  learning_rate: z.number().check(z.gt(0), z.lte(10)),
  samples: wholeNumber().check(z.gte(1), z.lte(1000)),
});

/** What only a sandbox understands: how to sample, and from which seed. */
export const sandboxOptions = z.optional(
  z.object({ sampler: z.optional(z.enum(["nuts", "fast"])), seed: z.optional(wholeNumber().check(z.gte(0))) }),
);

const days = z.array(day);
export const trainingDates = { train_dates: days.check(z.minLength(1)), eval_dates: days };
