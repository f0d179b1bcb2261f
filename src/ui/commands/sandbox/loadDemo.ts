import { commands, l10n, window } from "vscode";
import { type ProjectRef } from "../../../platform/ids";
import { type Tools } from "../tools";

const connectionId = "sandbox";

/** Starts the sandbox with the demo project and shows it while its model still trains. */
export async function loadDemo(tools: Tools): Promise<void> {
  await window.withProgress({ location: { viewId: "alviss.projects" } }, async () => {
    const ref = await tools.sandbox.loadDemo();
    await nameAsCurrent(tools, ref);
    await tools.explorer.refresh();
    await Promise.all([show(tools, ref), followModel(tools, ref)]);
  });
}

async function show(tools: Tools, ref: ProjectRef): Promise<void> {
  await commands.executeCommand("alviss.projects.focus");
  await tools.explorer.showProject(connectionId, ref, "model");
}

/** Proposed as current, not chosen: an upload still asks where it goes. */
async function nameAsCurrent(tools: Tools, ref: ProjectRef): Promise<void> {
  if (tools.chosen.current?.byUser === true) return;
  const client = await tools.clients.of(connectionId);
  const projects = (await client.listProjects(ref.team)) ?? [];
  const name = projects.find((project) => project.id === ref.project)?.name ?? ref.project;
  await tools.chosen.use({ connectionId, ...ref, name });
}

/** The server reads the files, then trains the model, and goes on by itself; the view Jobs follows the model. */
async function followModel(tools: Tools, ref: ProjectRef): Promise<void> {
  const client = await tools.clients.of(connectionId);
  const limit = Date.now() + 60_000;
  for (;;) {
    const [model] = (await client.list("model", ref)) ?? [];
    await tools.explorer.projectChanged(connectionId, ref);
    if (model?.phase === "working") {
      const plan = { workflow: "watch", object: { kind: "model", id: model.id } } as const;
      await tools.jobs.start({
        ...ref,
        connectionId,
        plan,
        label: l10n.t("Build demo model"),
        startedBy: "alviss.sandbox.loadDemo",
      });
    }
    if (model !== undefined || Date.now() > limit) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
