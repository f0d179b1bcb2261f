/** A slider over a scale of numbers: even steps, or even factors where the numbers span many sizes. */
import { element } from "../shared/dom";

export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly by: "steps" | "factors";
  readonly whole?: boolean;
}

export interface SliderOptions {
  readonly label: string;
  readonly scale: Scale;
  readonly value: number;
  readonly disabled: boolean;
  readonly onMove: (value: number) => void;
  readonly onCommit: (value: number) => void;
}

const places = 200;

export function slider({ label, scale, value, disabled, onMove, onCommit }: SliderOptions): HTMLInputElement {
  const wide = { ...scale, min: Math.min(scale.min, value), max: Math.max(scale.max, value) };
  const steps = wide.by === "steps" && wide.whole === true ? wide.max - wide.min : places;
  const control = element("input", {
    type: "range",
    class: "slider",
    min: "0",
    max: String(steps),
    step: "1",
    "aria-label": label,
  });
  control.disabled = disabled;
  control.value = String(Math.round(steps * partOf(wide, value)));
  const now = (): number => valueAtPart(wide, Number(control.value) / steps);
  const tell = (number: number): void => control.setAttribute("aria-valuetext", String(number));
  tell(value);
  control.addEventListener("input", () => {
    tell(now());
    onMove(now());
  });
  control.addEventListener("change", () => onCommit(now()));
  return control;
}

/** Where a number stands on its scale, 0 to 1. */
export function partOf({ min, max, by }: Scale, value: number): number {
  if (!(max > min)) return 0;
  return by === "steps" ? (value - min) / (max - min) : Math.log(value / min) / Math.log(max / min);
}

/** The number at a part of its scale, short enough to be read: three digits, or as many as a step shows. */
export function valueAtPart({ min, max, by, whole }: Scale, part: number): number {
  const value = by === "steps" ? min + part * (max - min) : min * (max / min) ** part;
  if (whole === true) return Math.round(value);
  if (by === "factors") return Number(value.toPrecision(3));
  const digits = Math.max(0, 2 - Math.floor(Math.log10(max - min)));
  return Number(value.toFixed(digits));
}
