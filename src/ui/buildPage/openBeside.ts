import { ViewColumn, window, workspace } from "vscode";
import { type RequestFormat } from "../../../webview/shared/buildMessages";

const languages: Readonly<Record<RequestFormat, string>> = { json: "json", curl: "shellscript", python: "python" };

export async function openBeside(format: RequestFormat, content: string): Promise<void> {
  const document = await workspace.openTextDocument({ language: languages[format], content });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside });
}
