import * as z from "zod/mini";

/** What results and diagnostics look like; only described, never checked: a test holds real answers against them. */
const ends = z.object({ p50: z.number(), lo: z.number(), hi: z.number() });
const interval = z.object({ ...ends.shape, mean: z.number() });
const numbers = z.array(z.number());
const words = z.array(z.string());
const nothingOr = <S extends z.ZodMiniType>(schema: S) => z.nullable(schema);

/** Probability of intervals 0..1; shares are fractions; units are units sold. */
const head = {
  v: z.literal(1),
  engine: z.string(),
  /** Null where the members of a set were fitted with different ones. */
  seed: nothingOr(z.int()),
  draws: z.int(),
};

const place = z.object({ country_code: z.string(), region_code: z.string(), grouping: z.string() });

const driverTotal = z.object({
  ...interval.shape,
  driver: z.string(),
  kind: z.string(),
  product: z.string(),
  share: ends,
  pPositive: z.number(),
  reference: nothingOr(z.string()),
});

const channelRoi = z.object({
  ...interval.shape,
  channel: z.string(),
  spend: z.number(),
  spendShare: z.number(),
  effectShare: ends,
  basis: z.enum(["revenue", "profit"]),
  lo50: z.number(),
  hi50: z.number(),
  pAbove1: z.number(),
  mroi: ends,
  prior: ends,
});

const curve = z.object({
  channel: z.string(),
  presentSpend: z.number(),
  maxObserved: z.number(),
  mult: numbers,
  spend: numbers,
  mean: numbers,
  p50: numbers,
  lo: numbers,
  hi: numbers,
  marginal: numbers,
  marginalLo: numbers,
  marginalHi: numbers,
  observedSpend: numbers,
  ess: z.number(),
});

const decay = z.object({
  channel: z.string(),
  place,
  lag: z.array(z.int()),
  post: z.array(ends),
  prior: z.array(ends),
  halfLife: z.number(),
  halfLifeRange: z.object({ lo: z.number(), hi: z.number() }),
});

const hill = z.object({
  channel: z.string(),
  place,
  x: numbers,
  p50: numbers,
  lo: numbers,
  hi: numbers,
  hist: z.array(z.object({ x0: z.number(), x1: z.number(), n: z.int() })),
  unit: z.string(),
});

/** A check of how a fit was sampled that did not pass. */
const doubt = z.object({
  check: z.string(),
  status: z.enum(["look", "fail"]),
  value: z.number(),
  limit: z.number(),
});

/** An attribution that was asked about, and what keeps it out of the numbers. */
const member = z.object({
  id: z.int(),
  place,
  products: words,
  first: z.string(),
  last: z.string(),
  periods: z.int(),
  lacks: nothingOr(z.enum(["product", "dates"])),
  doubts: z.array(doubt),
});

const media = nothingOr(z.object({ share: ends, roi: nothingOr(ends) }));

const breakdownRow = z.object({
  by: z.string(),
  name: z.string(),
  total: interval,
  media,
  spend: nothingOr(z.number()),
});

/** Without `part` the whole, else that part alone. */
const attributionResult = z.object({
  ...head,
  level: z.number(),
  currency: nothingOr(z.string()),
  by: z.optional(z.string()),
  unit: z.optional(z.string()),
  basis: z.optional(z.string()),
  daysPerPeriod: z.optional(z.number()),
  /** Spend for all products was split evenly over them. */
  sharedSpend: z.optional(z.boolean()),
  /** "log": effects multiply in a model. */
  link: z.optional(z.enum(["identity", "log"])),
  choices: z.optional(
    z.object({ products: words, places: z.array(place), first: z.string(), last: z.string(), bases: words }),
  ),
  members: z.optional(z.array(member)),
  breakdown: z.optional(z.array(breakdownRow)),
  dates: z.optional(words),
  total: z.optional(interval),
  totals: z.optional(z.array(driverTotal)),
  roi: z.optional(z.array(channelRoi)),
  media: z.optional(media),
  series: z.optional(z.array(z.object({ driver: z.string(), mean: numbers, lo: numbers, hi: numbers }))),
  actual: z.optional(z.array(nothingOr(z.number()))),
  curves: z.optional(z.array(curve)),
  decay: z.optional(z.array(decay)),
  hill: z.optional(z.array(hill)),
  split: z.optional(z.array(z.object({ channel: z.string(), immediate: nothingOr(ends) }))),
});

