import * as l10n from "@vscode/l10n";
import { type CombinationSpan, type FileSummary } from "./batch";
import { dayOfIso } from "./dates";
import { byPeriod, weekdayWord } from "./periodWords";
import { shown, shownList } from "./shownText";

/** What is known of a file that is to go into a dataset with others. */
export interface FileContents {
  readonly name: string;
  readonly summary: Pick<FileSummary, "type" | "rows" | "combinations" | "first" | "last" | "periodicity">;
  /** The words of each column, up to `MOST_WORDS`; none where nothing is known of them. */
  readonly words: Readonly<Record<string, readonly string[]>>;
}

/** So many words of a column are looked at. */
export const MOST_WORDS = 500;

/** Concerns everything, so it fits everything. */
const ALL = "all";

/**
 * Why files do not make a whole: sentences about what Sales does not have, and about dates that Sales has and others have
 * not. Without a Sales file there is nothing to hold the others against. What extends a dataset begins where it likes.
 */
export function misfits(files: readonly FileContents[], extending = false): string[] {
  const sales = files.filter(({ summary }) => summary.type === "Sales");
  if (sales.length === 0) return [];
  const others = files.filter(({ summary }) => summary.type !== "Sales" && summary.rows > 0);
  return others.flatMap((file) => [
    ...placesOutside(file, sales),
    ...productsOutside(file, sales),
    ...calendarOutside(file, sales, extending),
  ]);
}

function placesOutside({ name, summary }: FileContents, sales: readonly FileContents[]): string[] {
  const known = sales.flatMap((each) => each.summary.combinations);
  const fits = (one: string, other: string) => one === other || one === ALL || other === ALL;
  const isKnown = (span: CombinationSpan) =>
    known.some(
      ({ country_code, region_code, grouping }) =>
        fits(country_code, span.country_code) && fits(region_code, span.region_code) && fits(grouping, span.grouping),
    );
  const foreign = summary.combinations.filter((span) => !isKnown(span));
  if (foreign.length === 0) return [];
  const names = foreign.map((span) => `${span.country_code} / ${span.region_code} / ${span.grouping}`);
  return [l10n.t("{0} is about places that Sales does not have: {1}.", shown(name), shownList(names, 3))];
}

function productsOutside({ name, words }: FileContents, sales: readonly FileContents[]): string[] {
  // What is not known to be all of the products proves nothing.
  if (sales.some((each) => (each.words["Product"]?.length ?? MOST_WORDS) >= MOST_WORDS)) return [];
  const sold = new Set(sales.flatMap((each) => each.words["Product"] ?? []));
  const foreign = (words["Product"] ?? []).filter((product) => product !== ALL && product !== "" && !sold.has(product));
  return foreign.length === 0
    ? []
    : [l10n.t("{0} has products that Sales does not have: {1}.", shown(name), shownList(foreign, 3))];
}

function calendarOutside(
  { name, summary }: FileContents,
  sales: readonly FileContents[],
  extending: boolean,
): string[] {
  // Events happen on days of their own, at any time.
  if (summary.type === "Events") return [];
  const [usual] = sales;
  const { first, last, periodicity } = summary;
  const from = least(sales.map((each) => each.summary.first));
  const to = least(
    sales.map((each) => each.summary.last),
    -1,
  );
  const found: string[] = [];
  const theirs = usual?.summary.periodicity ?? null;
  if (periodicity !== null && theirs !== null && periodicity !== theirs) {
    found.push(l10n.t("{0} is {1}, Sales {2}.", shown(name), byPeriod(periodicity), byPeriod(theirs)));
  } else if (periodicity === "Week" && first !== null && from !== undefined && weekday(first) !== weekday(from)) {
    found.push(
      l10n.t("The weeks of {0} begin on {1}, those of Sales on {2}.", shown(name), weekday(first), weekday(from)),
    );
  }
  if (!extending && first !== null && from !== undefined && first > from) {
    found.push(l10n.t("{0} begins on {1}, Sales on {2}.", shown(name), first, from));
  }
  if (last !== null && to !== undefined && last < to) {
    found.push(l10n.t("{0} ends on {1}, Sales on {2}.", shown(name), last, to));
  }
  return found;
}

const weekday = (iso: string): string => weekdayWord(dayOfIso(iso));

/** The first of ISO dates, or the last with the sign -1. */
function least(dates: readonly (string | null)[], sign = 1): string | undefined {
  return dates.flatMap((date) => date ?? []).sort((a, b) => (a < b ? -sign : a > b ? sign : 0))[0];
}
