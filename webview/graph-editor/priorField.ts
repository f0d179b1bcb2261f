/** A prior: its distribution from a list, its numbers with sliders, and its density drawn as they move. */
import { type Field, PRIOR_FIELDS } from "../../src/graphs/sandboxSchema";
import { type JsonPath } from "../../src/jsonText/edit";
import { type JsonNode, member } from "../../src/jsonText/read";
import { dropdown } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type FieldContext, fieldText } from "./fieldRow";
import { numberField } from "./numberField";
import { priorPicture } from "./priorPicture";
import { cutBySign } from "./priorQuantiles";
import { numbersOf, parametersOf, priorOf } from "./priorValue";
import { type Scale } from "./slider";

type PriorSpec = Extract<Field, { kind: "prior" }>;

/** Where the numbers of priors usually are; a number beyond widens the scale of its slider. */
const scales: Readonly<Record<string, Scale>> = {
  mu: { min: -5, max: 5, by: "steps" },
  sd: { min: 0.01, max: 10, by: "factors" },
  lo: { min: -10, max: 10, by: "steps" },
  hi: { min: -10, max: 10, by: "steps" },
  nu: { min: 1, max: 200, by: "factors" },
  a: { min: 0.1, max: 100, by: "factors" },
  b: { min: 0.1, max: 100, by: "factors" },
  shape: { min: 0.1, max: 100, by: "factors" },
  rate: { min: 0.01, max: 100, by: "factors" },
};

/** `sign`: the one that the effect is held to, where the prior is one of an effect. */
export function priorControl(
  label: string,
  { required, default: usual }: Pick<PriorSpec, "required" | "default">,
  written: JsonNode | undefined,
  path: JsonPath,
  sign: string,
  context: FieldContext,
): HTMLElement {
  const { strings, readOnly, preview, onSet } = context;
  const dist = fieldText(member(written, "dist"));
  const known = Object.keys(PRIOR_FIELDS);
  const byDefault = usual ? fill(strings.byDefault, shortPrior({ ...usual })) : strings.priorNone;
  const choices = known.map((name) => ({ value: name, label: name }));
  if (dist !== "" && !known.includes(dist)) choices.unshift({ value: dist, label: dist });
  const kind = dropdown({
    label,
    value: dist,
    disabled: readOnly,
    choices: required ? choices : [{ value: "", label: byDefault }, ...choices],
    onCommit: (value) => onSet(path, value === "" ? null : startPrior(value)),
  });
  const numbers = parametersOf(dist).map((name) =>
    numberField(
      {
        label: strings.fields[`prior.${name}`]?.label ?? name,
        help: strings.fields[`prior.${name}`]?.help ?? "",
        written: member(written, name),
        byDefault: undefined,
        scale: scales[name],
        path: [...path, name],
      },
      context,
    ),
  );
  const picture = element("div", { class: "prior-picture" });
  preview.drawing(() => {
    const prior = priorOf(written, path, preview, usual);
    const drawn = prior && priorPicture(cutBySign(prior, sign), strings);
    picture.replaceChildren(...(drawn ? [drawn] : []));
  });
  return element("div", { class: "prior-field", role: "group", "aria-label": label }, kind, ...numbers, picture);
}

const shortPrior = (prior: Readonly<Record<string, unknown>>): string =>
  `${String(prior["dist"])}(${Object.values(numbersOf(prior))
    .map((value) => String(Number(value.toPrecision(3))))
    .join(", ")})`;

const starts: Readonly<Record<string, number>> = { mu: 0, sd: 1, lo: 0, hi: 1, nu: 4, a: 2, b: 2, shape: 2, rate: 1 };

/** A prior of another kind starts with numbers that make one. */
function startPrior(dist: string): string {
  const numbers = parametersOf(dist).map((name) => `${JSON.stringify(name)}: ${String(starts[name] ?? 1)}`);
  return `{"dist": ${JSON.stringify(dist)}, ${numbers.join(", ")}}`;
}
