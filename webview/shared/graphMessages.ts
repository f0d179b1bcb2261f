/**
 * What the graph editor's page and the extension host say to each other.
 *
 * The page says `ready` when it can listen; the host answers `start` and then `document`, the whole text. After that
 * every change of the text comes as `changes`, whoever made it; the page changes nothing by itself. `edit` is a wish:
 * the host makes it the smallest change of the text, which comes back as `changes`, or says why not with `refused`. A
 * page whose text has not the length that it should have says `ready` again. Both sides check every message on arrival
 * and ignore what they do not know.
 */
import { type EdgeRef, type GraphEdit, type NewEdge, type NewNode, type NodeRef } from "../../src/graphs/graphEdits";
import { type GraphLevel } from "../../src/graphs/sandboxSchema";
import { type Check, isNumber, isString, listOf, oneOf, orNull, shape, tagged } from "./check";
import { type GraphStrings } from "./graphStrings";

export interface ShownFix {
  readonly title: string;
  readonly edit: GraphEdit;
}

/** Something wrong, in the user's language; `node` and `edge` are places in the lists. */
export interface ShownProblem {
  readonly severity: "error" | "warning";
  readonly sentence: string;
  readonly node: number | null;
  readonly edge: number | null;
  /** Field inside the node, its keys joined by dots. */
  readonly field: string | null;
  readonly fixes: readonly ShownFix[];
}

/** Puts `text` in the place of `length` characters; of several, each counts in the text that those before it left. */
export interface SentChange {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

export type ToGraphEditor =
  /** `copyable`: a graph of a server, which can only be read but copied into a draft. */
  | {
      readonly type: "start";
      readonly strings: GraphStrings;
      readonly readOnly: boolean;
      readonly copyable: boolean;
      /** How this document was left when it was last shown. */
      readonly memory: GraphMemory | null;
    }
  | { readonly type: "document"; readonly text: string }
  | { readonly type: "changes"; readonly changes: readonly SentChange[]; readonly length: number }
  /** Another graph: what differs from it is marked. */
  | ({ readonly type: "compared" } & ComparedGraph)
  /** The model that a draft was copied from is no longer at its server, in a sentence. */
  | { readonly type: "gone"; readonly sentence: string }
  /** The level of the graph, where its model has one at the other level too. */
  | { readonly type: "level"; readonly level: GraphLevel }
  | { readonly type: "problems"; readonly problems: readonly ShownProblem[] }
  | { readonly type: "refused"; readonly sentence: string }
  /** Selects a node or an edge, by its place in the list; said again until the page answers with `went`. */
  | { readonly type: "goTo"; readonly node: number | null; readonly edge: number | null };

export interface ComparedGraph {
  readonly text: string;
  /** As people call it; null for the graph that a draft was copied from. */
  readonly name: string | null;
  /** Somebody has asked for it: the list of differences is shown at once. */
  readonly asked: boolean;
}

export type FromGraphEditor =
  | { readonly type: "ready" }
  | { readonly type: "edit"; readonly edit: GraphEdit }
  /** Makes a graph of an empty document. */
  | { readonly type: "startGraph" }
  | { readonly type: "editCopy" }
  /** Asks which other graph to compare with. */
  | { readonly type: "compare" }
  /** Shows both compared graphs as text. */
  | { readonly type: "compareText" }
  | { readonly type: "went" }
  /** Shows the other graph of the same model. */
  | { readonly type: "openOtherLevel" }
  | { readonly type: "remember"; readonly memory: GraphMemory }
  /** Shows the text beside, at an offset. */
  | { readonly type: "openText"; readonly offset: number };

/** What is kept of a page for its document: nothing of it is a part of the graph. */
export interface GraphMemory {
  readonly v: 3;
  readonly mode: "diagram" | "table";
  readonly selected: readonly string[];
  /** Groups that are opened in place. */
  readonly opened: readonly string[];
  /** Nodes that are looked at alone, with what they depend on and what depends on them. */
  readonly looked: readonly string[];
  /** How far cards were moved by hand. */
  readonly moved: readonly { readonly key: string; readonly x: number; readonly y: number }[];
  readonly view: { readonly x: number; readonly y: number; readonly scale: number } | null;
  /** Of the form. */
  readonly typed: readonly TypedText[];
  /** Of the tables. */
  readonly cells: readonly TypedText[];
}

/** What stands typed in a field of the form, or in a cell, and is not a part of the graph. */
export interface TypedText {
  /** Key of the node or the edge. */
  readonly of: string;
  /** Field inside of it, its keys joined by dots; of a cell the key of its column. */
  readonly field: string;
  /** What the field held when it was typed in. */
  readonly before: string;
  readonly text: string;
}

export const isPath: Check<readonly (string | number)[]> = listOf(
  (part): part is string | number => typeof part === "string" || Number.isSafeInteger(part),
);
const isNodeRef = shape<NodeRef>({ index: isNumber, id: orNull(isString) });
const isEdgeRef = shape<EdgeRef>({ index: isNumber, from: orNull(isString), to: orNull(isString) });
const isNewNode = shape<NewNode>({ id: isString, json: isString });
const isNewEdge = shape<NewEdge>({ from: isString, to: isString, json: orNull(isString) });

export const isGraphEdit = tagged<"kind", GraphEdit>("kind", {
  addNodes: shape({ nodes: listOf(isNewNode), edges: listOf(isNewEdge) }),
  duplicateNodes: shape({ nodes: listOf(isNodeRef) }),
  renameNode: shape({ node: isNodeRef, id: isString }),
  deleteNodes: shape({ nodes: listOf(isNodeRef) }),
  addEdge: shape({ edge: isNewEdge }),
  turnEdges: shape({ edges: listOf(isEdgeRef) }),
  deleteEdges: shape({ edges: listOf(isEdgeRef) }),
  setNodeField: shape({ node: isNodeRef, path: isPath, json: orNull(isString) }),
  setEdgeField: shape({ edge: isEdgeRef, path: isPath, json: orNull(isString) }),
});

const isTyped = listOf(shape<TypedText>({ of: isString, field: isString, before: isString, text: isString }));

export const isGraphMemory = shape<GraphMemory>({
  v: oneOf(3),
  mode: oneOf("diagram", "table"),
  selected: listOf(isString),
  opened: listOf(isString),
  looked: listOf(isString),
  moved: listOf(shape<GraphMemory["moved"][number]>({ key: isString, x: isNumber, y: isNumber })),
  view: orNull(shape<NonNullable<GraphMemory["view"]>>({ x: isNumber, y: isNumber, scale: isNumber })),
  typed: isTyped,
  cells: isTyped,
});

const isVersion2 = shape<{ readonly v: 2 }>({ v: oneOf(2) });

/** What is kept over restarts, also as the version before this one wrote it; undefined where it is something else. */
export function graphMemoryOf(kept: unknown): GraphMemory | undefined {
  const known = isVersion2(kept) ? { ...kept, v: 3, cells: [] } : kept;
  return isGraphMemory(known) ? known : undefined;
}

/** Checked in the host. */
export const isFromGraphEditor = tagged<"type", FromGraphEditor>("type", {
  ready: shape({}),
  edit: shape({ edit: isGraphEdit }),
  startGraph: shape({}),
  editCopy: shape({}),
  compare: shape({}),
  compareText: shape({}),
  went: shape({}),
  openOtherLevel: shape({}),
  remember: shape({ memory: isGraphMemory }),
  openText: shape({ offset: isNumber }),
});
