/** One control for each field of the sandbox's schema, with its help, unit and range. */
import { type JsonPath } from "../../src/jsonText/edit";
import { type JsonNode, member, toValue, valueAt } from "../../src/jsonText/read";
import { type Field, PRIOR_FIELDS } from "../../src/graphs/sandboxSchema";
import { dropdown, textField } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { isJson, oneLine } from "./jsonCells";
import { priorPicture, type PriorNumbers } from "./priorPicture";

export interface FieldContext {
  readonly strings: GraphStrings;
  readonly readOnly: boolean;
  /** `json` null takes the field away. */
  readonly onSet: (path: JsonPath, json: string | null) => void;
}

/** A label, a control and a sentence of help; the fault found below it is set by whoever shows it. */
export function labelled(name: string, control: HTMLElement, help: string, path = ""): HTMLElement {
  const fault = element("p", { class: "fault", role: "alert" });
  const row = element(
    "div",
    { class: "field", "data-field": path },
    element("span", { class: "label", "aria-hidden": "true" }, name),
    control,
    help === "" ? null : element("p", { class: "help" }, help),
    fault,
  );
  return row;
}

export const setFault = (row: Element, text: string): void => {
  const fault = row.querySelector(".fault");
  if (fault) fault.textContent = text;
  row.classList.toggle("faulty", text !== "");
};

export function fieldControl(name: string, field: Field, owner: JsonNode, context: FieldContext): HTMLElement {
  const { strings } = context;
  const path = name.split(".");
  const known = strings.fields[name];
  const label = known?.label ?? name;
  const written = valueAt(owner, path);
  const help = [known?.help ?? "", rangeText(field, strings)].filter(Boolean).join(" ");
  switch (field.kind) {
    case "choice":
      return labelled(label, choiceControl(label, field, written, path, context), help, name);
    case "flag":
      return labelled(label, flagControl(label, written, path, context), help, name);
    case "prior":
      return labelled(label, priorControl(label, field, written, path, context), help, name);
    case "number":
      return numberControl(label, help, field, written, path, context);
    case "text":
    case "date":
      return textControl(label, help, written, path, context);
    case "numbers":
    case "select":
      return jsonControl(label, help, written, path, context);
  }
}

function rangeText(field: Field, strings: GraphStrings): string {
  if (field.kind !== "number" || field.max >= 1e12) return "";
  const range = field.unit
    ? fill(strings.rangeUnit, field.min, field.max, field.unit)
    : fill(strings.range, field.min, field.max);
  return field.integer ? `${range} ${strings.whole}` : range;
}

const textOf = (node: JsonNode | undefined): string =>
  node === undefined ? "" : node.kind === "string" ? String(toValue(node)) : node.text;

function choiceControl(
  label: string,
  field: Extract<Field, { kind: "choice" }>,
  written: JsonNode | undefined,
  path: JsonPath,
  { strings, readOnly, onSet }: FieldContext,
): HTMLElement {
  const now = textOf(written);
  const unset = fill(strings.byDefault, field.default ?? "");
  const choices = field.choices.map((choice) => ({ value: choice, label: choice }));
  if (written !== undefined && !field.choices.includes(now)) choices.unshift({ value: now, label: now });
  return dropdown({
    label,
    value: now,
    disabled: readOnly,
    choices: field.required ? choices : [{ value: "", label: unset }, ...choices],
    onCommit: (value) => onSet(path, value === "" ? null : JSON.stringify(value)),
  });
}

function flagControl(
  label: string,
  written: JsonNode | undefined,
  path: JsonPath,
  { readOnly, onSet }: FieldContext,
): HTMLElement {
  const choices = ["true", "false"].map((value) => ({ value, label: value }));
  return dropdown({
    label,
    value: textOf(written),
    choices,
    disabled: readOnly,
    onCommit: (value) => onSet(path, value),
  });
}

