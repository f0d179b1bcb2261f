import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type SpecifiedType, UNSPECIFIED_TYPES } from "../../../../src/dataFiles/fileTypes";
import { type Answer, SandboxCalls } from "../../../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../../../support/startSandbox";
import { sheetOfCsv, workbookBytes } from "../../../support/workbookBytes";

/** A small good file of every specified type in both layouts, and the rows it has in long form. */
const FILES: Readonly<Record<SpecifiedType, readonly [long: string, wide: string, rows: number]>> = {
  Sales: [
    "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit\nSWE,all,all,2024-01-01,Tea,292.5,363\nSWE,all,all,2024-01-08,Tea,300,363",
    "Country,SWE,SWE\nRegion,all,all\nProduct,Tea,Tea\nGrouping,all,all\nMetric,UnitsSold,PricePerUnit\n2024-01-01,292.5,363\n2024-01-08,300,363",
    2,
  ],
  Distribution: [
    "Country,Region,Date,Product,Channel,Value\nSWE,all,2024-01-01,Tea,Agents,90",
    "Country,SWE\nRegion,all\nProduct,Tea\nChannel,Agents\nGrouping,all\n2024-01-01,90",
    1,
  ],
  Media: [
    "Country,Region,Grouping,Date,Product,Media,Campaign,Metric,Value\nSWE,all,all,2024-01-01,all,TV,all,Investment,9.5\nSWE,all,all,2024-01-01,all,TV,all,GRP,4",
    "Country,SWE,SWE\nRegion,all,all\nProduct,all,all\nMedia,TV,TV\nCampaign,all,all\nGrouping,all,all\nMetric,Investment,GRP\n2024-01-01,9.5,4",
    2,
  ],
  Events: [
    "Country,Region,Grouping,StartDate,EndDate,Event\nSWE,all,all,2018-01-08,2018-01-10,Website down",
    "Country,SWE,SWE\nRegion,all,all\nEvent,Website down,Website down\nGrouping,all,all\nMetric,StartDate,EndDate\n,2018-01-08,2018-01-10",
    1,
  ],
  Macro: [
    "Country,Region,Date,Indicator,Value\nSWE,all,2024-01-01,CCI,108.1",
    "Country,SWE\nRegion,all\nIndicator,CCI\nGrouping,all\n2024-01-01,108.1",
    1,
  ],
  Visits: [
    "Country,Region,Date,Channel,Visits\nSWE,all,2024-01-01,Direct,104596",
    "Country,SWE\nRegion,all\nChannel,Direct\nGrouping,all\n2024-01-01,104596",
    1,
  ],
  "Competitor Price": [
    "Country,Region,Date,Competitor,Product,PricePerUnit\nSWE,all,2024-01-01,Rival,Tea,294.002",
    "Country,SWE\nRegion,all\nProduct,Tea\nGrouping,all\nCompetitor,Rival\n2024-01-01,294.002",
    1,
  ],
  "Competitor Distribution": [
    "Country,Region,Date,Product,Competitor,Channel,Value\nSWE,all,2024-01-01,Tea,Rival,Agents,90",
    "Country,SWE\nRegion,all\nProduct,Tea\nChannel,Agents\nGrouping,all\nCompetitor,Rival\n2024-01-01,90",
    1,
  ],
};
const SALES = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit\n";

