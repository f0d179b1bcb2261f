import { l10n } from "vscode";
import { showId } from "../../../platform/ids";
import { type TeamNode } from "../../explorer/nodes";
import { connectionFor } from "../ask/connection";
import { askText } from "../ask/inputs";
import { type Tools } from "../tools";
import { parseProject } from "./typedProject";

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
        parseProject(text) === undefined
          ? l10n.t("Give two ids, such as 12/34, or an address that holds them.")
          : undefined,
    },
  );
  const text = typed === undefined || typeof typed === "symbol" ? "" : typed.value.trim();
  const ids = parseProject(text);
  if (ids === undefined) return;
  const webAddress = pageIn(connection.server.webUrl, text);
  const place = {
    connectionId: connection.id,
    ...ids,
    name: l10n.t("Project {0}", showId(ids.project)),
    ...(webAddress !== undefined && { webAddress }),
  };
  await tools.chosen.add(place);
  if (tools.chosen.current === undefined) await tools.chosen.use({ ...place, byUser: true });
}

/** The text as an address of the web app: one of another site is not what "Open in Browser" is for. */
function pageIn(webUrl: string | undefined, text: string): string | undefined {
  if (webUrl === undefined || !URL.canParse(webUrl) || !URL.canParse(text)) return undefined;
  return new URL(text).origin === new URL(webUrl).origin ? text : undefined;
}
