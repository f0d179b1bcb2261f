import { type ContributionDraws } from "../contract";
import { type Cells } from "./memberCells";

/** The contributions of some cells. */
export function sliceContributions(draws: ContributionDraws, cells: Cells): ContributionDraws {
  const { from, to, units } = cells;
  if (to - from === draws.dates.length && units.length === draws.units.length) return draws;
  const cut = (numbers: Float64Array, blocks: number) => pick(numbers, draws, blocks, cells);
  return {
    ...draws,
    dates: draws.dates.slice(from, to),
    units: units.map((at) => draws.units[at]),
    contributions: cut(draws.contributions, draws.drawCount * draws.drivers.length),
    ...(draws.price && { price: cut(draws.price, 1) }),
    investment: new Map([...draws.investment].map(([name, spend]) => [name, cut(spend, 1)])),
  };
}

/** `blocks`: how many tables [unit][date] follow one another. */
function pick(numbers: Float64Array, draws: ContributionDraws, blocks: number, { from, to, units }: Cells) {
  const out = new Float64Array(blocks * units.length * (to - from));
  for (let block = 0, at = 0; block < blocks; block++) {
    for (const unit of units) {
      const row = (block * draws.units.length + unit) * draws.dates.length;
      out.set(numbers.subarray(row + from, row + to), at);
      at += to - from;
    }
  }
  return out;
}
