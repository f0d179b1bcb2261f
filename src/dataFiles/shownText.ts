import * as l10n from "@vscode/l10n";

const LONGEST_SHOWN = 60;

/** A text of a file as it may stand in a sentence: short, and with every invisible character made visible. */
export function shown(text: string): string {
  const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text;
  return Array.from(short, visible).join("");
}

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hidden = code < 0x20 || (code >= 0x7f && code < 0xa0) || isDirectionMark(code) || isLoneSurrogate(code);
  return hidden ? `\\u${code.toString(16).padStart(4, "0")}` : character;
}

/** Marks that reorder the text around them could make a sentence say something else. */
const isDirectionMark = (code: number): boolean =>
  (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069);

const isLoneSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;

/** The first of many names, and how many more there are. */
export function shownList(names: readonly string[], most = 12): string {
  const listed = names.slice(0, most).map(shown).join(", ");
  return names.length > most ? l10n.t("{0} and {1} more", listed, names.length - most) : listed;
}
