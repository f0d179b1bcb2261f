import { l10n } from "vscode";

/** What is wrong with a pasted token, as one sentence; undefined when it may be one. */
export function pastedTokenProblem(pasted: string): string | undefined {
  const text = pasted.trim();
  if (text === "") return l10n.t("Paste the access token; the field is empty.");
  if (/^authorization\s*:/i.test(text))
    return l10n.t("This is a whole header line: paste only what follows the word Bearer.");
  if (/^bearer\b/i.test(text)) return l10n.t("Paste the token alone, without the word Bearer.");
  if (/^["'`“”„‘’«»]|["'`“”„‘’«»]$/.test(text)) return l10n.t("Paste the token without quotation marks.");
  if (/\s/.test(text)) return l10n.t("A token has no spaces or line breaks: this looks like more than the token.");
  // Header values are printable ASCII; anything else would be refused before it is sent.
  if (!/^[\x21-\x7e]+$/.test(text))
    return l10n.t("A token has plain letters, digits and signs only; this one holds other characters.");
  return undefined;
}
