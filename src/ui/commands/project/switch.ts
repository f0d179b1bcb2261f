import { commands, l10n, ThemeIcon } from "vscode";
import { type Place } from "../../explorer/nodes";
import { askPick, type Choice } from "../ask/inputs";
import { projectChoices, useProject } from "../ask/place";
import { explain } from "../../kit/explain";
import { type Tools } from "../tools";

/** Also what a click on the status bar opens: the projects, and the ways to jobs and log. */
export async function switchProject(tools: Tools): Promise<void> {
  const answer = await askPick<Place | string>(
    { title: l10n.t("Switch Project"), step: 1, totalSteps: 1, canGoBack: false },
    {
      placeholder: l10n.t("Work on which project?"),
      choices: async (signal) => [...(await projectsOrRemedies(tools, signal)), ...ways()],
    },
  );
  if (answer === undefined || typeof answer === "symbol") return;
  if (typeof answer.value === "string") await commands.executeCommand(answer.value);
  else await useProject(tools, answer.value);
}

/** Where projects cannot be listed: why, and what helps; the ways to jobs and log stay open. */
async function projectsOrRemedies(tools: Tools, signal: AbortSignal): Promise<Choice<Place | string>[]> {
  try {
    return await projectChoices(tools, signal);
  } catch (error) {
    const explanation = explain(error);
    if (explanation === undefined) throw error;
    return explanation.buttons.map(({ title, command }, index) => ({
      label: title,
      ...(index === 0 && { detail: explanation.sentence }),
      icon: new ThemeIcon("lightbulb"),
      value: command,
    }));
  }
}

function ways(): Choice<string>[] {
  return [
    { label: l10n.t("Show Jobs"), icon: new ThemeIcon("pulse"), value: "alviss.jobs.focus" },
    { label: l10n.t("Open Results"), icon: new ThemeIcon("graph"), value: "alviss.results.open" },
    { label: l10n.t("Show Log"), icon: new ThemeIcon("output"), value: "alviss.showLog" },
  ];
}
