const POWERS_OF_TEN = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

/**
 * The number that the bytes spell, NaN where they spell none or a missing value. Up to 15 digits without an exponent
 * need no string: digits and power of ten are both exact, so their quotient is correctly rounded.
 */
export function numberOfBytes(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  const sign = bytes[at];
  if (sign === 45 || sign === 43) at++;
  let digits = 0;
  let fraction = -1;
  let value = 0;
  for (; at < end; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digits++;
    } else if (digit === -2 && fraction < 0) fraction = digits;
    else return NaN;
  }
  if (digits === 0 || digits > 15) return NaN;
  if (fraction >= 0) value /= POWERS_OF_TEN[digits - fraction] as number;
  return sign === 45 ? -value : value;
}

const PLAIN_NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** The slow way for what `numberOfBytes` does not take: exponents and long fractions. NaN where it is no number. */
export function numberOfText(text: string): number {
  const value = PLAIN_NUMBER.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : NaN;
}

/** Empty, NaN or null: the platform's ways to say that a value is missing. */
export function isMissing(text: string): boolean {
  return text === "" || /^(nan|null)$/i.test(text);
}
