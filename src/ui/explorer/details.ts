import { EventEmitter, l10n, languages, type TextDocumentContentProvider, Uri, window, workspace } from "vscode";
import { Owner } from "../kit/disposables";
import { type GraphNode, nodeId, type ObjectNode } from "./nodes";
import { type Page } from "./objectPage";

const scheme = "alviss";

/** Read-only pages: a summary in comments above the record as it came. */
export class DetailPages extends Owner implements TextDocumentContentProvider {
  private readonly changes = this.own(new EventEmitter<Uri>());
  private readonly pages = new Map<string, string>();

  readonly onDidChange = this.changes.event;

  constructor() {
    super();
    this.own(workspace.registerTextDocumentContentProvider(scheme, this));
    this.own(workspace.onDidCloseTextDocument(({ uri }) => uri.scheme === scheme && this.pages.delete(uri.toString())));
  }

  provideTextDocumentContent(uri: Uri): string {
    return (
      this.pages.get(uri.toString()) ??
      `// ${l10n.t("Nothing is read for this page yet. Open it by a click in the view Projects.")}\n`
    );
  }

  async showObject(node: ObjectNode): Promise<void> {
    const { objectPage } = await import("./objectPage");
    const page = objectPage(node);
    await this.show(`${nodeId(node)}/${page.title}`, page);
  }

  async showGraph(node: GraphNode, text: string): Promise<void> {
    const { graphPage } = await import("./objectPage");
    const page = graphPage(node, text);
    await this.show(`${nodeId(node)}/${page.title}`, page);
  }

  async show(path: string, page: Page): Promise<void> {
    const uri = Uri.from({ scheme, path: `/${path}.jsonc` });
    const comments = page.summary
      .filter(Boolean)
      .flatMap((line) => String(line).split("\n"))
      .map((line) => `// ${line}`);
    this.pages.set(uri.toString(), [...comments, page.text ?? jsonText(page.raw), ""].join("\n"));
    this.changes.fire(uri);
    const document = await workspace.openTextDocument(uri);
    await languages.setTextDocumentLanguage(document, "jsonc");
    await window.showTextDocument(document, { preview: true });
  }
}

/** JSON with integers beyond 2^53 written out as they came. */
function jsonText(value: unknown): string {
  const mark = "\u0000bigint:";
  const text = JSON.stringify(
    value,
    (_key, field: unknown) => (typeof field === "bigint" ? mark + String(field) : field),
    2,
  );
  return text.replace(/"\\u0000bigint:(-?\d+)"/g, "$1");
}
