import * as z from "zod/mini";
import { dayOfIso, NO_DAY } from "../../dataFiles/dates";
import { isoDay } from "../training/modelFrame";
import { decimalNumber, wholeNumber } from "./checkInput";

/** Shapes that several calls share. Keys that are not named are ignored, as the platform's framework does. */
export const listQuery = z.object({
  limit: z.optional(wholeNumber(z.gte(1))),
  before: z.optional(wholeNumber(z.gte(0))),
});

export const idNumber = wholeNumber();
export const combination = z.object({ country_code: z.string(), region_code: z.string(), grouping: z.string() });

/** Dates come back as they were answered; time and zone, should a client add them, are cut off. */
export const day = z.pipe(
  z.string().check(z.refine(startsWithDay, "Input should be a day of the calendar, such as 2024-01-29")),
  z.transform(isoDay),
);

function startsWithDay(text: string): boolean {
  return dayOfIso(isoDay(text)) !== NO_DAY && /^($|[T ])/.test(text.slice(10));
}

export const modelParam = z.object({
  epochs: wholeNumber(z.gte(1), z.lte(100_000)),
  learning_rate: decimalNumber(z.gt(0), z.lte(10)),
  samples: wholeNumber(z.gte(1), z.lte(1000)),
});

/** What only a sandbox understands: how to sample, and from which seed. */
export const sandboxOptions = z.optional(
  z.object({ sampler: z.optional(z.enum(["nuts", "fast"])), seed: z.optional(wholeNumber(z.gte(0))) }),
);

export const trainingDates = { train_dates: z.array(day).check(z.minLength(1)), eval_dates: z.array(day) };
