import { createHash } from "node:crypto";
import { type Database, type Row, integer, optionalInteger, text } from "./database";

/** A graph as it was posted or made: the JSON text of its two lists, character by character. */
export interface GraphText {
  readonly nodes: string;
  readonly edges: string;
}

export interface GraphInstance extends GraphText {
  readonly id: number;
  readonly projectId: number;
  /** The high-level graph it was expanded from, where one is known. */
  readonly graphId: number | null;
}

const graphText = (row: Row): GraphText => ({ nodes: text(row, "nodes"), edges: text(row, "edges") });

const instance = (row: Row): GraphInstance => ({
  ...graphText(row),
  id: integer(row, "id"),
  projectId: integer(row, "project_id"),
  graphId: optionalInteger(row, "graph_id"),
});

export function readGraph(db: Database, projectId: number, id: number): GraphText | undefined {
  const row = db.one("SELECT * FROM graphs WHERE project_id = ? AND id = ?", [projectId, id]);
  return row && graphText(row);
}

/** The same content in the same project is the same graph, and keeps the characters in which it came first. */
export function keepGraph(db: Database, projectId: number, graph: GraphText): number {
  const content = contentHash(graph);
  const same = db.one("SELECT id FROM graphs WHERE project_id = ? AND content = ?", [projectId, content]);
  if (same) return integer(same, "id");
  return db.insert("INSERT INTO graphs (project_id, content, nodes, edges) VALUES (?, ?, ?, ?)", [
    projectId,
    content,
    graph.nodes,
    graph.edges,
  ]);
}

/** Instances are addressed under their team. */
export function readTeamInstance(db: Database, teamId: number, id: number): GraphInstance | undefined {
  const row = db.one("SELECT * FROM graph_instances WHERE team_id = ? AND id = ?", [teamId, id]);
  return row && instance(row);
}

export function readInstance(db: Database, id: number): GraphInstance | undefined {
  const row = db.one("SELECT * FROM graph_instances WHERE id = ?", [id]);
  return row && instance(row);
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A fingerprint of a graph's structure: the ids of its nodes, whatever their order. */
const structureHash = (nodeIds: readonly string[]): string => sha256(JSON.stringify([...nodeIds].sort()));

/**
 * A fingerprint of what a graph says: scripts that read a graph and post it again change spaces, escapes and the spelling
 * of numbers. Whole numbers too long for a double keep every digit.
 */
const contentHash = ({ nodes, edges }: GraphText): string => sha256(`${plain(nodes)}\n${plain(edges)}`);

const plain = (json: string): string =>
  json.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|\s+/g, (token) => {
    if (token.startsWith('"')) return JSON.stringify(JSON.parse(token));
    if (/^\s/.test(token)) return "";
    return /^-?\d{16,}$/.test(token) ? token : String(Number(token));
  });

/** The first instance of a project with the same content, or else the newest with the same node ids. */
export function findInstance(
  db: Database,
  projectId: number,
  graph: GraphText,
  nodeIds: readonly string[],
): { instance: GraphInstance; same: boolean } | undefined {
  const row = db.one(
    `SELECT *, (content = ?) AS same FROM graph_instances
     WHERE project_id = ? AND node_ids = ? ORDER BY same DESC, CASE WHEN same THEN id ELSE -id END`,
    [contentHash(graph), projectId, structureHash(nodeIds)],
  );
  return row && { instance: instance(row), same: row.same === 1 };
}

export interface NewInstance extends GraphText {
  readonly teamId: number;
  readonly projectId: number;
  readonly graphId: number | null;
  readonly nodeIds: readonly string[];
}

export const addInstance = (db: Database, instance: NewInstance): number =>
  db.insert(
    `INSERT INTO graph_instances (team_id, project_id, graph_id, node_ids, content, nodes, edges)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [
      instance.teamId,
      instance.projectId,
      instance.graphId,
      structureHash(instance.nodeIds),
      contentHash(instance),
      instance.nodes,
      instance.edges,
    ],
  );
