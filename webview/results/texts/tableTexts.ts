import * as l10n from "@vscode/l10n";
/** What the table of the results page says, and what stands in its place; {0}, {1} are filled by the page. */
export function tableTexts() {
  return { ...headerTexts(), ...columnTexts(), ...sentenceTexts(), ...stateTexts() };
}

function headerTexts() {
  return {
    title: l10n.t("Attribution #{0}"),
    sandboxLabel: l10n.t("Sandbox engine: not Alviss's own numbers"),
    metaModel: l10n.t("model #{0}"),
    metaPeriods: l10n.t("{0} periods"),
    metaQuarters: l10n.t("{0} quarters"),
    metaDraws: l10n.t("{0} draws"),
    metaLevel: l10n.t("{0} % intervals"),
    metaSeed: l10n.t("seed {0}"),
    metaEngine: l10n.t("engine {0}"),
    keyFigures: l10n.t("Key figures"),
    percentValue: l10n.t("{0} %"),
    keyMediaShare: l10n.t("of units from media ({0})"),
    keyMediaShareMean: l10n.t("of units from media, mean"),
    keyMediaRevenueMean: l10n.t("of revenue from media, mean"),
    keyTotal: l10n.t("units expected ({0})"),
    keyMediaRoi: l10n.t("media ROI, {0} ({1})"),
    interval: l10n.t("Interval"),
    percentWhole: l10n.t("{0} %"),
    toolbar: l10n.t("Views and filters"),
    copyCsv: l10n.t("Copy CSV"),
    copied: l10n.t("Copied {0} rows as CSV."),
    loadingLevel: l10n.t("Reading {0} % intervals..."),
  };
}

function columnTexts() {
  return {
    sortedBy: l10n.t("Sorted by {0}."),
    groupContribution: l10n.t("Contribution"),
    groupShare: l10n.t("Share of total"),
    groupReturn: l10n.t("Return on spend"),
    columnDriver: l10n.t("Driver"),
    columnKind: l10n.t("Kind"),
    columnMean: l10n.t("Mean"),
    columnMedian: l10n.t("Median"),
    columnInterval: l10n.t("{0} % interval"),
    columnSpend: l10n.t("Spend"),
    columnRoi: l10n.t("ROI, median"),
    columnAboveOne: l10n.t("P(ROI > 1)"),
    unitUnits: l10n.t("units sold"),
    unitPercent: l10n.t("%"),
    unitLowHigh: l10n.t("low to high"),
    unitCurrency: l10n.t("currency units"),
    unitRatio: l10n.t("ratio"),
    unitProfitPerMoney: l10n.t("{0} of profit per {0}"),
    unitMoneyPerMoney: l10n.t("{0} per {0}"),
    range: l10n.t("{0} to {1}"),
    none: l10n.t("–"),
    noSpend: l10n.t("no spend"),
    driverOfProduct: l10n.t("{0} ({1})"),
    total: l10n.t("Total"),
    kindBase: l10n.t("base"),
    kindMedia: l10n.t("media"),
    kindPrice: l10n.t("price"),
    kindDistribution: l10n.t("distribution"),
    kindEvents: l10n.t("event"),
    kindControl: l10n.t("control"),
    kindSeasonality: l10n.t("seasonality"),
    kindTrend: l10n.t("trend"),
  };
}

function sentenceTexts() {
  return {
    table: l10n.t("Contribution and return by driver"),
    findingTop: l10n.t("{0} adds most to the base."),
    findingTopUnsure: l10n.t("{0} add most to the base; which of them is not sure."),
    findingTopOpen: l10n.t("Which driver adds most to the base is not sure."),
    findingReturnsOne: l10n.t("{0} brings in more {1} than it costs."),
    findingReturnsMany: l10n.t("{0} bring in more {1} than they cost."),
    findingMayReturnOne: l10n.t("{0} probably brings in more {1} than it costs."),
    findingMayReturnMany: l10n.t("{0} probably bring in more {1} than they cost."),
    findingLosesOne: l10n.t("{0} probably brings in less {1} than it costs."),
    findingLosesMany: l10n.t("{0} probably bring in less {1} than they cost."),
    wordRevenue: l10n.t("revenue"),
    wordProfit: l10n.t("profit"),
    caption: l10n.t("Units sold over all dates, with equal-tailed {0} % intervals."),
    captionRevenue: l10n.t("Revenue ({0}) over all dates, with equal-tailed {1} % intervals."),
    captionProfitRoi: l10n.t("ROI = units × profit per unit / spend ({0}), carry-over included."),
    captionRoi: l10n.t("ROI = units × price / spend ({0}), carry-over included."),
    readoutWord: l10n.t("{0}: {1}"),
    readoutCell: l10n.t("{0}: {1}, {2}"),
    readoutValue: l10n.t("{0} {1}"),
    readoutInterval: l10n.t("{0} % interval: {1}"),
    readoutRow: l10n.t("row {0} of {1}, sorted by {2}"),
    readoutHint: l10n.t("Arrow keys read the cells; Enter on a column heading sorts; C copies the table."),
    noteFewDraws: l10n.t("Interval from few draws ({0}): use 200 or more when you run the attribution."),
    noteFitDoubts: l10n.t(
      "The fit behind these numbers did not pass: {0}. Medians and intervals may be off; see what to do under {1}",
    ),
    noteFitsDoubts: l10n.t(
      "Fits behind these numbers did not pass checks: {0}. Medians and intervals may be off; open their models to see what to do.",
    ),
    noteReference: l10n.t("{0}: measured against the {1}, so only differences to it count."),
    referenceTrainingMean: l10n.t("training mean"),
    noteAddUp: l10n.t("Means add up to the total; medians and intervals are each row's own and do not."),
    noteNoPrices: l10n.t("The data have no prices, so these are units sold, not revenue."),
    noteNoProfit: l10n.t("Returns count revenue: the data have no ProfitPerUnit for all of what is shown."),
    noteSharedSpend: l10n.t(
      "Spend is told for all products together and split evenly over them: a return of one product rests on that split, not on the data.",
    ),
    notePositivePrior: l10n.t(
      "Priors of media leave hardly any room for an effect of 0 or less: media that do nothing still show a small one, and P(> 0) is near 1 whatever the data say.",
    ),
    notePartOfDates: l10n.t(
      "Returns in a part of the dates count effects of earlier spend, and not the later effects of this spend.",
    ),
    noteNoRoi: l10n.t("No return on spend: the data have no price or no investment in these dates."),
  };
}

function stateTexts() {
  return {
    loading: l10n.t("Reading the result..."),
    running: l10n.t("The job is still running."),
    runningProgress: l10n.t("{0}, {1} %"),
    runningWord: l10n.t("The server says: {0}."),
    runningAdvice: l10n.t("The result appears here when it is done. You can close this page; the job goes on."),
    checkNow: l10n.t("Check Now"),
    serverSaid: l10n.t("The server said:"),
    tryAgain: l10n.t("Try Again"),
    showLog: l10n.t("Show Log"),
    deleted: l10n.t("This object is no longer on the server."),
    deletedAdvice: l10n.t("Close this page, or open another one from the view Projects."),
  };
}
