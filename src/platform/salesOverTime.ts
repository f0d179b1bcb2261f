import * as z from "zod/mini";
import { type JsonNode, toValue } from "../jsonText/read";

const salesOverTime = z.object({
  dates: z.array(z.string()),
  /** Units sold, one a date; null where the data have none. */
  sales: z.array(z.nullable(z.number())),
  events: z.array(z.object({ name: z.string(), dates: z.array(z.string()) })),
});

/** Sales of a dataset over time, where a server tells (the platform's documented calls do not). */
export type SalesOverTime = Readonly<z.infer<typeof salesOverTime>>;

/** Undefined for an answer of another form: it is only to look at, and nothing waits for it. */
export function readSalesOverTime(answer: JsonNode): SalesOverTime | undefined {
  const checked = salesOverTime.safeParse(toValue(answer));
  return checked.success && checked.data.sales.length === checked.data.dates.length ? checked.data : undefined;
}
