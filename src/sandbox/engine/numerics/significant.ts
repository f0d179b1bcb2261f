/** A number as it is worth sending: with so many significant digits. */
export const significant = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** Enough that sums of what adds up still agree to 1e-9. */
export const EXACT = 12;
/** Enough for what is drawn or read. */
export const SHOWN = 7;

export const shown = (value: number): number => significant(value, SHOWN);
