import { type Place } from "../rows";

/** The fill of a driver: its colour with its hatch. */
export const hatchOf = (place: Place): string => `url(#hatch-${String(place)})`;

/** The colour of a driver's lines. */
export const colourOf = (place: Place): string => `var(--driver-${String(place)})`;

/** The outline of its areas: what has no hatch needs an edge. */
export const edgeOf = (place: Place): string => (place === "base" ? "var(--axis)" : `var(--driver-${String(place)})`);

/** Names of any length end before the picture begins. */
export const shortName = (name: string, most: number): string =>
  name.length > most ? `${name.slice(0, Math.max(1, most - 1))}\u2026` : name;
