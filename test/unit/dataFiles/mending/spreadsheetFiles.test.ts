import assert from "node:assert/strict";
import { mendFile } from "../../../../src/dataFiles/mending/mendFile";
import { MEND_KINDS } from "../../../../src/dataFiles/mending/mendKinds";
import { readWholeFile, rowsOf } from "../../../support/readWholeFile";
import { SPREADSHEET_FILES } from "../../../support/spreadsheetFiles";

const kinds = MEND_KINDS.filter((kind) => kind !== "order");

describe("files of spreadsheet programs of several countries", () => {
  for (const { what, bytes, rules, asked, rows } of SPREADSHEET_FILES) {
    it(`${what}: are told of`, async () => {
      const { summary } = await readWholeFile(bytes());
      assert.deepEqual(Object.keys(summary.ruleCounts).filter(isOfWriting).sort(), [...rules].sort());
    });

    it(`${what}: are put right, with the numbers that were typed in`, async () => {
      const first = mendFile(bytes(), { kinds, type: undefined, fileName: "Sales.csv" });
      assert.equal(Object.keys(first.open).length > 0, asked !== undefined, JSON.stringify(first.open));
      const { bytes: mended, open } = mendFile(bytes(), { kinds, type: undefined, fileName: "Sales.csv", ...asked });
      assert.deepEqual(open, {});
      const file = await readWholeFile(mended);
      assert.deepEqual(
        file.findings.filter(({ severity }) => severity === "error").map(({ message }) => message),
        [],
      );
      const read = rowsOf(file).map((row) =>
        ["Date", "Product", "UnitsSold", "PricePerUnit", "ProfitPerUnit"].map((name) => row[name]),
      );
      assert.deepEqual(read, rows);
    });
  }

  it("keep what has two currencies for one column and country, and say so", () => {
    const header = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";
    const file = (...prices: [string, string][]) =>
      new TextEncoder().encode(
        [
          header,
          ...prices.map(([country, price], i) => `${country},all,all,2018-01-0${String(i + 1)},x,1,${price}`),
        ].join("\n"),
      );
    const options = { kinds, type: undefined, fileName: "Sales.csv" };
    const mixed = mendFile(file(["SWE", "$5"], ["SWE", "€6"]), options);
    assert.deepEqual([mixed.counts, mixed.open], [{}, { currencies: { count: 2, example: "$5" } }]);
    const local = mendFile(file(["SWE", "5 kr"], ["DEU", "€6"]), options);
    assert.deepEqual([local.counts, local.open], [{ numbers: 2, order: 1 }, {}]);
  });
});

/** These are about what the rows say, or follow from the others. */
const isOfWriting = (rule: string): boolean =>
  !["gap", "periodStart", "negative", "spaces", "emptyFile"].includes(rule);
