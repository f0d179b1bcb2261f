import { l10n } from "vscode";
import { longestLife, tokenEnd, typedEnd } from "./tokenEnd";

/** What is wrong with the end of a token that somebody typed, as a sentence. */
export function endProblem(text: string, now = Date.now()): string | undefined {
  const end = tokenEnd(typedEnd(text, now), now);
  if (end === undefined) return l10n.t("Type a date such as 2027-03-01, or a number of days.");
  if (end.daysLeft < 0) return l10n.t("This day is over: the token would have ended already.");
  if (end.daysLeft > longestLife) return l10n.t("A token lives at most {0} days.", longestLife);
  return undefined;
}
