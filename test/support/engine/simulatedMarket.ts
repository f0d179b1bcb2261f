import { type Frame } from "../../../src/sandbox/engine/frame";
import { RandomStream } from "../../../src/sandbox/engine/numerics/random";

export const CHANNELS = [
  "TV",
  "Search",
  "Social",
  "Display",
  "OnlineVideo",
  "OOH",
  "Radio",
  "Print",
  "Affiliate",
  "Cinema",
];

export interface MarketOptions {
  readonly seed: number;
  readonly dates: number;
  readonly channels: number;
  /** Products; one is called "all". */
  readonly units?: number;
  /** Days per period. */
  readonly daysPerPeriod?: number;
  /** Sd of the noise over mean sales. */
  readonly noise?: number;
}

export interface Market {
  readonly frame: Frame;
  /** True contribution of each channel, units x dates. */
  readonly contributions: ReadonlyMap<string, Float64Array>;
}

/**
 * A market with known effects: season, trend, price promotions, stores, a strike, and media with geometric carry-over and
 * Hill saturation, in bursts, always on, or on and off at random.
 */
export function simulateMarket(options: MarketOptions): Market {
  const { seed, dates: count, channels, units: unitCount = 1, daysPerPeriod = 7, noise = 0.04 } = options;
  const random = new RandomStream(seed, 77);
  const start = Date.UTC(2022, 0, 3);
  const days = Array.from({ length: count }, (_, t) => Math.round(start / 864e5 + t * daysPerPeriod));
  const season = days.map((day) => 0.1 * Math.sin((2 * Math.PI * day) / 365.25 + 1));
  const units = unitCount === 1 ? ["all"] : Array.from({ length: unitCount }, (_, u) => `product ${u + 1}`);
  const cells = <T>(value: (u: number, t: number) => T): T[] =>
    units.flatMap((_, u) => days.map((_, t) => value(u, t)));
  const size = units.map((_, u) => 10_000 / (u + 1));
  const promotions = days.map((_, t) => (t % 13 === 5 && random.uniform() < 0.8 ? 0.88 : 1));
  let stores = 100;
  const openStores = days.map(() => (stores += random.uniform() < 0.08 ? random.integer(7) - 2 : 0));
  const strike = days.map((_, t) => (Math.abs(t - Math.floor(count * 0.3)) < 2 ? 1 : 0));
  const price = Float64Array.from(
    cells((_, t) => 100 * (1 + (0.05 * t) / count) * (promotions[t] ?? 1) * (1 + 0.01 * random.normal())),
  );
  const sales = Float64Array.from(
    cells(
      (u, t) =>
        0.7 +
        (season[t] ?? 0) +
        0.1 * (t / count - 0.5) -
        0.8 * Math.log((price[u * count + t] ?? 100) / 100) -
        0.1 * (strike[t] ?? 0) +
        0.01 * ((openStores[t] ?? 0) - 100),
    ),
  );
  const media = new Map<string, Float64Array>();
  const investment = new Map<string, Float64Array>();
  const contributions = new Map<string, Float64Array>();
  CHANNELS.slice(0, channels).forEach((channel, c) => {
    const flight = flightPlan(count, c, random);
    const share = (0.3 * (c + 1)) / ((channels * (channels + 1)) / 2);
    const exposure = Float64Array.from(
      cells((_, t) => (flight[t] ?? 0) * (unitCount === 1 ? 1 : Math.exp(0.4 * random.normal()))),
    );
    const effect = units.flatMap((_, u) =>
      response(exposure.subarray(u * count, (u + 1) * count), retentionOf(c), 0.8, 1.2, share),
    );
    effect.forEach((value, i) => (sales[i] = (sales[i] ?? 0) + value));
    contributions.set(
      channel,
      Float64Array.from(effect, (value, i) => value * (size[Math.floor(i / count)] ?? 0)),
    );
    media.set(channel, exposure);
    // Spend for a return of about 1.5.
    const revenue = effect.reduce(
      (sum, value, i) => sum + value * (size[Math.floor(i / count)] ?? 0) * (price[i] ?? 0),
      0,
    );
    const exposed = exposure.reduce((sum, value) => sum + value, 0);
    investment.set(
      channel,
      exposure.map((value) => (value * revenue) / 1.5 / exposed),
    );
  });
  const frame: Frame = {
    dates: days.map((day) => new Date(day * 864e5).toISOString().slice(0, 10)),
    daysPerPeriod,
    units,
    sales: sales.map((value, i) => (size[Math.floor(i / count)] ?? 0) * Math.max(0, value + noise * random.normal())),
    observed: new Uint8Array(unitCount * count).fill(1),
    price,
    media,
    mediaMetrics: new Map([...media.keys()].map((channel) => [channel, "Impression"])),
    investment,
    distribution: new Map([["Stores", Float64Array.from(cells((_, t) => openStores[t] ?? 0))]]),
    events: new Map([["Strike", Float64Array.from(cells((_, t) => strike[t] ?? 0))]]),
    controls: new Map(),
  };
  return { frame, contributions };
}

/** 0.2 to 0.9, and over again: at 1 nothing would ever be effective. */
const retentionOf = (channel: number): number => 0.2 + 0.1 * (channel % 8);

/** Bursts, always on, or on and off, in turn. */
function flightPlan(count: number, channel: number, random: RandomStream): number[] {
  let left = 0;
  return Array.from({ length: count }, () => {
    const size = Math.exp(0.35 * random.normal());
    if (channel % 3 === 1) return 60 * size;
    if (channel % 3 === 2) return random.uniform() < 0.7 ? 50 * size : 0;
    if (left === 0 && random.uniform() < 0.15) left = 3 + random.integer(4);
    return left > 0 && left-- > 0 ? 100 * size : 0;
  });
}

/** Contribution of mean `share` from exposure, by geometric adstock and a Hill curve over the median active exposure. */
function response(exposure: Float64Array, retention: number, half: number, slope: number, share: number): number[] {
  const active = exposure.filter((value) => value > 0).sort();
  const scale = active[active.length >> 1] ?? 1;
  let carried = 0;
  const saturated = Array.from(exposure, (value) => {
    carried = value / scale + retention * carried;
    const x = (1 - retention) * carried;
    return x === 0 ? 0 : x ** slope / (x ** slope + half ** slope);
  });
  const mean = saturated.reduce((sum, value) => sum + value, 0) / saturated.length;
  return saturated.map((value) => (share * value) / mean);
}

/** The first `count` dates are training dates. */
export function firstDates(frame: Frame, count: number): Uint8Array {
  return Uint8Array.from(frame.dates, (_, t) => (t < count ? 1 : 0));
}
