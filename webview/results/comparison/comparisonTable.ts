import { type Period, periodOfDays } from "../../shared/numberFormat";
import { estimateOf, type UnitsEstimate, unitsOf } from "../data/estimates";
import { type Fields, fieldsOf, listOf, numberOf, rowsOf, textOf } from "../data/fields";
import { type FitDoubt, readDoubt } from "../data/members";
import { looseJson } from "../data/looseJson";

/** With the 50 % interval. */
export interface Spread extends UnitsEstimate {
  readonly inner: { readonly lo: number; readonly hi: number } | null;
}

/** B less A. */
export interface Difference extends Spread {
  /** Probability that B is higher; null where the server does not say. */
  readonly pHigher: number | null;
}

export interface Compared {
  readonly first: Spread | null;
  readonly second: Spread | null;
  readonly difference: Difference | null;
}

export interface ComparedDriver {
  readonly driver: string;
  readonly kind: string;
  readonly zeroSum: boolean;
  readonly amount: Compared;
  /** Fractions of each result's total. */
  readonly share: Compared;
}

export interface ComparedChannel {
  readonly channel: string;
  readonly spend: { readonly first: number | null; readonly second: number | null };
  readonly roi: Compared;
}

/** One of the two, as far as the server tells. */
export interface ComparedSide {
  readonly draws: number | null;
  readonly seed: number | null;
  readonly periods: number | null;
  /** Of its data, on average. */
  readonly daysPerPeriod: number | null;
  readonly country: string | null;
  readonly link: string | null;
  /** Checks of how its model's fit was sampled that did not pass; empty where the server does not say. */
  readonly doubts: readonly FitDoubt[];
}

export interface ComparisonTable {
  readonly engine: string;
  readonly level: number;
  readonly currency: string | null;
  readonly unit: "units" | "revenue";
  /** Null where the server does not say how draws belong together. */
  readonly pairing: "draw" | "independent" | null;
  readonly first: ComparedSide;
  readonly second: ComparedSide;
  /** ISO days that both have. */
  readonly dates: { readonly first: string; readonly last: string; readonly periods: number } | null;
  readonly sameReference: boolean;
  readonly total: Compared;
  readonly totals: readonly ComparedDriver[];
  readonly roi: readonly ComparedChannel[];
  readonly media: { readonly share: Compared; readonly roi: Compared | null } | null;
  readonly products: readonly string[];
  readonly range: { readonly first: string; readonly last: string } | null;
  /** Rows of the answer that lacked numbers. */
  readonly leftOut: number;
}

/** What both count in, as far as the server tells. */
export function sharedPeriod({ first, second }: Pick<ComparisonTable, "first" | "second">): Period {
  const days = first.daysPerPeriod;
  return days !== null && days === second.daysPerPeriod ? periodOfDays(days) : "other";
}

const nothing: Compared = { first: null, second: null, difference: null };

/** The comparison in a server's answer; undefined when it is none, or of a version that is not known. */
export function readComparison(text: string, currency: string): ComparisonTable | undefined {
  const answer = fieldsOf(looseJson(text));
  if (answer === null || answer["v"] !== 1 || !Array.isArray(answer["totals"])) return undefined;
  const totals = rowsOf(answer["totals"], readDriver);
  const roi = rowsOf(answer["roi"], readChannel);
  const media = fieldsOf(answer["media"]);
  const choices = fieldsOf(answer["choices"]);
  const pairing = answer["pairing"];
  return {
    engine: textOf(answer["engine"]) ?? "",
    level: numberOf(answer["level"]) ?? 0.9,
    currency: textOf(answer["currency"]) ?? (currency === "" ? null : currency),
    unit: answer["unit"] === "revenue" ? "revenue" : "units",
    pairing: pairing === "draw" || pairing === "independent" ? pairing : null,
    first: readSide(answer["first"]),
    second: readSide(answer["second"]),
    dates: readDates(answer["dates"]),
    sameReference: answer["sameReference"] !== false,
    total: comparedOf(answer["total"]),
    totals: totals.rows,
    roi: roi.rows,
    media: media && {
      share: comparedOf(media["share"]),
      roi: fieldsOf(media["roi"]) ? comparedOf(media["roi"]) : null,
    },
    products: listOf(choices?.["products"]).flatMap((name) => textOf(name) ?? []),
    range: rangeOf(choices),
    leftOut: totals.leftOut + roi.leftOut,
  };
}

function readDriver(fields: Fields): ComparedDriver | null {
  const driver = textOf(fields["driver"]);
  const amount = comparedOf(fields["amount"]);
  if (driver === null || isNothing(amount)) return null;
  const [kind, zeroSum] = [textOf(fields["kind"]) ?? "", fields["zeroSum"] === true];
  return { driver, kind, zeroSum, amount, share: comparedOf(fields["share"]) };
}

function readChannel(fields: Fields): ComparedChannel | null {
  const channel = textOf(fields["channel"]);
  const roi = comparedOf(fields["roi"]);
  if (channel === null || isNothing(roi)) return null;
  const spend = fieldsOf(fields["spend"]);
  return { channel, roi, spend: { first: numberOf(spend?.["first"]), second: numberOf(spend?.["second"]) } };
}

const isNothing = ({ first, second }: Compared): boolean => first === null && second === null;

function comparedOf(value: unknown): Compared {
  const fields = fieldsOf(value);
  if (fields === null) return nothing;
  const difference = spreadOf(fields["difference"]);
  const pHigher = numberOf(fieldsOf(fields["difference"])?.["pHigher"]);
  return {
    first: spreadOf(fields["first"]),
    second: spreadOf(fields["second"]),
    difference: difference && { ...difference, pHigher },
  };
}

function spreadOf(value: unknown): Spread | null {
  const estimate = unitsOf(value) ?? withMedianAsMean(value);
  if (estimate === null) return null;
  const fields = fieldsOf(value);
  const [lo, hi] = [numberOf(fields?.["lo50"]), numberOf(fields?.["hi50"])];
  return { ...estimate, inner: lo === null || hi === null ? null : { lo, hi } };
}

/** A quotient of draws may have no mean that a number can hold; its quantiles stand. */
function withMedianAsMean(value: unknown): UnitsEstimate | null {
  const estimate = estimateOf(value);
  return estimate && { ...estimate, mean: estimate.p50 };
}

function readSide(value: unknown): ComparedSide {
  const fields = fieldsOf(value);
  return {
    draws: numberOf(fields?.["draws"]),
    seed: numberOf(fields?.["seed"]),
    periods: numberOf(fields?.["periods"]),
    daysPerPeriod: numberOf(fields?.["daysPerPeriod"]),
    country: textOf(fieldsOf(fields?.["place"])?.["country_code"]),
    link: textOf(fields?.["link"]),
    doubts: rowsOf(fields?.["doubts"], readDoubt).rows,
  };
}

function readDates(value: unknown): ComparisonTable["dates"] {
  const range = rangeOf(fieldsOf(value));
  const periods = numberOf(fieldsOf(value)?.["periods"]);
  return range && { ...range, periods: periods ?? 0 };
}

function rangeOf(fields: Fields | null): ComparisonTable["range"] {
  const [first, last] = [textOf(fields?.["first"]), textOf(fields?.["last"])];
  if (first === null || last === null) return null;
  return Number.isNaN(Date.parse(first)) || Number.isNaN(Date.parse(last)) ? null : { first, last };
}
