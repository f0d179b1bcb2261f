import { carriedNote, carryForward, countOf } from "./carryForward";

/** A measure per unit sold, such as a price, brought together over the rows of a cell: weighted by the units sold. */
export class PerUnitSeries {
  private readonly amount: Float64Array;
  private readonly sold: Float64Array;
  private readonly listed: Float64Array;
  private readonly listings: Uint32Array;
  private readonly blanks: Uint32Array;

  constructor(
    private readonly units: number,
    private readonly dates: number,
  ) {
    const size = units * dates;
    this.amount = new Float64Array(size);
    this.sold = new Float64Array(size);
    this.listed = new Float64Array(size);
    this.listings = new Uint32Array(size);
    this.blanks = new Uint32Array(size);
  }

  /** A value that some row asks for, whatever it sold. */
  list(at: number, value: number): void {
    this.listed[at] = (this.listed[at] ?? 0) + value;
    this.listings[at] = (this.listings[at] ?? 0) + 1;
  }

  /** A value at which units were sold. */
  sell(at: number, value: number, sold: number): void {
    this.amount[at] = (this.amount[at] ?? 0) + sold * value;
    this.sold[at] = (this.sold[at] ?? 0) + sold;
  }

  /** A row that sold something and has no value. */
  skip(at: number): void {
    this.blanks[at] = (this.blanks[at] ?? 0) + 1;
  }

  /**
   * Currency per unit sold of each cell: the amount over the units where something was sold, else the mean of the listed
   * values; cells without either carry the last one forward. No values where a unit has none at all.
   */
  values(what: string, period: string): { readonly values?: Float64Array; readonly notes: readonly string[] } {
    const values = new Float64Array(this.amount.length).fill(NaN);
    for (let at = 0; at < values.length; at++) {
      if ((this.sold[at] ?? 0) > 0) values[at] = (this.amount[at] ?? 0) / (this.sold[at] ?? 1);
      else if ((this.listings[at] ?? 0) > 0) values[at] = (this.listed[at] ?? 0) / (this.listings[at] ?? 1);
    }
    let [forward, backward, empty] = [0, 0, false];
    for (let unit = 0; unit < this.units; unit++) {
      const carried = carryForward(values, unit * this.dates, (unit + 1) * this.dates);
      forward += carried.forward;
      backward += carried.backward;
      empty ||= carried.empty;
    }
    if (empty) return { notes: [] };
    const blank = this.blanks.reduce((sum, count, at) => sum + ((this.sold[at] ?? 0) > 0 ? count : 0), 0);
    const notes = [
      blank > 0
        ? `${what}: ${countOf(blank, "row")} without a value ${blank === 1 ? "counts" : "count"} like the others of their date.`
        : undefined,
      carriedNote(what, period, { forward, backward, empty }),
    ];
    return { values, notes: notes.filter((note) => note !== undefined) };
  }
}
