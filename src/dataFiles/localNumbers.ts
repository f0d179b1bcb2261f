/** The mark in front of the decimals. */
export type DecimalMark = "," | ".";

/** Spaces of every width, and the apostrophe of Switzerland, stand between thousands only. */
const SILENT_MARK = /(?<=\d)[ '\u00a0\u2009\u202f\u2019](?=\d{3}(?!\d))/g;

const PLAIN = /^[+-]?\d+(\.\d+)?$/;

/** A number written with marks of a country as a plain one; null where the marks do not stand as they would. */
export function plainNumber(text: string, mark: DecimalMark): string | null {
  const other = mark === "," ? "." : ",";
  const [whole = "", decimals, ...more] = text.replaceAll(SILENT_MARK, "").split(mark);
  if (more.length > 0 || decimals?.includes(other) === true) return null;
  const groups = whole.split(other);
  if (groups.length > 1 && !/^[+-]?\d{1,3}$/.test(groups[0] ?? "")) return null;
  if (groups.slice(1).some((group) => !/^\d{3}$/.test(group))) return null;
  const plain = groups.join("") + (decimals === undefined ? "" : `.${decimals}`);
  return PLAIN.test(plain) ? plain : null;
}

/** The decimal mark that a text shows beyond doubt; undefined where it has none, or may have either. */
export function markShown(text: string): DecimalMark | undefined {
  const [comma, point] = [plainNumber(text, ","), plainNumber(text, ".")];
  if (comma === point || (comma !== null && point !== null)) return undefined;
  return comma === null ? "." : ",";
}

/** The plain numbers that a text with such marks may mean: none, one, or two; none where it is plain already. */
export function plainReadings(text: string): readonly string[] {
  const readings = new Set([plainNumber(text, ","), plainNumber(text, ".")]);
  return readings.has(text) ? [] : [...readings].filter((reading) => reading !== null);
}
