import { type RuleId } from "../../src/dataFiles/rules";
import { type ChosenReadings } from "../../src/dataFiles/mending/conventions";

/** A file as a spreadsheet program of some country writes it, with the rows that were typed into it. */
export interface SpreadsheetFile {
  readonly what: string;
  readonly bytes: () => Uint8Array;
  /** The rules it breaks before it is put right. */
  readonly rules: readonly RuleId[];
  /** What has to be asked before all of it can be put right, and the answer. */
  readonly asked?: ChosenReadings;
  /** Date, product, units, price and profit of each row. */
  readonly rows: readonly (readonly [string, string, number, number, number])[];
}

const HEADER = ["Country", "Region", "Grouping", "Date", "Product", "UnitsSold", "PricePerUnit", "ProfitPerUnit"];

/** The same five weeks in every file, so that their numbers can be held against each other. */
const ROWS: SpreadsheetFile["rows"] = [
  ["2018-01-08", "Hälsa", 1234.5, 362.97, 120],
  ["2018-01-15", "Hälsa", 292, 1362.5, -120.25],
  ["2018-01-22", "Hälsa", 1234567, 0.5, 0],
  ["2018-01-29", "Hälsa", 12, 362, 1200],
  ["2018-02-05", "Hälsa", 7.25, 1000, -1200.75],
];

type Written = (row: SpreadsheetFile["rows"][number]) => readonly (string | number)[];

function file(separator: string, written: Written, { before = "", country = "SWE" } = {}): string {
  const quoted = (cell: string | number) =>
    new RegExp(`[${separator}"\n]`).test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);
  const lines = [HEADER, ...ROWS.map((row) => [country, "all", "all", ...written(row)])];
  return `${before}${lines.map((cells) => cells.map(quoted).join(separator)).join("\r\n")}\r\n`;
}

const numberIn =
  (locale: string, marks: (text: string) => string = (text) => text) =>
  (value: number, decimals = 2) =>
    marks(value.toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }));

/** Bytes 80 to 9f of windows-1252 that are used here are letters beyond latin-1. */
const windows1252 = (text: string) => Buffer.from(text.replaceAll("€", "\u0080"), "latin1");
const utf8 = (text: string) => Buffer.from(text, "utf8");
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le");

const day = (iso: string, order: "dmy" | "mdy", mark: string, { pad = true, short = false } = {}) => {
  const [year = "", month = "", date = ""] = iso.split("-");
  const plain = (part: string) => (pad ? part : String(Number(part)));
  const ends = short ? year.slice(2) : year;
  return (order === "dmy" ? [plain(date), plain(month), ends] : [plain(month), plain(date), ends]).join(mark);
};

const english = numberIn("en-US");
const german = numberIn("de-DE");
const noBreak = (text: string) => text.replaceAll(/[\u202f ]/g, "\u00a0");
const swedish = numberIn("sv-SE", noBreak);
const french = numberIn("fr-FR");
const brazilian = numberIn("pt-BR");
const swiss = numberIn("de-CH");
const units = (value: number, write: (value: number, decimals?: number) => string) =>
  write(value, value % 1 === 0 ? 0 : 2);

const accounting = (value: number) =>
  value === 0 ? " $-   " : value < 0 ? ` $(${english(-value)})` : ` $${english(value)} `;

