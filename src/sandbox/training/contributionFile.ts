import { join } from "node:path";
import { type ContributionDraws } from "../engine/contract";
import { readNumbers, writeNumbers } from "./numberFile";

/** Contributions as they are kept: words in the record, numbers in one file. */
interface StoredContributions {
  readonly file: string;
  readonly engine: string;
  readonly seed: number;
  readonly drivers: ContributionDraws["drivers"];
  readonly units: readonly string[];
  readonly dates: readonly string[];
  readonly reference: string;
  readonly drawCount: number;
  readonly priced: boolean;
  /** Names of the investment series, in file order. */
  readonly invested: readonly string[];
}

/** File order: contributions [draw][driver][unit][date], then price [unit][date], then each investment [unit][date]. */
export async function keepContributions(
  folder: string,
  file: string,
  draws: ContributionDraws,
): Promise<StoredContributions> {
  const price = draws.price ? [draws.price] : [];
  await writeNumbers(join(folder, file), [draws.contributions, ...price, ...draws.investment.values()]);
  return {
    file,
    engine: draws.engine,
    seed: draws.seed,
    drivers: draws.drivers,
    units: draws.units,
    dates: draws.dates,
    reference: draws.reference,
    drawCount: draws.drawCount,
    priced: draws.price !== undefined,
    invested: [...draws.investment.keys()],
  };
}

/** Reads back what keepContributions kept; `record` is what it answered. */
export async function readContributions(
  folder: string,
  record: unknown,
  signal: AbortSignal,
): Promise<ContributionDraws> {
  const stored = record as StoredContributions;
  const numbers = await readNumbers(join(folder, stored.file), signal);
  const cells = stored.units.length * stored.dates.length;
  const size = stored.drawCount * stored.drivers.length * cells;
  const series = (index: number) => numbers.subarray(size + index * cells, size + (index + 1) * cells);
  const { priced, invested } = stored;
  return {
    engine: stored.engine,
    seed: stored.seed,
    drivers: stored.drivers,
    units: stored.units,
    dates: stored.dates,
    reference: stored.reference,
    drawCount: stored.drawCount,
    contributions: numbers.subarray(0, size),
    ...(priced ? { price: series(0) } : {}),
    investment: new Map(invested.map((name, index) => [name, series(index + (priced ? 1 : 0))])),
  };
}
