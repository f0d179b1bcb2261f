import assert from "node:assert/strict";
import { type SplitChoices, splitExport } from "../../../../src/dataFiles/otherTools/splitExport";
import {
  type ExportColumn,
  type ExportRole,
  recogniseExport,
  type WideExport,
} from "../../../../src/dataFiles/otherTools/wideExport";
import { recognise } from "../../../../src/dataFiles/recognise";
import { LIGHTWEIGHT, MERIDIAN, PYMC, ROBYN } from "../../../support/otherToolFiles";
import { readWholeFile } from "../../../support/readWholeFile";

const encoded = (text: string) => new TextEncoder().encode(text);
const headerOf = (text: string) => (text.split("\n")[0] ?? "").split(/[,;]/).map((name) => name.replaceAll('"', ""));

function exportOf(text: string): WideExport {
  const found = recogniseExport(headerOf(text));
  assert.ok(found);
  return found;
}

function split(text: string, units: string, price: string | number, more: Partial<SplitChoices> = {}) {
  const { columns } = exportOf(text);
  const named = (name: string): ExportColumn => {
    const column = columns.find((each) => each.name === name);
    assert.ok(column, name);
    return column;
  };
  const of = (...roles: readonly ExportRole[]) => columns.filter(({ role }) => roles.includes(role));
  const files = splitExport(encoded(text), columns, {
    ...{ country: "SWE", product: "Coffee", units: named(units) },
    price: typeof price === "number" ? price : named(price),
    media: of("spend", "impressions", "clicks", "grp"),
    events: of("event"),
    indicators: of("context"),
    ...more,
  });
  if ("line" in files) return files;
  return Object.fromEntries(
    files.map(({ type, bytes }) => [type, new TextDecoder().decode(bytes).trimEnd().split("\n")]),
  );
}

describe("tables of other tools", () => {
  it("are recognised by how their columns are named, and told with the files that they hold", async () => {
    const told = await Promise.all(
      [ROBYN, MERIDIAN, PYMC, LIGHTWEIGHT].map(async (text) => (await readWholeFile(text)).findings.at(-1)),
    );
    assert.deepEqual(
      told.map((finding) => [
        finding?.rule,
        finding?.severity,
        /the style of (.*?):/.exec(finding?.message ?? "")?.[1],
      ]),
      ["Robyn", "Meridian", "PyMC-Marketing", "LightweightMMM"].map((style) => ["otherTool", "error", style]),
    );
    assert.equal(
      told[0]?.expected,
      "Alviss takes a file for each kind of data, here Sales from revenue and Media from tv_S, ooh_S, print_S, facebook_I, search_clicks_P, search_S and 1 more: split it into those files.",
    );
    const { recognised, otherTool } = recognise(encoded(ROBYN), "x.csv");
    assert.deepEqual([recognised, otherTool], [false, true]);
  });

  it("are none of the platform's files, nor tables of anything else", async () => {
    const others = [
      "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit",
      "Country,Region,Grouping,Date,Product,Media,Campaign,Metric,Value",
      "DATE,revenue,tv",
      "week,claims,trend.unemploy,trend.filling,sp500,vix",
      "name,tv_S,ooh_S",
      "",
    ];
    for (const header of others) assert.equal(recogniseExport(header.split(",")), undefined, header);
    const { summary } = await readWholeFile("DATE,revenue,tv\n2023-01-02,1,2\n");
    assert.deepEqual(Object.keys(summary.ruleCounts), ["typeUnknown"]);
  });

  it("are told of beside what is missing, where they are given a type", async () => {
    const { summary } = await readWholeFile(ROBYN, { type: "Sales" });
    assert.ok(summary.ruleCounts.otherTool === 1 && (summary.ruleCounts.missingColumn ?? 0) > 0);
    const named = await readWholeFile(ROBYN, { fileName: "Sales.csv" });
    assert.deepEqual([named.summary.type, named.summary.ruleCounts], [null, { otherTool: 1 }]);
  });

  it("become files without an error and with all their numbers: one country, spend and metrics, named events", async () => {
    const files = split(ROBYN, "revenue", 1);
    assert.ok(!("line" in files));
    assert.deepEqual(Object.keys(files), ["Sales", "Media", "Events", "Macro"]);
    assert.equal(files["Sales"]?.[1], "SWE,all,all,2023-11-20,Coffee,210500.5,1");
    const media = files["Media"]?.map((line) => line.split(",").slice(3));
    assert.equal(media?.length, 1 + 7 * 4);
    assert.ok(files["Media"]?.includes("SWE,all,all,2023-11-20,all,search,all,Clicks,410"));
    assert.ok(files["Media"]?.includes("SWE,all,all,2023-11-20,all,search,all,Investment,350.25"));
    assert.ok(files["Media"]?.includes("SWE,all,all,2023-12-04,all,facebook,all,Impression,60000"));
    assert.deepEqual(files["Events"]?.slice(1), ["SWE,all,all,2023-11-27,2023-12-10,black friday"]);
    assert.deepEqual(files["Macro"]?.[1], "SWE,all,all,2023-11-20,competitor_sales_B,88000");
    for (const [type, lines] of Object.entries(files)) {
      const { summary } = await readWholeFile(lines.join("\n"));
      assert.deepEqual([summary.type, summary.errorCount], [type, 0], JSON.stringify(summary.ruleCounts));
    }
  });

  it("keep their places and prices", () => {
    const files = split(MERIDIAN, "conversions", "revenue_per_conversion");
    assert.ok(!("line" in files));
    assert.deepEqual(files["Sales"]?.slice(1), [
      "SWE,Geo0,all,2023-01-02,Coffee,310,12.5",
      "SWE,Geo0,all,2023-01-09,Coffee,340,12.75",
      "SWE,Geo1,all,2023-01-02,Coffee,150,12.5",
      "SWE,Geo1,all,2023-01-09,Coffee,160,12.75",
    ]);
    assert.deepEqual(files["Events"]?.slice(1), ["SWE,Geo0,all,2023-01-09,2023-01-15,Promo"]);
    assert.ok(files["Media"]?.includes("SWE,Geo1,all,2023-01-09,all,Channel0,all,Impression,2700"));
  });

  it("are read as they are written, and marks of their own become names", () => {
    const weeks = split(LIGHTWEIGHT, "target", 9.5);
    assert.ok(!("line" in weeks));
    assert.deepEqual(weeks["Sales"]?.[1], "SWE,all,all,2023-01-02,Coffee,1310.5,9.5");
    assert.ok(weeks["Media"]?.includes("SWE,all,all,2023-01-09,all,media_1,all,Investment,3.5"));
    const pymc = split(PYMC, "y", 1);
    assert.ok(!("line" in pymc));
    assert.deepEqual(pymc["Events"]?.slice(1), ["SWE,all,all,2023-01-09,2023-01-15,event_1"]);
  });

  it("are not split where a date or a number is not beyond doubt", () => {
    const american = PYMC.replace("2023-01-02", "01/02/2023")
      .replace("2023-01-09", "01/09/2023")
      .replace("2023-01-16", "");
    assert.deepEqual(split(american, "y", 1), { line: 2, column: "date_week", text: "01/02/2023" });
    const lost = split(PYMC.replace("0.11", "a lot"), "y", 1);
    assert.deepEqual(lost, { line: 3, column: "x1", text: "a lot" });
  });
});
