import { type Estimate, type UnitsEstimate } from "./data/estimates";
import { type ChannelReturn, type DriverRow, type ResultTable } from "./data/resultTable";

/** A driver's fixed place: its colour and hatch, the same in every figure. */
export type Place = 1 | 2 | 3 | 4 | 5 | 6 | 7 | "other" | "base";

/** One line of the table: what a driver added and, for media, what came back for its spend. */
export interface ResultRow {
  readonly driver: string;
  readonly kind: string;
  /** Null when the result has one product only. */
  readonly product: string | null;
  readonly place: Place;
  readonly units: UnitsEstimate | null;
  readonly share: Estimate | null;
  readonly pPositive: number | null;
  readonly reference: string | null;
  readonly spend: number | null;
  readonly roi: Estimate | null;
  readonly pAbove1: number | null;
}

/** What servers write for the sum over products. */
const allProducts = "all";

/** The rows of a result, one for each total, in the server's order; channels without a total follow. */
export function resultRows(result: ResultTable, places = driverPlaces(result)): readonly ResultRow[] {
  const severalProducts = new Set(result.totals.map((total) => total.product)).size > 1;
  const unplaced = new Set(result.roi);
  const rows = result.totals.map((total): ResultRow => {
    const channel = result.roi.find((candidate) => belongsTo(candidate, total, result));
    if (channel !== undefined) unplaced.delete(channel);
    return {
      driver: total.driver,
      kind: total.kind,
      product: severalProducts ? total.product : null,
      place: places.get(total.driver) ?? "other",
      units: total,
      share: total.share,
      pPositive: total.pPositive,
      reference: total.reference,
      ...returnOf(channel),
    };
  });
  const rest = [...unplaced].map((channel): ResultRow => ({
    driver: channel.channel,
    kind: "media",
    product: severalProducts ? allProducts : null,
    place: places.get(channel.channel) ?? "other",
    units: null,
    share: null,
    pPositive: null,
    reference: null,
    ...returnOf(channel),
  }));
  return [...rows, ...rest];
}

/** A channel's return is over all products: it never stands beside the contribution of one of several. */
function belongsTo(channel: ChannelReturn, total: DriverRow, result: ResultTable): boolean {
  if (channel.channel !== total.driver) return false;
  return total.product === allProducts || result.totals.filter((other) => other.driver === total.driver).length === 1;
}

function returnOf(channel: ChannelReturn | undefined): Pick<ResultRow, "spend" | "roi" | "pAbove1"> {
  return { spend: channel?.spend ?? null, roi: channel?.roi ?? null, pAbove1: channel?.pAbove1 ?? null };
}

const mediaPlaces = [1, 2, 3, 4, 5] as const;

/** The media of a result in the order of their places; those of `before` keep theirs, whatever a filter leaves of them. */
export function mediaOrder(result: ResultTable, before: readonly string[] = []): readonly string[] {
  const media = result.totals.flatMap(({ driver, kind }) => (kind === "media" ? [driver] : []));
  return [...new Set([...before, ...media, ...result.roi.map(({ channel }) => channel)])];
}

/** Media take the first five places in their order; seasonality and price have places of their own. */
export function driverPlaces(result: ResultTable, order = mediaOrder(result)): ReadonlyMap<string, Place> {
  const placeOf = (driver: string, kind: string): Place => {
    if (kind === "media") return mediaPlaces[order.indexOf(driver)] ?? "other";
    if (kind === "seasonality") return 6;
    if (kind === "price") return 7;
    return kind === "base" ? "base" : "other";
  };
  const media = order.map((driver) => ({ driver, kind: "media" }));
  // What a driver is in the totals comes last, and counts.
  return new Map(
    [...media, ...[...result.totals].reverse()].map(({ driver, kind }) => [driver, placeOf(driver, kind)]),
  );
}
