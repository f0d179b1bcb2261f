import * as z from "zod/mini";
import { type Invalid } from "./refusal";

type Issue = z.core.$ZodIssue;

const WHOLE_NUMBER = "Input should be a valid integer";
/** A whole number in a body. */
export const wholeNumber = () => z.int(WHOLE_NUMBER);

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
  if (issue.code === "invalid_type") {
    const whole = wholeNumberFault(issue, valueAt(input, path));
    if (whole) return { loc, ...whole };
    const [type, msg] = WRONG_TYPE[issue.expected] ?? ["value_error", issue.message];
    return { loc, msg, type };
  }
  if (issue.code === "too_small") return tooSmall(issue, loc);
  if (issue.code === "too_big") {
    return issue.inclusive
      ? { loc, msg: `Input should be less than or equal to ${issue.maximum}`, type: "less_than_equal" }
      : { loc, msg: `Input should be less than ${issue.maximum}`, type: "less_than" };
  }
  if (issue.code === "invalid_value") {
    return { loc, msg: `Input should be ${alternatives(issue.values.map(String))}`, type: "enum" };
  }
  return { loc, msg: issue.message, type: "value_error" };
}

/** The check of a whole number asks for a number first, so that only its message tells that it wanted a whole one. */
function wholeNumberFault(issue: Issue, value: unknown): Pick<Invalid, "msg" | "type"> | undefined {
  if (issue.message !== WHOLE_NUMBER) return undefined;
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
  return issue.inclusive
    ? { loc, msg: `Input should be greater than or equal to ${issue.minimum}`, type: "greater_than_equal" }
    : { loc, msg: `Input should be greater than ${issue.minimum}`, type: "greater_than" };
}

const valueAt = (input: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (value, step) =>
      typeof value === "object" && value !== null ? (value as Record<string | number, unknown>)[step] : undefined,
    input,
  );

/** A whole number in a path. */
export function checkPathNumber(name: string, text: string, errors: Invalid[]): number {
  if (/^[+-]?\d{1,15}$/.test(text)) return Number(text);
  errors.push({
    loc: ["path", name],
    msg: `${WHOLE_NUMBER}, unable to parse string as an integer`,
    type: "int_parsing",
  });
  return NaN;
}
