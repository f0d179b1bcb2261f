import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { aggregate } from "../../../src/dataFiles/converting/aggregate";
import { type LongTable, readLongTable } from "../../../src/dataFiles/converting/longTable";
import { templateText } from "../../../src/dataFiles/converting/templates";
import { writeTable } from "../../../src/dataFiles/converting/writeTable";
import { type FileType, SPECIFIED_TYPES } from "../../../src/dataFiles/fileTypes";
import { byteSource } from "../../support/byteSource";
import { readWholeFile, rowsOf } from "../../support/readWholeFile";

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
async function tableOf(content: string, type: FileType | "guess" = "guess"): Promise<LongTable> {
  const table = await readLongTable(byteSource(content), { type, format: "csv" });
  if (typeof table === "string") assert.fail(table);
  return table;
}
const unfit = async (content: string) => readLongTable(byteSource(content), { type: "guess", format: "csv" });

const SALES = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit,ProfitPerUnit";

describe("a template", () => {
  for (const type of SPECIFIED_TYPES)
    for (const layout of ["long", "wide"] as const)
      it(`of a ${layout} ${type} file is a good file of two rows, recognised by its names alone`, async () => {
        const { summary, findings } = await readWholeFile(templateText(type, layout));
        assert.deepEqual(findings, []);
        assert.deepEqual([summary.type, summary.sureness, summary.layout, summary.rows], [type, 1, layout, 2]);
      });
});

describe("writing a file in the other layout", () => {
  for (const type of ["Sales", "Media", "Distribution", "Events"] as const)
    it(`and back loses nothing of the demo's ${type} file`, async () => {
      const before = readFileSync(`media/demo/${type}.csv`, "utf8");
      const wide = text(writeTable(await tableOf(before), "wide"));
      const { summary, findings } = await readWholeFile(wide);
      assert.deepEqual([summary.type, summary.layout, summary.errorCount], [type, "wide", 0]);
      assert.deepEqual(
        findings.filter(({ rule }) => rule !== "gap"),
        [],
      );
      const after = text(writeTable(await tableOf(wide, type), "long"));
      const rows = async (content: string) =>
        rowsOf(await readWholeFile(content, { type }))
          .map((row) => JSON.stringify(Object.entries(row).sort()))
          .sort();
      assert.deepEqual(await rows(after), await rows(before));
    });

  it("leaves cells empty where a series has no row, and quotes what needs it", async () => {
    const long = `${SALES}\nSWE,all,all,2024-01-08,"a, b",1,2,\nSWE,all,all,2024-01-15,c,3,4,5\n`;
    assert.equal(
      text(writeTable(await tableOf(long), "wide")),
      [
        "Country,SWE,SWE,SWE,SWE,SWE,SWE",
        "Region,all,all,all,all,all,all",
        "Grouping,all,all,all,all,all,all",
        'Product,"a, b",c,"a, b",c,"a, b",c',
        "Metric,UnitsSold,UnitsSold,PricePerUnit,PricePerUnit,ProfitPerUnit,ProfitPerUnit",
        "2024-01-08,1,,2,,,",
        "2024-01-15,,3,,4,,5",
        "",
      ].join("\n"),
    );
  });

  it("is refused where something would be lost", async () => {
    assert.equal(await unfit(`${SALES}\nSWE,all,all,2024-01-08,x,many,2,\n`), "errors");
    assert.equal(await unfit(`${SALES},Shop\nSWE,all,all,2024-01-08,x,1,2,,y\n`), "unreadColumns");
    assert.equal(await unfit("a,b\n1,2\n"), "noType");
    assert.equal(await unfit(""), "noType");
  });
});

describe("longer periods", () => {
  const days = ["2024-01-08", "2024-01-09", "2024-01-14", "2024-01-15", "2024-01-16", "2024-01-17", "2024-01-18"];

  it("add up units, and weigh prices and profits by them", async () => {
    const rows = days.map(
      (day, i) => `SWE,all,all,${day},x,${["1", "3", "0.1", "0.2", "0.4", "", "0"][i] ?? ""},${i + 1},${i}`,
    );
    const weekly = aggregate(await tableOf([SALES, ...rows].join("\n")), "Week");
    if (typeof weekly === "string") assert.fail(weekly);
    assert.equal(
      text(writeTable(weekly, "long")),
      [
        SALES,
        `SWE,all,all,2024-01-08,x,4.1,${Number(((1 + 6 + 0.3) / 4.1).toPrecision(12))},${Number(((3 + 0.2) / 4.1).toPrecision(12))}`,
        `SWE,all,all,2024-01-15,x,0.6,${Number(((0.8 + 2) / 0.6).toPrecision(12))},${Number(((0.6 + 1.6) / 0.6).toPrecision(12))}`,
        "",
      ].join("\n"),
    );
  });

  const aggregated = async (header: string, rows: readonly string[], to: "Week" | "Month") => {
    const longer = aggregate(await tableOf([header, ...rows].join("\n")), to);
    return typeof longer === "string" ? longer : text(writeTable(longer, "long")).trimEnd().split("\n").slice(1);
  };

  it("add up what is spent and seen, not whom it reached", async () => {
    const header = "Country,Region,Grouping,Date,Product,Media,Campaign,Metric,Value";
    const rows = ["Investment", "Reach", "Impression"].flatMap((metric) =>
      days.slice(3, 6).map((day, i) => `SWE,all,all,${day},all,TV,all,${metric},${i + 1}`),
    );
    assert.deepEqual(
      await aggregated(header, rows, "Week"),
      [
        ["Investment", 6],
        ["Reach", 2],
        ["Impression", 6],
      ].map(([metric, value]) => `SWE,all,all,2024-01-15,all,TV,all,${metric},${value}`),
    );
  });

  it("take the mean of levels, whole where they are counted", async () => {
    const place = (value: string) => (day: string, i: number) => `SWE,all,all,${day},x,Stores,${i}${value}`;
    const distribution = "Country,Region,Grouping,Date,Product,Channel,Value";
    assert.deepEqual(await aggregated(distribution, days.slice(0, 2).map(place("")), "Month"), [
      "SWE,all,all,2024-01-01,x,Stores,1",
    ]);
    const macro = days.slice(3, 6).map((day, i) => `SWE,all,all,${day},CCI,${i}`);
    assert.deepEqual(await aggregated("Country,Region,Grouping,Date,Indicator,Value", macro, "Month"), [
      "SWE,all,all,2024-01-01,CCI,1",
    ]);
  });

  it("need shorter ones that can be added up", async () => {
    const weekly = ["2024-01-01", "2024-01-08", "2024-01-15"].map((day) => `SWE,all,all,${day},x,1,2,3`);
    assert.equal(await aggregated(SALES, weekly, "Week"), "notShorter");
    assert.deepEqual((await aggregated(SALES, weekly, "Month")).length, 1);
    assert.equal(await aggregated(SALES, weekly.slice(0, 1), "Month"), "noPeriods");
    const events = await aggregated(
      "Country,Region,Grouping,StartDate,EndDate,Event",
      ["SWE,all,all,2024-01-08,2024-01-08,x"],
      "Week",
    );
    assert.equal(events, "noPeriods");
  });
});
