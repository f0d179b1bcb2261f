import { l10n, window } from "vscode";
import { type Tools } from "../tools";
import { mayInterruptJobs } from "./mayInterruptJobs";

export async function restartSandbox(tools: Tools): Promise<void> {
  if (!(await mayInterruptJobs(tools, l10n.t("Restart Sandbox")))) return;
  await window.withProgress({ location: { viewId: "alviss.projects" } }, () => tools.sandbox.restart());
}
