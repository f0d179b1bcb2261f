import { commands, l10n, ThemeIcon } from "vscode";
import { type Place } from "../../explorer/nodes";
import { askPick, type Choice } from "../ask/inputs";
import { projectChoices, useProject } from "../ask/place";
import { type Tools } from "../tools";

/** Also what a click on the status bar opens: the projects, and the ways to jobs and log. */
export async function switchProject(tools: Tools): Promise<void> {
  const answer = await askPick<Place | string>(
    { title: l10n.t("Switch Project"), step: 1, totalSteps: 1, canGoBack: false },
    {
      placeholder: l10n.t("Work on which project?"),
      choices: projectChoices(tools).then((projects) => [...projects, ...ways()]),
    },
  );
  if (answer === undefined || typeof answer === "symbol") return;
  if (typeof answer.value === "string") await commands.executeCommand(answer.value);
  else await useProject(tools, answer.value);
}

function ways(): Choice<string>[] {
  return [
    { label: l10n.t("Show Jobs"), icon: new ThemeIcon("pulse"), value: "alviss.jobs.focus" },
    { label: l10n.t("Open Results"), icon: new ThemeIcon("graph"), value: "alviss.results.open" },
    { label: l10n.t("Show Log"), icon: new ThemeIcon("output"), value: "alviss.showLog" },
  ];
}
