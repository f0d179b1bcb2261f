import type { BasisAttrs } from "../../../graphs/sandboxSchema";
import type { Frame } from "../frame";
import { ModelError } from "../modelError";
import { frameSeries } from "./frameSeries";

/** Days since 1970-01-01 of an ISO date. */
function dayNumber(date: string): number {
  const day = Date.parse(`${date}T00:00:00Z`) / 86_400_000;
  if (Number.isNaN(day)) throw new ModelError(`"${date}" is not a date, YYYY-MM-DD`);
  return day;
}

/** The columns of a basis node over the first `dates` dates of the frame, units x dates each. */
export function basisColumns(id: string, basis: BasisAttrs, frame: Frame, dates: number): Float64Array[] {
  const units = frame.units.length;
  const column = (value: (unit: number, date: number) => number): Float64Array => {
    const values = new Float64Array(units * dates);
    for (let u = 0; u < units; u++) for (let t = 0; t < dates; t++) values[u * dates + t] = value(u, t);
    return values;
  };
  const perUnit = (numbers: readonly number[]): readonly number[] => {
    if (numbers.length === units) return numbers;
    throw new ModelError(`"${id}" was made for ${numbers.length} units, the data have ${units}`);
  };
  const all = frame.dates.length;
  switch (basis.type) {
    case "trend":
      return trendColumns(basis, frame, column);
    case "fourier":
      return fourierColumns(basis, frame, column);
    case "column": {
      const series = frameSeries(frame, basis.series);
      return [column((u, t) => series[u * all + t])];
    }
    case "log_ratio": {
      const series = frameSeries(frame, basis.series);
      const reference = perUnit(basis.reference);
      return [column((u, t) => Math.log(series[u * all + t] / reference[u]))];
    }
    case "zscore": {
      const series = frameSeries(frame, basis.series);
      const mean = perUnit(basis.mean);
      const sd = perUnit(basis.sd);
      return [column((u, t) => (series[u * all + t] - mean[u]) / sd[u])];
    }
  }
}

type MakeColumn = (value: (unit: number, date: number) => number) => Float64Array;

/** A line from -1/2 to 1/2 between two dates, and a hinge max(0, position - knot) for each knot in 0..1. */
function trendColumns(basis: Extract<BasisAttrs, { type: "trend" }>, frame: Frame, column: MakeColumn): Float64Array[] {
  const start = dayNumber(basis.from);
  const length = dayNumber(basis.to) - start;
  if (!(length > 0)) throw new ModelError(`the trend runs from ${basis.from} to ${basis.to}; the second must be later`);
  const position = frame.dates.map((date) => (dayNumber(date) - start) / length);
  return [
    column((_unit, t) => position[t] - 0.5),
    ...basis.knots.map((knot) => column((_unit, t) => Math.max(0, position[t] - knot))),
  ];
}

/** sin and cos of 1 .. harmonics waves a period, by the day number, so that phases do not depend on the first date. */
function fourierColumns(
  basis: Extract<BasisAttrs, { type: "fourier" }>,
  frame: Frame,
  column: MakeColumn,
): Float64Array[] {
  const days = frame.dates.map(dayNumber);
  const columns: Float64Array[] = [];
  for (let k = 1; k <= basis.harmonics; k++) {
    const angle = (2 * Math.PI * k) / basis.period;
    columns.push(
      column((_unit, t) => Math.sin(angle * days[t])),
      column((_unit, t) => Math.cos(angle * days[t])),
    );
  }
  return columns;
}
