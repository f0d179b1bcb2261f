import { window } from "vscode";
import { type Tools } from "../tools";
import { mayEndJobs } from "./mayEndJobs";

export async function restartSandbox(tools: Tools): Promise<void> {
  if (!(await mayEndJobs(tools))) return;
  await window.withProgress({ location: { viewId: "alviss.projects" } }, () => tools.sandbox.restart());
}
