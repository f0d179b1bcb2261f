/** Languages whose names of months are known. */
const LANGUAGES = ["en", "sv", "nb", "da", "fi", "de", "nl", "fr", "es", "it", "pt", "pl", "cs"];

/** Short names of spreadsheets that no table of languages has. */
const OTHER_NAMES: Readonly<Record<string, number>> = { mrz: 3, sept: 9, juil: 7, fev: 2, aout: 8, dec: 12 };

let numbers: ReadonlyMap<string, number | null> | undefined;

/** 1 to 12 for the name of a month, whole or short, in any capitals; null where none or two have that name. */
export function monthNamed(name: string): number | null {
  numbers ??= knownNames();
  return numbers.get(plain(name)) ?? null;
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(/[\u0300-\u036f.]/g, "");

function knownNames(): ReadonlyMap<string, number | null> {
  const known = new Map<string, number | null>();
  const learn = (name: string, month: number) => {
    const key = plain(name);
    if (/^\p{L}{3,}$/u.test(key)) known.set(key, (known.get(key) ?? month) === month ? month : null);
  };
  for (const language of LANGUAGES)
    for (const month of ["long", "short"] as const)
      for (const day of [undefined, "numeric"] as const) {
        // With a day beside it a month has another ending in some languages.
        const format = new Intl.DateTimeFormat(language, { month, day, timeZone: "UTC" });
        for (let at = 0; at < 12; at++) {
          const parts = format.formatToParts(new Date(Date.UTC(2024, at, 10)));
          learn(parts.find(({ type }) => type === "month")?.value ?? "", at + 1);
        }
      }
  for (const [name, month] of Object.entries(OTHER_NAMES)) known.set(name, month);
  return known;
}
