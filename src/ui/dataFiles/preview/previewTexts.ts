import { l10n } from "vscode";
import { type PreviewStrings } from "../../../../webview/shared/previewStrings";

/** The texts of the page of a data file in the user's language; the places {0}, {1} are filled by the page. */
export const previewTexts = (): PreviewStrings => ({ ...barTexts(), ...chartTexts(), ...listTexts(), ...stateTexts() });

function barTexts() {
  return {
    view: l10n.t("View"),
    charts: l10n.t("Charts"),
    table: l10n.t("Table"),
    combination: l10n.t("Combination"),
    combinationRows: l10n.t("{0} ({1} rows)"),
    combinationsCut: l10n.t("{0} of {1} combinations can be chosen here."),
    measure: l10n.t("Measure"),
    allMeasures: l10n.t("All measures"),
    dates: l10n.t("Dates"),
    datesFrom: l10n.t("From"),
    datesTo: l10n.t("To"),
    datesAll: l10n.t("All Dates"),
    dateFault: l10n.t("This is no date. Write it as year-month-day."),
    dateOrderFault: l10n.t("The first date is after the last one."),
    openText: l10n.t("Open as Text"),
    fix: l10n.t("Fix File..."),
    upload: l10n.t("Upload..."),
    uploadAsks: l10n.t("Upload... (asks first)"),
    copyCsv: l10n.t("Copy CSV"),
    copied: l10n.t("Copied {0} rows as CSV."),
    again: l10n.t("Reading the file again..."),
    keyFigures: l10n.t("Key figures"),
    keyRows: l10n.t("rows"),
    keySeries: l10n.t("series"),
    keyInvestment: l10n.t("invested"),
    keyRevenue: l10n.t("revenue"),
    keyMissing: l10n.t("{0}, {1} missing"),
    periodsDay: l10n.t("days"),
    periodsWeek: l10n.t("weeks"),
    periodsMonth: l10n.t("months"),
    periodsQuarter: l10n.t("quarters"),
    periodsYear: l10n.t("years"),
  };
}

function chartTexts() {
  return {
    seriesHeading: l10n.t("Series of {0}"),
    seriesCut: l10n.t("{0} of {1} series are shown: those with the largest totals of their measure."),
    rowsCut: l10n.t("Drawn are the first {0} rows, counted as in the long layout; the findings are of all."),
    perDay: l10n.t("{0} a day"),
    perWeek: l10n.t("{0} a week"),
    perMonth: l10n.t("{0} a month"),
    perQuarter: l10n.t("{0} a quarter"),
    perYear: l10n.t("{0} a year"),
    noteNumbers: l10n.t("{0} numbers"),
    noteMissing: l10n.t("{0} numbers, {1} missing"),
    noteEvents: l10n.t("{0} times, {1} days"),
    chartLabel: l10n.t("{0}, {1}: {2} numbers from {3}; least {4}, mean {5}, most {6}."),
    chartLabelMissing: l10n.t("{0} {1} between the first and the last have no row."),
    eventLabel: l10n.t("{0}: {1} times, {2} days in all, from {3}."),
    slotMany: l10n.t("largest of {0} {1} from {2}"),
    readoutHint: l10n.t("Arrow keys: left and right along the dates, up and down through the series."),
    readoutNone: l10n.t("no number"),
    readoutMissing: l10n.t("no row"),
    readoutEvent: l10n.t("takes place"),
    readoutNoEvent: l10n.t("does not take place"),
    calendar: l10n.t("Calendar"),
    calendarKey: l10n.t("filled: all series have rows; half: some; outlined: none; cross: a key twice"),
    calendarLabel: l10n.t("{0} {1} from {2}: {3}"),
    calendarComplete: l10n.t("All series have a row in each."),
    calendarMissing: l10n.t("Without any row: {0}."),
    calendarTwice: l10n.t("A key twice: {0}."),
    calendarMore: l10n.t("{0} and {1} more"),
  };
}

function listTexts() {
  return {
    totalsInvestment: l10n.t("Spend by channel"),
    totalsRevenue: l10n.t("Revenue by product"),
    columnMedium: l10n.t("Channel"),
    columnProduct: l10n.t("Product"),
    columnAmount: l10n.t("Amount"),
    columnShare: l10n.t("Share"),
    partsCut: l10n.t("The {0} largest of {1}."),
    currency: l10n.t("currency units"),
    findings: l10n.t("Findings"),
    findingsNone: l10n.t("Nothing to complain about."),
    findingsAdvice: l10n.t("Errors ask before the upload; warnings do not."),
    findingsCut: l10n.t("{0} of {1} findings are listed, errors first."),
    errorOne: l10n.t("1 error"),
    errorMany: l10n.t("{0} errors"),
    warningOne: l10n.t("1 warning"),
    warningMany: l10n.t("{0} warnings"),
    error: l10n.t("Error"),
    warning: l10n.t("Warning"),
    goTo: l10n.t("Go to {0}"),
    columnSeries: l10n.t("Series"),
    columnMeasure: l10n.t("Measure"),
    columnNumbers: l10n.t("Numbers"),
    columnFirst: l10n.t("First"),
    columnLast: l10n.t("Last"),
    columnMissing: l10n.t("Missing"),
    columnLeast: l10n.t("Least"),
    columnMean: l10n.t("Mean"),
    columnMost: l10n.t("Most"),
    columnTotal: l10n.t("Total"),
    none: l10n.t("–"),
    wholeFile: l10n.t("all of it"),
    percent: l10n.t("{0} %"),
  };
}

function stateTexts() {
  return {
    empty: l10n.t("There is nothing to draw."),
    datesEmpty: l10n.t("No row lies between these dates."),
    datesEmptyAdvice: l10n.t("The file has dates from {0} to {1}. Choose others above."),
    emptyAdvice: l10n.t("The file has no row with a date and a number that can be read. The findings say why."),
    noType: l10n.t("The numbers of this type of file are not documented, so only its calendar is shown."),
    reading: l10n.t("Reading the file..."),
    readingPercent: l10n.t("Reading the file: {0} %"),
    unreadable: l10n.t("The file cannot be shown."),
    tryAgain: l10n.t("Try Again"),
    deleted: l10n.t("The file is no longer there."),
    deletedAdvice: l10n.t("It appears here again when it comes back. Close this page otherwise."),
  };
}
