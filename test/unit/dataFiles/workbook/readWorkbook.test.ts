import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { findingText } from "../../../../src/dataFiles/findings";
import { type RuleId } from "../../../../src/dataFiles/rules";
import { type WholeFile, readWholeFile, rowsOf } from "../../../support/readWholeFile";
import {
  type CellOf,
  relation,
  type SheetOf,
  sheetOfCsv,
  workbookBytes,
  type WorkbookExtras,
} from "../../../support/workbookBytes";
import { zipBytes } from "../../../support/zipBytes";

const HEADER = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit".split(",");
const week = (date: CellOf, units: CellOf = 292): CellOf[] => ["SWE", "all", "all", date, "Health", units, 362.97];
const sales = (...rows: CellOf[][]): SheetOf => ({ name: "Sales 2024", rows: [HEADER, ...rows] });
const good = sales(week("2024-01-08"), week("2024-01-15"));
const demo = (type: string) =>
  readFileSync(new URL(`../../../../media/demo/${type}.csv`, import.meta.url), "utf8").trimEnd();

const read = (sheets: SheetOf | SheetOf[], extras?: WorkbookExtras): Promise<WholeFile> =>
  readWholeFile(workbookBytes([sheets].flat(), extras), { type: "Sales", format: "xlsx" });
const rules = ({ findings }: WholeFile) => findings.map(({ rule }) => rule);

interface BadWorkbook {
  readonly what: string;
  readonly content: Uint8Array;
  readonly finding: readonly [RuleId, string];
}

const megabyte = 1 << 20;
const zeros = (megabytes: number) => new Uint8Array(megabytes * megabyte).fill(0x30);
const sheetPart = (content: string | Uint8Array, more: object = {}) =>
  workbookBytes([good], { parts: [{ name: "xl/worksheets/sheet1.xml", content, ...more }] });
const cells = (inner: string) => `<worksheet><sheetData>${inner}</sheetData></worksheet>`;
const whole = workbookBytes([good]);

const BAD_WORKBOOKS: readonly BadWorkbook[] = [
  {
    what: "an archive that is cut off",
    content: whole.subarray(0, whole.length / 2),
    finding: ["workbook", "The zip archive is not complete."],
  },
  {
    what: "an archive of something else",
    content: zipBytes([{ name: "../../../etc/passwd", content: "root" }]),
    finding: ["workbook", "The workbook has no part _rels/.rels."],
  },
  {
    what: "an archive with a directory that points nowhere",
    content: Buffer.concat([Buffer.from("PK\u0003\u0004PK\u0005\u0006"), Buffer.alloc(18, 0xff)]),
    finding: ["workbook", "The zip archive is damaged."],
  },
  {
    what: "a part that is there twice",
    content: workbookBytes([good], { parts: [1, 2].map(() => ({ name: "xl/extra.xml", content: "<a/>" })) }),
    finding: ["workbook", "The part xl/extra.xml is there twice."],
  },
  {
    what: "bytes of a sheet that are changed",
    content: ((bytes: Buffer) => bytes.fill(0xff, 60, 90))(workbookBytes([good])),
    finding: ["workbook", "The part xl/worksheets/sheet1.xml is damaged."],
  },
  {
    what: "a part that unpacks to a thousand times its size",
    content: sheetPart(zeros(20)),
    finding: ["workbookSize", "The part xl/worksheets/sheet1.xml unpacks to more than 200 times its size."],
  },
  {
    what: "a part that lies about what it unpacks to",
    content: sheetPart(zeros(20), { claimedSize: 100 }),
    finding: ["workbookSize", "The part xl/worksheets/sheet1.xml unpacks to more than 200 times its size."],
  },
  {
    what: "a part that says it unpacks to more than is allowed",
    content: sheetPart("<a/>", { claimedSize: 600 * megabyte }),
    finding: ["workbookSize", "The workbook unpacks to more than 512 MB."],
  },
  {
    what: "entities that grow",
    content: sheetPart(
      `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${cells("<row><c><v>&b;</v></c></row>")}`,
    ),
    finding: ["workbook", "The workbook defines entities of its own."],
  },
  {
    what: "XML that stops in the middle",
    content: sheetPart('<worksheet><sheetData><row r="1"><c r="A1'),
    finding: ["workbook", "A part of the workbook is not well-formed XML."],
  },
  {
    what: "a tag without an end",
    content: sheetPart(`<worksheet ${Buffer.from(zeros(1)).toString("base64").slice(0, 100)}${randomText(200_000)}`),
    finding: ["workbook", "A part of the workbook is not well-formed XML."],
  },
  {
    what: "a cell far outside",
    content: sheetPart(cells('<row r="1"><c r="ZZZZ1"><v>1</v></c></row>')),
    finding: ["workbook", "A cell of the sheet has no sensible name."],
  },
  {
    what: "a row far outside",
    content: sheetPart(cells('<row r="99999999999"><c r="A1"><v>1</v></c></row>')),
    finding: ["workbook", "A row of the sheet has no sensible number."],
  },
  {
    what: "a text that is not there",
    content: sheetPart(cells('<row r="1"><c r="A1" t="s"><v>4711</v></c></row>')),
    finding: ["workbook", "A cell of the sheet refers to a text that is not there."],
  },
  {
    what: "no cells at all",
    content: workbookBytes([{ name: "Empty", rows: [] }]),
    finding: ["emptyFile", "The file is empty."],
  },
];

