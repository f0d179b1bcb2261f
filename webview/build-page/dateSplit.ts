/** How dates are split: what is for training, and what is kept to evaluate. */
import { type BuildForm, type ShownEvent } from "../shared/buildMessages";

/** Places in the list of dates, ends included: training from `first` to `lastTrain`, evaluation after it up to `last`. */
export interface Split {
  readonly first: number;
  readonly lastTrain: number;
  readonly last: number;
}

type Wish = Pick<BuildForm, "from" | "trainTo" | "to" | "share">;

/** Undefined where the dates are too few for two parts. Wishes that do not fit give way. */
export function splitOf(dates: readonly string[], { from, trainTo, to, share }: Wish): Split | undefined {
  const end = dates.length - 1;
  if (end < 1) return undefined;
  const first = Math.min(placeOf(dates, from) ?? 0, end - 1);
  const last = Math.max(placeOf(dates, to) ?? end, first + 1);
  const byShare = first + Math.floor((last - first + 1) * share) - 1;
  const lastTrain = Math.min(Math.max(placeOf(dates, trainTo) ?? byShare, first), last - 1);
  return { first, lastTrain, last };
}

function placeOf(dates: readonly string[], date: string | null): number | undefined {
  const at = date === null ? -1 : dates.indexOf(date);
  return at < 0 ? undefined : at;
}

export const trainDates = (dates: readonly string[], { first, lastTrain }: Split): readonly string[] =>
  dates.slice(first, lastTrain + 1);

export const evaluationDates = (dates: readonly string[], { lastTrain, last }: Split): readonly string[] =>
  dates.slice(lastTrain + 1, last + 1);

export const shareOf = ({ first, lastTrain, last }: Split): number => (lastTrain - first + 1) / (last - first + 1);

/** The day of a date, however the server spells it. */
export const dayOf = (date: string): string => date.slice(0, 10);

/** The date that a typed day means: the nearest of the data on or before it, or for `after` on or after it. */
export function dateTyped(dates: readonly string[], typed: string, after: boolean): string | undefined {
  const day = typed.trim();
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) return undefined;
  return after ? dates.find((date) => dayOf(date) >= day) : dates.findLast((date) => dayOf(date) <= day);
}

/** Events that lie on one side of the split only. */
export function eventsOnOneSide(
  dates: readonly string[],
  split: Split,
  events: readonly ShownEvent[],
): { readonly training: readonly string[]; readonly evaluation: readonly string[] } {
  const [train, evaluation] = [new Set(trainDates(dates, split)), new Set(evaluationDates(dates, split))];
  const isIn = (side: ReadonlySet<string>, event: ShownEvent): boolean => event.dates.some((date) => side.has(date));
  return {
    training: events.filter((one) => isIn(train, one) && !isIn(evaluation, one)).map(({ name }) => name),
    evaluation: events.filter((one) => isIn(evaluation, one) && !isIn(train, one)).map(({ name }) => name),
  };
}
