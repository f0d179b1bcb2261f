import * as l10n from "@vscode/l10n";
import { isCountryCode } from "./countries";
import { countryCodeOf } from "./countryNames";
import { type ColumnSpec, MEDIA_METRICS } from "./fileTypes";
import { isMissing } from "./numbers";
import { type RuleId, RULES } from "./rules";
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
        message: l10n.t('"{0}" in {1} is not UTF-8.', shown(word), spec.name),
        expected: RULES.encoding.words().expected,
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
  message: l10n.t("{0} is empty.", spec.name),
  expected: l10n.t("Every row needs a value in {0}.", spec.name),
});

export const spacesProblem = (spec: ColumnSpec, text: string) => ({
  message: l10n.t('"{0}" in {1} has spaces around it.', shown(text), spec.name),
  expected: l10n.t('It is read as "{0}".', shown(text.trim())),
  mended: text.trim(),
});

/** Tabs and line breaks may be meant; nothing else below the space is. */
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

function kindProblem(spec: ColumnSpec, word: string): WordProblem | undefined {
  if (CONTROL_CHARACTERS.test(word)) {
    return {
      rule: "controlCharacter",
      message: l10n.t('"{0}" in {1} has an invisible control character.', shown(word), spec.name),
      expected: l10n.t("Delete it; it usually comes from a broken export."),
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
      message: l10n.t('"{0}" is not a country code.', shown(word)),
      expected: l10n.t("Write the three capital letters of ISO 3166, such as {0}.", code ?? "SWE"),
      ...(code === null ? {} : { mended: code }),
    };
  }
  if (isCountryCode(word)) return undefined;
  return {
    rule: "unknownCountry",
    message: l10n.t("ISO 3166 has no country {0}.", word),
    expected: RULES.unknownCountry.words().expected,
  };
}

function placeProblem(spec: ColumnSpec, word: string): WordProblem | undefined {
  const wrong = PLACE_CHARACTERS.exec(word)?.[0];
  if (wrong === undefined) return undefined;
  return {
    rule: "characters",
    message: l10n.t('"{0}" in {1} has the character "{2}".', shown(word), spec.name, shown(wrong)),
    expected: RULES.characters.words().expected,
  };
}

function metricProblem(word: string): WordProblem | undefined {
  if (MEDIA_METRICS.some((metric) => metric === word)) return undefined;
  const near = nearMetric(word);
  return {
    rule: "metric",
    message: l10n.t('"{0}" is not a metric.', shown(word)),
    expected:
      near === undefined
        ? l10n.t("The metrics are {0}.", MEDIA_METRICS.join(", "))
        : l10n.t("Write it exactly as {0}.", near),
    ...(near === undefined ? {} : { mended: near }),
  };
}

/** The metric that a word means which is spelled with other capitals, or another ending. */
export function nearMetric(word: string): string | undefined {
  const stem = (text: string) => text.toLowerCase().replace(/s$/, "");
  return MEDIA_METRICS.find((metric) => stem(metric) === stem(word));
}