/** Text that does not pack well. */
function randomText(length: number): string {
  let seed = 1;
  return Array.from({ length }, () => String.fromCharCode(97 + ((seed = (seed * 48_271) % 2_147_483_647) % 26))).join(
    "",
  );
}

describe("readWorkbook", function () {
  this.timeout(20_000);

  for (const { what, content, finding } of BAD_WORKBOOKS) {
    it(`says of ${what} in one finding what is wrong, and reads nothing more`, async () => {
      const { findings, summary } = await readWholeFile(content, { type: "Sales", format: "xlsx" });
      assert.deepEqual(
        findings.map(({ rule }) => rule),
        [finding[0]],
      );
      assert.ok(findings[0]?.message.startsWith(finding[1]), findings[0]?.message);
      assert.deepEqual([summary.rows, summary.errorCount], [0, 1]);
    });
  }

  it("reads the demo files as it reads them from CSV", async () => {
    for (const type of ["Sales", "Media", "Distribution", "Events"]) {
      const csv = await readWholeFile(demo(type));
      for (const texts of ["shared", "inline"] as const) {
        const bytes = workbookBytes([sheetOfCsv(type, demo(type))], { texts });
        const workbook = await readWholeFile(bytes, { format: "xlsx" });
        assert.deepEqual(rowsOf(workbook), rowsOf(csv));
        assert.deepEqual(workbook.summary, csv.summary);
      }
    }
  });

  it("reads the wide layout of a workbook", async () => {
    const rows = [
      ["Country", "SWE", "SWE"],
      ["Region", "all", "all"],
      ["Indicator", "Unemployment", "CCI"],
      [new Date("2018-01-08"), 0.2, 108.1],
    ];
    const { summary, findings } = await readWholeFile(workbookBytes([{ name: "Macro", rows }]), { format: "xlsx" });
    assert.deepEqual([summary.type, summary.layout, summary.rows, findings], ["Macro", "wide", 2, []]);
  });

  it("reads it the same when every byte comes alone", async () => {
    const bytes = workbookBytes([good]);
    const options = { type: "Sales", format: "xlsx" } as const;
    assert.deepEqual(rowsOf(await readWholeFile(bytes, options, 1)), rowsOf(await readWholeFile(bytes, options)));
  });

  it("takes cells with a date format as dates, in both of the calendars that spreadsheets have", async () => {
    const monday = (format: string) => ({ xml: `<c s="${format}"><v>45299</v></c>` });
    const file = await read(
      sales(week(new Date("2024-01-01")), week(monday("3")), week({ xml: '<c t="d"><v>2024-01-15T00:00:00</v></c>' })),
    );
    assert.deepEqual(file.findings, []);
    assert.deepEqual(
      rowsOf(file).map(({ Date: date }) => date),
      ["2024-01-01", "2024-01-08", "2024-01-15"],
    );
    const old = await read(sales(week(new Date("2024-01-01"))), { from1904: true });
    assert.deepEqual(
      rowsOf(old).map(({ Date: date }) => date),
      ["2024-01-01"],
    );
  });

  it("says what a number without a date format would be as a date, and that a date has no time", async () => {
    const { findings } = await read(sales(week(45_299), week(new Date("2024-01-15T12:00:00Z"))));
    assert.deepEqual(findings.filter(({ rule }) => rule === "date").map(findingText), [
      'Sheet Sales 2024, cell D2: "45299" is not a date. Write year, month and day as YYYY-MM-DD, such as 2024-01-08.',
      'Sheet Sales 2024, cell D3: "2024-01-15T12:00:00" is not a date. Write year, month and day as YYYY-MM-DD, such as 2024-01-15.',
    ]);
  });

  it("reads a formula by the value it had, and says where it had none", async () => {
    const file = await read(
      sales(
        week("2024-01-08", { xml: "<c><f>SUM(A1:A9)</f><v>292</v></c>" }),
        week({ xml: '<c t="str"><f>TEXT(45306,"yyyy-mm-dd")</f><v>2024-01-15</v></c>' }),
        week("2024-01-22", { xml: "<c><f>cmd|'/c calc'!A0</f><v/></c>" }),
        week("2024-01-29", { xml: '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>' }),
      ),
    );
    assert.deepEqual(
      file.findings.map(({ rule, severity, line, column }) => [rule, severity, line, column]),
      [
        ["formula", "warning", 2, 6],
        ["formula", "warning", 3, 4],
        ["formulaWithoutValue", "error", 4, 6],
        ["formula", "warning", 5, 6],
        ["number", "error", 5, 6],
      ],
    );
    assert.deepEqual(
      rowsOf(file).map(({ UnitsSold }) => UnitsSold),
      [292, 292, NaN, NaN],
    );
  });

  it("names sheet and cell, and offers no change of bytes", async () => {
    const { findings } = await read(sales(week("2024-01-08", "3,14")));
    const [found] = findings;
    assert.ok(found);
    assert.deepEqual(
      [found.rule, found.sheet, found.line, found.column, found.startOffset, found.endOffset, found.fix],
      ["decimalComma", "Sales 2024", 2, 6, 0, 0, undefined],
    );
    assert.match(findingText(found), /^Sheet Sales 2024, cell F2: "3,14" in UnitsSold has a comma\./);
  });

  it("fills cells that a sheet leaves out, and passes over empty rows and trailing formats", async () => {
    const file = await read({
      name: "S",
      rows: [[...HEADER, { xml: '<c s="1"/>' }], [], ["SWE", null, null, "2024-01-08", "Health", 1]],
    });
    assert.deepEqual(rules(file), ["missingPrice"]);
    assert.deepEqual(rowsOf(file), [
      {
        ...{ Country: "SWE", Region: "all", Grouping: "all", Date: "2024-01-08" },
        ...{ Product: "Health", UnitsSold: 1, PricePerUnit: NaN },
      },
    ]);
    assert.deepEqual([...(file.batches[0]?.rowNumbers ?? [])], [3]);
  });

  it("goes by the names of cells, in whatever order they are written", async () => {
    const cell = (name: string, text: string) => `<c r="${name}" t="str"><v>${text}</v></c>`;
    const row = (number: string, texts: readonly string[]) =>
      `<row>${texts
        .map((text, i) => cell(String.fromCharCode(65 + i) + number, text))
        .reverse()
        .join("")}</row>`;
    const second = ["SWE", "all", "all", "2024-01-08", "Health", "7", "2"];
    const { findings, summary } = await readWholeFile(sheetPart(cells(row("1", HEADER) + row("2", second))));
    assert.deepEqual([findings.map(({ rule }) => rule), summary.type, summary.rows], [["formatMismatch"], "Sales", 1]);
  });

  it("tells a row with more cells than the header", async () => {
    const { findings } = await read(sales([...week("2024-01-08"), "more"]));
    assert.deepEqual(
      findings.map(findingText)[0]?.slice(0, 60),
      "Sheet Sales 2024, cell A2: The row has 8 cells, the header h",
    );
  });

  it("reads the first visible sheet with cells and says that another one has some too", async () => {
    const empty = { name: "Sheet1", rows: [] };
    const hidden = { name: "Lists", rows: [["x"]], hidden: true };
    const file = await read([empty, hidden, good, { name: "Old", rows: [["y"]] }]);
    assert.deepEqual(rules(file), ["furtherSheets"]);
    assert.match(
      findingText(file.findings[0] ?? assert.fail()),
      /^Workbook: The sheet Sales 2024 is read; the sheet Old /,
    );
    assert.equal(file.summary.rows, 2);
    assert.deepEqual(rules(await read([empty, hidden, good])), []);
  });

  it("keeps entities, runs and control characters of texts apart from how they are spoken", async () => {
    const product = {
      xml: '<c t="inlineStr"><is><r><t>A &amp; </t></r><r><t>B&#228;_x0009_</t></r><rPh><t>spoken</t></rPh></is></c>',
    };
    const [row = []] = [week("2024-01-08")];
    const file = await read(sales([...row.slice(0, 4), product, ...row.slice(5)]));
    assert.deepEqual(
      rowsOf(file).map(({ Product }) => Product),
      ["A & Bä"],
    );
  });

  it("refuses macros, and relations that lead outside stay inside", async () => {
    const macros = await read(good, {
      parts: [{ name: "xl/vbaProject.bin", content: "x" }],
      relations: relation("rIdV", "vbaProject", "../../../../xl/vbaProject.bin"),
    });
    assert.deepEqual(rules(macros), ["macros"]);
    assert.equal(macros.summary.errorCount, 1);
  });

  it("goes by the content of a file and says when its name does not", async () => {
    const named = await readWholeFile(workbookBytes([good]), { type: "Sales", format: "csv" });
    assert.deepEqual([rules(named), named.summary.rows], [["formatMismatch"], 2]);
    const text = await readWholeFile(`${HEADER.join(",")}\nSWE,all,all,2024-01-08,Health,1,2`, { format: "xlsx" });
    assert.deepEqual([rules(text), text.summary.rows], [["formatMismatch"], 1]);
    const old = await readWholeFile(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), { format: "xlsx" });
    assert.deepEqual(rules(old), ["notSupported"]);
  });

  it("gathers no more than 64 MB", async () => {
    const chunk = new Uint8Array(megabyte);
    let pulled = 0;
    const source = async function* () {
      yield await Promise.resolve(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]));
      for (; pulled < 200; pulled++) yield chunk;
    };
    const { readDataFile } = await import("../../../../src/dataFiles/readDataFile");
    const found: RuleId[] = [];
    for await (const { findings } of readDataFile(source(), { type: "Sales", format: "xlsx" })) {
      found.push(...findings.map(({ rule }) => rule));
    }
    assert.deepEqual(found, ["workbookSize"]);
    assert.ok(pulled < 70, String(pulled));
  });

  it("stops when it is aborted", async () => {
    const { readDataFile } = await import("../../../../src/dataFiles/readDataFile");
    const stop = new AbortController();
    stop.abort(new Error("enough"));
    const source = async function* () {
      yield await Promise.resolve(workbookBytes([good]));
    };
    const options = { type: "Sales", format: "xlsx", signal: stop.signal } as const;
    await assert.rejects(
      async () => {
        for await (const batch of readDataFile(source(), options)) assert.fail(JSON.stringify(batch));
      },
      { message: "enough" },
    );
  });
});