function numberControl(
  label: string,
  help: string,
  field: Extract<Field, { kind: "number" }>,
  written: JsonNode | undefined,
  path: JsonPath,
  { strings, readOnly, onSet }: FieldContext,
): HTMLElement {
  const control = textField({
    label,
    value: textOf(written),
    disabled: readOnly,
    ...(field.default !== undefined && { placeholder: fill(strings.byDefault, field.default) }),
    onCommit: (text) => {
      const number = text.trim();
      if (number === "") return onSet(path, null);
      if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(number)) return setFault(row, strings.notNumber);
      setFault(row, "");
      onSet(path, number);
    },
  });
  const row = labelled(label, control, help, path.join("."));
  return row;
}

function textControl(
  label: string,
  help: string,
  written: JsonNode | undefined,
  path: JsonPath,
  { readOnly, onSet }: FieldContext,
): HTMLElement {
  const onCommit = (text: string): void => onSet(path, text === "" ? null : JSON.stringify(text));
  return labelled(
    label,
    textField({ label, value: textOf(written), disabled: readOnly, onCommit }),
    help,
    path.join("."),
  );
}

export function jsonControl(
  label: string,
  help: string,
  written: JsonNode | undefined,
  path: JsonPath,
  { strings, readOnly, onSet }: FieldContext,
): HTMLElement {
  const control = textField({
    label: fill(strings.jsonValue, label),
    value: oneLine(written),
    disabled: readOnly,
    onCommit: (text) => {
      if (text.trim() === "") return onSet(path, null);
      if (!isJson(text)) return setFault(row, strings.notJson);
      setFault(row, "");
      onSet(path, text);
    },
  });
  control.classList.add("json");
  const row = labelled(label, control, help, path.join("."));
  return row;
}

function priorControl(
  label: string,
  field: Extract<Field, { kind: "prior" }>,
  written: JsonNode | undefined,
  path: JsonPath,
  { strings, readOnly, onSet }: FieldContext,
): HTMLElement {
  const dist = textOf(member(written, "dist"));
  const known = Object.keys(PRIOR_FIELDS);
  const byDefault = field.default ? fill(strings.byDefault, shortPrior({ ...field.default })) : strings.priorNone;
  const choices = known.map((name) => ({ value: name, label: name }));
  if (dist !== "" && !known.includes(dist)) choices.unshift({ value: dist, label: dist });
  const group = element("div", { class: "prior-field", role: "group", "aria-label": label });
  const kind = dropdown({
    label,
    value: dist,
    disabled: readOnly,
    choices: field.required ? choices : [{ value: "", label: byDefault }, ...choices],
    onCommit: (value) => onSet(path, value === "" ? null : startPrior(value)),
  });
  group.append(kind);
  const parameters = dist in PRIOR_FIELDS ? Object.keys(PRIOR_FIELDS[dist as keyof typeof PRIOR_FIELDS]) : [];
  const numbers: Record<string, number> = {};
  for (const parameter of parameters) {
    const value = member(written, parameter);
    numbers[parameter] = Number(value?.text);
    group.append(
      numberControl(parameter, "", { kind: "number", min: -1e12, max: 1e12 }, value, [...path, parameter], {
        strings,
        readOnly,
        onSet,
      }),
    );
  }
  const shown = written === undefined ? field.default : undefined;
  const picture = shown
    ? priorPicture(shown.dist, numbersOf({ ...shown }), strings)
    : priorPicture(dist, numbers, strings);
  if (picture) group.append(picture);
  return group;
}

const numbersOf = (prior: Readonly<Record<string, unknown>>): PriorNumbers =>
  Object.fromEntries(Object.entries(prior).filter((entry): entry is [string, number] => typeof entry[1] === "number"));

const shortPrior = (prior: Readonly<Record<string, unknown>>): string =>
  `${String(prior["dist"])}(${Object.values(numbersOf(prior)).join(", ")})`;

const starts: Readonly<Record<string, number>> = { mu: 0, sd: 1, lo: 0, hi: 1, nu: 4, a: 2, b: 2, shape: 2, rate: 1 };

/** A prior of another kind starts with numbers that make one. */
function startPrior(dist: string): string {
  const names = Object.keys(PRIOR_FIELDS[dist as keyof typeof PRIOR_FIELDS]);
  const numbers = names.map((name) => `${JSON.stringify(name)}: ${String(starts[name] ?? 1)}`);
  return `{"dist": ${JSON.stringify(dist)}, ${numbers.join(", ")}}`;
}
