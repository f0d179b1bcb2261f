import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type FileContents, misfits } from "../../../src/dataFiles/acrossFiles";
import { readWholeFile } from "../../support/readWholeFile";

async function contents(name: string, text: string): Promise<FileContents> {
  const { summary, batches } = await readWholeFile(text, { fileName: name });
  const columns = batches.flatMap((batch) => batch.columns);
  const words = columns.flatMap((column) => (column.kind === "dimension" ? [[column.name, column.dictionary]] : []));
  return { name, summary, words: Object.fromEntries(words) as FileContents["words"] };
}

const weeks = ["2024-01-08", "2024-01-15", "2024-01-22"];
const file = (header: string, row: (date: string) => string, dates = weeks) => [header, ...dates.map(row)].join("\n");
const sales = () =>
  contents(
    "Sales.csv",
    file("Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit", (date) => `SWE,Nord,Shop,${date},Latte,1,2`),
  );
const distribution = (row: (date: string) => string, dates?: readonly string[]) =>
  contents("Shops.csv", file("Country,Region,Grouping,Date,Product,Channel,Value", row, dates && [...dates]));

describe("files that go into one dataset", () => {
  const found = async (row: (date: string) => string, dates?: readonly string[]) =>
    misfits([await sales(), await distribution(row, dates)]);

  it("fit where they are about the same, or about all", async () => {
    assert.deepEqual(await found((date) => `SWE,Nord,Shop,${date},Latte,Stores,1`), []);
    assert.deepEqual(await found((date) => `SWE,all,all,${date},all,Stores,1`), []);
    const demo = ["Sales", "Media", "Distribution", "Events"].map((type) =>
      contents(`${type}.csv`, readFileSync(`media/demo/${type}.csv`, "utf8")),
    );
    assert.deepEqual(misfits(await Promise.all(demo)), []);
  });

  it("do not where places or products are others", async () => {
    assert.deepEqual(await found((date) => `NOR,Nord,Shop,${date},Mocha,Stores,1`), [
      "Shops.csv is about places that Sales does not have: NOR / Nord / Shop.",
      "Shops.csv has products that Sales does not have: Mocha.",
    ]);
  });

  it("do not where their dates are others", async () => {
    const row = (date: string) => `SWE,all,all,${date},all,Stores,1`;
    assert.deepEqual(await found(row, ["2024-01-15", "2024-01-22"]), [
      "Shops.csv begins on 2024-01-15, Sales on 2024-01-08.",
    ]);
    assert.deepEqual(await found(row, ["2024-01-07", "2024-01-14", "2024-01-21"]), [
      "The weeks of Shops.csv begin on Sunday, those of Sales on Monday.",
      "Shops.csv ends on 2024-01-21, Sales on 2024-01-22.",
    ]);
    assert.deepEqual(await found(row, ["2024-01-08", "2024-01-09", "2024-01-22"].slice(0, 2)), [
      "Shops.csv is by day, Sales by week.",
      "Shops.csv ends on 2024-01-09, Sales on 2024-01-22.",
    ]);
  });

  it("may begin later where they extend a dataset, which has the rest", async () => {
    const shops = await distribution((date) => `SWE,all,all,${date},all,Stores,1`, ["2024-01-15", "2024-01-22"]);
    assert.deepEqual(misfits([await sales(), shops], true), []);
    const elsewhere = await distribution((date) => `NOR,all,all,${date},all,Stores,1`, ["2024-01-22"]);
    assert.deepEqual(misfits([await sales(), elsewhere], true), [
      "Shops.csv is about places that Sales does not have: NOR / all / all.",
    ]);
  });

  it("are not said to have foreign products where the products of Sales are not known, or not all of them", async () => {
    const shops = await distribution((date) => `SWE,all,all,${date},Mocha,Stores,1`);
    const known = await sales();
    assert.equal(misfits([known, shops]).length, 1);
    assert.deepEqual(misfits([{ ...known, words: {} }, shops]), []);
    const many = Array.from({ length: 500 }, (_, i) => `p${String(i)}`);
    assert.deepEqual(misfits([{ ...known, words: { Product: many } }, shops]), []);
  });

  it("cannot be held against each other without Sales", async () => {
    assert.deepEqual(misfits([await distribution((date) => `NOR,x,y,${date},z,Stores,1`)]), []);
  });
});
