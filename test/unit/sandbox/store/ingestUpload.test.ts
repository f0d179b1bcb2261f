import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type TypeName } from "../../../../src/dataFiles/fileTypes";
import { type SeverityProfile } from "../../../../src/dataFiles/rule";
import { combinationsOf, datesOf } from "../../../../src/sandbox/store/datasetQueries";
import {
  DataFileRefused,
  type IngestOptions,
  type IngestProgress,
  type IngestReport,
} from "../../../../src/sandbox/store/ingestTypes";
import { ingestUpload } from "../../../../src/sandbox/store/ingestUpload";
import { readMerged } from "../../../../src/sandbox/store/mergeUploads";
import { UploadRows } from "../../../../src/sandbox/store/uploadRows";
import { dataRows, plainRows } from "../../../support/dataRows";
import { dataWorkerBundle } from "../../../support/dataWorkerBundle";
import { scratchFolder } from "../../../support/scratchFolder";
import { sheetOfCsv, workbookBytes } from "../../../support/workbookBytes";

const SALES = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";
const demo = (type: string) => fileURLToPath(new URL(`../../../../media/demo/${type}.csv`, import.meta.url));

/** A hundred weeks of each of some products. */
const manyRows = (count: number) => {
  const week = (i: number) => new Date(Date.UTC(2020, 0, 6 + 7 * (i % 100))).toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, i) => `SWE,all,all,${week(i)},Product ${String(Math.floor(i / 100))},1,2`);
};

