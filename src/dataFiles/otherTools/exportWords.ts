import * as l10n from "@vscode/l10n";
import { shown, shownList } from "../shownText";
import { type ExportRole, type WideExport } from "./wideExport";

/** What a table of another tool is, and the files that its columns belong into. */
export function exportWords({ style, columns }: WideExport) {
  const names = (...roles: readonly ExportRole[]) =>
    shownList(
      columns.filter(({ role }) => roles.includes(role)).map(({ name }) => name),
      6,
    );
  const sales = names("money", "units");
  const media = names("spend", "impressions", "clicks", "grp");
  return {
    message:
      style === undefined
        ? l10n.t("This is a table as other marketing-mix tools have it: one row for a date, one column for a series.")
        : l10n.t("This is a table in the style of {0}: one row for a date, one column for a series.", shown(style)),
    expected:
      sales === ""
        ? l10n.t("Alviss takes a file for each kind of data, here Media from {0}: split it into those files.", media)
        : l10n.t(
            "Alviss takes a file for each kind of data, here Sales from {0} and Media from {1}: split it into those files.",
            sales,
            media,
          ),
  };
}
