import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type FileType } from "../../../src/dataFiles/fileTypes";
import { findingText } from "../../../src/dataFiles/findings";
import { readDataFile, type ReadOptions } from "../../../src/dataFiles/readDataFile";
import { type RuleId } from "../../../src/dataFiles/rules";
import { byteSource } from "../../support/byteSource";
import { readWholeFile } from "../../support/readWholeFile";

const SALES = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";
const MEDIA = "Country,Region,Grouping,Date,Product,Media,Campaign,Metric,Value";
const EVENTS = "Country,Region,Grouping,StartDate,EndDate,Event";
const DISTRIBUTION = "Country,Region,Grouping,Date,Product,Channel,Value";

/** Two good weeks, so that one bad row stands among good ones. */
const week = (units: string, date = "2024-01-15") => `SWE,all,all,${date},Health,${units},362.97`;
const sales = (...rows: string[]) => [SALES, week("292", "2024-01-08"), ...rows].join("\n");
const media = (...rows: string[]) => [MEDIA, ...rows.map((row) => `SWE,all,all,${row}`)].join("\n");

interface BadFile {
  readonly what: string;
  readonly type: FileType;
  readonly content: string | Uint8Array;
  readonly options?: Partial<ReadOptions>;
  /** rule, line, column, and a part of what is said. */
  readonly finding: readonly [RuleId, number, number, string];
}

