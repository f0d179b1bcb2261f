import { type Calendar, calendarOf } from "../store/calendar";
import { type Combination } from "../store/datasetTypes";
import { carriedNote, carryForward, countOf } from "./carryForward";
import { type ProductsMode } from "./frameTypes";
import { type RowTable } from "./rowTable";

/** What the Sales rows say; arrays are unit-major, as in Frame. */
export interface SalesSeries {
  readonly calendar: Calendar;
  readonly units: readonly string[];
  readonly sales: Float64Array;
  readonly observed: Uint8Array;
  readonly price?: Float64Array;
  readonly notes: readonly string[];
}

export function salesSeries(table: RowTable, combination: Combination, products: ProductsMode): SalesSeries {
  const rows = table.rowsNearest(combination, false, () => "");
  const { country_code, region_code, grouping } = combination;
  if (rows.length === 0) throw new Error(`There are no Sales rows for ${country_code}, ${region_code}, ${grouping}.`);
  const day = table.days("Date");
  const calendar = calendarOf(Int32Array.from(new Set(rows.map(day))).sort(), table.periodicity);
  const product = table.words("Product");
  const units = products === "sum" ? ["all"] : [...new Set(rows.map(product))].sort();
  const sums = new SalesSums(units.length, calendar.dates.length);
  const unitOf = new Map(units.map((unit, i) => [unit, i]));
  const sold = table.values("UnitsSold");
  const price = table.values("PricePerUnit");
  for (const row of rows) {
    const unit = products === "sum" ? 0 : (unitOf.get(product(row)) ?? 0);
    sums.add(unit, calendar.indexOf(day(row)), sold(row), price(row));
  }
  const prices = sums.prices(calendar.unit);
  const notes = [...calendarNotes(calendar), ...sums.notes(calendar.unit), ...prices.notes];
  if (products === "sum") notes.push(...lacksProducts(table, rows, calendar));
  return {
    ...{ calendar, units, sales: sums.sales, observed: sums.observed, notes },
    ...(prices.values === undefined ? {} : { price: prices.values }),
  };
}

function calendarNotes({ missing, unit }: Calendar): string[] {
  if (missing === 0) return [];
  return [
    `Sales: ${countOf(missing, unit)} without any row ${missing === 1 ? "stays" : "stay"} in the calendar, left out of the likelihood.`,
  ];
}

/** Where a product has no row between its first and last one, the sum of the others is less than it should be. */
function lacksProducts(table: RowTable, rows: readonly number[], calendar: Calendar): string[] {
  const product = table.words("Product");
  const day = table.days("Date");
  const seen = new Map<string, Set<number>>();
  for (const row of rows) {
    const name = product(row);
    seen.set(name, (seen.get(name) ?? new Set()).add(calendar.indexOf(day(row))));
  }
  const dates = new Set([...seen.values()].flatMap((each) => [...each]));
  const lacking = [...seen].flatMap(([name, own]) => {
    const [first, last] = [Math.min(...own), Math.max(...own)];
    const count = [...dates].filter((date) => date > first && date < last && !own.has(date)).length;
    return count > 0 ? [`${name} ${countOf(count, calendar.unit)}`] : [];
  });
  return lacking.length > 0 ? [`Sales: a product without a row counts as 0 in the sum: ${lacking.join(", ")}.`] : [];
}

class SalesSums {
  readonly sales: Float64Array;
  readonly observed: Uint8Array;
  private readonly unusable: Uint8Array;
  private readonly revenue: Float64Array;
  private readonly pricedUnits: Float64Array;
  private readonly listPrices: Float64Array;
  private readonly listCounts: Uint32Array;
  private unusableRows = 0;

  constructor(
    private readonly units: number,
    private readonly dates: number,
  ) {
    const size = units * dates;
    this.sales = new Float64Array(size);
    this.observed = new Uint8Array(size);
    this.unusable = new Uint8Array(size);
    this.revenue = new Float64Array(size);
    this.pricedUnits = new Float64Array(size);
    this.listPrices = new Float64Array(size);
    this.listCounts = new Uint32Array(size);
  }

  add(unit: number, date: number, sold: number, price: number): void {
    const at = unit * this.dates + date;
    if (price > 0) {
      this.listPrices[at] = (this.listPrices[at] ?? 0) + price;
      this.listCounts[at] = (this.listCounts[at] ?? 0) + 1;
    }
    if (!(sold >= 0)) {
      // One unknown part makes the whole sum unknown.
      this.unusable[at] = 1;
      this.unusableRows++;
    }
    if (!(sold >= 0) || this.unusable[at] === 1) {
      this.sales[at] = 0;
      this.observed[at] = 0;
      return;
    }
    this.sales[at] = (this.sales[at] ?? 0) + sold;
    this.observed[at] = 1;
    if (!(price > 0)) return;
    this.revenue[at] = (this.revenue[at] ?? 0) + sold * price;
    this.pricedUnits[at] = (this.pricedUnits[at] ?? 0) + sold;
  }

  notes(unit: string): string[] {
    const notes: string[] = [];
    if (this.unusableRows > 0) {
      const is = this.unusableRows === 1 ? "Its" : "Their";
      notes.push(
        `Sales: ${countOf(this.unusableRows, "row")} with UnitsSold missing or below zero. ${is} ${unit}s are left out of the likelihood.`,
      );
    }
    return notes;
  }

  /** Average price per unit sold: revenue over units where something was sold, else the mean of the prices asked. */
  prices(unit: string): { values?: Float64Array; notes: string[] } {
    const values = new Float64Array(this.sales.length).fill(NaN);
    for (let at = 0; at < values.length; at++) {
      if ((this.pricedUnits[at] ?? 0) > 0) values[at] = (this.revenue[at] ?? 0) / (this.pricedUnits[at] ?? 1);
      else if ((this.listCounts[at] ?? 0) > 0) values[at] = (this.listPrices[at] ?? 0) / (this.listCounts[at] ?? 1);
    }
    let [forward, backward, empty] = [0, 0, false];
    for (let u = 0; u < this.units; u++) {
      const carried = carryForward(values, u * this.dates, (u + 1) * this.dates);
      forward += carried.forward;
      backward += carried.backward;
      empty ||= carried.empty;
    }
    if (empty) return { notes: ["Sales: there is no usable PricePerUnit, so the model has no price and no revenue."] };
    const note = carriedNote("Price", unit, { forward, backward, empty });
    return { values, notes: note === undefined ? [] : [note] };
  }
}
