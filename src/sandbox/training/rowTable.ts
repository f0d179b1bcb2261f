import { concerns, nearestPlaces, type Place } from "../store/combinationPlaces";
import { type Combination } from "../store/datasetTypes";
import { type DataRows } from "../store/uploadRows";

/** Access by name to rows that are kept in columns. */
export class RowTable {
  readonly size: number;

  constructor(private readonly rows: DataRows) {
    this.size = rows.size;
  }

  get periodicity(): DataRows["periodicity"] {
    return this.rows.periodicity;
  }

  /** The words of a dimension; "all" in every row where there is no such column. */
  words(name: string): (row: number) => string {
    for (const column of this.rows.columns) {
      if (column.kind === "dimension" && column.name === name) {
        return (row) => column.dictionary[column.codes[row] ?? 0] ?? "all";
      }
    }
    return () => "all";
  }

  /** The day numbers of a date column. */
  days(name: string): (row: number) => number {
    for (const column of this.rows.columns) {
      if (column.kind === "date" && column.name === name) return (row) => column.days[row] ?? 0;
    }
    throw new Error(`The ${this.rows.type} rows have no column ${name}.`);
  }

  /** The numbers of a measure, NaN where missing. */
  values(name: string): (row: number) => number {
    for (const column of this.rows.columns) {
      if (column.kind === "measure" && column.name === name) return (row) => column.values[row] ?? NaN;
    }
    return () => NaN;
  }

  /** Rows of the combination, of everything below it and of what holds above it: for what adds up, as media do. */
  rowsConcerning(wanted: Combination): number[] {
    const country = this.words("Country");
    const place = this.place();
    return this.select((row) => country(row) === wanted.country_code && concerns(place(row), wanted));
  }

  /** Rows that describe the combination once: for levels. The choice is made for each series apart. */
  rowsNearest(wanted: Combination, takeAbove: boolean, seriesOf: (row: number) => string): number[] {
    const country = this.words("Country");
    const place = this.place();
    const own = this.select((row) => country(row) === wanted.country_code);
    const places = new Map<string, Map<string, Place>>();
    for (const row of own) {
      const ofSeries = places.get(seriesOf(row)) ?? new Map<string, Place>();
      places.set(seriesOf(row), ofSeries.set(keyOf(place(row)), place(row)));
    }
    const chosen = new Map(
      [...places].map(([series, each]) => {
        return [series, new Set(nearestPlaces([...each.values()], wanted, takeAbove).map(keyOf))];
      }),
    );
    return own.filter((row) => chosen.get(seriesOf(row))?.has(keyOf(place(row))));
  }

  private place(): (row: number) => Place {
    const region = this.words("Region");
    const grouping = this.words("Grouping");
    return (row) => ({ region: region(row), grouping: grouping(row) });
  }

  private select(wanted: (row: number) => boolean): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.size; row++) if (wanted(row)) rows.push(row);
    return rows;
  }
}

const keyOf = ({ region, grouping }: Place) => `${region}\n${grouping}`;