const BAD_FILES: readonly BadFile[] = [
  {
    what: "semicolons",
    type: "Sales",
    content: sales(week("1")).replaceAll(",", ";"),
    finding: ["separator", 1, 1, 'The cells are separated by ";". Separate them by commas'],
  },
  {
    what: "tabs",
    type: "Sales",
    content: sales(week("1")).replaceAll(",", "\t"),
    finding: ["separator", 1, 1, "The cells are separated by tabs."],
  },
  {
    what: "a decimal comma in quotes",
    type: "Sales",
    content: sales(week('"3,14"')),
    finding: [
      "decimalComma",
      3,
      6,
      '"3,14" in UnitsSold has a comma. Write 3.14: digits, and a period as decimal mark.',
    ],
  },
  {
    what: "a decimal comma that makes two cells",
    type: "Sales",
    content: sales(week("3,14")),
    finding: ["raggedRow", 3, 1, "The row has 8 cells, the header has 7. A comma inside a value makes two cells"],
  },
  {
    what: "a short row",
    type: "Sales",
    content: sales("SWE,all,all,2024-01-15"),
    finding: ["raggedRow", 3, 1, "The row has 4 cells, the header has 7."],
  },
  {
    what: "a header in another case",
    type: "Sales",
    content: sales(week("1")).replace("UnitsSold", "unitssold"),
    finding: ["headerSpelling", 1, 6, 'The column name is "unitssold". Write it exactly as UnitsSold.'],
  },
  {
    what: "a header with a space",
    type: "Sales",
    content: sales(week("1")).replace("UnitsSold", "Units Sold"),
    finding: ["headerSpelling", 1, 6, "Write it exactly as UnitsSold."],
  },
  {
    what: "a missing column",
    type: "Sales",
    content: "Country,Region,Date,Product,UnitsSold\nSWE,all,2024-01-08,Health,1",
    finding: ["missingColumn", 1, 1, "The column PricePerUnit is missing. A Sales file needs Country, Region, Date,"],
  },
  {
    what: "a column twice",
    type: "Sales",
    content: `${SALES},Date\n${week("1")},2024-01-15`,
    finding: ["duplicateColumn", 1, 8, "The column Date is there twice, first as column 4."],
  },
  {
    what: "a column that the type does not have",
    type: "Sales",
    content: `${SALES},Shop\n${week("1")},x`,
    finding: ["unknownColumn", 1, 8, 'A Sales file has no column "Shop". It is not read.'],
  },
  {
    what: "an empty dimension",
    type: "Sales",
    content: sales("SWE,all,all,2024-01-15,,1,2"),
    finding: ["missingValue", 3, 5, "Product is empty."],
  },
  {
    what: "an empty date",
    type: "Sales",
    content: sales("SWE,all,all,,Health,1,2"),
    finding: ["missingValue", 3, 4, "Date is empty."],
  },
  {
    what: "spaces around a word",
    type: "Sales",
    content: sales(week("1").replace("Health", "Health ")),
    finding: ["spaces", 3, 5, '"Health " in Product has spaces around it. It is read as "Health".'],
  },
  {
    what: "a name in other capitals",
    type: "Sales",
    content: sales(week("1").replace("Health", "HEALTH"), week("2", "2024-01-22").replace("Health", "HEALTH")),
    finding: ["similarName", 3, 5, '"HEALTH" in Product differs from "Health" only in capitals or spaces.'],
  },
  {
    what: "sales without a price",
    type: "Sales",
    content: sales("SWE,all,all,2024-01-15,Health,1,"),
    finding: ["missingPrice", 3, 1, "SWE, Health: units were sold, and PricePerUnit is empty."],
  },
  {
    what: "spaces around a number",
    type: "Sales",
    content: sales(week(" 12")),
    finding: ["spaces", 3, 6, '" 12" in UnitsSold has spaces around it.'],
  },
  {
    what: "a country in words",
    type: "Sales",
    content: sales(week("1").replace("SWE", "Sweden")),
    finding: [
      "country",
      3,
      1,
      '"Sweden" is not a country code. Write the three capital letters of ISO 3166, such as SWE.',
    ],
  },
  {
    what: "a country in small letters",
    type: "Sales",
    content: sales(week("1").replace("SWE", "nor")),
    finding: ["country", 3, 1, "such as NOR."],
  },
  {
    what: "a country that does not exist",
    type: "Sales",
    content: sales(week("1").replace("SWE", "XQZ")),
    finding: ["unknownCountry", 3, 1, "ISO 3166 has no country XQZ."],
  },
  {
    what: "a region with a forbidden character",
    type: "Sales",
    content: sales("SWE,Malmö/Lund,all,2024-01-15,Health,1,2"),
    finding: ["characters", 3, 2, '"Malmö/Lund" in Region has the character "/".'],
  },
  {
    what: "a grouping with a forbidden character",
    type: "Sales",
    content: sales("SWE,all,A&B,2024-01-15,Health,1,2"),
    finding: ["characters", 3, 3, '"A&B" in Grouping has the character "&".'],
  },
  {
    what: "a date that does not exist",
    type: "Sales",
    content: sales(week("1", "2023-02-29")),
    finding: ["date", 3, 4, '"2023-02-29" is not a date.'],
  },
  {
    what: "a local date with one reading",
    type: "Sales",
    content: sales(week("1", "15.01.2024")),
    finding: ["date", 3, 4, '"15.01.2024" is not a date. Write year, month and day as YYYY-MM-DD, such as 2024-01-15.'],
  },
  {
    what: "a local date with two readings",
    type: "Sales",
    content: sales(week("1", "01/07/2018")),
    finding: ["date", 3, 4, "such as 2024-01-08."],
  },
  {
    what: "a date with a time",
    type: "Sales",
    content: sales(week("1", "2024-01-15T00:00:00")),
    finding: ["date", 3, 4, "is not a date."],
  },
  {
    what: "text for a number",
    type: "Sales",
    content: sales(week("many")),
    finding: ["number", 3, 6, '"many" is not a number, in UnitsSold.'],
  },
  {
    what: "an infinite number",
    type: "Sales",
    content: sales(week("Infinity")),
    finding: ["number", 3, 6, '"Infinity" is not a number'],
  },
  {
    what: "sales below zero",
    type: "Sales",
    content: sales(week("-5")),
    finding: ["negative", 3, 6, "UnitsSold is -5."],
  },
  {
    what: "a part of a shop",
    type: "Distribution",
    content: `${DISTRIBUTION}\nSWE,all,all,2024-01-08,Health,Agents,90.5`,
    finding: ["wholeNumber", 2, 7, "Value is 90.5, which is not a whole number."],
  },
  {
    what: "the same key twice",
    type: "Sales",
    content: sales(week("1"), week("2", "2024-01-08")),
    finding: ["duplicateRow", 4, 1, "Lines 2 and 4 are about the same: SWE, Health, 2024-01-08."],
  },
  {
    what: "weeks that begin on Sunday",
    type: "Sales",
    content: [SALES, week("1", "2018-01-07"), week("1", "2018-01-14")].join("\n"),
    finding: [
      "sundayWeek",
      2,
      4,
      "2018-01-07 is a Sunday, not a Monday. The first day of a week would be 2018-01-01 or 2018-01-08.",
    ],
  },
  {
    what: "weeks in a monthly project",
    type: "Sales",
    content: sales(week("1")),
    options: { periodicity: "Month" },
    finding: ["periodStart", 2, 4, "2024-01-08 is a Monday, not the first day of a month."],
  },
  {
    what: "a week without a row",
    type: "Sales",
    content: sales(week("1"), week("1", "2024-01-22"), week("1", "2024-02-12")),
    finding: [
      "gap",
      5,
      1,
      "SWE, Health: 2 weeks between its first and last date have no row, the first of them 2024-01-29.",
    ],
  },
  {
    what: "a metric in the plural",
    type: "Media",
    content: media("2024-01-08,all,TV,all,Impressions,5", "2024-01-08,all,TV,all,Investment,5"),
    finding: ["metric", 2, 8, '"Impressions" is not a metric. Write it exactly as Impression.'],
  },
  {
    what: "a metric nobody knows",
    type: "Media",
    content: media("2024-01-08,all,TV,all,Views,5", "2024-01-08,all,TV,all,Investment,5"),
    finding: ["metric", 2, 8, "The metrics are Impression, Investment, GRP, Reach, Clicks, Leads, Gross."],
  },
  {
    what: "a medium without Investment",
    type: "Media",
    content: media("2024-01-08,all,TV,all,GRP,5"),
    finding: ["investment", 2, 1, "SWE, TV has no Investment on 2024-01-08."],
  },
  {
    what: "dates without Investment",
    type: "Media",
    content: media(
      "2024-01-08,all,TV,all,GRP,5",
      "2024-01-08,all,TV,all,Investment,5",
      "2024-01-15,all,TV,all,GRP,5",
      "2024-01-22,all,TV,all,GRP,5",
      "2024-01-29,all,TV,all,GRP,5",
      "2024-01-29,all,Radio,all,Investment,5",
    ),
    finding: ["investment", 4, 1, "SWE, TV has no Investment on 2024-01-15 and 2 more dates."],
  },
  {
    what: "an event that ends before it starts",
    type: "Events",
    content: `${EVENTS}\nSWE,all,all,2024-01-08,2024-01-07,Strike`,
    finding: ["dateOrder", 2, 5, "EndDate 2024-01-07 is before StartDate 2024-01-08."],
  },
  {
    what: "an open quote",
    type: "Sales",
    content: sales(week("1").replace("Health", '"Health')),
    finding: ["openQuote", 3, 5, "A quotation mark opens here and is never closed."],
  },
  {
    what: "a quote inside a word",
    type: "Sales",
    content: sales(week("1").replace("Health", '19" TV')),
    finding: ["strayQuote", 3, 5, 'The cell 19" TV has a quotation mark in the wrong place.'],
  },
  {
    what: "letters of another encoding",
    type: "Sales",
    content: Buffer.from(sales(week("1").replace("Health", "Hälsa")), "latin1"),
    finding: ["encoding", 3, 5, "is not UTF-8."],
  },
  {
    what: "UTF-16",
    type: "Sales",
    content: Buffer.from(`\ufeff${sales(week("1"))}`, "utf16le"),
    finding: ["encoding", 1, 1, "The file is not UTF-8"],
  },
  { what: "nothing", type: "Sales", content: "", finding: ["emptyFile", 1, 1, "The file is empty."] },
  {
    what: "a header alone",
    type: "Sales",
    content: `${SALES}\n`,
    finding: ["emptyFile", 1, 1, "The file has a header and no rows."],
  },
  {
    what: "a workbook with the wrong name",
    type: "Sales",
    content: new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3, 4]),
    finding: ["workbook", 1, 1, "The zip archive is not complete. Open it in a spreadsheet program"],
  },
  {
    what: "a type without documented columns",
    type: "Brand",
    content: "Country,Region,Date,Awareness\nSWE,all,2024-01-08,0.4",
    finding: ["unspecifiedType", 1, 1, "The columns of Brand files are not documented."],
  },
];

