/** One control for each field of the sandbox's schema, with its help, unit and range. */
import { type JsonPath } from "../../src/jsonText/edit";
import { type JsonNode, textOf, valueAt } from "../../src/jsonText/read";
import { type Field } from "../../src/graphs/sandboxSchema";
import { checkbox, dropdown, textField } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type FieldContext, fieldText, labelled, setFault } from "./fieldRow";
import { type FormField } from "./formFields";
import { isJson, oneLine } from "./jsonCells";
import { numberField, rangeText, scaleOf } from "./numberField";
import { priorControl } from "./priorField";

export function fieldControl({ name, field, meaning }: FormField, owner: JsonNode, context: FieldContext): HTMLElement {
  const { strings } = context;
  const path = name.split(".");
  const known = strings.fields[meaning] ?? strings.fields[name];
  const label = known?.label ?? name;
  const written = valueAt(owner, path);
  const help = [known?.help ?? "", ...rangeOf(field, context)].filter(Boolean).join(" ");
  switch (field.kind) {
    case "choice":
      return labelled(label, choiceControl(label, field, written, path, context), help, name);
    case "flag":
      return flagControl(label, help, written, path, context);
    case "prior": {
      const sign = name === "effect.prior" ? fieldText(valueAt(owner, ["effect", "sign"])) : "";
      return labelled(label, priorControl(label, field, written, path, sign, context), help, name);
    }
    case "number":
      return numberField({ label, help, written, byDefault: field.default, scale: scaleOf(field), path }, context);
    case "date":
      return dateControl(label, help, written, path, context);
    case "text":
      return textControl(label, help, written, path, context);
    case "select":
      return selectControl(label, help, written, path, context);
    case "numbers":
      return jsonControl(label, help, written, path, context);
  }
}

function rangeOf(field: Field, { strings }: FieldContext): string[] {
  if (field.kind === "number") return [rangeText(field, strings)];
  if (field.kind === "prior" && field.support === "positive") return [strings.onlyPositive];
  return field.kind === "prior" && field.support === "fraction" ? [strings.onlyFraction] : [];
}

function choiceControl(
  label: string,
  field: Extract<Field, { kind: "choice" }>,
  written: JsonNode | undefined,
  path: JsonPath,
  { strings, readOnly, onSet }: FieldContext,
): HTMLElement {
  const now = fieldText(written);
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
  help: string,
  written: JsonNode | undefined,
  path: JsonPath,
  context: FieldContext,
): HTMLElement {
  const { readOnly, onSet } = context;
  // What is neither true nor false is shown as it is.
  if (written !== undefined && written.kind !== "boolean") return jsonControl(label, help, written, path, context);
  const onCommit = (checked: boolean): void => onSet(path, String(checked));
  const control = checkbox({ label, checked: written?.text === "true", disabled: readOnly, onCommit });
  const row = labelled("", control, help, path.join("."));
  row.classList.add("flag");
  return row;
}

export function textControl(
  label: string,
  help: string,
  written: JsonNode | undefined,
  path: JsonPath,
  { readOnly, onSet }: FieldContext,
): HTMLElement {
  const onCommit = (text: string): void => onSet(path, text === "" ? null : JSON.stringify(text));
  const control = textField({ label, value: fieldText(written), disabled: readOnly, onCommit });
  return labelled(label, control, help, path.join("."));
}

function dateControl(
  label: string,
  help: string,
  written: JsonNode | undefined,
  path: JsonPath,
  { strings, readOnly, onSet }: FieldContext,
): HTMLElement {
  const onCommit = (text: string): void => {
    if (text === "") return onSet(path, null);
    const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
    setFault(row, isDate ? "" : strings.notDate);
    if (isDate) onSet(path, JSON.stringify(text));
  };
  const options = { label, value: fieldText(written), placeholder: "YYYY-MM-DD", disabled: readOnly, onCommit };
  const row = labelled(label, textField(options), help, path.join("."));
  return row;
}

/** For each column a list of values; a selection that commas and spaces could not take apart again is shown as JSON. */
function selectControl(
  label: string,
  help: string,
  written: JsonNode | undefined,
  path: JsonPath,
  context: FieldContext,
): HTMLElement {
  const { strings, readOnly, onSet } = context;
  if (
    written?.kind !== "object" ||
    written.members.length === 0 ||
    !written.members.every(({ value }) => isList(value))
  )
    return jsonControl(label, help, written, path, context);
  const group = element("div", { class: "select-field", role: "group", "aria-label": label });
  for (const { key, value } of written.members) {
    const items = value.kind === "array" ? value.items.map(({ text }) => text) : [];
    const values = items.map(textOf);
    const onCommit = (text: string): void => {
      const wanted = text
        .split(",")
        .map((one) => one.trim())
        .filter((one) => one !== "");
      // What was there stays as it is written.
      const written = wanted.map((one) => items[values.indexOf(one)] ?? JSON.stringify(one));
      onSet([...path, key], wanted.length === 0 ? null : `[${written.join(", ")}]`);
    };
    const name = fill(strings.selectValues, key);
    group.append(
      labelled(
        name,
        textField({ label: name, value: values.join(", "), disabled: readOnly, onCommit }),
        "",
        [...path, key].join("."),
      ),
    );
  }
  return labelled(label, group, help, path.join("."));
}

const isList = (node: JsonNode): boolean =>
  node.kind === "array" &&
  node.items.every((item) => item.kind === "string" && /^[^,\s]([^,]*[^,\s])?$/.test(textOf(item.text)));

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
