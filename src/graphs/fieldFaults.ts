/** What a field of the sandbox's schema does not take. */
import * as l10n from "@vscode/l10n";
import { type Field, type Fields, isObject, PRIOR_FIELDS } from "./sandboxSchema";

/** What is wrong with a value, as the rest of a sentence that starts with the field's name. */
export function fieldFault(value: unknown, field: Field): string | undefined {
  switch (field.kind) {
    case "number":
      if (typeof value !== "number" || !Number.isFinite(value)) return l10n.t("must be a number");
      if (field.integer && !Number.isInteger(value)) return l10n.t("must be a whole number");
      return value < field.min || value > field.max
        ? l10n.t("is {0}, outside {1} to {2}", value, field.min, field.max)
        : undefined;
    case "choice":
      return field.choices.includes(value as string)
        ? undefined
        : l10n.t("is {0}; one of {1}", JSON.stringify(value), field.choices.join(", "));
    case "numbers":
      if (!Array.isArray(value)) return l10n.t("must be a list of numbers");
      return value.every((item) => typeof item === "number" && item >= field.min && item <= field.max)
        ? undefined
        : l10n.t("must hold numbers from {0} to {1}", field.min, field.max);
    case "text":
      return typeof value === "string" && value !== "" ? undefined : l10n.t("must be a non-empty text");
    case "date":
      return typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
        ? undefined
        : l10n.t("must be a date, YYYY-MM-DD");
    case "flag":
      return typeof value === "boolean" ? undefined : l10n.t("must be true or false");
    case "select":
      return isObject(value) &&
        Object.values(value).every((list) => Array.isArray(list) && list.every((item) => typeof item === "string"))
        ? undefined
        : l10n.t("must map columns to lists of texts");
    case "prior":
      return priorFault(value, field.support);
  }
}

/** As `fieldFault`, of a prior. */
export function priorFault(value: unknown, support: "any" | "positive" | "fraction"): string | undefined {
  if (!isObject(value)) return l10n.t("must be a prior, an object with dist");
  const { dist } = value;
  if (typeof dist !== "string" || !Object.hasOwn(PRIOR_FIELDS, dist)) {
    return l10n.t("has the unknown dist {0}; one of {1}", JSON.stringify(dist), Object.keys(PRIOR_FIELDS).join(", "));
  }
  for (const [name, field] of Object.entries((PRIOR_FIELDS as Record<string, Fields>)[dist] ?? {})) {
    const wrong = value[name] === undefined ? l10n.t("is missing") : fieldFault(value[name], field);
    if (wrong !== undefined) return l10n.t("({0}): {1} {2}", dist, name, wrong);
  }
  if ((dist === "uniform" || dist === "truncated_normal") && !((value.lo as number) < (value.hi as number)))
    return l10n.t("({0}): lo must be below hi", dist);
  const [lo, hi] = priorSupport(value);
  if (support !== "any" && lo < 0) return l10n.t("({0}) must not allow negative values", dist);
  return support === "fraction" && hi > 1 ? l10n.t("({0}) must not allow values above 1", dist) : undefined;
}

function priorSupport(prior: Record<string, unknown>): [number, number] {
  switch (prior.dist) {
    case "uniform":
    case "truncated_normal":
      return [prior.lo as number, prior.hi as number];
    case "beta":
    case "kumaraswamy":
      return [0, 1];
    case "normal":
    case "student_t":
      return [-Infinity, Infinity];
    default:
      return [0, Infinity];
  }
}
