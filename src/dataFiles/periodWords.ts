import * as l10n from "@vscode/l10n";
import { isoOfDay } from "./dates";
import { type Periodicity } from "./fileTypes";
import { type DatedPeriodicity, startsAround, weekdayOf } from "./periods";

/** "Monday" */
export function weekdayWord(day: number): string {
  switch (weekdayOf(day)) {
    case "Monday":
      return l10n.t("Monday");
    case "Tuesday":
      return l10n.t("Tuesday");
    case "Wednesday":
      return l10n.t("Wednesday");
    case "Thursday":
      return l10n.t("Thursday");
    case "Friday":
      return l10n.t("Friday");
    case "Saturday":
      return l10n.t("Saturday");
    case "Sunday":
      return l10n.t("Sunday");
  }
}

/** "by week" */
export function byPeriod(periodicity: Periodicity): string {
  switch (periodicity) {
    case "Minute":
      return l10n.t("by minute");
    case "Hour":
      return l10n.t("by hour");
    case "Day":
      return l10n.t("by day");
    case "Week":
      return l10n.t("by week");
    case "Month":
      return l10n.t("by month");
    case "Quarter":
      return l10n.t("by quarter");
    case "Year":
      return l10n.t("by year");
  }
}

/** "3 weeks" */
export function countOfPeriods(count: number, periodicity: DatedPeriodicity): string {
  const one = count === 1;
  switch (periodicity) {
    case "Day":
      return one ? l10n.t("1 day") : l10n.t("{0} days", count);
    case "Week":
      return one ? l10n.t("1 week") : l10n.t("{0} weeks", count);
    case "Month":
      return one ? l10n.t("1 month") : l10n.t("{0} months", count);
    case "Quarter":
      return one ? l10n.t("1 quarter") : l10n.t("{0} quarters", count);
    case "Year":
      return one ? l10n.t("1 year") : l10n.t("{0} years", count);
  }
}

/** What a finding says of a day that begins no period; every day is one of its own. */
export function notFirstDayWords(day: number, periodicity: Exclude<DatedPeriodicity, "Day">) {
  const [iso, weekday] = [isoOfDay(day), weekdayWord(day)];
  const [before, after] = startsAround(day, periodicity);
  switch (periodicity) {
    case "Week":
      return {
        message: l10n.t("{0} is a {1}, not a Monday.", iso, weekday),
        expected: l10n.t("The first day of a week would be {0} or {1}.", before, after),
      };
    case "Month":
      return {
        message: l10n.t("{0} is a {1}, not the first day of a month.", iso, weekday),
        expected: l10n.t("The first day of a month would be {0} or {1}.", before, after),
      };
    case "Quarter":
      return {
        message: l10n.t("{0} is a {1}, not 1 January, 1 April, 1 July or 1 October.", iso, weekday),
        expected: l10n.t("The first day of a quarter would be {0} or {1}.", before, after),
      };
    case "Year":
      return {
        message: l10n.t("{0} is a {1}, not 1 January.", iso, weekday),
        expected: l10n.t("The first day of a year would be {0} or {1}.", before, after),
      };
  }
}

export function everyPeriodNeedsRow(periodicity: DatedPeriodicity): string {
  switch (periodicity) {
    case "Day":
      return l10n.t("Every day needs one row, with 0 where nothing happened.");
    case "Week":
      return l10n.t("Every week needs one row, with 0 where nothing happened.");
    case "Month":
      return l10n.t("Every month needs one row, with 0 where nothing happened.");
    case "Quarter":
      return l10n.t("Every quarter needs one row, with 0 where nothing happened.");
    case "Year":
      return l10n.t("Every year needs one row, with 0 where nothing happened.");
  }
}
