import { l10n, ThemeIcon, Uri } from "vscode";
import { showId } from "../../../platform/ids";
import { connectionName } from "../../kit/connectionName";
import { type Draft } from "../../graphEditor/drafts";
import { Refusal } from "../../kit/explain";
import { askPick } from "../ask/inputs";
import { type Tools } from "../tools";
import { isDraft } from "./activeGraph";

/** The draft of a row, or the one that somebody picks; undefined when they changed their mind. */
export async function draftFor(
  tools: Tools,
  title: string,
  target: unknown,
): Promise<Pick<Draft, "uri" | "name"> | undefined> {
  const known = await tools.graphs.drafts();
  if (isDraft(target)) {
    // What is renamed and deleted is never another file, whoever calls the command.
    const draft = known.at(Uri.parse(target.uri, true));
    if (draft === undefined) throw new Refusal(l10n.t("This is no draft of a graph on this machine."));
    return draft;
  }
  const drafts = await known.all();
  if (drafts.length === 0)
    throw new Refusal(l10n.t("There are no drafts of graphs on this machine."), [
      { title: l10n.t("New Graph..."), command: "alviss.graph.new" },
    ]);
  const at = { title, step: 1, totalSteps: 1, canGoBack: false };
  const places = await Promise.all(drafts.map(({ uri }) => placeOf(tools, uri)));
  const choices = drafts.map((draft, order) => ({
    label: draft.name,
    description: new Date(draft.changedAt).toLocaleString(),
    detail: places[order] ?? "",
    icon: new ThemeIcon("type-hierarchy"),
    value: draft,
  }));
  const answer = await askPick(at, { placeholder: l10n.t("Which draft?"), choices });
  return answer === undefined || typeof answer === "symbol" ? undefined : answer.value;
}

/** The server and the project of a draft, as people know them: drafts of several have one name. */
export async function placeOf(tools: Tools, draft: Uri): Promise<string> {
  const home = await (await tools.graphs.files()).homeOf(draft);
  if (home === undefined) return "";
  const connection = tools.connections.get(home.connectionId);
  const server = connection && connectionName(connection);
  return [server, l10n.t("project {0}", showId(home.project.project))].filter(Boolean).join(", ");
}
