import { type Calendar, calendarOf } from "../store/calendar";
import { type Combination } from "../store/datasetTypes";
import { countOf } from "./carryForward";
import { type ProductsMode } from "./frameTypes";
import { PerUnitSeries } from "./perUnitSeries";
import { type RowTable } from "./rowTable";

/** What the Sales rows say; arrays are unit-major, as in Frame. */
export interface SalesSeries {
  readonly calendar: Calendar;
  readonly units: readonly string[];
  readonly sales: Float64Array;
  readonly observed: Uint8Array;
  readonly price?: Float64Array;
  readonly profit?: Float64Array;
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
  const profit = table.values("ProfitPerUnit");
  for (const row of rows) {
    const unit = products === "sum" ? 0 : (unitOf.get(product(row)) ?? 0);
    sums.add(unit, calendar.indexOf(day(row)), sold(row), price(row), profit(row));
  }
  const prices = sums.price.values("Price", calendar.unit);
  const profits = sums.profit.values("Profit", calendar.unit);
  const notes = [
    ...[...calendarNotes(calendar), ...sums.notes(calendar.unit), ...prices.notes, ...profits.notes],
    ...(prices.values ? [] : ["Sales: there is no usable PricePerUnit, so the model has no price and no revenue."]),
  ];
  if (products === "sum") notes.push(...lacksProducts(table, rows, calendar));
  return {
    ...{ calendar, units, sales: sums.sales, observed: sums.observed, notes },
    ...(prices.values && { price: prices.values }),
    ...(profits.values && { profit: profits.values }),
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
  readonly price: PerUnitSeries;
  readonly profit: PerUnitSeries;
  private readonly unusable: Uint8Array;
  private unusableRows = 0;

  constructor(
    units: number,
    private readonly dates: number,
  ) {
    this.sales = new Float64Array(units * dates);
    this.observed = new Uint8Array(units * dates);
    this.unusable = new Uint8Array(units * dates);
    this.price = new PerUnitSeries(units, dates);
    this.profit = new PerUnitSeries(units, dates);
  }

  add(unit: number, date: number, sold: number, price: number, profit: number): void {
    const at = unit * this.dates + date;
    // A unit may be sold at a loss, but not for nothing.
    const measures = [
      { series: this.price, value: price, known: price > 0 },
      { series: this.profit, value: profit, known: Number.isFinite(profit) },
    ];
    for (const { series, value, known } of measures) if (known) series.list(at, value);
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
    for (const { series, value, known } of measures) {
      if (known) series.sell(at, value, sold);
      else if (sold > 0) series.skip(at);
    }
  }

  notes(unit: string): string[] {
    if (this.unusableRows === 0) return [];
    const is = this.unusableRows === 1 ? "Its" : "Their";
    return [
      `Sales: ${countOf(this.unusableRows, "row")} with UnitsSold missing or below zero. ${is} ${unit}s are left out of the likelihood.`,
    ];
  }
}
