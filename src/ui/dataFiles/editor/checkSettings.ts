import { languages, type TextDocument, type Uri } from "vscode";
import { type Periodicity } from "../../../dataFiles/fileTypes";
import { type SeverityChoices } from "../../../dataFiles/rules";
import { setting } from "../../kit/settings";

export type Occasion = "open" | "type" | "save";

/** Whether a file is checked unasked on an occasion. */
export function isWanted(document: TextDocument, occasion: Occasion): boolean {
  const { uri } = document;
  if (!setting("check.enabled", uri)) return false;
  if (occasion === "open" && !setting("check.onOpen", uri)) return false;
  if (occasion === "type" && !setting("check.onType", uri)) return false;
  if (occasion === "save" && !setting("check.onSave", uri)) return false;
  return setting("check.files", uri).some((pattern) => languages.match({ pattern: anyCase(pattern) }, document) > 0);
}

/** VS Code tells Sales.CSV from Sales.csv on some systems. */
const anyCase = (pattern: string): string => pattern.replace(/\.csv$/i, ".[cC][sS][vV]");

export function periodicityOf(uri: Uri): Periodicity | undefined {
  const chosen = setting("check.periodicity", uri);
  return chosen === "auto" ? undefined : chosen;
}

/** A copy: what VS Code hands out cannot be sent to a thread. Keys that are no rule do no harm. */
export const severityOf = (uri: Uri): SeverityChoices => ({ ...setting("check.severity", uri) });
