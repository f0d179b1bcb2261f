import { hasEnded } from "../../jobs/run";
import { type Kind, type ObjectRef, showId } from "../../platform/ids";
import { hasExtras } from "../../platform/extras";
import { type Place } from "../explorer/nodes";
import { checkFile, checkGraph, describeFormat } from "./fileTools";
import { neededId, numberIn, oneOf, textIn } from "./toolInput";
import { type ReadName } from "./toolNames";
import { type Input, type ToolParts, type ToolPlace, ToolRefusal } from "./toolParts";
import { connectionIn, placeIn, usable } from "./toolPlace";

type Read = (parts: ToolParts, input: Input, signal: AbortSignal) => Promise<unknown>;

const kinds: readonly Kind[] = ["upload", "dataset", "model", "attribution", "attributionSet"];
const mostListed = 50;

export const readTools: { readonly [Name in ReadName]: Read } = {
  alviss_list_objects: listObjects,
  alviss_get_object: getObject,
  alviss_get_job: getJob,
  alviss_get_results: getResults,
  alviss_check_file: checkFile,
  alviss_check_graph: (_parts, input) => checkGraph(input),
  alviss_describe_data_format: (_parts, input) => describeFormat(input),
};

async function listObjects(parts: ToolParts, input: Input, signal: AbortSignal): Promise<unknown> {
  const kind = oneOf(input, "kind", ["connection", "project", ...kinds]);
  if (kind === "connection") return usable(parts).map(({ id, kind: server, account }) => ({ id, server, account }));
  if (kind === "project") return listProjects(parts, input, signal);
  const place = placeIn(parts, input);
  const { objects, areAll } = await parts.explorer.objects(fullPlace(place), kind);
  const offset = numberIn(input, "offset", 0, 0, 1e6);
  const limit = numberIn(input, "limit", 20, 1, mostListed);
  const page = objects.slice(offset, offset + limit);
  const next = offset + page.length < objects.length ? offset + page.length : undefined;
  return {
    ...placeWords(place),
    kind,
    objects: page.map(({ record, active, label, words }) => ({
      id: showId(record.id),
      label,
      state: record.phase,
      words,
      ...(active && { active }),
    })),
    ...(next !== undefined && { nextOffset: next }),
    ...(!areAll && { note: "The server may have others: it does not list them all." }),
  };
}

async function listProjects(parts: ToolParts, input: Input, signal: AbortSignal): Promise<unknown> {
  const connection = connectionIn(parts, input, parts.chosen.current?.connectionId);
  const client = await parts.clients.of(connection.id);
  const teams = await client.listTeams({ signal });
  const listed = await Promise.all(
    teams.map(async (team) => {
      const projects = (await client.listProjects(team.id, { signal })) ?? [];
      return projects.map(({ id, name }) => ({
        team: showId(team.id),
        teamName: team.name,
        project: showId(id),
        name,
      }));
    }),
  );
  const added = parts.chosen
    .added(connection.id)
    .map(({ team, project, name }) => ({ team: showId(team), project: showId(project), name }));
  return { connection: connection.id, projects: [...listed.flat(), ...added].slice(0, 200) };
}

async function getObject(parts: ToolParts, input: Input, signal: AbortSignal): Promise<unknown> {
  const place = placeIn(parts, input);
  const kind = oneOf(input, "kind", kinds);
  const client = await parts.clients.of(place.connection.id);
  const ref: ObjectRef = { kind, id: neededId<Kind>(input, "id") };
  const record = await client.read(place.project, ref, { signal });
  return { ...placeWords(place), kind, state: record.phase, record: shortened(record.raw) };
}

async function getJob(parts: ToolParts, input: Input): Promise<unknown> {
  const runs = await parts.jobs.load();
  const wanted = textIn(input, "job");
  const found = wanted === undefined ? runs.slice(0, 20) : runs.filter(({ runId }) => runId === wanted);
  if (wanted !== undefined && found.length === 0)
    throw new ToolRefusal("There is no such job. Without an id, alviss_get_job lists the newest.");
  return found.map((run) => ({
    job: run.runId,
    label: run.label,
    state: run.state,
    words: parts.jobs.words(run),
    hasEnded: hasEnded(run),
    connection: run.connectionId,
    team: showId(run.team),
    project: showId(run.project),
    steps: run.steps.map(({ name, state, object, lastWord }) => ({
      name,
      state,
      ...(object && { kind: object.kind, id: showId(object.id) }),
      ...(lastWord !== undefined && { serverWord: lastWord }),
    })),
    ...(run.problem && { problem: run.problem.serverWords ?? run.problem.kind }),
    ...(run.outcome?.message !== undefined && { message: run.outcome.message }),
  }));
}

async function getResults(parts: ToolParts, input: Input, signal: AbortSignal): Promise<unknown> {
  const place = placeIn(parts, input);
  const id = neededId<"attribution">(input, "attribution");
  const client = await parts.clients.of(place.connection.id);
  const level = numberIn(input, "level", 0.9, 0.5, 0.99);
  const record = await client.readAttribution(place.project, id, { signal });
  const result = hasExtras(record)
    ? await client.readAttributionResult(place.project, id, { level, signal })
    : undefined;
  if (result === undefined)
    throw new ToolRefusal("This server publishes no results of attributions. The user can see them in the web app.");
  const round = (value: number): number => Number(value.toPrecision(4));
  return {
    label: "Sandbox engine: not Alviss's own numbers",
    units: "mean, low and high: units sold over all dates; share: fraction of expected sales; roi: revenue by spend",
    interval: level,
    dates: [result.dates[0], result.dates.at(-1), result.dates.length],
    drivers: result.totals.slice(0, 40).map(({ driver, kind, mean, lo, hi, share }) => ({
      driver,
      kind,
      mean: round(mean),
      low: round(lo),
      high: round(hi),
      share: round(share.p50),
    })),
    roi: result.roi.slice(0, 40).map(({ channel, spend, p50, lo, hi }) => ({
      channel,
      spend: round(spend),
      roi: round(p50),
      low: round(lo),
      high: round(hi),
    })),
  };
}

const fullPlace = ({ connection, project }: ToolPlace): Place => ({
  connection,
  project: { id: project.project, team: project.team, name: undefined, periodicity: undefined },
});

const placeWords = ({ connection, project }: ToolPlace): Record<string, string> => ({
  connection: connection.id,
  team: showId(project.team),
  project: showId(project.project),
});

/** Long lists, such as dates and losses, as their ends and their length. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) {
    if (value.length <= 12) return value.map(shortened);
    return { count: value.length, first: shortened(value[0]), last: shortened(value.at(-1)) };
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]));
}
