import { type Layout } from "../batch";
import { dayOfIso } from "../dates";
import { fileTypeSpec, isDimension, type SpecifiedType } from "../fileTypes";
import { type LongTable } from "./longTable";
import { writeTable } from "./writeTable";

/** Two rows to write over, of two weeks that begin on Monday. */
const DAYS = [dayOfIso("2024-01-08"), dayOfIso("2024-01-15")];

const WORDS: Readonly<Record<string, readonly string[]>> = {
  Country: ["SWE"],
  Product: ["Health"],
  Channel: ["Stores"],
  Media: ["TV"],
  Indicator: ["Unemployment"],
  Competitor: ["Competitor1"],
  Event: ["Strike"],
  Metric: ["Investment"],
};

const NUMBERS: Readonly<Record<string, readonly number[]>> = {
  UnitsSold: [292, 305.5],
  PricePerUnit: [362.97, 359.5],
  ProfitPerUnit: [120, 118.4],
  Value: [90, 91],
  Visits: [104_596, 98_310],
};

/** A file to begin with: the names of all columns, and two rows that show what belongs there. */
export function templateText(type: SpecifiedType, layout: Layout): string {
  const { columns } = fileTypeSpec(type);
  const given = columns.filter(
    ({ name, required }) => required || ["Region", "Grouping", "ProfitPerUnit"].includes(name),
  );
  const numbers = type === "Media" ? [1200.5, 980] : type === "Macro" ? [0.0751, 0.0748] : undefined;
  const table: LongTable = {
    rows: DAYS.length,
    dimensions: given.filter(isDimension).map(({ name }) => ({
      name,
      codes: Uint32Array.from(DAYS, () => 0),
      dictionary: WORDS[name] ?? ["all"],
    })),
    dates: given.filter(({ kind }) => kind === "date").map(({ name }) => ({ name, days: Int32Array.from(DAYS) })),
    measures: given
      .filter(({ kind }) => kind === "number" || kind === "count")
      .map(({ name }) => ({ name, values: Float64Array.from(numbers ?? NUMBERS[name] ?? []) })),
    summary: {
      ...{ type, sureness: 1, specified: true, layout, rows: DAYS.length, combinations: [], first: null, last: null },
      ...{ periodicity: null, findingCount: 0, errorCount: 0, warningCount: 0, ruleCounts: {} },
    },
  };
  return new TextDecoder().decode(writeTable(table, layout));
}
