import { type DrawByDraw } from "../attribution/decomposeSales";
import { type ContributionDraws } from "../contract";

/** Which cells of some contributions count: units and dates by their index. */
export interface CountedCells {
  readonly units: readonly number[];
  readonly dates: readonly number[];
}

/** What each draw of one model says of each driver, summed over some cells. */
export interface DrawTotals {
  readonly drivers: ContributionDraws["drivers"];
  readonly reference: string;
  readonly drawCount: number;
  /** Units sold, [driver][draw]. */
  readonly units: Float64Array;
  /** Currency at the prices of the dates, [driver][draw]; absent without prices. */
  readonly revenue?: Float64Array;
  /** Currency spent on each media driver with spend. */
  readonly spend: ReadonlyMap<string, number>;
}

/** Sums contributions [draw][driver][unit][date] over the cells, in the order in which a result sums them. */
export function drawTotals(draws: DrawByDraw, cells: CountedCells): DrawTotals {
  const { drivers, drawCount, price, blocks } = draws;
  const width = draws.dates.length;
  const size = draws.units.length * width;
  const at = cells.units.flatMap((unit) => cells.dates.map((date) => unit * width + date));
  const units = new Float64Array(drivers.length * drawCount);
  const revenue = price && new Float64Array(drivers.length * drawCount);
  let draw = 0;
  for (const contributions of blocks) {
    for (let driver = 0; driver < drivers.length; driver++) {
      const from = driver * size;
      let sold = 0;
      let earned = 0;
      for (let i = 0; i < at.length; i++) {
        const value = contributions[from + at[i]];
        sold += value;
        if (price) earned += value * price[at[i]];
      }
      units[driver * drawCount + draw] = sold;
      if (revenue) revenue[driver * drawCount + draw] = earned;
    }
    draw++;
  }
  const spend = new Map<string, number>();
  for (const [name, series] of draws.investment) spend.set(name, sumOf(at, series));
  return { drivers, reference: draws.reference, drawCount, units, ...(revenue && { revenue }), spend };
}

const sumOf = (at: readonly number[], series: Float64Array): number => at.reduce((sum, i) => sum + series[i], 0);