describe("ingestUpload", function () {
  this.timeout(20_000);
  const workerUrl = dataWorkerBundle();
  const folder = scratchFolder();
  const uploads = () => join(folder(), "uploads");
  const host = () => ({ workerUrl: workerUrl(), signal: new AbortController().signal });

  const ingest = (file: string, type: TypeName, more: Partial<IngestOptions> = {}) =>
    ingestUpload({ file, type, format: "csv", directory: uploads(), ...host(), ...more });
  const written = (content: string, name = "file.csv") => {
    const file = join(folder(), name);
    writeFileSync(file, content);
    return file;
  };
  const salesFile = (rows: string[], name?: string) => written([SALES, ...rows].join("\n"), name);

  it("keeps every row of a file in a database named by its hash", async () => {
    const report = await ingest(demo("Media"), "Media");
    const sha256 = createHash("sha256")
      .update(readFileSync(demo("Media")))
      .digest("hex");
    assert.deepEqual([report.rows, report.errorCount, report.sha256, report.periodicity], [974, 0, sha256, "Week"]);
    assert.equal(report.file, join(uploads(), `${sha256}.sqlite`));
    assert.deepEqual(readdirSync(uploads()), [`${sha256}.sqlite`]);
    const kept = readMerged([{ type: "Media", file: report.file }], "Media");
    assert.ok(kept);
    assert.deepEqual(plainRows(kept), plainRows(await dataRows("Media", readFileSync(demo("Media"), "utf8"))));
  });

  it("keeps more rows than one batch and one insert hold, missing values too", async () => {
    const rows = Array.from(
      { length: 12_345 },
      (_, i) => `SWE,all,all,2024-01-08,Product ${String(i)},${i % 7 === 0 ? "" : String(i)},2`,
    );
    const { file } = await ingest(salesFile(rows), "Sales");
    assert.ok(file);
    const kept = readMerged([{ type: "Sales", file }], "Sales");
    assert.equal(kept?.size, 12_345);
    const last = kept && plainRows(kept).at(-1);
    assert.deepEqual([last?.["Product"], last?.["UnitsSold"]], ["Product 12344", 12_344]);
    assert.deepEqual(kept && plainRows(kept)[7]?.["UnitsSold"], NaN);
  });

  it("refuses a file with errors, says the first, and leaves nothing behind", async () => {
    const file = salesFile(["SWE,all,all,2024-01-08,Health,1,2", "Sweden,all,all,2024-01-15,Health,x,2"]);
    await assert.rejects(ingest(file, "Sales"), (error) => {
      assert.ok(error instanceof DataFileRefused);
      assert.equal(
        error.message,
        'The file has 2 errors. The first: Line 3, column 1: "Sweden" is not a country code. Write the three capital letters of ISO 3166, such as SWE.',
      );
      assert.deepEqual([error.report.errorCount, error.report.rows, error.report.file], [2, 2, null]);
      return true;
    });
    assert.deepEqual(readdirSync(uploads()), []);
  });

  it("hashes the whole file even where it stops reading rows", async () => {
    const content = `${SALES.replaceAll(",", ";")}\n${"1;2;3\n".repeat(100_000)}`;
    await assert.rejects(ingest(written(content), "Sales"), (error) => {
      assert.ok(error instanceof DataFileRefused);
      assert.equal(error.report.sha256, createHash("sha256").update(content).digest("hex"));
      return true;
    });
  });

  it("lists errors before warnings, a hundred in all", async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `SWE,all,all,2024-01-08,Product ${String(i)},-1,2`);
    const file = salesFile([...rows, "SWE,all,all,2024-01-08,Last,x,2"]);
    await assert.rejects(ingest(file, "Sales"), (error) => {
      assert.ok(error instanceof DataFileRefused);
      assert.deepEqual([error.report.findings.length, error.report.findingCount], [100, 301]);
      assert.deepEqual([error.report.findings[0]?.rule, error.report.findings[1]?.rule], ["number", "negative"]);
      return true;
    });
  });

  it("shares one database between uploads of the same bytes, also at the same time", async () => {
    const reports = await Promise.all([ingest(demo("Sales"), "Sales"), ingest(demo("Sales"), "Sales")]);
    assert.equal(reports[0].file, reports[1].file);
    const before = statSync(reports[0].file ?? "").ino;
    assert.equal((await ingest(demo("Sales"), "Sales")).file, reports[0].file);
    assert.equal(statSync(reports[0].file ?? "").ino, before);
    assert.equal(readdirSync(uploads()).length, 1);
  });

  it("keeps apart the same bytes read as two types", async () => {
    const file = written("Country,Region,Date,Index\nSWE,all,2024-01-08,5");
    const [brand, extra] = [await ingest(file, "Brand"), await ingest(file, "Extra")];
    assert.notEqual(brand.file, extra.file);
    assert.equal(readMerged([{ type: "Extra", file: extra.file ?? "" }], "Extra")?.type, "Extra");
  });

  it("keeps the rows of wide files and of workbooks like those of the long layout", async () => {
    const wide = "Country,SWE,SWE\nRegion,all,all\nIndicator,Jobs,CCI\n2018-01-08,0.2,108.1\n2018-01-15,0.3,108.2";
    const long =
      "Country,Region,Date,Indicator,Value\nSWE,all,2018-01-08,Jobs,0.2\nSWE,all,2018-01-08,CCI,108.1\nSWE,all,2018-01-15,Jobs,0.3\nSWE,all,2018-01-15,CCI,108.2";
    const keptOf = ({ file }: IngestReport) => {
      const kept = readMerged([{ type: "Macro", file: file ?? "" }], "Macro");
      return kept && plainRows(kept);
    };
    const expected = plainRows(await dataRows("Macro", long));
    assert.deepEqual(keptOf(await ingest(written(wide), "Macro")), expected);
    const workbook = join(folder(), "Macro.xlsx");
    writeFileSync(workbook, workbookBytes([sheetOfCsv("Macro", wide)]));
    assert.deepEqual(keptOf(await ingest(workbook, "Macro", { format: "xlsx" })), expected);
  });

  it("checks as strictly as it is told", async () => {
    const file = salesFile(["SWE,all,all,2018-01-07,Health,1,2", "swe,all,all,2018-01-14,Health,1,2"]);
    const errors = async (severity: SeverityProfile) =>
      ingest(file, "Sales", { severity }).then(
        ({ errorCount }) => errorCount,
        (error: unknown) => (error instanceof DataFileRefused ? error.report.errorCount : error),
      );
    assert.deepEqual(
      [await errors("strict-data"), await errors("documented"), await errors("lenient-data")],
      [3, 1, 0],
    );
  });

  it("keeps files of types that are in no list apart, and their names out of its paths", async () => {
    const file = written("Country,Region,Date,Index\nSWE,all,2024-01-08,5");
    const files = [];
    for (const type of ["Brand", "../../a", "..-..-a", "x".repeat(5000)]) files.push((await ingest(file, type)).file);
    assert.equal(new Set(files).size, 4);
    for (const each of files) assert.equal(dirname(each ?? ""), uploads());
  });

  for (const [what, spoil] of [
    ["is no database", (file) => writeFileSync(file, "broken")],
    ["has lost its last pages", (file) => truncateSync(file, 4096)],
    ["is gone", (file) => rmSync(file)],
  ] as const satisfies readonly (readonly [string, (file: string) => void])[]) {
    it(`says that the rows are lost where their file ${what}, and puts them back with the next upload`, async () => {
      const { file } = await ingest(demo("Sales"), "Sales");
      assert.ok(file);
      spoil(file);
      const combinations = combinationsOf([{ type: "Sales", file }], host());
      await assert.rejects(combinations, { name: "RowsLost", message: /Upload the file again/ });
      assert.equal((await ingest(demo("Sales"), "Sales")).file, file);
      assert.equal(readMerged([{ type: "Sales", file }], "Sales")?.size, 312);
    });
  }

  it("lets several readers at one file at once, even beside a lock that a killed process left", async () => {
    const { file } = await ingest(demo("Sales"), "Sales");
    assert.ok(file);
    mkdirSync(`${file}.lock`);
    const [one, other] = [UploadRows.open(file), UploadRows.open(file)];
    assert.equal(one.read().size, 312);
    assert.equal(other.dates().length, 156);
    one.close();
    other.close();
    assert.deepEqual(
      readdirSync(uploads()).filter((name) => name.endsWith(".tmp")),
      [],
    );
  });

  it("stops when it is aborted, with the given reason, and leaves nothing behind", async () => {
    const rows = manyRows(150_000);
    const file = salesFile(rows);
    const stop = new AbortController();
    const onProgress = () => stop.abort(new Error("no longer wanted"));
    const started = performance.now();
    await assert.rejects(ingest(file, "Sales", { signal: stop.signal, onProgress }), { message: "no longer wanted" });
    assert.ok(performance.now() - started < 10_000);
    assert.deepEqual(readdirSync(uploads()), []);
  });

  it("reports progress that never falls, at most every 100 ms", async () => {
    const rows = manyRows(400_000);
    const seen: (IngestProgress & { at: number })[] = [];
    const started = performance.now();
    await ingest(salesFile(rows), "Sales", {
      onProgress: (progress) => seen.push({ ...progress, at: performance.now() }),
    });
    const elapsed = performance.now() - started;
    assert.ok(
      seen.length > 1 && seen.length <= elapsed / 100 + 1,
      `${String(seen.length)} reports in ${String(elapsed)} ms`,
    );
    assert.deepEqual(
      seen.map(({ fraction }) => fraction),
      seen.map(({ fraction }) => fraction).sort((a, b) => a - b),
    );
  });

  it("names a file that is gone", async () => {
    await assert.rejects(ingest(join(folder(), "absent.csv"), "Sales"), /ENOENT/);
    const sources = [{ type: "Sales", file: join(uploads(), "absent.sqlite") }] as const;
    await assert.rejects(combinationsOf(sources, host()), /The rows of an upload are gone/);
  });

  it("finds the combinations of merged Sales files, and the dates of each", async () => {
    const first = await ingest(
      salesFile([
        "SWE,North,all,2024-01-08,Health,1,2",
        "SWE,South,all,2024-01-08,Health,1,2",
        "NOR,all,all,2024-01-08,Health,1,2",
      ]),
      "Sales",
    );
    const second = await ingest(
      salesFile(["SWE,North,all,2024-01-15,Health,1,2", "SWE,North,all,2024-01-08,Health,5,2"], "b.csv"),
      "Sales",
    );
    const sources = [first, second].map(({ file }) => ({ type: "Sales" as const, file: file ?? "" }));
    assert.deepEqual(
      (await combinationsOf(sources, host())).map(({ country_code, region_code, periods }) => [
        country_code,
        region_code,
        periods,
      ]),
      [
        ["NOR", "all", 1],
        ["SWE", "North", 2],
        ["SWE", "South", 1],
      ],
    );
    const dates = (...combinations: [string, string][]) =>
      datesOf(
        sources,
        "Sales",
        combinations.map(([country_code, region_code]) => ({ country_code, region_code, grouping: "all" })),
        host(),
      );
    assert.deepEqual(await dates(["SWE", "all"]), ["2024-01-08", "2024-01-15"]);
    assert.deepEqual(await dates(["SWE", "South"]), ["2024-01-08"]);
    assert.deepEqual(await dates(["SWE", "South"], ["SWE", "North"]), ["2024-01-08", "2024-01-15"]);
    assert.deepEqual(await dates(["DNK", "all"]), []);
  });

  it("goes on after a worker was given up", async () => {
    const stop = new AbortController();
    stop.abort(new Error("before it began"));
    await assert.rejects(ingest(demo("Sales"), "Sales", { signal: stop.signal }), { message: "before it began" });
    copyFileSync(demo("Sales"), join(folder(), "copy.csv"));
    assert.equal((await ingest(join(folder(), "copy.csv"), "Sales")).rows, 312);
  });
});