const metric = z.object({
  r2: z.number(),
  mape: z.number(),
  wmape: z.number(),
  n: z.int(),
  coverage: z.optional(nothingOr(z.number())),
});
const set = nothingOr(z.enum(["train", "eval"]));

const modelDiagnostics = z.object({
  ...head,
  seed: z.int(),
  sampler: z.string(),
  chains: z.int(),
  seconds: z.number(),
  level: z.optional(z.number()),
  fitDraws: z.optional(z.int()),
  fit: z.optional(
    z.array(
      z.object({
        date: z.string(),
        actual: nothingOr(z.number()),
        mean: z.number(),
        p50: z.number(),
        lo: z.number(),
        hi: z.number(),
        baseline: z.number(),
        set,
      }),
    ),
  ),
  metrics: z.optional(z.object({ train: metric, eval: nothingOr(metric), all: metric })),
  checks: z.array(
    z.object({
      id: z.string(),
      status: z.enum(["pass", "look", "fail"]),
      value: z.number(),
      limit: z.number(),
      text: z.string(),
      help: z.string(),
      params: z.optional(z.array(z.string())),
    }),
  ),
  /** Periods that were left out of the fit as outliers. */
  leftOut: z.optional(z.int()),
  /** What was said of the data, the graph and the fit. */
  warnings: z.optional(words),
  residuals: z.optional(z.array(z.object({ date: z.string(), value: z.number(), set }))),
  acf: z.optional(numbers),
  diag: z.optional(z.array(z.object({ param: z.string(), rhat: z.number(), ess: z.number() }))),
  elbo: z.optional(numbers),
  density: z.optional(
    z.array(
      z.object({
        param: z.string(),
        role: z.string(),
        unit: z.string(),
        x: numbers,
        prior: numbers,
        post: numbers,
        overlap: z.number(),
        /** Not in fits of earlier versions. */
        quantiles: z.optional(z.object({ at: numbers, prior: numbers, post: numbers })),
      }),
    ),
  ),
  ppc: z.optional(z.array(z.object({ stat: z.string(), actual: z.number(), draws: numbers, p: z.number() }))),
});

const spread = z.object({ ...interval.shape, lo50: z.number(), hi50: z.number() });
const compared = z.object({
  first: nothingOr(spread),
  second: nothingOr(spread),
  /** The second minus the first. */
  difference: nothingOr(z.object({ ...spread.shape, pHigher: z.number() })),
});
const comparedResult = z.object({
  kind: z.enum(["model", "attribution"]),
  id: z.int(),
  model: z.int(),
  doubts: z.optional(z.array(doubt)),
  place,
  seed: z.int(),
  draws: z.int(),
  first: z.string(),
  last: z.string(),
  periods: z.int(),
  daysPerPeriod: z.optional(z.number()),
  link: z.enum(["identity", "log"]),
});

const comparison = z.object({
  v: z.literal(1),
  engine: z.string(),
  level: z.number(),
  currency: nothingOr(z.string()),
  first: comparedResult,
  second: comparedResult,
  dates: z.object({ first: z.string(), last: z.string(), periods: z.int() }),
  choices: z.object({ products: words, first: z.string(), last: z.string() }),
  sameReference: z.boolean(),
  /** Whether pairs of draws have the same parameters, or are put together at random. */
  pairing: z.enum(["draw", "independent"]),
  pairs: z.int(),
  unit: z.enum(["units", "revenue"]),
  total: compared,
  totals: z.array(
    z.object({ driver: z.string(), kind: z.string(), zeroSum: z.boolean(), amount: compared, share: compared }),
  ),
  roi: z.array(
    z.object({
      channel: z.string(),
      spend: z.object({ first: nothingOr(z.number()), second: nothingOr(z.number()) }),
      roi: compared,
    }),
  ),
  media: nothingOr(z.object({ share: compared, roi: nothingOr(compared) })),
});

const datasetSales = z.object({
  dates: words,
  sales: z.array(nothingOr(z.number())),
  events: z.array(z.object({ name: z.string(), dates: words })),
});

/** Answers that are no records. */
export const RESULT_SCHEMAS = { attributionResult, modelDiagnostics, comparison, datasetSales };
export type ResultKind = keyof typeof RESULT_SCHEMAS;
