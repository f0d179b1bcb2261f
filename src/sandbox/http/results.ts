import * as z from "zod/mini";
import { type AttributionRecord } from "../store/attributionRecords";
import { readModel } from "../store/modelRecords";
import { combinationOf } from "../training/modelFrame";
import { GROUPINGS, RESULT_UNITS, RETURN_BASES, type ResultQuestion } from "../training/attributionResult";
import { type Api, type Call } from "./api";
import { decimalNumber } from "./checkInput";
import { day } from "./inputShapes";
import { notFound } from "./refusal";

/** What to show of a result: over which dates, for which product and place, at which level. */
export const resultQuery = z.object({
  level: z._default(decimalNumber(z.gt(0), z.lt(1)), 0.9),
  from: z.optional(day),
  to: z.optional(day),
  product: z.optional(z.string()),
  country_code: z.optional(z.string()),
  region_code: z.optional(z.string()),
  grouping: z.optional(z.string()),
  by: z._default(z.enum(GROUPINGS), "period"),
  unit: z._default(z.enum(RESULT_UNITS), "units"),
  basis: z._default(z.enum(RETURN_BASES), "revenue"),
  part: z.optional(z.enum(["curves", "decay", "hill", "split"])),
});

/** What completed attributions found together, of those that concern the place asked for. */
export async function resultOf(
  api: Api,
  attributions: readonly AttributionRecord[],
  query: z.infer<typeof resultQuery>,
  { signal, reply }: Pick<Call<unknown, unknown>, "signal" | "reply">,
  span?: ResultQuestion["span"],
) {
  const { country_code, region_code, grouping, ...rest } = query;
  const placed = attributions.map((attribution) => {
    const { projectId, modelIid: iid } = attribution;
    return { attribution, place: readModel(api.training.place.db, { projectId, iid })?.place };
  });
  const concerned = placed.filter(({ place }) => {
    const same = (asked: string | undefined, has: string | undefined) => asked === undefined || asked === has;
    return same(country_code, place?.country) && same(region_code, place?.region) && same(grouping, place?.grouping);
  });
  const result = await api.training.results.of(
    concerned.map(({ attribution }) => attribution),
    // A reader who has chosen one place may choose another one next.
    { ...rest, span, places: placed.flatMap(({ place }) => (place ? [combinationOf(place)] : [])) },
    signal,
  );
  if (!result) throw notFound("There is no result for these dates, this product and this place.");
  return reply.type("application/json; charset=utf-8").send(result);
}
