import { l10n } from "vscode";
import { deepest, type JsonFault, type JsonTextError } from "../../jsonText/scan";

/** Why a text is no JSON, with a place {0} for where it stops being one. */
export const jsonFaultTexts = (): Readonly<Record<JsonFault, string>> => ({
  bareControl: l10n.t("a string holds a bare control character, at character {0}"),
  openString: l10n.t("the string that starts at character {0} is not closed"),
  noValue: l10n.t("a value is missing at character {0}"),
  noKey: l10n.t("a key in quotes is missing at character {0}"),
  noColon: l10n.t("a colon is missing at character {0}"),
  openObject: l10n.t("a comma or the end of the object is missing at character {0}"),
  openArray: l10n.t("a comma or the end of the list is missing at character {0}"),
  moreText: l10n.t("it goes on after its end, at character {0}"),
  badEscape: l10n.t("an escape with \\ is not complete, at character {0}"),
  tooDeep: l10n.t("it is nested deeper than {1} levels, at character {0}", "{0}", deepest),
});

export const jsonFaultText = ({ fault, offset }: JsonTextError): string =>
  jsonFaultTexts()[fault].replace("{0}", String(offset + 1));
