/**
 * What a result costs the sandbox: 10,000 draws of 15 drivers over 156 weeks, on the engine's worker thread; and what
 * comparing two such results costs. Needs a build (dist/engineWorker.js).
 */
import { decomposeSales } from "../../src/sandbox/engine/attribution/decomposeSales";
import { type ContributionDraws, type ResultMember, type ResultQuery } from "../../src/sandbox/engine/contract";
import { compileGraph } from "../../src/sandbox/engine/graph/compileGraph";
import { expandGraph } from "../../src/sandbox/engine/graph/expandGraph";
import { suggestGraph } from "../../src/sandbox/engine/graph/suggestGraph";
import { RandomStream } from "../../src/sandbox/engine/numerics/random";
import { compareResults } from "../../src/sandbox/engine/tasks/compareResults";
import { type ExplanationPart } from "../../src/sandbox/engine/tasks/explain";
import { explainAttributions } from "../../src/sandbox/engine/tasks/explainAttributions";
import { firstDates, simulateMarket } from "../support/engine/simulatedMarket";

const DATES = 156;
const CHANNELS = 9;
const DRAWS = 10_000;
const ROUNDS = 3;
const MOST_BYTES = 1_000_000;

function report(name: string, value: number, unit: string, budget: number | "-"): void {
  const over = budget !== "-" && value > budget;
  console.log(`results/${name} ${value.toFixed(value < 10 ? 2 : 0)} ${unit} ${budget}${over ? " OVER" : ""}`);
  if (over) process.exitCode = 1;
}

/** Draws around the priors' centres stand in for a posterior: their number is what costs. */
function memberOf(id: number): Omit<ResultMember, "contributions"> & { readonly contributions: ContributionDraws } {
  const { frame } = simulateMarket({ seed: id, dates: DATES, channels: CHANNELS });
  const training = firstDates(frame, Math.floor(DATES * 0.75));
  const { graph } = expandGraph(suggestGraph(frame), frame, training);
  const model = compileGraph(graph, frame, training);
  const random = new RandomStream(id);
  const draws = new Float64Array(DRAWS * model.dim);
  for (let s = 0; s < DRAWS; s++)
    draws.set(
      model.startingPoint(0.3, () => random.normal()),
      s * model.dim,
    );
  const fit = { names: model.names(), draws, drawCount: DRAWS, seed: id };
  const request = { graph, frame, training, fit, from: 0, to: DATES, samples: DRAWS };
  const place = { country_code: "SWE", region_code: "all", grouping: "all" };
  return { id, model: id, place, request, contributions: decomposeSales(request) };
}

const host = {
  workerUrl: new URL("../../dist/engineWorker.js", import.meta.url),
  signal: new AbortController().signal,
};

/** Contributions go to the worker and do not come back. */
const copyOf = (draws: ContributionDraws): ContributionDraws => ({
  ...draws,
  contributions: draws.contributions.slice(),
});

/** The fastest round, and the least processor time of one: on a busy machine that says more. */
async function measure(name: string, act: () => () => Promise<unknown>): Promise<void> {
  const times: number[] = [];
  const busy: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const work = act();
    const [started, used] = [performance.now(), process.cpuUsage()];
    await work();
    times.push((performance.now() - started) / 1000);
    const { user, system } = process.cpuUsage(used);
    busy.push((user + system) / 1e6);
  }
  report(name, Math.min(...times), "s", 1);
  report(`${name}, processor time`, Math.min(...busy), "s", "-");
}

const [one, other] = [memberOf(1), memberOf(2)];
report("drivers", one.contributions.drivers.length, "drivers", "-");

const query: ResultQuery = { level: 0.9, by: "period" };
const explained = (name: string, part?: ExplanationPart) =>
  measure(name, () => {
    const { contributions, ...rest } = one;
    const member = part === undefined ? { ...rest, contributions: copyOf(contributions) } : rest;
    return () => explainAttributions({ members: [member], query, part }, host);
  });
await explained("whole");
for (const part of ["curves", "decay", "hill", "split"] as const) await explained(part, part);

const { contributions, ...rest } = one;
const answer = await explainAttributions({ members: [{ ...rest, contributions: copyOf(contributions) }], query }, host);
report("answer", JSON.stringify(answer).length, "bytes", MOST_BYTES);

const cells = { units: [0], dates: Array.from({ length: DATES }, (_, at) => at) };
await measure("compare", () => {
  const later = (member: typeof one) => {
    const source = { contributions: copyOf(member.contributions) };
    return () => Promise.resolve({ source, cells });
  };
  const [first, second] = [later(one), later(other)];
  return () => compareResults({ first, second, pairing: "independent", level: 0.9, unit: "units" }, host);
});
