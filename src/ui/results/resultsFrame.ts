import { env, l10n, Uri, type WebviewPanel } from "vscode";
import { type AnyId, showId } from "../../platform/ids";
import { type ResultKind } from "../../../webview/shared/resultsMessages";
import { webviewHtml } from "../kit/webviewHtml";

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

/** Loads the page of results into a panel; `pages`: dist/webview of the extension. */
export function loadResultsPage({ webview }: WebviewPanel, pages: Uri, title: string): void {
  const file = (name: string): string => webview.asWebviewUri(Uri.joinPath(pages, name)).toString();
  webview.options = { enableScripts: true, localResourceRoots: [pages] };
  webview.html = webviewHtml({
    cspSource: webview.cspSource,
    scriptUri: file("results.js"),
    styleUri: file("results.css"),
    language: env.language,
    title,
  });
}
