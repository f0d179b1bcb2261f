import { l10n, window } from "vscode";
import { type Tools } from "../tools";
import { mayInterruptJobs } from "./mayInterruptJobs";

export async function stopSandbox(tools: Tools): Promise<void> {
  if (!(await mayInterruptJobs(tools, l10n.t("Stop Sandbox")))) return;
  await tools.sandbox.look();
  const wasSeen = tools.sandbox.state !== "stopped";
  await window.withProgress({ location: { viewId: "alviss.projects" } }, () => tools.sandbox.stop());
  // Nothing in the tree changes then, so it is said.
  if (!wasSeen) void window.showInformationMessage(l10n.t("No sandbox is running."));
}
