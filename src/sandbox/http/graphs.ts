import { type GraphText, readGraph, readTeamInstance } from "../store/graphRecords";
import { type CheckedGraph, type Training } from "../training/training";
import { type Api } from "./api";
import { invalid, invalidValue, notFound } from "./refusal";
import { sliceJson } from "./sliceJson";

const GRAPH = ["graph_detail", "graph"];
const MOST_FINDINGS = 50;

export function graphRoutes(api: Api): void {
  const { db } = api.training.place;
  api.route({
    method: "GET",
    path: "/projects/:team/:project/build/graphs/:graph_id",
    handle: ({ project, id, reply }) => {
      const graph = readGraph(db, project().id, id("graph_id"));
      if (!graph) throw notFound(`There is no graph ${id("graph_id")} in this project.`);
      return reply.type("application/json; charset=utf-8").send(graphJson("high", graph));
    },
  });
  api.route({
    method: "GET",
    path: "/graph_instances/:team/:graph_instance_id",
    handle: ({ team, id, reply }) => {
      const instance = readTeamInstance(db, team().id, id("graph_instance_id"));
      if (!instance) throw notFound(`There is no graph instance ${id("graph_instance_id")} in this team.`);
      return reply.type("application/json; charset=utf-8").send(graphJson("low", instance));
    },
  });
}

/** The lists go out as the characters that came in, so that no number, key or order changes on the way. */
const graphJson = (level: "high" | "low", { nodes, edges }: GraphText): string =>
  `{"schema":"alviss-sandbox/${level}/1","nodes":${nodes},"edges":${edges}}`;

/** Throws 422 naming what is wrong with a posted graph. `bodyText`: the request it came in. */
export function checkedGraph(training: Training, graph: unknown, bodyText: string): CheckedGraph {
  const check = training.checkGraph(graph);
  if (!check.ok) {
    const entries = check.findings.map(({ path, message }) => invalidValue(["body", ...GRAPH, ...path], message));
    throw invalid(...entries.slice(0, MOST_FINDINGS));
  }
  const nodeIds = check.graph.nodes.map(({ id }) => id);
  const list = (name: string) => sliceJson(bodyText, [...GRAPH, name]) ?? "[]";
  return { level: check.level, nodeIds, nodes: list("nodes"), edges: list("edges") };
}
