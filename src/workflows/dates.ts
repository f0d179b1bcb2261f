import * as l10n from "@vscode/l10n";
import { AlvissError } from "../platform/errors";
import { type DatasetId } from "../platform/ids";
import { type Combination } from "../platform/records";
import { type ReadTools } from "./workflow";

export interface DateSplit {
  readonly train: readonly string[];
  readonly evaluation: readonly string[];
}

/**
 * The dates of a dataset in time order, each once, spelled as the server spells them. A POST that only reads: the
 * client sends it once, and a job may ask again.
 */
export async function calendar(
  tools: ReadTools,
  dataset: DatasetId,
  combination: Combination,
): Promise<readonly string[]> {
  const dates = await tools.client.readDates(tools.project, dataset, [combination], { signal: tools.signal });
  if (dates.length === 0) {
    throw new AlvissError({
      kind: "invalid",
      unsent: true,
      serverWords: l10n.t(
        "The dataset has no sales for {0}, {1}, {2}.",
        combination.country,
        combination.region,
        combination.grouping,
      ),
      remedy: l10n.t("Choose another combination, or a dataset with its sales."),
    });
  }
  return [...new Set(dates)].sort();
}

/** The first `share` of the dates for training, the rest for evaluation; refuses to leave either empty. */
export function splitDates(dates: readonly string[], share: number): DateSplit {
  const count = Math.floor(dates.length * share);
  if (count < 1 || count >= dates.length) {
    throw new AlvissError({
      kind: "invalid",
      unsent: true,
      serverWords: l10n.t("{0} dates cannot be split at {1} %: one side would be empty.", dates.length, share * 100),
      remedy: l10n.t("Choose a share between, or a dataset with more dates."),
    });
  }
  return { train: dates.slice(0, count), evaluation: dates.slice(count) };
}
