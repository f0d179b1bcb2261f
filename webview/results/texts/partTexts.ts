import * as l10n from "@vscode/l10n";

/** What is said of sums over several attributions, places and products. */
export function partTexts() {
  return {
    memberName: l10n.t("#{0} {1}"),
    memberNumber: l10n.t("#{0}"),
    memberShared: l10n.t("Attributions added up: {0}, over the dates that all of them have, {1}."),
    memberNothingOut: l10n.t("None of their dates are left out."),
    memberOut: l10n.t("Left out: {0}."),
    memberBefore: l10n.t("{0} before"),
    memberAfter: l10n.t("{0} after"),
    memberNoDates: l10n.t("Not in the numbers, since its dates are not those that the others share: {0}."),
    memberNoProduct: l10n.t("Not in the numbers, since the product {1} is not in it: {0}."),
    memberTwice: l10n.t("{0} is counted more than once: by the attributions {1}."),
    memberCurrencies: l10n.t(
      "{0} have currencies of their own, so spend, revenue and returns are not added up. Choose one country, or see each of them under {1}.",
    ),
    partsName: l10n.t("Parts of the sum"),
    partsSubtitle: l10n.t("{0} by {1}, with {2} intervals."),
    partsBy: l10n.t("Taken apart by"),
    partsShow: l10n.t("Show"),
    partsByAttribution: l10n.t("Attribution"),
    partsShare: l10n.t("Sales from media"),
    partsRoi: l10n.t("Media ROI"),
    partsTotal: l10n.t("Expected sales"),
    readoutPercent: l10n.t("{0}, %"),
    partsMean: l10n.t("mean, {0}"),
    partsNote: l10n.t(
      "Means add up to the whole; medians and intervals are each part's own. Filters show one part alone.",
    ),
    partsAbsent: l10n.t("No part has a number to draw."),
    partsMostShare: l10n.t("Media make up the largest part of sales in {0}: {1}."),
    partsEvenShare: l10n.t("In no part do media surely make up more of sales than in every other."),
    partsMostRoi: l10n.t("Media return most in {0}: {1}."),
    partsEvenRoi: l10n.t("In no part do media surely return more than in every other."),
    partsMostTotal: l10n.t("{0} sells most: {1}."),
    partsEvenTotal: l10n.t("No part surely sells more than every other."),
  };
}
