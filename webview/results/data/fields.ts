/** Reading of answers that may lack parts: what is not as expected is null, and its row is left out. */
export type Fields = Readonly<Record<string, unknown>>;

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

export const numberOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;

export const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A list of numbers; what is none becomes NaN, which is not drawn. */
export const numbersOf = (value: unknown): number[] => listOf(value).map((one) => numberOf(one) ?? NaN);

export const datesOf = (value: unknown): string[] =>
  listOf(value).flatMap((one) => (typeof one === "string" && !Number.isNaN(Date.parse(one)) ? [one] : []));

/** Rows that could be read, and how many could not. */
export interface Rows<T> {
  readonly rows: readonly T[];
  readonly leftOut: number;
}

export function rowsOf<T>(value: unknown, read: (fields: Fields) => T | null): Rows<T> {
  const all = listOf(value).map((one) => {
    const fields = fieldsOf(one);
    return fields && read(fields);
  });
  const rows = all.filter((row) => row !== null);
  return { rows, leftOut: all.length - rows.length };
}
