import assert from "node:assert/strict";
import fc from "fast-check";
import { mendFile, type MendOptions } from "../../../../src/dataFiles/mending/mendFile";
import { MEND_KINDS } from "../../../../src/dataFiles/mending/mendKinds";
import { readWholeFile, rowsOf } from "../../../support/readWholeFile";

const kinds = MEND_KINDS.filter((kind) => kind !== "order");
const HEADER = ["Country", "Region", "Grouping", "Date", "Product", "UnitsSold", "PricePerUnit", "ProfitPerUnit"];

/** How a spreadsheet of a country writes a file: its separator, its decimal mark, and what may stand at a number. */
const WAYS = [
  { locale: "en-US", separator: ",", mark: ".", money: (text: string) => `$${text}` },
  { locale: "de-DE", separator: ";", mark: ",", money: (text: string) => `${text} €` },
  { locale: "sv-SE", separator: ";", mark: ",", money: (text: string) => `${text} kr` },
  { locale: "fr-FR", separator: ";", mark: ",", money: (text: string) => `${text}\u00a0€` },
  { locale: "pt-BR", separator: ";", mark: ",", money: (text: string) => `R$ ${text}` },
  { locale: "de-CH", separator: ";", mark: ".", money: (text: string) => `CHF ${text}` },
] as const;
type Way = (typeof WAYS)[number];

interface Typed {
  readonly value: number;
  readonly decimals: number;
  readonly isGrouped: boolean;
  readonly isMoney: boolean;
}

const typed: fc.Arbitrary<Typed> = fc
  .record({
    whole: fc.oneof(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -9_999_999, max: 9_999_999 })),
    decimals: fc.integer({ min: 0, max: 3 }),
    part: fc.integer({ min: 0, max: 999 }),
    isGrouped: fc.boolean(),
    isMoney: fc.boolean(),
  })
  .map(({ whole, decimals, part, ...how }) => {
    const text = `${String(whole)}.${String(part).padStart(3, "0").slice(0, decimals)}`;
    return { value: Number(text), decimals, ...how };
  });

function written({ value, decimals, isGrouped, isMoney }: Typed, { locale, money }: Way): string {
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals, useGrouping: isGrouped };
  const text = value.toLocaleString(locale, digits);
  return isMoney ? money(text) : text;
}

function fileOf(cells: readonly string[], separator: string): Uint8Array {
  const quoted = (cell: string) => (cell.includes(separator) ? `"${cell}"` : cell);
  const lines = cells.map((cell, i) => {
    const date = new Date(Date.UTC(2018, 0, 1 + 7 * i)).toISOString().slice(0, 10);
    return ["SWE", "all", "all", date, "x", "7", "7", quoted(cell)].join(separator);
  });
  return new TextEncoder().encode([HEADER.join(separator), ...lines, ""].join("\n"));
}

const mend = (bytes: Uint8Array, more: Partial<MendOptions> = {}) =>
  mendFile(bytes, { kinds, type: undefined, fileName: "Sales.csv", ...more });

const profits = async (bytes: Uint8Array) =>
  rowsOf(await readWholeFile(bytes)).map(({ ProfitPerUnit }) => ProfitPerUnit);

describe("numbers of a file in the writing of a country", () => {
  for (const way of WAYS)
    it(`${way.locale}: are read as they were typed, or left and asked about, and right once that is answered`, () =>
      fc.assert(
        fc.asyncProperty(fc.array(typed, { minLength: 1, maxLength: 8 }), async (numbers) => {
          const cells = numbers.map((each) => written(each, way));
          const file = fileOf(cells, way.separator);
          const first = mend(file);
          const read = await profits(first.bytes);
          const left = numbers.filter(({ value }, i) => read[i] !== value);
          assert.ok(left.length === 0 || (first.open.numbers?.count ?? 0) >= left.length, JSON.stringify(cells));
          const answered = mend(file, { mark: way.mark });
          assert.deepEqual(answered.open, {}, JSON.stringify(cells));
          assert.deepEqual(
            await profits(answered.bytes),
            numbers.map(({ value }) => value),
          );
        }),
        { numRuns: 60 },
      ));

  it("are asked about where a comma stands in one of them and commas between the cells", () => {
    const { open, counts } = mend(fileOf(["12,5", "1.234", "2.345"], ","));
    assert.deepEqual([open, counts], [{ numbers: { count: 2, example: "1.234" } }, { numbers: 1 }]);
  });

  it("are not taken for thousands because they count something", () => {
    const file = (separator: string) =>
      new TextEncoder().encode(
        ["Country,Region,Grouping,Date,Product,Channel,Value", "SWE,all,all,2018-01-01,x,Stores,1.234", ""]
          .join("\n")
          .replaceAll(",", separator),
      );
    assert.deepEqual([mend(file(",")).counts, mend(file(",")).open], [{}, {}]);
    assert.deepEqual(mend(file(";")).open, { numbers: { count: 1, example: "1.234" } });
  });
});

describe("dates of a file that are written in two ways", () => {
  it("do not tell each other's order", () => {
    const header = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";
    const dates = ["31.12.2018", "01/07/2018", "07.01.2019"];
    const file = new TextEncoder().encode([header, ...dates.map((date) => `SWE,all,all,${date},x,1,2`), ""].join("\n"));
    const { bytes, open } = mend(file);
    const read = new TextDecoder().decode(bytes).match(/(?<=all,all,)[^,]+/g);
    assert.deepEqual(read, ["2018-12-31", "01/07/2018", "2019-01-07"]);
    assert.deepEqual(open, { dates: { count: 1, example: "01/07/2018" } });
  });
});
