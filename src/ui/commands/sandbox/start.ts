import { window } from "vscode";
import { type Tools } from "../tools";

/** One click, no questions. */
export async function startSandbox(tools: Tools): Promise<void> {
  await window.withProgress({ location: { viewId: "alviss.projects" } }, () => tools.sandbox.start());
}
