import { ViewColumn, window, workspace } from "vscode";
import { type RequestFormat } from "../../../webview/shared/buildMessages";
import { requestLanguages } from "../../../webview/shared/requestTexts";

export async function openBeside(format: RequestFormat, content: string): Promise<void> {
  const document = await workspace.openTextDocument({ language: requestLanguages[format], content });
  await window.showTextDocument(document, { viewColumn: ViewColumn.Beside });
}
