/** One entry of a 422, in the shape of FastAPI: where, what, and the kind of mistake. */
export interface Invalid {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** An answer that is not 2xx; thrown anywhere below a route. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    readonly status: number,
    readonly detail: string | readonly Invalid[],
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(typeof detail === "string" ? detail : `${detail.length} invalid values`);
  }
}

export const notFound = (what: string): Refusal => new Refusal(404, what);
export const conflict = (why: string): Refusal => new Refusal(409, why);
export const invalid = (...entries: readonly Invalid[]): Refusal => new Refusal(422, entries);

/** A value that has the right type and cannot be used all the same. */
export const invalidValue = (loc: Invalid["loc"], msg: string): Invalid => ({ loc, msg, type: "value_error" });