const megabytes = (count: number, text = "x") => text.repeat((count << 20) / text.length);

interface HostileFile {
  readonly what: string;
  readonly content: () => string | Uint8Array;
  /** rule line:column of every finding, and the rows that were met. */
  readonly expected: readonly [readonly string[], number];
}

const HOSTILE_FILES: readonly HostileFile[] = [
  { what: "a line of 10 MB", content: () => megabytes(10), expected: [["tooLong 1:1"], 0] },
  {
    what: "a cell of 10 MB",
    content: () => sales(week(megabytes(10, "9")), week("1", "2024-01-22")),
    expected: [["tooLong 3:6"], 1],
  },
  { what: "a line of a million empty cells", content: () => megabytes(1, ","), expected: [["tooLong 1:1"], 0] },
  {
    what: "a line of so many cells among others",
    content: () => sales(week("1"), megabytes(10, ","), week("1", "2024-01-22")),
    expected: [["tooLong 4:1"], 2],
  },
  { what: "a line of 20 MB of cells", content: () => megabytes(20, "cell,"), expected: [["tooLong 1:1"], 0] },
  {
    what: "a quotation mark that is closed 10 MB later",
    content: () => sales(week(`"${megabytes(10, "9\n")}"`)),
    expected: [["openQuote 3:6"], 1],
  },
  {
    what: "a quotation mark in the header that is never closed",
    content: () => `"${SALES}\n${megabytes(3, "1,2\n")}`,
    expected: [["openQuote 1:1"], 0],
  },
  {
    what: "NUL bytes in a name, a date and a number",
    content: () => sales("SWE,all,all,2024-01-15,He\u0000lth,1,2", "SWE,all,all,2024-01\u0000,Health,1\u0000,2"),
    expected: [["controlCharacter 3:5", "date 4:4", "number 4:6"], 3],
  },
  { what: "NUL bytes alone", content: () => new Uint8Array(1 << 20), expected: [["encoding 1:1"], 0] },
  {
    what: "UTF-16 without a byte order mark",
    content: () => Buffer.from(sales(week("1")), "utf16le"),
    expected: [["encoding 1:1"], 0],
  },
  {
    what: "a number of a hundred thousand letters",
    content: () => sales(week("x".repeat(100_000))),
    expected: [["number 3:6"], 2],
  },
  { what: "line ends alone", content: () => megabytes(2, "\r\n"), expected: [["emptyFile 1:1"], 0] },
  {
    what: "commas alone",
    content: () => `${SALES}\n${",".repeat(100_000)}`,
    expected: [["raggedRow 2:1", "emptyFile 1:1"], 1],
  },
  {
    what: "words that try to leave their sentence",
    content: () => sales(week("\u202ex\u001b[31m<script>"), week("2", "2024-01-22")),
    expected: [["number 3:6"], 3],
  },
];

