import { type Frame } from "../engine/frame";

/** Sales of every period, and when each event was on. */
export interface SalesOverTime {
  /** ISO days, ascending. */
  readonly dates: readonly string[];
  /** Units sold; null where the data have none. */
  readonly sales: readonly (number | null)[];
  readonly events: readonly { readonly name: string; readonly dates: readonly string[] }[];
}

/** Of a frame whose products are summed. */
export function salesOverTime({ dates, sales, observed, events }: Frame): SalesOverTime {
  return {
    dates,
    sales: dates.map((_, at) => (observed[at] === 1 ? (sales[at] ?? null) : null)),
    events: [...events].map(([name, shares]) => ({ name, dates: dates.filter((_, at) => (shares[at] ?? 0) > 0) })),
  };
}
