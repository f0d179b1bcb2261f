/** Letters that run from right to left, Hebrew and Arabic among them. */
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** Between marks that keep a name which runs from right to left from turning the numbers beside it round. */
const isolated = (value: string): string => (rightToLeft.test(value) ? `\u2068${value}\u2069` : value);

/** Puts values into the places {0}, {1} ... of a text. */
export function fill(text: string, ...values: readonly (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (place, index: string) => isolated(String(values[Number(index)] ?? place)));
}
