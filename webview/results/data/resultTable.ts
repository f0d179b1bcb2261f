import { type Grouping, groupings } from "../../shared/resultsMessages";
import { type Estimate, estimateOf, unitsOf, type UnitsEstimate } from "./estimates";
import { datesOf, type Fields, fieldsOf, listOf, numberOf, numbersOf, rowsOf, textOf } from "./fields";
import { looseJson } from "./looseJson";
import {
  readMember,
  readPlace,
  readShare,
  type ResultMember,
  type ResultShare,
  type ResultsPlaceChoice,
} from "./members";

export interface DriverRow extends UnitsEstimate {
  readonly driver: string;
  readonly kind: string;
  readonly product: string;
  /** Fraction of total expected units. */
  readonly share: Estimate | null;
  /** Probability that the contribution is above 0. */
  readonly pPositive: number | null;
  /** The level that the driver is measured against, in words, where only differences mean anything. */
  readonly reference: string | null;
}

export interface ChannelReturn {
  readonly channel: string;
  /** Currency, over the range. */
  readonly spend: number;
  /** Fraction of the spend of all channels. */
  readonly spendShare: number | null;
  /** Fraction of what all media added. */
  readonly effectShare: Estimate | null;
  /** Revenue per currency unit spent; null without spend. */
  readonly roi: Estimate | null;
  /** The 50 % interval of it. */
  readonly inner: { readonly lo: number; readonly hi: number } | null;
  /** Probability that the ROI is above 1; null without spend. */
  readonly pAbove1: number | null;
  /** Revenue per further currency unit. */
  readonly mroi: Estimate | null;
  /** What was believed of the ROI before the data were seen. */
  readonly prior: Estimate | null;
}

/** What a driver added on each date. */
export interface DriverSeries {
  readonly driver: string;
  readonly kind: string;
  readonly mean: readonly number[];
  readonly lo: readonly number[];
  readonly hi: readonly number[];
}

/** All media together; its intervals need the draws, so only the server can give them. */
export interface MediaTogether {
  readonly share: Estimate;
  readonly roi: Estimate | null;
}

export interface ResultTable {
  readonly engine: string;
  readonly seed: number | null;
  readonly draws: number;
  /** Interval level, 0.9 = 90 %. */
  readonly level: number;
  /** Label of the currency, null when nobody has said it. */
  readonly currency: string | null;
  /** ISO dates, one a period or group of them. */
  readonly dates: readonly string[];
  /** How dates are put together; null where the server does not say. */
  readonly by: Grouping | null;
  /** What the totals and the series are counted in. */
  readonly unit: "units" | "revenue";
  readonly total: UnitsEstimate;
  readonly totals: readonly DriverRow[];
  readonly roi: readonly ChannelReturn[];
  readonly media: MediaTogether | null;
  readonly series: readonly DriverSeries[];
  /** Sales of each date; null where nobody knows them. */
  readonly actual: readonly (number | null)[];
  /** What a query may choose from; empty where the server does not say. */
  readonly products: readonly string[];
  readonly places: readonly ResultsPlaceChoice[];
  /** What returns can be counted in; null where the server does not say. */
  readonly bases: readonly string[] | null;
  /** What returns count. */
  readonly basis: "revenue" | "profit";
  readonly range: { readonly first: string; readonly last: string } | null;
  /** Days between two dates of the data; null where the server does not say. */
  readonly daysPerPeriod: number | null;
  /** Spend for all products was split evenly over them. */
  readonly sharedSpend: boolean;
  /** "log": effects multiply, so that they add up only by being shared out; null where the server does not say. */
  readonly link: "identity" | "log" | null;
  /** What the result was made of, and its parts; empty where the server does not say. */
  readonly members: readonly ResultMember[];
  readonly parts: readonly ResultShare[];
  /** Rows of the answer that lacked numbers. */
  readonly leftOut: number;
  /** Numbers of the series that did not come: NaN in it. */
  readonly gaps: number;
}

