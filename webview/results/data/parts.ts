import { type Estimate, estimateOf } from "./estimates";
import { type Fields, fieldsOf, listOf, numberOf, numbersOf, rowsOf, textOf } from "./fields";
import { looseJson } from "./looseJson";

export interface ResponseCurve {
  readonly channel: string;
  /** Currency per period. */
  readonly presentSpend: number;
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

export interface Parts {
  readonly curves: readonly ResponseCurve[];
  readonly decay: readonly Decay[];
  readonly hill: readonly Saturation[];
  readonly split: readonly EffectSplit[];
}

/** The rows of a part in a server's answer; undefined when it is not there. */
export function readPart<P extends keyof Parts>(part: P, text: string): Parts[P] | undefined {
  const answer = fieldsOf(looseJson(text));
  if (answer === null || !Array.isArray(answer[part])) return undefined;
  return rowsOf<Parts[P][number]>(answer[part], readers[part]).rows as Parts[P];
}

const readers: { readonly [P in keyof Parts]: (fields: Fields) => Parts[P][number] | null } = {
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
  const [mean, marginal] = [numbersOf(fields["mean"]), numbersOf(fields["marginal"])];
  return {
    ...{ channel, presentSpend, mult, spend, p50, lo, hi },
    mean: mean.length === mult.length ? mean : p50,
    marginal: marginal.length === mult.length ? marginal : [],
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
