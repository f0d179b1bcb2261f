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
  const stops = stopsOf(scale, value);
  const control = element("input", {
    type: "range",
    class: "slider",
    min: "0",
    max: String(stops.length - 1),
    step: "1",
    "aria-label": label,
  });
  control.disabled = disabled;
  control.value = String(stops.indexOf(value));
  const now = (): number => stops[Number(control.value)] ?? value;
  const tell = (number: number): void => control.setAttribute("aria-valuetext", String(number));
  tell(value);
  control.addEventListener("input", () => {
    tell(now());
    onMove(now());
  });
  control.addEventListener("change", () => onCommit(now()));
  return control;
}

/** The numbers that a slider stops at, ascending: what stands there now, and short ones all along the scale. */
export function stopsOf({ min, max, by, whole }: Scale, value: number): readonly number[] {
  const [low, high] = [Math.min(min, value), Math.max(max, value)];
  const count = by === "steps" && whole === true ? Math.min(places, Math.round(high - low)) : places;
  const digits = Math.max(0, 2 - Math.floor(Math.log10(high - low || 1)));
  const at = (part: number): number => {
    const stop = by === "steps" ? low + part * (high - low) : low * (high / low) ** part;
    if (whole === true) return Math.round(stop);
    return Number(by === "factors" ? stop.toPrecision(3) : stop.toFixed(digits));
  };
  const stops = Array.from({ length: count + 1 }, (_, i) => at(i / Math.max(1, count)));
  return [...new Set([...stops, value])].sort((a, b) => a - b);
}
