import { type Estimate, estimateOf, type UnitsEstimate, unitsOf } from "./estimates";
import { type Fields, fieldsOf, listOf, numberOf, rowsOf, textOf } from "./fields";

/** A combination that a result is about. */
export interface ResultsPlaceChoice {
  readonly country: string;
  readonly region: string;
  readonly grouping: string;
}

/** An attribution that a result was made of, or should have been. */
export interface ResultMember {
  readonly id: number;
  readonly place: ResultsPlaceChoice;
  readonly products: readonly string[];
  /** ISO dates of its own. */
  readonly first: string;
  readonly last: string;
  /** What keeps it out of the numbers: it has not the product asked for, or not the dates that the others share. */
  readonly lacks: "product" | "dates" | null;
  /** Checks of how its model's fit was sampled that did not pass; empty where the server does not say. */
  readonly doubts: readonly FitDoubt[];
}

export interface FitDoubt {
  readonly check: string;
  readonly status: "look" | "fail";
  readonly value: number | null;
  readonly limit: number | null;
}

export const partDimensions = ["attribution", "country", "region", "grouping", "product"] as const;
export type PartDimension = (typeof partDimensions)[number];

/** A part of a result: what one country, product, ... sells, and how much of it is from media. */
export interface ResultShare {
  readonly by: PartDimension;
  readonly name: string;
  readonly total: UnitsEstimate;
  /** Fraction of its expected units; null without media. */
  readonly share: Estimate | null;
  readonly roi: Estimate | null;
  /** Currency. */
  readonly spend: number | null;
}

export function readMember(fields: Fields): ResultMember | null {
  const [id, place] = [numberOf(fields["id"]), readPlace(fieldsOf(fields["place"]) ?? {})];
  const [first, last] = [textOf(fields["first"]), textOf(fields["last"])];
  if (id === null || place === null || first === null || last === null) return null;
  const { lacks } = fields;
  return {
    ...{ id, place, first, last },
    products: listOf(fields["products"]).filter((product) => typeof product === "string"),
    lacks: lacks === "product" || lacks === "dates" ? lacks : null,
    doubts: rowsOf(fields["doubts"], readDoubt).rows,
  };
}

export function readDoubt(fields: Fields): FitDoubt | null {
  const { check, status } = fields;
  if (typeof check !== "string" || (status !== "look" && status !== "fail")) return null;
  return { check, status, value: numberOf(fields["value"]), limit: numberOf(fields["limit"]) };
}

export function readShare(fields: Fields): ResultShare | null {
  const by = partDimensions.find((each) => each === fields["by"]);
  const [name, total] = [textOf(fields["name"]), unitsOf(fields["total"])];
  if (by === undefined || name === null || total === null) return null;
  const media = fieldsOf(fields["media"]);
  const estimates = { share: estimateOf(media?.["share"]), roi: estimateOf(media?.["roi"]) };
  return { ...{ by, name, total }, ...estimates, spend: numberOf(fields["spend"]) };
}

export function readPlace(fields: Fields): ResultsPlaceChoice | null {
  const [country, region] = [textOf(fields["country_code"]), textOf(fields["region_code"])];
  const grouping = textOf(fields["grouping"]);
  return country === null || region === null || grouping === null ? null : { country, region, grouping };
}
