import * as z from "zod/mini";
import { type Invalid } from "./refusal";

type Issue = z.core.$ZodIssue;

const WHOLE_NUMBER = "Input should be a valid integer";
const WHOLE = /^[+-]?\d{1,15}$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Text with a number in it is taken as that number, as the platform's framework does. */
const fromText = (shape: RegExp) =>
  z.transform((value: unknown) => (typeof value === "string" && shape.test(value) ? Number(value) : value));

type NumberCheck = z.core.$ZodCheck<number>;
export const wholeNumber = (...checks: NumberCheck[]) => z.pipe(fromText(WHOLE), z.int(WHOLE_NUMBER).check(...checks));
export const decimalNumber = (...checks: NumberCheck[]) => z.pipe(fromText(DECIMAL), z.number().check(...checks));

/** Words that clients of FastAPI know: one kind and one sentence for each JSON type. */
const WRONG_TYPE: Readonly<Record<string, readonly [type: string, message: string]>> = {
  number: ["float_type", "Input should be a valid number"],
  string: ["string_type", "Input should be a valid string"],
  boolean: ["bool_type", "Input should be a valid boolean"],
  array: ["list_type", "Input should be a valid list"],
  object: ["model_attributes_type", "Input should be a valid dictionary or object to extract fields from"],
};

/** Checks one part of a request; everything wrong is added to `errors`, and then there is no value. */
export function checkInput<Schema extends z.ZodMiniType>(
  schema: Schema,
  input: unknown,
  part: "body" | "query",
  errors: Invalid[],
): z.infer<Schema> | undefined {
  const result = z.safeParse(schema, input);
  if (result.success) return result.data;
  for (const issue of result.error.issues) errors.push(entry(issue, input, part));
  return undefined;
}

function entry(issue: Issue, input: unknown, part: "body" | "query"): Invalid {
  const path = issue.path.filter((step) => typeof step !== "symbol");
  const loc = [part, ...path];
  if (valueAt(input, path) === undefined) return { loc, msg: "Field required", type: "missing" };
  const whole = wholeNumberFault(issue, valueAt(input, path));
  if (whole) return { loc, ...whole };
  if (issue.code === "invalid_type" && issue.expected === "number" && typeof valueAt(input, path) === "string") {
    return { loc, msg: "Input should be a valid number, unable to parse string as a number", type: "float_parsing" };
  }
  if (issue.code === "invalid_type") {
    const [type, msg] = WRONG_TYPE[issue.expected] ?? ["value_error", issue.message];
    return { loc, msg, type };
  }
  if (issue.code === "too_small") return tooSmall(issue, loc);
  if (issue.code === "too_big") return tooBig(issue, loc);
  if (issue.code === "invalid_value") {
    return { loc, msg: `Input should be ${alternatives(issue.values.map(String))}`, type: "enum" };
  }
  return { loc, msg: issue.message, type: "value_error" };
}

/** The check of a whole number asks for a number first, so that only its message tells that it wanted a whole one. */
function wholeNumberFault(issue: Issue, value: unknown): Pick<Invalid, "msg" | "type"> | undefined {
  if (issue.message !== WHOLE_NUMBER || issue.code !== "invalid_type") return undefined;
  if (typeof value === "string") {
    return { msg: `${WHOLE_NUMBER}, unable to parse string as an integer`, type: "int_parsing" };
  }
  return typeof value === "number"
    ? { msg: `${WHOLE_NUMBER}, got a number with a fractional part`, type: "int_from_float" }
    : { msg: WHOLE_NUMBER, type: "int_type" };
}

/** "'a', 'b' or 'c'" */
export function alternatives(values: readonly string[]): string {
  const quoted = values.map((value) => `'${value}'`);
  return [quoted.slice(0, -1).join(", "), quoted.at(-1)].filter(Boolean).join(" or ");
}

function tooSmall(issue: z.core.$ZodIssueTooSmall, loc: Invalid["loc"]): Invalid {
  if (issue.origin === "array") {
    return { loc, msg: `List should have at least ${issue.minimum} item after validation, not 0`, type: "too_short" };
  }
  if (issue.origin === "string") {
    return { loc, msg: `String should have at least ${charactersOf(issue.minimum)}`, type: "string_too_short" };
  }
  return issue.inclusive
    ? { loc, msg: `Input should be greater than or equal to ${issue.minimum}`, type: "greater_than_equal" }
    : { loc, msg: `Input should be greater than ${issue.minimum}`, type: "greater_than" };
}

function tooBig(issue: z.core.$ZodIssueTooBig, loc: Invalid["loc"]): Invalid {
  if (issue.origin === "string") {
    return { loc, msg: `String should have at most ${charactersOf(issue.maximum)}`, type: "string_too_long" };
  }
  return issue.inclusive
    ? { loc, msg: `Input should be less than or equal to ${issue.maximum}`, type: "less_than_equal" }
    : { loc, msg: `Input should be less than ${issue.maximum}`, type: "less_than" };
}

const charactersOf = (count: number | bigint): string => `${count} ${count === 1 ? "character" : "characters"}`;

const valueAt = (input: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[step] : undefined,
    input,
  );

/** A whole number in a path. */
export function checkPathNumber(name: string, text: string, errors: Invalid[]): number {
  if (WHOLE.test(text)) return Number(text);
  errors.push({
    loc: ["path", name],
    msg: `${WHOLE_NUMBER}, unable to parse string as an integer`,
    type: "int_parsing",
  });
  return NaN;
}
