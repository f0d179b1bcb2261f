/** A number without what people and spreadsheets put around it. */
export interface BareNumber {
  /** Digits with their marks between thousands and decimals; nothing where a dash stands for them. */
  readonly digits: string;
  readonly negative: boolean;
  /** One name for each currency, whatever its spelling; undefined where none is written. */
  readonly currency: string | undefined;
  readonly percent: boolean;
  /** Written (1 234), as accountants write what is below zero. */
  readonly parenthesised: boolean;
}

/** Spaces of every width and the apostrophes of Switzerland, as one of each. */
export const plainSpaces = (text: string): string =>
  text.replaceAll(/[\u00a0\u2002-\u200a\u202f]/g, " ").replaceAll(/[\u2019\u02bc]/g, "'");

/** Marks of direction stand around numbers where writing goes from right to left. */
const DIRECTION_MARKS = /[\u200e\u200f\u061c\u2066-\u2069\ufeff]/g;
const DASHES = /[\u2012-\u2015\u2212]/g;

/**
 * Currencies by their signs, their usual abbreviations and their ISO 4217 codes; a thousand or a million of one (tkr,
 * MSEK) is something else.
 */
const CURRENCIES: Readonly<Record<string, readonly string[]>> = {
  "€": ["€", "eur", "euro"],
  $: ["$", "us$", "usd"],
  "£": ["£", "gbp"],
  "¥": ["¥", "jpy"],
  kr: ["kr", "kr.", ":-", "sek", "nok", "dkk", "isk"],
  R$: ["r$", "brl"],
  CHF: ["chf", "fr.", "sfr.", "sfr"],
  zł: ["zł", "pln"],
  Kč: ["kč", "czk"],
  Ft: ["ft", "huf"],
  lei: ["lei", "ron"],
  "₹": ["₹", "inr"],
  "₺": ["₺", "try"],
  "₽": ["₽", "rub"],
  "₴": ["₴", "uah"],
  "₪": ["₪", "ils"],
  "₩": ["₩", "krw"],
  CNY: ["cny"],
  CA$: ["ca$", "c$", "cad"],
  AU$: ["au$", "a$", "aud"],
  NZ$: ["nz$", "nzd"],
  MXN: ["mx$", "mxn"],
  ZAR: ["zar"],
};

const bySpelling = new Map(
  Object.entries(CURRENCIES).flatMap(([name, spellings]) => spellings.map((spelling) => [spelling, name] as const)),
);

/** Different currencies with one sign: only their codes tell them apart. */
const OWN_NAMES = ["sek", "nok", "dkk", "isk"];

function currencyNamed(spelling: string): string | undefined {
  const small = spelling.toLowerCase();
  return OWN_NAMES.includes(small) ? small.toUpperCase() : bySpelling.get(small);
}

const LEADING = /^(?<sign>[-+])|^(?<word>[^\d\s().,%+'-]+\.?|:-)\s*(?=[-+(\d])|^(?<percent>%)/u;
const TRAILING = /(?<sign>[-+])$|(?<percent>%)$|(?<=[\d)-])\s*(?<word>:-|[^\d\s().,%+'-]+\.?)$/u;

/** No number is longer; broken files have cells of a megabyte. */
const LONGEST = 80;

/** Null where something stands around the number that is not known. */
export function bareNumber(text: string): BareNumber | null {
  if (text.length > LONGEST) return null;
  let rest = plainSpaces(text).replaceAll(DIRECTION_MARKS, "").replaceAll(DASHES, "-").trim();
  const found = {
    signs: 0,
    negative: false,
    currency: undefined as string | undefined,
    percent: false,
    parenthesised: false,
  };
  if (/^[^\d()]*-$/.test(rest)) return dashOf(rest);
  for (;;) {
    if (!found.parenthesised && rest.startsWith("(") && rest.endsWith(")")) {
      found.parenthesised = true;
      found.negative = true;
      found.signs++;
      rest = rest.slice(1, -1).trim();
      continue;
    }
    const match = LEADING.exec(rest) ?? TRAILING.exec(rest);
    if (match === null) break;
    const { sign, word, percent } = match.groups ?? {};
    if (sign !== undefined) {
      found.signs++;
      found.negative = sign === "-";
    } else if (percent !== undefined) {
      if (found.percent) return null;
      found.percent = true;
    } else {
      const currency = currencyNamed(word ?? "");
      if (currency === undefined || found.currency !== undefined) return null;
      found.currency = currency;
    }
    rest = (match.index === 0 ? rest.slice(match[0].length) : rest.slice(0, match.index)).trim();
  }
  const { signs, ...marks } = found;
  if (signs > 1 || (marks.percent && marks.currency !== undefined) || !/^\d/.test(rest)) return null;
  return { digits: rest, ...marks };
}

/** Spreadsheets write 0 as a dash in the formats of accountants. */
function dashOf(text: string): BareNumber | null {
  const word = text.slice(0, -1).trim();
  const currency = currencyNamed(word);
  if (word !== "" && currency === undefined) return null;
  return { digits: "", negative: false, currency, percent: false, parenthesised: false };
}
