import { type GraphText, readGraph, readTeamInstance } from "../store/graphRecords";
import { type CheckedGraph, type PostedGraph } from "../training/requestBody";
import { jsonItems } from "../training/sliceJson";
import { type Api } from "./api";
import { type Profile } from "./profile";
import { invalid, invalidValue, notFound } from "./refusal";

/** Where the body of a build has its graph. */
export const GRAPH_PATH = ["graph_detail", "graph"];
const MOST_FINDINGS = 50;

export function graphRoutes(api: Api): void {
  const { db } = api.training.place;
  api.route({
    method: "GET",
    path: "/projects/:team/:project/build/graphs/:graph_id",
    about: "A high-level graph.",
    needs: "observer",
    handle: ({ project, id, reply }) => {
      const graph = readGraph(db, project().id, id("graph_id"));
      if (!graph) throw notFound(`There is no graph ${id("graph_id")} in this project.`);
      return reply.type("application/json; charset=utf-8").send(graphJson(api.profile, "high", graph));
    },
  });
  api.route({
    method: "GET",
    path: "/graph_instances/:team/:graph_instance_id",
    about: "A low-level graph.",
    needs: "observer",
    handle: ({ team, id, reply }) => {
      const instance = readTeamInstance(db, team().id, id("graph_instance_id"));
      if (!instance) throw notFound(`There is no graph instance ${id("graph_instance_id")} in this team.`);
      return reply.type("application/json; charset=utf-8").send(graphJson(api.profile, "low", instance));
    },
  });
}

/** The lists go out as the characters that came in, so that no number, key or order changes on the way. */
function graphJson(profile: Profile, level: "high" | "low", graph: GraphText): string {
  const { minimal, hostile } = profile;
  const { nodes, edges } = profile.has("graphs-by-id") ? keyedLists(graph) : graph;
  if (hostile) return `{"edges":${edges},"Revision":3,"nodes":${nodes}}`;
  return minimal
    ? `{"nodes":${nodes},"edges":${edges}}`
    : `{"schema":"alviss-sandbox/${level}/1","nodes":${nodes},"edges":${edges}}`;
}

/** Lists as objects: nodes under their ids, edges under their places. */
const keyedLists = ({ nodes, edges }: GraphText): GraphText => ({
  nodes: keyed(nodes, (node) => (JSON.parse(node) as { id: string }).id),
  edges: keyed(edges, (_edge, at) => String(at)),
});

const keyed = (list: string, keyOf: (item: string, at: number) => string): string =>
  `{${jsonItems(list)
    .map((item, at) => `${JSON.stringify(keyOf(item, at))}:${item}`)
    .join()}}`;

/** The graph of a body; throws 422 naming what is wrong with it. */
export function checkedGraph(posted: PostedGraph | undefined): CheckedGraph {
  if (posted?.ok) return posted.graph;
  const entries = (posted?.findings ?? []).map(({ path, message }) =>
    invalidValue(["body", ...GRAPH_PATH, ...path], message),
  );
  throw invalid(...entries.slice(0, MOST_FINDINGS));
}