export const SPREADSHEET_FILES: readonly SpreadsheetFile[] = [
  {
    what: "en-US, dates M/D/YYYY, dollars as accountants write them",
    bytes: () =>
      windows1252(
        file(",", ([date, product, sold, price, profit]) => [
          day(date, "mdy", "/", { pad: false }),
          product,
          units(sold, english),
          accounting(price),
          accounting(profit),
        ]),
      ),
    rules: ["encoding", "date", "decimalComma", "number"],
    rows: ROWS,
  },
  {
    what: "en-US with a byte order mark, dates D-MMM-YY, parentheses",
    bytes: () =>
      utf8(
        `\ufeff${file(",", ([date, product, sold, price, profit]) => [
          `${String(Number(date.slice(8)))}-${date.slice(5, 7) === "01" ? "Jan" : "Feb"}-18`,
          product,
          units(sold, english),
          `$${english(price)}`,
          profit < 0 ? `(${english(-profit)})` : english(profit),
        ])}`,
      ),
    rules: ["date", "decimalComma", "number"],
    rows: ROWS,
  },
  {
    what: "en-US Unicode text: UTF-16 and tabs",
    bytes: () =>
      utf16(
        file("\t", ([date, product, sold, price, profit]) => [
          day(date, "mdy", "/", { pad: false }),
          product,
          units(sold, english),
          `$${english(price)}`,
          english(profit),
        ]),
      ),
    rules: ["encoding"],
    rows: ROWS,
  },
  {
    what: "de-DE, semicolons, dates DD.MM.YYYY, euros behind",
    bytes: () =>
      windows1252(
        file(";", ([date, product, sold, price, profit]) => [
          day(date, "dmy", "."),
          product,
          units(sold, german),
          `${german(price)} €`,
          `${german(profit)} €`,
        ]),
      ),
    rules: ["separator", "encoding", "date", "decimalComma", "number"],
    rows: ROWS,
  },
  {
    what: "de-DE with sep=; above, euros by their code in front",
    bytes: () =>
      utf8(
        file(
          ";",
          ([date, product, sold, price, profit]) => [
            day(date, "dmy", "."),
            product,
            units(sold, german),
            `EUR ${german(price)}`,
            german(profit),
          ],
          { before: "\ufeffsep=;\r\n", country: "Deutschland" },
        ),
      ),
    rules: ["separatorLine", "separator", "country", "date", "decimalComma", "number"],
    rows: ROWS,
  },
  {
    what: "sv-SE, semicolons, ISO dates with a time, no-break spaces, kronor",
    bytes: () =>
      windows1252(
        file(";", ([date, product, sold, price, profit]) => [
          `${date} 00:00`,
          product,
          units(sold, swedish),
          `${swedish(price)} kr`,
          `${swedish(profit)} kr`.replace("\u2212", "-"),
        ]),
      ),
    rules: ["separator", "encoding", "date", "decimalComma"],
    rows: ROWS,
  },
  {
    what: "sv-SE Unicode text: UTF-16, tabs, the minus of mathematics",
    bytes: () =>
      utf16(
        file("\t", ([date, product, sold, price, profit]) => [
          date,
          product,
          units(sold, swedish),
          `${swedish(price)} kr`,
          `${swedish(profit)} kr`,
        ]),
      ),
    rules: ["encoding"],
    rows: ROWS,
  },
  {
    what: "fr-FR, semicolons, dates DD/MM/YYYY, narrow no-break spaces",
    bytes: () =>
      utf8(
        `\ufeff${file(";", ([date, product, sold, price, profit]) => [
          day(date, "dmy", "/"),
          product,
          units(sold, french),
          `${french(price)} €`,
          `${french(profit)} €`,
        ])}`,
      ),
    rules: ["separator", "date", "decimalComma", "number"],
    rows: ROWS,
  },
  {
    what: "pt-BR, semicolons, dates D/M/YY, reais in front",
    bytes: () =>
      windows1252(
        file(";", ([date, product, sold, price, profit]) => [
          day(date, "dmy", "/", { pad: false, short: true }),
          product,
          units(sold, brazilian),
          `R$ ${brazilian(price)}`,
          `${profit < 0 ? "-" : ""}R$ ${brazilian(Math.abs(profit))}`,
        ]),
      ),
    rules: ["separator", "encoding", "date", "decimalComma", "number"],
    rows: ROWS,
  },
  {
    what: "de-CH, semicolons, apostrophes between thousands",
    bytes: () =>
      utf8(
        file(";", ([date, product, sold, price, profit]) => [
          day(date, "dmy", "."),
          product,
          units(sold, swiss),
          `CHF ${swiss(price)}`,
          swiss(profit),
        ]),
      ),
    rules: ["separator", "date", "number"],
    rows: ROWS,
  },
  {
    what: "en-GB whose dates leave the day open and whose only comma may be either",
    bytes: () =>
      utf8(
        `${HEADER.join()}\n${["01/02/2018", "01/03/2018"]
          .map((date, i) => `GBR,all,all,${date},Hälsa,"${String(i + 1)},234",-,12.5%`)
          .join("\n")}\n`,
      ),
    rules: ["date", "decimalComma", "number"],
    asked: { dayOrder: "dayFirst", mark: ".", percent: "share", dash: "zero" },
    rows: [
      ["2018-02-01", "Hälsa", 1234, 0, 0.125],
      ["2018-03-01", "Hälsa", 2234, 0, 0.125],
    ],
  },
];
