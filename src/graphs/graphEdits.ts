/** Edits of a graph as data: what a picture, a form, a table or a quick fix wishes, and what is stored in messages. */
import { type JsonPath } from "../jsonText/edit";
import { type JsonTextError } from "../jsonText/scan";

/** A node by its place and its id: both, because an id may be there twice, and a place may have moved meanwhile. */
export interface NodeRef {
  readonly index: number;
  readonly id: string | null;
}

export interface EdgeRef {
  readonly index: number;
  readonly from: string | null;
  readonly to: string | null;
}

export type GraphEdit =
  | { readonly kind: "addNodes"; readonly nodes: readonly NewNode[]; readonly edges: readonly NewEdge[] }
  /** Copies nodes with the edges among them and the edges that leave them. */
  | { readonly kind: "duplicateNodes"; readonly nodes: readonly NodeRef[] }
  | { readonly kind: "renameNode"; readonly node: NodeRef; readonly id: string }
  | { readonly kind: "deleteNodes"; readonly nodes: readonly NodeRef[] }
  | { readonly kind: "addEdge"; readonly edge: NewEdge }
  | { readonly kind: "turnEdges"; readonly edges: readonly EdgeRef[] }
  | { readonly kind: "deleteEdges"; readonly edges: readonly EdgeRef[] }
  /** `json`: the new value as text; null takes the field away. */
  | { readonly kind: "setNodeField"; readonly node: NodeRef; readonly path: JsonPath; readonly json: string | null }
  | { readonly kind: "setEdgeField"; readonly edge: EdgeRef; readonly path: JsonPath; readonly json: string | null };

export interface NewNode {
  readonly id: string;
  readonly json: string;
}

export interface NewEdge {
  readonly from: string;
  readonly to: string;
  /** An edge as text that it takes every field but its ends from; null for one with its ends alone, and an id where others have one. */
  readonly json: string | null;
}

/** Why an edit does not fit the text as it is now. */
export type EditRefusal =
  | { readonly refused: "gone" }
  | { readonly refused: "notJson"; readonly error: JsonTextError }
  | { readonly refused: "idTaken"; readonly id: string }
  | { readonly refused: "noId" }
  | { readonly refused: "noEnds" };
