import { XmlScanner } from "./xmlScanner";

/** The built-in formats of dates; those of times alone are not among them. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);

/** Which cell styles of a workbook show their number as a date, by the number of the style. */
export async function readDateStyles(chunks: AsyncIterable<Uint8Array>): Promise<boolean[]> {
  const xml = new XmlScanner();
  const formats = new Map<number, string>();
  const styles: number[] = [];
  let inCells = false;
  const take = () => {
    while (xml.next()) {
      if (xml.name === "cellXfs") inCells = xml.kind === "open" && !xml.empty;
      if (xml.kind !== "open") continue;
      const id = Number(xml.attribute("numFmtId") ?? 0);
      if (xml.name === "numFmt") formats.set(id, xml.attribute("formatCode") ?? "");
      else if (xml.name === "xf" && inCells) styles.push(id);
    }
  };
  for await (const chunk of chunks) {
    xml.push(chunk);
    take();
  }
  xml.end();
  take();
  return styles.map((id) => {
    const format = formats.get(id);
    return format === undefined ? isBuiltInDate(id) : isDateFormat(format);
  });
}

/** A year or a day is shown, outside quoted and escaped text, colours and conditions. */
export function isDateFormat(format: string): boolean {
  return /[yd]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, ""));
}

const MS_PER_DAY = 86_400_000;
/** 1970-01-01 as spreadsheets count. */
const UNIX_DAY = 25_569;
const FROM_1904 = 1462;

/** The ISO text of a spreadsheet's day number, with its time of day where there is one; null where there is no such day. */
export function isoOfSerial(serial: number, from1904: boolean): string | null {
  const days = from1904 ? serial + FROM_1904 : serial;
  // Spreadsheets keep a 29 February 1900 that never was: numbers before it are one day off.
  const ms = Math.round((days - UNIX_DAY + (days < 60 ? 1 : 0)) * 86_400) * 1000;
  if (!(days >= 1 && days < 2_958_466) || Math.floor(days) === 60) return null;
  const iso = new Date(ms).toISOString();
  return ms % MS_PER_DAY === 0 ? iso.slice(0, 10) : iso.slice(0, 19);
}
