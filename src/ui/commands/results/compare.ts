import { l10n } from "vscode";
import { type ComparedObject } from "../../results/comparison/comparedPlace";
import { type ResultsPlace } from "../../results/resultsPlace";
import { type Given } from "../ask/object";
import { isResultsPlace, projectOfPage } from "../ask/pageObject";
import { type Tools } from "../tools";
import { comparablesOf, pairOf, pickCompared, type Placed } from "./compared";

/** Two selected results side by side; one beside another that somebody picks; else two that are picked. */
export async function compareResults(
  tools: Tools,
  what?: Given | ResultsPlace,
  nodes?: readonly Given[],
): Promise<void> {
  const title = l10n.t("Compare Results");
  const given = isResultsPlace(what) ? await ofPage(tools, what) : comparablesOf(what, nodes);
  const first =
    given[0] ??
    (await pickCompared(tools, title, l10n.t("Compare which one?"), isResultsPlace(what) ? undefined : what));
  if (first === undefined) return;
  const second = given[1] ?? (await pickCompared(tools, title, l10n.t("Compare with which one?"), first));
  if (second === undefined) return;
  // Of two selected rows nobody said which came first: the older one did.
  const ordered = given.length === 2 ? [first, second].toSorted(byAge) : [first, second];
  await tools.comparisons.open(pairOf(ordered));
}

/** What a results page is about, whose toolbar asks. */
async function ofPage(tools: Tools, page: ResultsPlace): Promise<readonly Placed[]> {
  const { kind, id } = page;
  if (kind === "attributionSet") return [];
  const place = await projectOfPage(tools, page);
  return [{ place, object: { kind, id: id as ComparedObject["id"] }, createdAt: undefined }];
}

function byAge(one: Placed, other: Placed): number {
  const [a, b] = [one.createdAt ?? "", other.createdAt ?? ""];
  return a === b ? Number(one.object.id) - Number(other.object.id) || 0 : a < b ? -1 : 1;
}
