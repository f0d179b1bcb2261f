import { l10n, ThemeIcon } from "vscode";
import { type ProjectRef, showId } from "../../../platform/ids";
import { type Project } from "../../../platform/records";
import { connectionName } from "../../kit/connectionName";
import { type KnownConnection } from "../../account/connections";
import { Refusal } from "../../kit/explain";
import { type Node, type Place } from "../../explorer/nodes";
import { type JobNode } from "../../jobs/jobItem";
import { type Tools } from "../tools";
import { noConnection } from "./noConnection";
import { askPick, type Choice } from "./inputs";
import { type AskStep } from "./steps";

export const refOf = ({ project }: Place): ProjectRef => ({ team: project.team, project: project.id });

/** The project that a node lies in, else the one the user has chosen. */
export async function placeFor(tools: Tools, node: Node | JobNode | undefined): Promise<Place | undefined> {
  // After a reload, nobody may have looked yet whether the sandbox is still running.
  if (tools.sandbox.state === "stopped") await tools.sandbox.look();
  return placeOf(tools, node) ?? chosenPlace(tools);
}

function placeOf(tools: Tools, node: Node | JobNode | undefined): Place | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "job") return placeNamed(tools, node.run.connectionId, node.run, undefined);
  return "project" in node && "connection" in node ? { connection: node.connection, project: node.project } : undefined;
}

/** The current project, if the user has chosen it and its server can be reached. */
function chosenPlace(tools: Tools): Place | undefined {
  const { current } = tools.chosen;
  return current?.byUser === true ? placeNamed(tools, current.connectionId, current, current.name) : undefined;
}

/** A project by its ids; undefined where its server cannot be reached. */
export function placeNamed(
  tools: Tools,
  connectionId: string,
  ref: { team: Project["team"]; project: Project["id"] },
  name: string | undefined,
): Place | undefined {
  const connection = tools.connections.get(connectionId);
  if (connection === undefined || tools.connections.state(connection) !== "ready") return undefined;
  return { connection, project: { id: ref.project, team: ref.team, name, periodicity: undefined } };
}

/** Asks for the project, the current one first; passes where it is known. */
export function placeStep<S extends { readonly place?: Place }>(tools: Tools): AskStep<S> {
  return async (state, at) => {
    if (state.place !== undefined) return { passed: state };
    const answer = await askPick(at, {
      placeholder: l10n.t("Which project?"),
      choices: (signal) => projectChoices(tools, signal),
      active: (place) =>
        tools.chosen.isCurrent(place.connection.id, { team: place.project.team, project: place.project.id }),
    });
    if (answer === undefined || typeof answer === "symbol") return answer;
    await becomeCurrent(tools, answer.value);
    return { next: { ...state, place: answer.value } };
  };
}

/** The project somebody picks first is the one they work on. */
async function becomeCurrent(tools: Tools, place: Place): Promise<void> {
  if (tools.chosen.current?.byUser === true) return;
  await useProject(tools, place);
}

export async function useProject(tools: Tools, { connection, project }: Place): Promise<void> {
  const name = project.name ?? showId(project.id);
  await tools.chosen.use({ connectionId: connection.id, team: project.team, project: project.id, name, byUser: true });
}

export async function projectChoices(tools: Tools, signal: AbortSignal): Promise<Choice<Place>[]> {
  await tools.sandbox.look();
  const ready = tools.connections.all().filter((connection) => tools.connections.state(connection) === "ready");
  if (ready.length === 0) throw noConnection(tools);
  const found = await Promise.allSettled(ready.map((connection) => projectsOf(tools, connection, signal)));
  const choices = found.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
  const failed = found.find((one) => one.status === "rejected");
  if (choices.length === 0 && failed !== undefined) throw failed.reason;
  if (choices.length === 0)
    throw new Refusal(l10n.t("No project is known: add one by its ids."), [
      { title: l10n.t("Add Project..."), command: "alviss.project.add" },
    ]);
  const isCurrent = ({ value }: Choice<Place>): number =>
    Number(tools.chosen.isCurrent(value.connection.id, { team: value.project.team, project: value.project.id }));
  return choices.sort((one, other) => isCurrent(other) - isCurrent(one));
}

async function projectsOf(tools: Tools, connection: KnownConnection, signal: AbortSignal): Promise<Choice<Place>[]> {
  const client = await tools.clients.of(connection.id);
  const teams = await client.listTeams({ signal });
  const account = connection.kind === "sandbox" ? undefined : connection.account;
  const server = [connectionName(connection), account].filter(Boolean).join(", ");
  const listed = await Promise.all(
    teams.map(async (team) => ({ team, projects: (await client.listProjects(team.id, { signal })) ?? [] })),
  );
  const choices = listed.flatMap(({ team, projects }) =>
    projects.map((project) => choiceOf(tools, connection, project, `${team.name ?? showId(team.id)}, ${server}`)),
  );
  const isListed = (id: string, team: string): boolean =>
    listed.some(({ projects }) => projects.some((project) => project.id === id && project.team === team));
  const added = tools.chosen.added(connection.id).filter((place) => !isListed(place.project, place.team));
  return [
    ...choices,
    ...added.map((place) =>
      choiceOf(
        tools,
        connection,
        { id: place.project, team: place.team, name: place.name, periodicity: undefined },
        server,
      ),
    ),
  ];
}

function choiceOf(tools: Tools, connection: KnownConnection, project: Project, description: string): Choice<Place> {
  const current = tools.chosen.isCurrent(connection.id, { team: project.team, project: project.id });
  return {
    label: project.name ?? showId(project.id),
    description: current ? l10n.t("{0}, current", description) : description,
    icon: new ThemeIcon("project"),
    value: { connection, project },
  };
}
