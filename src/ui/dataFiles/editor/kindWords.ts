import { l10n } from "vscode";
import { type MendKind } from "../../../dataFiles/mending/mendKinds";

/** What a kind of fix does to a whole file. */
export function kindWords(kind: MendKind): string {
  switch (kind) {
    case "workbook":
      return l10n.t("Write the first sheet as CSV");
    case "encoding":
      return l10n.t("Write the file in UTF-8");
    case "separator":
      return l10n.t("Separate all cells by commas");
    case "names":
      return l10n.t("Spell all column names as documented");
    case "spaces":
      return l10n.t("Take away all spaces around values");
    case "numbers":
      return l10n.t("Write all numbers with a period, without marks between thousands");
    case "dates":
      return l10n.t("Write all dates as YYYY-MM-DD");
    case "countries":
      return l10n.t("Write all countries as ISO codes");
    case "metrics":
      return l10n.t("Spell all metrics as documented");
    case "duplicates":
      return l10n.t("Drop rows that repeat another one exactly");
    case "order":
      return l10n.t("Sort rows by combination and date");
  }
}
