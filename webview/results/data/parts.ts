import { type Estimate, estimateOf } from "./estimates";
import { type Fields, fieldsOf, listOf, numberOf, numbersOf, rowsOf, textOf } from "./fields";
import { looseJson } from "./looseJson";

export interface ResponseCurve {
  readonly channel: string;
  /** Currency per period. */
  readonly presentSpend: number;
  /** Of a period of all the data. */
  readonly maxObserved: number;
  /** Multiples of the present spend. */
  readonly mult: readonly number[];
  readonly spend: readonly number[];
  /** Additional units per period. */
  readonly mean: readonly number[];
  readonly p50: readonly number[];
  readonly lo: readonly number[];
  readonly hi: readonly number[];
  /** Units per further currency unit; empty where the server does not say. */
  readonly marginal: readonly number[];
  /** Ends of its interval; empty where the server does not say. */
  readonly marginalLo: readonly number[];
  readonly marginalHi: readonly number[];
  readonly observedSpend: readonly number[];
  /** Independent draws that the curve is worth at least; null where the server does not say. */
  readonly ess: number | null;
}

export interface Decay {
  readonly channel: string;
  readonly place: string;
  readonly lag: readonly number[];
  readonly post: readonly Estimate[];
  readonly prior: readonly Estimate[];
  readonly halfLife: number | null;
  readonly halfLifeRange: { readonly lo: number; readonly hi: number } | null;
}

export interface Saturation {
  readonly channel: string;
  readonly place: string;
  readonly x: readonly number[];
  readonly p50: readonly number[];
  readonly lo: readonly number[];
  readonly hi: readonly number[];
  readonly hist: readonly { readonly x0: number; readonly x1: number; readonly n: number }[];
  readonly unit: string;
}

export interface EffectSplit {
  readonly channel: string;
  /** Null where there is no effect to split. */
  readonly immediate: Estimate | null;
}

interface PartRows {
  readonly curves: ResponseCurve;
  readonly decay: Decay;
  readonly hill: Saturation;
  readonly split: EffectSplit;
}

/** Rows of one kind, and what they rest on, which may be less than the result does. */
export interface Part<Row> {
  readonly rows: readonly Row[];
  /** Null where the server does not say. */
  readonly draws: number | null;
  /** Rows and points that lacked numbers. */
  readonly leftOut: number;
}

export type Parts = { readonly [P in keyof PartRows]: Part<PartRows[P]> };

/** A part in a server's answer; undefined when it is not there. */
export function readPart<P extends keyof Parts>(part: P, text: string): Part<PartRows[P]> | undefined {
  const answer = fieldsOf(looseJson(text));
  if (answer === null || !Array.isArray(answer[part])) return undefined;
  let leftOut = 0;
  const found = rowsOf<PartRows[P]>(answer[part], (fields) => {
    const whole = wholePoints(fields, pointsOf[part]);
    leftOut += whole.leftOut;
    return readers[part](whole.fields);
  });
  return { rows: found.rows, draws: numberOf(answer["draws"]), leftOut: leftOut + found.leftOut };
}

/** What each point of a row needs, list by list: a point without one of them is left out, its neighbours are joined. */
const pointsOf: Readonly<Record<keyof Parts, readonly string[]>> = {
  curves: ["mult", "spend", "p50", "lo", "hi"],
  decay: ["lag", "post"],
  hill: ["x", "p50", "lo", "hi"],
  split: [],
};

/** Lists along the points that may be absent. */
const alongPoints = ["mean", "marginal", "marginalLo", "marginalHi", "prior"] as const;

function wholePoints(fields: Fields, needed: readonly string[]): { fields: Fields; leftOut: number } {
  const count = listOf(fields[needed[0] ?? ""]).length;
  const lists = needed.map((name) => listOf(fields[name]));
  if (lists.some((list) => list.length !== count)) return { fields, leftOut: 0 };
  const isWhole = (_: unknown, at: number): boolean =>
    lists.every((list) => numberOf(list[at]) !== null || estimateOf(list[at]) !== null);
  const names = [...needed, ...alongPoints].filter((name) => listOf(fields[name]).length === count);
  const kept = Object.fromEntries(names.map((name) => [name, listOf(fields[name]).filter(isWhole)]));
  const left = listOf(kept[needed[0] ?? ""]).length;
  return { fields: { ...fields, ...kept }, leftOut: count - left };
}