describe("readDataFile", function () {
  this.timeout(20_000);

  for (const { what, type, content, options, finding } of BAD_FILES) {
    const [rule, line, column, words] = finding;
    it(`says of ${what} which rule, where, and what would be right`, async () => {
      const { findings } = await readWholeFile(content, { type, ...options });
      const found = findings.find((each) => each.rule === rule);
      assert.ok(found, `found only: ${findings.map(findingText).join(" | ")}`);
      assert.deepEqual([found.line, found.column], [line, column]);
      assert.ok(findingText(found).includes(words), findingText(found));
    });
    it(`finds the same about ${what} when every byte comes alone`, async () => {
      const whole = await readWholeFile(content, { type, ...options });
      const bytewise = await readWholeFile(content, { type, ...options }, 1);
      assert.deepEqual(bytewise.findings, whole.findings);
      assert.deepEqual(bytewise.summary, whole.summary);
    });
  }

  it("finds exactly the one fault that is there", async () => {
    const clean = ["raggedRow", "date", "number", "country", "duplicateRow", "metric", "dateOrder", "wholeNumber"];
    for (const { what, type, content, finding } of BAD_FILES.filter((each) => clean.includes(each.finding[0]))) {
      const { findings } = await readWholeFile(content, { type });
      assert.deepEqual(
        findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule),
        [finding[0]],
        what,
      );
    }
  });

  it("puts the offsets of a finding on the bytes of its cell", async () => {
    const content = `\ufeff${sales(week('"3,14"').replace("Health", "Hälsa"))}`.replaceAll("\n", "\r\n");
    const { findings } = await readWholeFile(content, { type: "Sales" });
    const found = findings.find(({ rule }) => rule === "decimalComma");
    assert.ok(found);
    const bytes = Buffer.from(content);
    assert.equal(bytes.subarray(found.startOffset, found.endOffset).toString(), '"3,14"');
    assert.equal(found.fix?.text, "3.14");
  });

  it("reads the demo files without an error and guesses their types", async () => {
    for (const [type, rows] of [
      ["Sales", 312],
      ["Media", 974],
      ["Distribution", 156],
      ["Events", 6],
    ] as const) {
      const { summary } = await readWholeFile(
        readFileSync(new URL(`../../../media/demo/${type}.csv`, import.meta.url)),
      );
      assert.deepEqual([summary.type, summary.sureness, summary.rows, summary.errorCount], [type, 1, rows, 0]);
    }
  });

  it("sums up a file by its combinations and periodicity", async () => {
    const { summary } = await readWholeFile(
      [
        SALES,
        week("1", "2024-01-08"),
        week("1", "2024-01-15"),
        "SWE,SE-AB,Line A,2024-01-15,Health,1,2",
        "SWE,,,2024-01-22,Health,1,2",
      ].join("\n"),
    );
    assert.deepEqual(summary.combinations, [
      { country_code: "SWE", region_code: "all", grouping: "all", first: "2024-01-08", last: "2024-01-22", periods: 3 },
      {
        country_code: "SWE",
        region_code: "SE-AB",
        grouping: "Line A",
        first: "2024-01-15",
        last: "2024-01-15",
        periods: 1,
      },
    ]);
    assert.deepEqual([summary.periodicity, summary.first, summary.last], ["Week", "2024-01-08", "2024-01-22"]);
  });

  it("keeps columns in step: words, dates and numbers of each row", async () => {
    const { batches } = await readWholeFile(sales(week("NaN"), week("", "2024-01-22"), week("1e3", "2024-01-29")));
    const [batch] = batches;
    assert.ok(batch);
    assert.deepEqual([...batch.rowNumbers], [2, 3, 4, 5]);
    const column = (name: string) => batch.columns.find((each) => each.name === name);
    const units = column("UnitsSold");
    assert.deepEqual(units?.kind === "measure" && [...units.values], [292, NaN, NaN, 1000]);
    const product = column("Product");
    assert.deepEqual(product?.kind === "dimension" && Array.from(product.codes, (code) => product.dictionary[code]), [
      "Health",
      "Health",
      "Health",
      "Health",
    ]);
    const date = column("Date");
    assert.deepEqual(date?.kind === "date" && [...date.days], [19_730, 19_737, 19_744, 19_751]);
  });

  it("leaves rows it cannot read out of the batches and counts them", async () => {
    const { batches, summary } = await readWholeFile(sales("SWE,all", week("1", "yesterday"), week("2")));
    assert.deepEqual([...(batches[0]?.rowNumbers ?? [])], [2, 5]);
    assert.equal(summary.rows, 4);
  });

  it("cuts a long file into batches of ten thousand rows, and only the last has a summary", async () => {
    const rows = Array.from({ length: 25_000 }, (_, i) => `SWE,all,all,2024-01-08,Product ${String(i)},1,2`);
    const { batches, summary } = await readWholeFile([SALES, ...rows].join("\n"));
    assert.deepEqual(
      batches.map(({ rowNumbers, summary: last }) => [rowNumbers.length, last !== undefined]),
      [
        [10_000, false],
        [10_000, false],
        [5000, true],
      ],
    );
    assert.equal(summary.rows, 25_000);
  });

  it("lists a thousand findings of a rule and counts all", async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => `SWE,all,all,2024-01-08,Product ${String(i)},x,2`);
    const { findings, summary } = await readWholeFile([SALES, ...rows].join("\n"));
    assert.equal(findings.length, 1000);
    assert.deepEqual([summary.findingCount, summary.ruleCounts.number], [3000, 3000]);
  });

  it("does as its severity choices say", async () => {
    const { findings } = await readWholeFile([SALES, week("-1", "2018-01-07"), week("1", "2018-01-14")].join("\n"), {
      severity: { sundayWeek: "error", negative: "off" },
    });
    assert.deepEqual(
      findings.map(({ rule, severity }) => [rule, severity]),
      [
        ["sundayWeek", "error"],
        ["sundayWeek", "error"],
      ],
    );
  });

  it("stops between batches when it is aborted", async () => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `SWE,all,all,2024-01-08,Product ${String(i)},1,2`);
    const stop = new AbortController();
    let batches = 0;
    await assert.rejects(
      async () => {
        const options = { type: "Sales", format: "csv", signal: stop.signal } as const;
        for await (const batch of readDataFile(byteSource([SALES, ...rows].join("\n")), options)) {
          batches += batch.rowNumbers.length > 0 ? 1 : 0;
          stop.abort(new Error("enough"));
        }
      },
      { message: "enough" },
    );
    assert.equal(batches, 1);
  });

  it("gives up on a quote that is not closed within a megabyte, instead of keeping the file in memory", async () => {
    const content = `${sales(week("1").replace("Health", '"Health'))}\n${"x\n".repeat(2_000_000)}`;
    const { findings, batches } = await readWholeFile(content);
    assert.deepEqual(
      findings.map(({ rule, line }) => [rule, line]),
      [["openQuote", 3]],
    );
    assert.ok((batches.at(-1)?.bytesRead ?? 0) < 2_000_000);
  });

  for (const { what, content, expected } of HOSTILE_FILES) {
    it(`says of ${what} in few words what is wrong, whatever chunks it comes in`, async () => {
      const found = async (chunk?: number) => {
        const { findings, summary } = await readWholeFile(content(), { type: "Sales" }, chunk);
        for (const finding of findings)
          assert.ok(findingText(finding).length < 400, findingText(finding).slice(0, 500));
        return [findings.map(({ rule, line, column }) => `${rule} ${String(line)}:${String(column)}`), summary.rows];
      };
      const whole = await found(64 << 20);
      assert.deepEqual(whole, expected);
      assert.deepEqual(await found(65_536), whole);
    });
  }

  it("reads lines that end in CR alone, with a byte order mark in front", async () => {
    const { findings, summary, batches } = await readWholeFile(`\ufeff${sales(week("1")).replaceAll("\n", "\r")}\r`);
    assert.deepEqual([findings, summary.rows, [...(batches[0]?.rowNumbers ?? [])]], [[], 2, [2, 3]]);
  });

  it("counts a hundred thousand columns and lists a thousand of them", async () => {
    const more = Array.from({ length: 100_000 }, (_, i) => `Column ${String(i)}`).join(",");
    const values = "0,".repeat(100_000).slice(0, -1);
    const content = `${SALES},${more}\n${week("1")},${values}`;
    const { findings, summary } = await readWholeFile(content, { type: "Sales" });
    assert.deepEqual([findings.length, summary.ruleCounts, summary.rows], [1000, { unknownColumn: 100_000 }, 1]);
    const extra = await readWholeFile(content, { type: "Extra" });
    assert.deepEqual(
      extra.findings.map(({ rule, severity }) => [rule, severity]),
      [
        ["unspecifiedType", "warning"],
        ["tooManyColumns", "error"],
      ],
    );
  });

  it("takes the wording of other types from the same table", async () => {
    const files = {
      Macro: "Country,Region,Grouping,Date,Indicator,Value\nSWE,all,all,2018-01-08,CCI,108.1410075",
      Visits: "Country,Region,Grouping,Date,Channel,Visits\nSWE,all,all,2018-01-08,Direct,104596",
      "Competitor Price":
        "Country,Region,Grouping,Date,Competitor,Product,PricePerUnit\nSWE,all,all,2018-01-08,Competitor1,Health,294.002",
      "Competitor Distribution":
        "Country,Region,Grouping,Date,Product,Competitor,Channel,Value\nSWE,all,all,2018-01-08,Health,Competitor1,Agents,90",
    };
    for (const [type, content] of Object.entries(files)) {
      const { summary, findings } = await readWholeFile(content);
      assert.deepEqual([summary.type, summary.sureness, findings], [type, 1, []]);
    }
  });
});
