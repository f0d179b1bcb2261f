/** The groups in which a high-level graph's drivers stand below each other. */
export type DriverGroup = "media" | "market" | "events" | "baseline";

const groupOfKind: Readonly<Record<string, DriverGroup>> = {
  media: "media",
  price: "market",
  distribution: "market",
  control: "market",
  events: "events",
  seasonality: "baseline",
  trend: "baseline",
};
const order: readonly DriverGroup[] = ["media", "market", "events", "baseline"];

export const driverGroup = (kind: string | undefined): DriverGroup | undefined =>
  kind !== undefined && Object.hasOwn(groupOfKind, kind) ? groupOfKind[kind] : undefined;

/** -1: in none. */
export const groupPlace = (kind: string | undefined): number => {
  const group = driverGroup(kind);
  return group === undefined ? -1 : order.indexOf(group);
};
