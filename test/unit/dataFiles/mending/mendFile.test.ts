import assert from "node:assert/strict";
import { MEND_KINDS, type MendKind } from "../../../../src/dataFiles/mending/mendKinds";
import { mendFile, type MendOptions } from "../../../../src/dataFiles/mending/mendFile";
import { readWholeFile } from "../../../support/readWholeFile";

const SALES = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";
const everything = MEND_KINDS.filter((kind) => kind !== "order");

function mend(content: string | Uint8Array, kinds: readonly MendKind[] = everything, more: Partial<MendOptions> = {}) {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const { bytes: after, counts, open } = mendFile(bytes, { kinds, type: undefined, fileName: "x.csv", ...more });
  return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(after), counts, open };
}

describe("mending a data file", () => {
  it("leaves every byte of a good file, with its blank lines, quotes and line ends", () => {
    const good = `\ufeff${SALES}\r\n"SWE",all,all,2024-01-08,"a ""b""",1.50,2\r\n\r\nSWE,all,all,2024-01-15,x,NaN,2`;
    const { text, counts } = mend(good, MEND_KINDS);
    assert.equal(text, good);
    assert.deepEqual(counts, {});
  });

  it("turns an Excel file of Germany into a good one", async () => {
    const german = [
      "country;Region;Grouping;date;Product;Units Sold;PricePerUnit",
      "Deutschland;all;all;08.01.2024;Health;1.234,56;362,97",
      "Deutschland;all;all;15.01.2024;Health;12,5;1.000",
      'Deutschland;all;all;22.01.2024; Health;7;"362,9"',
    ].join("\r\n");
    const { text, counts, open } = mend(german);
    assert.equal(
      text,
      [
        SALES,
        "DEU,all,all,2024-01-08,Health,1234.56,362.97",
        "DEU,all,all,2024-01-15,Health,12.5,1000",
        "DEU,all,all,2024-01-22,Health,7,362.9",
        "",
      ].join("\r\n"),
    );
    assert.deepEqual(counts, { separator: 1, names: 3, countries: 3, dates: 3, numbers: 5, spaces: 1 });
    assert.deepEqual(open, {});
    assert.deepEqual((await readWholeFile(text)).findings, []);
  });

  it("reads windows-1252 and UTF-16", () => {
    const row = "SWE,Malmö,all,2024-01-08,Hälsa,1,2\n";
    const latin = Buffer.from(`${SALES}\n${row}`, "latin1");
    assert.equal(mend(latin).text, `${SALES}\n${row}`);
    const utf16 = Buffer.from(`\ufeff${SALES}\n${row}`, "utf16le");
    assert.equal(mend(utf16).text, `${SALES}\n${row}`);
    assert.deepEqual(mend(utf16).counts, { encoding: 1 });
  });

  it("does not guess what 01/07/2018 means, until it is told or the file shows it", () => {
    const file = (...dates: string[]) => [SALES, ...dates.map((date) => `SWE,all,all,${date},x,1,2`), ""].join("\n");
    assert.deepEqual(mend(file("01/07/2018", "02/07/2018")), {
      text: file("01/07/2018", "02/07/2018"),
      counts: {},
      open: { dates: { count: 2, example: "01/07/2018" } },
    });
    assert.equal(mend(file("01/07/2018"), ["dates"], { dayOrder: "dayFirst" }).text, file("2018-07-01"));
    assert.equal(mend(file("01/07/2018", "13/07/2018")).text, file("2018-07-01", "2018-07-13"));
    const both = mend(file("01/07/2018", "13/07/2018", "07/14/2018"));
    assert.deepEqual([both.text, both.open.dates?.count], [file("01/07/2018", "2018-07-13", "2018-07-14"), 1]);
  });

  it("does not guess whether 1,234 is more than a thousand, until the file shows it", () => {
    const file = (...units: string[]) =>
      [SALES, ...units.map((unit, i) => `SWE,all,all,2024-01-0${i + 1},x,${unit},2`), ""].join("\n");
    assert.equal(mend(file('"1,234"')).text, file('"1,234"'));
    assert.equal(mend(file('"1,234"', '"0,5"')).text, file("1.234", "0.5"));
    assert.equal(mend(file('"1,234"', '"1,234.5"')).text, file("1234", "1234.5"));
  });

  it("does only what it is asked for", () => {
    const file = `${SALES}\nSweden,all,all,31/12/2018, x,"1,5",2\n`;
    assert.equal(mend(file, ["dates"]).text, `${SALES}\nSweden,all,all,2018-12-31, x,"1,5",2\n`);
    assert.equal(mend(file, ["countries"]).text, `${SALES}\nSWE,all,all,31/12/2018, x,"1,5",2\n`);
    assert.deepEqual(mend(file, []).counts, { countries: 1, dates: 1, spaces: 1, numbers: 1 });
    assert.equal(mend(file, []).text, file);
    const semicolons = file.replaceAll(",", ";");
    assert.equal(mend(semicolons, ["dates"]).text, semicolons);
  });

  it("drops rows that repeat another exactly, and no others", () => {
    const [one, other] = ["SWE,all,all,2024-01-08,x,1,2", "SWE,all,all,2024-01-08,x,2,2"];
    const { text, counts } = mend(`${SALES}\n${one}\n${other}\n${one}\n`, ["duplicates"]);
    assert.equal(text, `${SALES}\n${one}\n${other}\n`);
    assert.deepEqual(counts, { duplicates: 1 });
  });

  it("drops rows of empty cells, as spreadsheets leave them behind the last one", () => {
    const row = "SWE,all,all,2024-01-08,x,1,2";
    const { text } = mend(`${SALES}\n${row}\n,,,,,,\n , ,,,,,\n`, ["duplicates"]);
    assert.equal(text, `${SALES}\n${row}\n`);
  });

  it("sorts rows by combination and date", () => {
    const rows = ["SWE,all,all,2024-01-15,x,1,2", "NOR,all,all,2024-01-08,x,1,2", "SWE,all,all,2024-01-08,x,1,2"];
    const [second = "", first = "", middle = ""] = rows;
    assert.equal(mend([SALES, ...rows, ""].join("\n"), ["order"]).text, [SALES, first, middle, second, ""].join("\n"));
  });

  it("mends the wide layout, names and series alike", async () => {
    const wide = [
      "country,Sweden,Sweden",
      "Region,all,all",
      "Product,x,x",
      "metric,unitssold,PricePerUnit",
      '08.01.2024,"1,5",2',
      '15.01.2024,"2,5",2',
    ].join("\n");
    const { text } = mend(wide);
    assert.equal(
      text,
      "Country,SWE,SWE\nRegion,all,all\nProduct,x,x\nMetric,UnitsSold,PricePerUnit\n2024-01-08,1.5,2\n2024-01-15,2.5,2\n",
    );
    assert.deepEqual((await readWholeFile(text)).findings, []);
  });

  it("touches nothing in a file of another kind", () => {
    for (const text of ["", "DATE,revenue,tv_S\n2015-11-23,2754371,22358\n", "x"]) assert.equal(mend(text).text, text);
  });

  it("separates the cells of a table of no type by commas, and leaves what is in them", () => {
    const { text, counts } = mend("a;b\n1,5;x\n1,5;x\n");
    assert.equal(text, 'a,b\n"1,5",x\n"1,5",x\n');
    assert.deepEqual(counts, { separator: 1 });
    assert.equal(mend("a;b\n1;2\n", ["numbers"]).text, "a;b\n1;2\n");
  });

  it("quotes what needs it when a row is written anew", () => {
    const file = `${SALES.replaceAll(",", ";")}\nSWE;all;all;2024-01-08;"a, ""b""";1;2\n`;
    assert.equal(mend(file).text, `${SALES}\nSWE,all,all,2024-01-08,"a, ""b""",1,2\n`);
  });
});
