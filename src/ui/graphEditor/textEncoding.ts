import { l10n, type TextDocument } from "vscode";
import { graphUri } from "./graphUri";

/** These have no bytes that could have been read as other letters than they are. */
const withoutBytes: readonly string[] = ["untitled", graphUri.scheme];

/** Says that a graph was read as something else than UTF-8; undefined where all is well. */
export function encodingFault({ encoding, uri }: TextDocument): string | undefined {
  if (encoding === "utf8" || encoding === "utf8bom" || withoutBytes.includes(uri.scheme)) return undefined;
  return l10n.t(
    "The graph was read with the encoding {0}, so its letters may be others than in the file. Open it as text and choose Reopen with Encoding, UTF-8, in the status bar.",
    encoding,
  );
}
