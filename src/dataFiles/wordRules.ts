import { isCountryCode } from "./countries";
import { countryCodeOf } from "./countryNames";
import { type ColumnSpec, MEDIA_METRICS } from "./fileTypes";
import { isMissing } from "./numbers";
import { type RuleId } from "./rules";
import { shown } from "./shownText";

export interface WordProblem {
  readonly rule: RuleId;
  readonly message: string;
  readonly expected: string;
  /** What the cell would hold with this one thing put right, where that is beyond doubt. */
  readonly mended?: string;
}

/** The printed set of the platform's Region and Grouping pages, with the space of their own examples and the Ø of their damaged letter. */
const PLACE_CHARACTERS = /[^0-9a-zA-ZåäöüøæÆÄÅÖÜØß()_+\- ]/u;

/** Stands where a program found bytes that are no letter. */
const LOST_LETTER = "\ufffd";

/** What is wrong with a word as it stands in the file. Decided once for every different word. */
export function wordProblem(spec: ColumnSpec, text: string, utf8: boolean): WordProblem[] {
  const word = text.trim();
  if (!utf8 || text.includes(LOST_LETTER)) {
    return [
      {
        rule: "encoding",
        message: `"${shown(word)}" in ${spec.name} is not UTF-8.`,
        expected: "Save the file with the encoding UTF-8.",
      },
    ];
  }
  if (isMissing(word)) {
    if (spec.whenEmpty !== undefined) return [];
    return [{ rule: "missingValue", ...missingProblem(spec) }];
  }
  const problems: WordProblem[] = [];
  if (word !== text) problems.push({ rule: "spaces", ...spacesProblem(spec, text) });
  const kind = kindProblem(spec, word);
  if (kind !== undefined) problems.push(kind);
  return problems;
}

export const missingProblem = (spec: ColumnSpec) => ({
  message: `${spec.name} is empty.`,
  expected: `Every row needs a value in ${spec.name}.`,
});

export const spacesProblem = (spec: ColumnSpec, text: string) => ({
  message: `"${shown(text)}" in ${spec.name} has spaces around it.`,
  expected: `It is read as "${shown(text.trim())}".`,
  mended: text.trim(),
});

/** Tabs and line breaks may be meant; nothing else below the space is. */
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function kindProblem(spec: ColumnSpec, word: string): WordProblem | undefined {
  if (CONTROL_CHARACTERS.test(word)) {
    return {
      rule: "controlCharacter",
      message: `"${shown(word)}" in ${spec.name} has an invisible control character.`,
      expected: "Delete it; it usually comes from a broken export.",
    };
  }
  if (spec.kind === "country") return countryProblem(word);
  if (spec.kind === "place") return placeProblem(spec, word);
  return spec.kind === "metric" ? metricProblem(word) : undefined;
}

function countryProblem(word: string): WordProblem | undefined {
  if (!/^[A-Z]{3}$/.test(word)) {
    const code = countryCodeOf(word);
    return {
      rule: "country",
      message: `"${shown(word)}" is not a country code.`,
      expected: `Write the three capital letters of ISO 3166, such as ${code ?? "SWE"}.`,
      ...(code === null ? {} : { mended: code }),
    };
  }
  if (isCountryCode(word)) return undefined;
  return {
    rule: "unknownCountry",
    message: `ISO 3166 has no country ${word}.`,
    expected: "Check the code; Sweden, for example, is SWE.",
  };
}

function placeProblem(spec: ColumnSpec, word: string): WordProblem | undefined {
  const wrong = PLACE_CHARACTERS.exec(word)?.[0];
  if (wrong === undefined) return undefined;
  return {
    rule: "characters",
    message: `"${shown(word)}" in ${spec.name} has the character "${shown(wrong)}".`,
    expected: "Allowed are letters, digits, spaces, å ä ö ü ø æ ß, and ( ) _ + -.",
  };
}

function metricProblem(word: string): WordProblem | undefined {
  if (MEDIA_METRICS.some((metric) => metric === word)) return undefined;
  const near = nearMetric(word);
  return {
    rule: "metric",
    message: `"${shown(word)}" is not a metric.`,
    expected: near === undefined ? `The metrics are ${MEDIA_METRICS.join(", ")}.` : `Write it exactly as ${near}.`,
    ...(near === undefined ? {} : { mended: near }),
  };
}

/** The metric that a word means which is spelled with other capitals, or another ending. */
export function nearMetric(word: string): string | undefined {
  const stem = (text: string) => text.toLowerCase().replace(/s$/, "");
  return MEDIA_METRICS.find((metric) => stem(metric) === stem(word));
}
