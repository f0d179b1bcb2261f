/** The dates that train a model, and those that it is evaluated on. */
export interface TypedSplit {
  readonly train: readonly string[];
  readonly evaluation: readonly string[];
}

/** What is wrong with a typed split: too few or too many dates, one that the data do not have, or the wrong order. */
export type SplitFault =
  | { readonly fault: "count" | "order" }
  | { readonly fault: "unknown"; readonly typed: string; readonly nearest: readonly string[] };

/** `2022-01-03 - 2024-03-25 - 2024-12-23`: first and last for training, last for evaluation; all dates of the data. */
export function parseSplit(text: string, dates: readonly string[]): TypedSplit | SplitFault {
  const parts = text
    .split(/\s+(?:-|\u2013|to)\s+/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length !== 3) return { fault: "count" };
  const places = parts.map((part) => dates.findIndex((date) => date === part || date.slice(0, 10) === part));
  const unknown = parts[places.indexOf(-1)];
  if (unknown !== undefined) return { fault: "unknown", typed: unknown, nearest: around(unknown, dates) };
  const [first = 0, lastTrain = 0, last = 0] = places;
  if (first > lastTrain || lastTrain >= last) return { fault: "order" };
  return { train: dates.slice(first, lastTrain + 1), evaluation: dates.slice(lastTrain + 1, last + 1) };
}

/** The dates before and behind it; none where it is no date at all. */
function around(typed: string, dates: readonly string[]): readonly string[] {
  if (!/^\d{4}-\d\d-\d\d/.test(typed)) return [];
  const next = dates.findIndex((date) => date > typed);
  const near = next < 0 ? [dates.at(-1)] : [dates[next - 1], dates[next]];
  return near.filter((date) => date !== undefined);
}
