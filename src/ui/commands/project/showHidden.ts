import { l10n, ThemeIcon } from "vscode";
import { Refusal } from "../../kit/explain";
import { askMany, type Choice } from "../ask/inputs";
import { type Given } from "../ask/object";
import { projectChoices } from "../ask/place";
import { type Place } from "../../explorer/nodes";
import { type Tools } from "../tools";

/** Puts hidden projects back into the list: of one team, or of all. */
export async function showHiddenProjects(tools: Tools, node?: Given): Promise<void> {
  const { marks } = await tools.explorer.open();
  const team = node?.kind === "team" ? node : undefined;
  const isWanted = ({ value: { connection, project } }: Choice<Place>): boolean =>
    team === undefined || (connection.id === team.connection.id && project.team === team.team.id);
  const answer = await askMany<Place>(
    { title: l10n.t("Show Hidden Projects"), step: 1, totalSteps: 1, canGoBack: false },
    {
      placeholder: l10n.t("Which are to be shown again?"),
      choices: async (signal) => {
        const all = (await projectChoices(tools, signal)).filter(isWanted);
        const hidden = all.filter(({ value }) => marks.has("hidden", value));
        if (hidden.length === 0) throw new Refusal(l10n.t("No project is hidden."));
        return hidden.map((choice) => ({ ...choice, icon: new ThemeIcon("eye"), picked: hidden.length === 1 }));
      },
    },
  );
  if (answer === undefined || typeof answer === "symbol") return;
  for (const place of answer) await marks.set("hidden", place, false);
}