const readers: { readonly [P in keyof PartRows]: (fields: Fields) => PartRows[P] | null } = {
  curves: readCurve,
  decay: readDecay,
  hill: readSaturation,
  split: readSplit,
};

function readCurve(fields: Fields): ResponseCurve | null {
  const channel = textOf(fields["channel"]);
  const presentSpend = numberOf(fields["presentSpend"]);
  const [mult, spend] = [numbersOf(fields["mult"]), numbersOf(fields["spend"])];
  const [p50, lo, hi] = [numbersOf(fields["p50"]), numbersOf(fields["lo"]), numbersOf(fields["hi"])];
  const full = mult.length > 1 && [spend, p50, lo, hi].every((values) => values.length === mult.length);
  if (channel === null || presentSpend === null || !full) return null;
  const mean = numbersOf(fields["mean"]);
  const along = (name: string): readonly number[] => {
    const values = numbersOf(fields[name]);
    return values.length === mult.length ? values : [];
  };
  return {
    ...{ channel, presentSpend, mult, spend, p50, lo, hi },
    mean: mean.length === mult.length ? mean : p50,
    ...{ marginal: along("marginal"), marginalLo: along("marginalLo"), marginalHi: along("marginalHi") },
    maxObserved: numberOf(fields["maxObserved"]) ?? presentSpend,
    observedSpend: numbersOf(fields["observedSpend"]).filter(Number.isFinite),
    ess: numberOf(fields["ess"]),
  };
}

function readDecay(fields: Fields): Decay | null {
  const channel = textOf(fields["channel"]);
  const lag = numbersOf(fields["lag"]);
  const bands = (name: string): readonly Estimate[] => listOf(fields[name]).flatMap((one) => estimateOf(one) ?? []);
  const [post, prior] = [bands("post"), bands("prior")];
  if (channel === null || lag.length === 0 || post.length !== lag.length) return null;
  const range = fieldsOf(fields["halfLifeRange"]);
  const [lo, hi] = [numberOf(range?.["lo"]), numberOf(range?.["hi"])];
  return {
    ...{ channel, lag, post },
    place: placeOf(fields["place"]),
    prior: prior.length === lag.length ? prior : [],
    halfLife: numberOf(fields["halfLife"]),
    halfLifeRange: lo === null || hi === null ? null : { lo, hi },
  };
}

function readSaturation(fields: Fields): Saturation | null {
  const channel = textOf(fields["channel"]);
  const [x, p50] = [numbersOf(fields["x"]), numbersOf(fields["p50"])];
  const [lo, hi] = [numbersOf(fields["lo"]), numbersOf(fields["hi"])];
  if (channel === null || x.length < 2 || [p50, lo, hi].some((values) => values.length !== x.length)) return null;
  const hist = rowsOf(fields["hist"], (bin) => {
    const [x0, x1, n] = [numberOf(bin["x0"]), numberOf(bin["x1"]), numberOf(bin["n"])];
    return x0 === null || x1 === null || n === null ? null : { x0, x1, n };
  });
  return {
    channel,
    place: placeOf(fields["place"]),
    x,
    p50,
    lo,
    hi,
    hist: hist.rows,
    unit: textOf(fields["unit"]) ?? "",
  };
}

function readSplit(fields: Fields): EffectSplit | null {
  const channel = textOf(fields["channel"]);
  return channel === null ? null : { channel, immediate: estimateOf(fields["immediate"]) };
}

function placeOf(value: unknown): string {
  const { country_code, region_code, grouping } = fieldsOf(value) ?? {};
  return [country_code, region_code, grouping].filter((word) => typeof word === "string").join(" / ");
}
