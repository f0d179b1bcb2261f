import { l10n } from "vscode";
import { type AnyId, showId } from "../../platform/ids";
import { type ResultKind } from "../../../webview/shared/resultsMessages";

/** An object as a title says it. */
export function objectTitle({ kind, id }: { readonly kind: ResultKind; readonly id: AnyId }): string {
  const shown = showId(id);
  switch (kind) {
    case "attribution":
      return l10n.t("Attribution #{0}", shown);
    case "attributionSet":
      return l10n.t("Attribution set #{0}", shown);
    case "model":
      return l10n.t("Model #{0}", shown);
  }
}