/** The result in a server's answer; undefined when it is none, or of a version that is not known. */
export function readResultTable(text: string, currency: string): ResultTable | undefined {
  const answer = fieldsOf(looseJson(text));
  if (answer === null || (answer["v"] !== undefined && answer["v"] !== 1)) return undefined;
  if (!Array.isArray(answer["totals"])) return undefined;
  const dates = datesOf(answer["dates"]);
  const totals = rowsOf(answer["totals"], readDriver);
  const roi = rowsOf(answer["roi"], readReturn);
  const kinds = new Map(totals.rows.map(({ driver, kind }) => [driver, kind]));
  const series = rowsOf(answer["series"], (fields) => readSeries(fields, kinds, dates.length));
  const parts = rowsOf(answer["breakdown"], readShare);
  const actual = listOf(answer["actual"]).map(numberOf);
  const choices = fieldsOf(answer["choices"]);
  const label = currency === "" ? textOf(answer["currency"]) : currency;
  return {
    engine: textOf(answer["engine"]) ?? "",
    seed: numberOf(answer["seed"]),
    draws: numberOf(answer["draws"]) ?? 0,
    level: numberOf(answer["level"]) ?? 0.9,
    currency: label,
    dates,
    by: groupings.find((each) => each === answer["by"]) ?? null,
    unit: answer["unit"] === "revenue" ? "revenue" : "units",
    total: unitsOf(answer["total"]) ?? sumOfMeans(totals.rows),
    totals: totals.rows,
    roi: roi.rows,
    media: readMedia(answer["media"]),
    series: series.rows,
    actual: actual.length === dates.length ? actual : dates.map(() => null),
    products: listOf(choices?.["products"]).flatMap((product) => (typeof product === "string" ? [product] : [])),
    places: rowsOf(choices?.["places"], readPlace).rows,
    bases: Array.isArray(choices?.["bases"]) ? choices["bases"].filter((each) => typeof each === "string") : null,
    basis: answer["basis"] === "profit" ? "profit" : "revenue",
    daysPerPeriod: numberOf(answer["daysPerPeriod"]),
    sharedSpend: answer["sharedSpend"] === true,
    link: answer["link"] === "log" || answer["link"] === "identity" ? answer["link"] : null,
    members: rowsOf(answer["members"], readMember).rows,
    parts: parts.rows,
    range: readRange(choices, dates),
    leftOut: totals.leftOut + roi.leftOut + series.leftOut + parts.leftOut,
    gaps: series.rows.reduce((sum, row) => sum + gapsIn(row.mean) + gapsIn(row.lo) + gapsIn(row.hi), 0),
  };
}

const gapsIn = (values: readonly number[]): number => values.filter((value) => !Number.isFinite(value)).length;

function readDriver(fields: Fields): DriverRow | null {
  const units = unitsOf(fields);
  const driver = textOf(fields["driver"]);
  if (units === null || driver === null) return null;
  return {
    ...units,
    driver,
    kind: textOf(fields["kind"]) ?? "other",
    product: textOf(fields["product"]) ?? "all",
    share: estimateOf(fields["share"]),
    pPositive: numberOf(fields["pPositive"]),
    reference: textOf(fields["reference"]),
  };
}

/** Without spend there is nothing to divide by, whatever numbers stand in the fields. */
function readReturn(fields: Fields): ChannelReturn | null {
  const channel = textOf(fields["channel"]);
  const spend = numberOf(fields["spend"]);
  if (channel === null || spend === null) return null;
  const paid = spend > 0;
  const [lo, hi] = [numberOf(fields["lo50"]), numberOf(fields["hi50"])];
  return {
    channel,
    spend,
    spendShare: numberOf(fields["spendShare"]),
    effectShare: estimateOf(fields["effectShare"]),
    roi: paid ? estimateOf(fields) : null,
    inner: paid && lo !== null && hi !== null ? { lo, hi } : null,
    pAbove1: paid ? numberOf(fields["pAbove1"]) : null,
    mroi: paid ? estimateOf(fields["mroi"]) : null,
    prior: estimateOf(fields["prior"]),
  };
}

function readSeries(fields: Fields, kinds: ReadonlyMap<string, string>, length: number): DriverSeries | null {
  const driver = textOf(fields["driver"]);
  const [mean, lo, hi] = [numbersOf(fields["mean"]), numbersOf(fields["lo"]), numbersOf(fields["hi"])];
  if (driver === null || length === 0 || [mean, lo, hi].some((values) => values.length !== length)) return null;
  return { driver, kind: kinds.get(driver) ?? "other", mean, lo, hi };
}

function readMedia(value: unknown): MediaTogether | null {
  const fields = fieldsOf(value);
  const share = estimateOf(fields?.["share"]);
  return share === null ? null : { share, roi: estimateOf(fields?.["roi"]) };
}

function readRange(choices: Fields | null, dates: readonly string[]): ResultTable["range"] {
  const [first, last] = [textOf(choices?.["first"]) ?? dates[0], textOf(choices?.["last"]) ?? dates.at(-1)];
  return first === undefined || last === undefined ? null : { first, last };
}

/** Only means add up, so such a total has no interval. */
function sumOfMeans(rows: readonly DriverRow[]): UnitsEstimate {
  const mean = rows.reduce((sum, row) => sum + row.mean, 0);
  return { mean, p50: mean, lo: mean, hi: mean };
}
