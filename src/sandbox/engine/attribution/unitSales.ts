import { type AttributionRequest } from "../contract";

/** Units sold in one unit on each date of a request, or their revenue (`priced`); null where they are not known. */
export function unitSales({ frame, from, to }: AttributionRequest, unit: number, priced: boolean): (number | null)[] {
  return frame.dates.slice(from, to).map((_, date) => {
    const at = unit * frame.dates.length + from + date;
    const price = priced ? (frame.price?.[at] ?? 0) : 1;
    return frame.observed[at] === 0 ? null : frame.sales[at] * price;
  });
}
