import * as l10n from "@vscode/l10n";
import { ALWAYS, NEVER_REFUSED, ONLY_STRICT, type Rule, rule, type Severity, UNLESS_LENIENT } from "./rule";

/** Every rule that a data file is held against. */
export const RULES = {
  notSupported: rule(ALWAYS, "platform", () => ({
    sentence: l10n.t("A file is CSV text or an .xlsx workbook."),
    expected: l10n.t("Save it as .xlsx, or as CSV in UTF-8."),
    basis: l10n.t("File Format page: .csv and .xlsx"),
  })),
  formatMismatch: rule(NEVER_REFUSED, "caution", () => ({
    sentence: l10n.t("The name of a file says what it holds."),
    expected: l10n.t("Name CSV text .csv and a workbook .xlsx."),
    basis: l10n.t("The content decides how a file is read; a wrong name may be refused elsewhere."),
  })),
  encoding: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Text is UTF-8."),
    expected: l10n.t("Save the file with the encoding UTF-8."),
    basis: l10n.t("File Format page"),
  })),
  emptyFile: rule(ALWAYS, "platform", () => ({
    sentence: l10n.t("A file has a header and rows."),
    expected: l10n.t("Write the names in the first row and at least one row below."),
    basis: l10n.t("File Format page: the header is the first row"),
  })),
  separator: rule(ALWAYS, "platform", () => ({
    sentence: l10n.t("Cells are separated by commas."),
    expected: l10n.t("Separate them by commas, and write decimals with a period."),
    basis: l10n.t("File Format page"),
  })),
  separatorLine: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("The first row is the header, not a line that names the separator."),
    expected: l10n.t("Take the line away."),
    basis: l10n.t("File Format page: the header is the first row"),
  })),
  openQuote: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Every quotation mark is closed."),
    expected: l10n.t("Close it, or double it where it belongs to the text."),
    basis: l10n.t("Follows from CSV (RFC 4180)"),
  })),
  strayQuote: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("A quotation mark stands around a whole cell, or doubled inside one."),
    expected: l10n.t("Put the whole cell in quotation marks and double the ones inside."),
    basis: l10n.t("Follows from CSV (RFC 4180)"),
  })),
  raggedRow: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Every row has as many cells as the header."),
    expected: l10n.t("Give every row one cell for each column."),
    basis: l10n.t("File Format page"),
  })),
  tooLong: rule(ALWAYS, "caution", () => ({
    sentence: l10n.t("No cell is longer than a megabyte, no row than 16 megabytes or 200,000 cells."),
    expected: l10n.t("End every row with a line break, and keep long texts out of data files."),
    basis: l10n.t("Longer ones are broken files in practice, and memory is limited."),
  })),
  tooManyColumns: rule(ALWAYS, "caution", () => ({
    sentence: l10n.t("A file has at most 1000 columns that are read."),
    expected: l10n.t("Leave out columns that no model uses, or write the rows of the long form."),
    basis: l10n.t("Memory is limited."),
  })),
  typeUnknown: rule(ALWAYS, "platform", () => ({
    sentence: l10n.t("The header is that of one file type."),
    expected: l10n.t("Use the column names of the file type."),
    basis: l10n.t("File pages"),
  })),
  otherType: rule(NEVER_REFUSED, "caution", () => ({
    sentence: l10n.t("The header fits the type the file is uploaded as."),
    expected: l10n.t("Choose the type that the header shows."),
    basis: l10n.t("The platform names the columns of a type; which type was meant is our guess."),
  })),
  unspecifiedType: rule(NEVER_REFUSED, "caution", () => ({
    sentence: l10n.t("The columns of the type are documented."),
    expected: l10n.t("Only Country, Region, Grouping and Date are checked."),
    basis: l10n.t("No page describes the columns of Brand, Weather, Competitor Media and Extra files."),
  })),
  unknownType: rule(ONLY_STRICT, "caution", () => ({
    sentence: l10n.t("The type of the file is one that the platform names."),
    expected: l10n.t("Use one of the file types of the platform."),
    basis: l10n.t(
      "Names besides Sales, Events, Media and Extra are not documented for the API, so another one may be right.",
    ),
  })),
  missingColumn: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Every required column is there."),
    expected: l10n.t("Add the column, or the row of the wide layout."),
    basis: l10n.t("File pages"),
  })),
  countryRow: rule(NEVER_REFUSED, "platform", () => ({
    sentence: l10n.t("A wide Competitor Price file has a row Country."),
    expected: l10n.t("Add a row Country with the code of each series, such as SWE."),
    basis: l10n.t("The column is required, but the printed sample lacks the row."),
  })),
  headerSpelling: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Names of columns are spelled exactly as documented, capitals included."),
    expected: l10n.t("Write the name exactly."),
    basis: l10n.t("File Format page"),
  })),
  duplicateColumn: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("No column is there twice."),
    expected: l10n.t("Keep one of the two."),
    basis: l10n.t("File Format page: cells line up with the header"),
  })),
  unknownColumn: rule(ONLY_STRICT, "caution", () => ({
    sentence: l10n.t("A file has no further columns."),
    expected: l10n.t("Remove the column, or rename it to one of the type's."),
    basis: l10n.t("Whether further named columns are tolerated is not documented."),
  })),
  missingValue: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Dimensions and dates have a value in every row; Region and Grouping may be empty."),
    expected: l10n.t("Fill in the value."),
    basis: l10n.t("File pages; Region and Grouping pages for the default all"),
  })),
  spaces: rule(NEVER_REFUSED, "caution", () => ({
    sentence: l10n.t("Values have no spaces around them."),
    expected: l10n.t("Take the spaces away."),
    basis: l10n.t("Not documented; the value is read without them."),
  })),
  similarName: rule(NEVER_REFUSED, "caution", () => ({
    sentence: l10n.t("One thing has one name, with the same capitals and spaces everywhere."),
    expected: l10n.t("Write the name as elsewhere in the file."),
    basis: l10n.t("Not documented; names that differ only so are taken as different things."),
  })),
  controlCharacter: rule(UNLESS_LENIENT, "caution", () => ({
    sentence: l10n.t("Words have no invisible control characters."),
    expected: l10n.t("Delete the character."),
    basis: l10n.t("NUL bytes and the like come from broken exports."),
  })),
  country: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Country is a code of three capital letters."),
    expected: l10n.t("Write the three capital letters of ISO 3166, such as SWE."),
    basis: l10n.t("File pages"),
  })),
  unknownCountry: rule(ONLY_STRICT, "platform", () => ({
    sentence: l10n.t("Country is a code of ISO 3166-1."),
    expected: l10n.t("Check the code; Sweden, for example, is SWE."),
    basis: l10n.t("File pages; a warning because lists of codes change"),
  })),
  characters: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Region and Grouping use the documented characters."),
    expected: l10n.t("Allowed are letters, digits, spaces, å ä ö ü ø æ ß, and ( ) _ + -."),
    basis: l10n.t("Grouping and Region pages, with the space of their own examples and Ø for a damaged letter"),
  })),
  date: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Dates are real days written YYYY-MM-DD; a workbook may hold date cells."),
    expected: l10n.t("Write year, month and day as YYYY-MM-DD."),
    basis: l10n.t("File pages; File Format page for workbooks"),
  })),
  periodStart: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("A date is the first day of its period."),
    expected: l10n.t("Write the first day: the Monday of a week, the first of a month."),
    basis: l10n.t("Periodicity page"),
  })),
  sundayWeek: rule(ONLY_STRICT, "platform", () => ({
    sentence: l10n.t("A week is dated by its Monday, not by the Sunday before."),
    expected: l10n.t("Write the Monday of the week."),
    basis: l10n.t("Periodicity page; a warning because the pages' own weekly samples stand on Sundays"),
  })),
  number: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Measures are plain numbers, or empty, NaN or null."),
    expected: l10n.t(
      "Write digits with a period as decimal mark and nothing else, such as 1234.5, or leave the cell empty.",
    ),
    basis: l10n.t("File Format page"),
  })),
  decimalComma: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("The decimal mark is a period."),
    expected: l10n.t("Write a period, and no mark between thousands."),
    basis: l10n.t("File Format page"),
  })),
  thousandsPeriod: rule(NEVER_REFUSED, "caution", () => ({
    sentence: l10n.t("A period stands in front of decimals, not between thousands."),
    expected: l10n.t("If it stands between thousands, take it away."),
    basis: l10n.t("Not documented; 1.234 is read as little more than one."),
  })),
  wholeNumber: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Counts are whole numbers."),
    expected: l10n.t("Write a whole number, such as 90."),
    basis: l10n.t("Distribution, Competitor Distribution and Visits pages"),
  })),
  negative: rule(NEVER_REFUSED, "caution", () => ({
    sentence: l10n.t("Sales, prices, counts and media values are not below zero."),
    expected: l10n.t("Check the sign."),
    basis: l10n.t("Not documented; returns may well be below zero."),
  })),
  missingPrice: rule(NEVER_REFUSED, "caution", () => ({
    sentence: l10n.t("Where units were sold there is a price."),
    expected: l10n.t("Fill in PricePerUnit."),
    basis: l10n.t("Missing values are allowed, but without its price a sale has no revenue."),
  })),
  metric: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Metric is one of the documented words, spelled exactly."),
    expected: l10n.t("Write the word exactly."),
    basis: l10n.t("Media page; Sales and Events pages for the wide layout"),
  })),
  investment: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Every date of a medium has a row with the metric Investment."),
    expected: l10n.t("Add the row, with 0 where nothing was spent."),
    basis: l10n.t("Media page"),
  })),
  dateOrder: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("An event ends on the day it starts or later."),
    expected: l10n.t("Write EndDate as the last day."),
    basis: l10n.t("Events page, implied by the columns"),
  })),
  duplicateRow: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("Every date of a combination has one row."),
    expected: l10n.t("Keep one row for each date and combination; add amounts up where both count."),
    basis: l10n.t("Periodicity page"),
  })),
  gap: rule(ONLY_STRICT, "platform", () => ({
    sentence: l10n.t("Between its first and last date a combination has a row for every period."),
    expected: l10n.t("Add the missing rows, with 0 where nothing happened."),
    basis: l10n.t("Periodicity page; a warning because it only says errors or inaccuracies"),
  })),
  workbook: rule(ALWAYS, "platform", () => ({
    sentence: l10n.t("A workbook can be opened: a zip archive with sheets of XML."),
    expected: l10n.t("Open it in a spreadsheet program and save it anew as .xlsx."),
    basis: l10n.t("File Format page: .xlsx"),
  })),
  workbookSize: rule(ALWAYS, "caution", () => ({
    sentence: l10n.t(
      "A workbook has at most 64 MB packed, and its parts unpack to at most 512 MB and 200 times their size.",
    ),
    expected: l10n.t("Save the sheet as CSV, which may be of any size."),
    basis: l10n.t("A workbook is read in memory, and small ones can hide gigabytes."),
  })),
  macros: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("A workbook has no macros."),
    expected: l10n.t("Save it as .xlsx, without macros."),
    basis: l10n.t("File Format page: raw values only"),
  })),
  furtherSheets: rule(NEVER_REFUSED, "caution", () => ({
    sentence: l10n.t("A workbook has one sheet with data."),
    expected: l10n.t("Put the data into the first sheet, and other data into files of their own."),
    basis: l10n.t("Not documented; the first visible sheet with cells is read."),
  })),
  formula: rule(NEVER_REFUSED, "platform", () => ({
    sentence: l10n.t("Cells hold values, not formulas."),
    expected: l10n.t("Replace formulas by their values."),
    basis: l10n.t("File Format page; a warning because the value that was saved with the formula is read"),
  })),
  formulaWithoutValue: rule(UNLESS_LENIENT, "platform", () => ({
    sentence: l10n.t("A cell with a formula has the value it had when the file was saved."),
    expected: l10n.t("Open the workbook in a spreadsheet program and save it, or replace the formula by its value."),
    basis: l10n.t("File Format page: raw values only"),
  })),
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;

export const RULE_IDS = Object.keys(RULES) as readonly RuleId[];

/** Chosen severities; a rule that is not named has the severity of the profile `documented`. */
export type SeverityChoices = Readonly<Partial<Record<RuleId, Severity | "off">>>;