describe("data files sent to a sandbox", function () {
  this.timeout(60_000);
  let sandbox: StartedSandbox;
  let calls: SandboxCalls;
  before(async () => {
    sandbox = await startSandbox();
    calls = new SandboxCalls(sandbox);
  });
  after(() => sandbox?.stop());

  async function ended(
    type: string,
    content: string | Uint8Array<ArrayBuffer>,
    name?: string,
  ): Promise<Answer["body"]> {
    const { body } = await calls.upload(type, content, name);
    const path = `datauploads/${String(body.upload_id)}`;
    await calls.until(path, "complete").catch(() => undefined);
    return (await calls.get(path)).body;
  }

  for (const [type, [long, wide, rows]] of Object.entries(FILES)) {
    it(`are read as ${type}, long and wide, as text and as a workbook`, async () => {
      for (const text of [long, wide]) {
        const workbook = new Uint8Array(workbookBytes([sheetOfCsv("Data", text)]));
        for (const record of [await ended(type, text), await ended(type, workbook, `${type}.xlsx`)]) {
          assert.deepEqual(
            [record.Status, record.Rows, record.FindingCount, record.Specified],
            ["complete", rows, 0, true],
            JSON.stringify(record),
          );
        }
      }
    });
  }

  it("are kept and marked where the type has no public specification, or is none we know", async () => {
    for (const type of [...UNSPECIFIED_TYPES, "Holidays"]) {
      const record = await ended(type, "Country,Region,Date,Level\nSWE,all,2024-01-01,4\n");
      assert.deepEqual([record.Status, record.Rows, record.Specified], ["complete", 1, false], type);
      assert.match(String(record.Message), /unspecified type|none of the file types we know/);
      const [finding] = record.Findings as { rule: string; message: string }[];
      assert.equal(finding?.rule, type === "Holidays" ? "unknownType" : "unspecifiedType");
      assert.match(finding?.message ?? "", new RegExp(type));
    }
  });

  it("give the dates of any type that they have, known or not", async () => {
    const sales = await ended("Sales", FILES.Sales[0]);
    const others = await ended("Holidays", "Country,Region,Date,Level\nSWE,all,2024-03-04,4\n");
    const { body } = await calls.post("datasets", { upload_ids: [sales.upload_id, others.upload_id] });
    await calls.until(`datasets/${String(body.IId)}`, "complete");
    const place = [{ country_code: "SWE", region_code: "all", grouping: "all" }];
    const datesOf = async (type: string) =>
      (await calls.post(`datasets/${String(body.IId)}/dates?dataset_name=${type}`, place)).body;
    assert.deepEqual(await datesOf("Holidays"), ["2024-03-04"]);
    assert.deepEqual(await datesOf("Extra"), []);
  });

  it("are asked for again where somebody took their rows from the folder, and then all is as before", async () => {
    const content = FILES.Sales[0].replaceAll("Tea", "Mate");
    const { upload_id, Sha256 } = await ended("Sales", content);
    const { body } = await calls.post("datasets", { upload_ids: [upload_id] });
    await calls.until(`datasets/${String(body.IId)}`, "complete");
    const dates = () =>
      calls.post(`datasets/${String(body.IId)}/dates?dataset_name=Sales`, [
        { country_code: "SWE", region_code: "all", grouping: "all" },
      ]);
    await rm(join(sandbox.folder, "uploads", `${String(Sha256)}.sqlite`));
    const answer = await dates();
    assert.deepEqual([answer.status, /gone .*Upload the file again/.test(String(answer.body.detail))], [409, true]);
    await ended("Sales", content);
    assert.deepEqual((await dates()).body, ["2024-01-01", "2024-01-08"]);
  });

  it("fail with the file, line and column, what is wrong and what would be right, for 100 findings and a count", async () => {
    const rows = Array.from({ length: 150 }, (_, i) => `SWE,all,all,2024-01-01,Tea${i},"3,14",2\n`).join("");
    const record = await ended("Sales", SALES + rows, "Tea sales.csv");
    assert.deepEqual([record.Status, record.FindingCount, record.FileName], ["failed", 150, "Tea sales.csv"]);
    assert.match(
      String(record.Message),
      /^Tea sales\.csv: The file has 150 errors\. The first: Line 2, column 6: "3,14"/,
    );
    const findings = record.Findings as Record<string, unknown>[];
    assert.equal(findings.length, 100);
    assert.deepEqual([findings[99]?.line, findings[99]?.column, findings[99]?.rule], [101, 6, "decimalComma"]);
    assert.match(String(findings[0]?.expected), /period/);
  });
});
