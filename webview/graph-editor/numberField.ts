/** A number as a field to type in and, where its range is one that can be looked over, a slider beside it. */
import { type Field } from "../../src/graphs/sandboxSchema";
import { type JsonPath } from "../../src/jsonText/edit";
import { type JsonNode } from "../../src/jsonText/read";
import { textField } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { type FieldContext, fieldText, labelled, setFault } from "./fieldRow";
import { type Scale, slider } from "./slider";

type NumberSpec = Extract<Field, { kind: "number" }>;

/** Beyond so large a range a slider's steps would skip over what is wanted. */
const [mostEven, mostByFactors] = [60, 400];

export function scaleOf({ min, max, integer }: NumberSpec): Scale | undefined {
  if (!(max - min <= mostByFactors) || (max - min > mostEven && min <= 0)) return undefined;
  return { min, max, by: max - min <= mostEven ? "steps" : "factors", whole: integer === true };
}

/** "1 to 365 periods. A whole number." */
export function rangeText({ min, max, unit, integer }: NumberSpec, strings: GraphStrings): string {
  if (max >= 1e12) return "";
  const range = unit ? fill(strings.rangeUnit, min, max, strings.units[unit] ?? unit) : fill(strings.range, min, max);
  return integer ? `${range} ${strings.whole}` : range;
}

export interface NumberFieldOptions {
  readonly label: string;
  readonly help: string;
  readonly written: JsonNode | undefined;
  readonly byDefault: number | undefined;
  readonly scale: Scale | undefined;
  readonly path: JsonPath;
}

export function numberField(
  { label, help, written, byDefault, scale, path }: NumberFieldOptions,
  { strings, readOnly, preview, onSet }: FieldContext,
): HTMLElement {
  const control = textField({
    label,
    value: fieldText(written),
    disabled: readOnly,
    ...(byDefault !== undefined && { placeholder: fill(strings.byDefault, byDefault) }),
    onCommit: (text) => {
      const number = text.trim();
      if (number === "") return onSet(path, null);
      if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(number)) return setFault(row, strings.notNumber);
      setFault(row, "");
      onSet(path, number);
    },
  });
  const now = written?.kind === "number" ? Number(written.text) : byDefault;
  const mover =
    scale === undefined || now === undefined || !isNear(now, scale)
      ? null
      : slider({
          label: fill(strings.adjust, label),
          scale,
          value: now,
          disabled: readOnly,
          onMove: (value) => {
            control.value = String(value);
            preview.move(path, value);
          },
          onCommit: (value) => onSet(path, String(value)),
        });
  const row = labelled(
    label,
    mover ? element("div", { class: "with-slider" }, control, mover) : control,
    help,
    path.join("."),
  );
  return row;
}

/** Far beyond the range a slider would have hardly a stop within it. */
function isNear(value: number, { min, max, by }: Scale): boolean {
  const reach = max - min;
  return value >= min - reach && value <= max + reach && (by === "steps" || value > 0);
}
