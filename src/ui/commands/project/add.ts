import { l10n } from "vscode";
import { parseTypedId, type ProjectId, showId, type TeamId } from "../../../platform/ids";
import { type TeamNode } from "../../explorer/nodes";
import { connectionFor } from "../ask/connection";
import { askText } from "../ask/inputs";
import { type Tools } from "../tools";

export async function addProject(tools: Tools, node?: TeamNode): Promise<void> {
  const title = l10n.t("Add Project");
  const usable = tools.connections.all().filter((connection) => tools.connections.state(connection) === "ready");
  const connection =
    node?.connection ?? (await connectionFor(tools, undefined, title, (one) => usable.some(({ id }) => id === one.id)));
  if (connection === undefined) return;
  const typed = await askText(
    { title, step: 1, totalSteps: 1, canGoBack: false },
    {
      prompt: l10n.t("Team id and project id, or the project's address in the web app"),
      placeholder: "12/34",
      value: node === undefined ? "" : `${showId(node.team.id)}/`,
      problem: (text) =>
        parse(text) === undefined ? l10n.t("Give two ids, such as 12/34, or an address that holds them.") : undefined,
    },
  );
  const ids = typed === undefined || typeof typed === "symbol" ? undefined : parse(typed.value);
  if (ids === undefined) return;
  const place = { connectionId: connection.id, ...ids, name: l10n.t("Project {0}", showId(ids.project)) };
  await tools.chosen.add(place);
  if (tools.chosen.current === undefined) await tools.chosen.use({ ...place, byUser: true });
}

/** Two ids around a slash; of an address, the last two numbers in its path. */
function parse(text: string): { team: TeamId; project: ProjectId } | undefined {
  const trimmed = text.trim();
  const parts =
    URL.canParse(trimmed) && trimmed.includes("://")
      ? new URL(trimmed).pathname
          .split("/")
          .filter((part) => /^\d+$/.test(part))
          .slice(-2)
      : trimmed.split("/");
  const [team, project, ...others] = parts.map((part) => part.trim());
  if (team === undefined || project === undefined || others.length > 0) return undefined;
  const [teamId, projectId] = [parseTypedId<"team">(team), parseTypedId<"project">(project)];
  return teamId === undefined || projectId === undefined ? undefined : { team: teamId, project: projectId };
}
