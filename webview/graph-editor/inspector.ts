/** The form of what is selected: a node, an edge, several nodes, or nothing. */
import { type GraphEdit } from "../../src/graphs/graphEdits";
import { type EdgeView, type GraphView, type NodeView } from "../../src/graphs/graphView";
import { edgeRef, nodeRef } from "../../src/graphs/problem";
import { HIGH_FIELDS, LOW_FIELDS, LOW_PORTS } from "../../src/graphs/sandboxSchema";
import { type JsonPath } from "../../src/jsonText/edit";
import { type JsonNode, valueAt } from "../../src/jsonText/read";
import { button, dropdown, textField } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type ShownProblem } from "../shared/graphMessages";
import { type GraphStrings } from "../shared/graphStrings";
import { fieldControl, jsonControl, textControl } from "./fieldControls";
import { type FieldContext, labelled, setFault } from "./fieldRow";
import { formFields } from "./formFields";
import { Preview } from "./preview";
import { adstockPicture, saturationPicture } from "./responsePictures";
import { responseOf } from "./responseSource";

export interface InspectorContext {
  readonly graph: GraphView;
  readonly nodes: readonly NodeView[];
  readonly edges: readonly EdgeView[];
  readonly problems: readonly ShownProblem[];
  readonly strings: GraphStrings;
  readonly readOnly: boolean;
  readonly send: (edit: GraphEdit) => void;
  readonly onSelectEdge: (edge: EdgeView) => void;
}

/** Groups of fields by the first part of their path, each with its title. */
export function inspectorForm(context: InspectorContext): HTMLElement {
  const { nodes, edges, graph, strings } = context;
  const form = element("div", { class: "form" });
  const [node, second] = nodes;
  const [edge, secondEdge] = edges;
  if (secondEdge) form.append(...manyEdgesForm(context));
  else if (edge) form.append(...edgeForm(edge, context));
  else if (second) form.append(...manyForm(context));
  else if (node) form.append(...nodeForm(node, context));
  else {
    form.append(
      element("p", { class: "note" }, strings.nothingSelected),
      element("p", { class: "note" }, fill(strings.counts, graph.nodes.length, graph.edges.length)),
    );
    if (graph.level === undefined) form.append(element("p", { class: "note" }, strings.unknownSchema));
    if (graph.edges.length > 0 && !graph.identity.ends) form.append(element("p", { class: "note" }, strings.noEnds));
    form.append(element("p", { class: "note" }, strings.keys));
  }
  if (node && !second && !edge) markFaults(form, node, context);
  return form;
}

/** At their fields; what concerns the node as a whole, or no field that is here, stands at the top with its remedies. */
function markFaults(form: HTMLElement, node: NodeView, { problems, readOnly, send }: InspectorContext): void {
  const rows = [...form.querySelectorAll("[data-field]")];
  const whole: HTMLElement[] = [];
  for (const { field, sentence, fixes } of problems.filter((problem) => problem.node === node.index)) {
    const row = field === null ? undefined : rows.find((one) => one.getAttribute("data-field") === field);
    if (row) setFault(row, sentence);
    else {
      const remedies = fixes.map(({ title, edit }) =>
        button({ label: title, look: "secondary", onPress: () => send(edit) }),
      );
      whole.push(
        element("p", { class: "fault" }, sentence),
        ...(readOnly || fixes.length === 0 ? [] : [actions(remedies)]),
      );
    }
  }
  form.querySelector(".form-head")?.after(...whole);
}

function nodeForm(node: NodeView, context: InspectorContext): HTMLElement[] {
  const { graph, strings, readOnly, send } = context;
  const onSet: FieldContext["onSet"] = (path, json) => send({ kind: "setNodeField", node: nodeRef(node), path, json });
  const fields: FieldContext = { strings, readOnly, preview: new Preview(node.json), onSet };
  const parts: HTMLElement[] = [heading(node.label, node.kind ?? "")];
  if (!readOnly) parts.push(actions([duplicate(context), remove(context)]));
  if (graph.identity.id.by !== "place") parts.push(idField(node, context));
  const known = formFields(graph, node);
  if (graph.level === undefined) parts.push(element("p", { class: "note" }, strings.unknownSchema));
  else
    parts.push(
      ...nameFields[graph.level].map((name) => namedField(name, node, fields)),
      kindField(node, graph.level, fields),
      ...knownFields(known, node, context, fields),
    );
  const rest = otherMembers(
    node.json,
    ownKeys(
      graph,
      known.map(({ name }) => name),
    ),
  );
  if (rest.length > 0 && graph.level !== undefined) parts.push(element("h3", {}, strings.otherFields));
  for (const { key, value } of rest) parts.push(jsonControl(key, "", value, [key], fields));
  if (node.json.kind !== "object") parts.push(jsonControl(strings.kind, "", node.json, [], fields));
  else if (!readOnly) parts.push(newField(fields));
  return [...parts, ...edgeList(node, context)];
}

function idField(node: NodeView, { graph, strings, readOnly, send }: InspectorContext): HTMLElement {
  const onCommit = (id: string): void => {
    const isTaken = id !== node.id && graph.byId.has(id);
    setFault(row, id === "" ? strings.idMissing : isTaken ? fill(strings.idTaken, id) : "");
    if (id !== "" && !isTaken) send({ kind: "renameNode", node: nodeRef(node), id });
  };
  const control = textField({ label: strings.id, value: node.id ?? "", disabled: readOnly, onCommit });
  const row = labelled(strings.id, control, "", "id");
  return row;
}

function kindField(node: NodeView, level: "high" | "low", { strings, readOnly, onSet }: FieldContext): HTMLElement {
  const words = Object.keys(level === "high" ? HIGH_FIELDS : LOW_FIELDS);
  const now = node.kind ?? "";
  const path = [level === "high" ? "type" : "kind"];
  const choices = words.map((word) => ({ value: word, label: word }));
  const control = dropdown({
    label: strings.kind,
    value: now,
    choices,
    disabled: readOnly,
    onCommit: (word) => onSet(path, JSON.stringify(word)),
  });
  return labelled(strings.kind, control, "", path[0]);
}

/** What people call a node, and where it came from: texts that no kind of node lacks. */
const nameFields: Readonly<Record<"high" | "low", readonly string[]>> = { high: ["name"], low: ["label", "parent"] };

function namedField(name: string, { json }: NodeView, context: FieldContext): HTMLElement {
  const { label = name, help = "" } = context.strings.fields[name] ?? {};
  const written = valueAt(json, [name]);
  if (written !== undefined && written.kind !== "string") return jsonControl(label, help, written, [name], context);
  return textControl(label, help, written, [name], context);
}

/** The fields of the node's kind in their parts, each part of a medium's response with its curve. */
function knownFields(
  known: ReturnType<typeof formFields>,
  node: NodeView,
  { graph, strings }: InspectorContext,
  fields: FieldContext,
): HTMLElement[] {
  const { preview } = fields;
  const response = responseOf(graph, node, preview);
  const curves: Readonly<Record<string, () => HTMLElement>> = {
    adstock: () => adstockPicture(response.adstock, preview, strings),
    saturation: () => saturationPicture(response.saturation, preview, strings),
  };
  const parts: HTMLElement[] = [];
  const partOf = (place: number): string => known[place]?.name.split(".")[0] ?? "";
  known.forEach((field, place) => {
    const part = partOf(place);
    const title = strings.sections[part];
    if (title !== undefined && part !== partOf(place - 1)) parts.push(element("h3", {}, title));
    parts.push(fieldControl(field, node.json, fields));
    const curve = curves[part];
    if (curve && part !== partOf(place + 1)) parts.push(curve());
  });
  return graph.level === "low" ? [...parts, ...Object.values(curves).map((curve) => curve())] : parts;
}

/** Keys that have a control of their own above. */
function ownKeys({ identity, level }: GraphView, known: readonly string[]): ReadonlySet<string> {
  const keys = new Set<string>(level === undefined ? [] : nameFields[level]);
  if (identity.id.by === "field" && identity.id.path.length === 1) keys.add(String(identity.id.path[0]));
  if (level === "high") keys.add("type");
  if (level === "low") keys.add("kind");
  for (const name of known) keys.add(name.split(".")[0] ?? name);
  return keys;
}

const otherMembers = (json: JsonNode, known: ReadonlySet<string>) =>
  json.kind === "object" ? json.members.filter(({ key }) => !known.has(key)) : [];

function newField({ strings, onSet }: FieldContext): HTMLElement {
  const onCommit = (name: string): void => {
    if (name !== "") onSet([name], "null");
  };
  return labelled(strings.newField, textField({ label: strings.newField, value: "", onCommit }), strings.newFieldHelp);
}

function edgeList(node: NodeView, { graph, strings, onSelectEdge }: InspectorContext): HTMLElement[] {
  const edges = graph.edges.filter(({ fromNode, toNode }) => fromNode === node.index || toNode === node.index);
  if (edges.length === 0) return [];
  const most = 50;
  const items = edges.slice(0, most).map((edge) => {
    const control = button({
      label: edgeLabel(edge, graph, strings),
      look: "secondary",
      onPress: () => onSelectEdge(edge),
    });
    return element("li", {}, control);
  });
  const rest = edges.length - most;
  const more = rest > 0 ? [element("p", { class: "note" }, fill(strings.moreEdges, rest))] : [];
  return [element("h3", {}, strings.edgesOf), element("ul", { class: "edge-list" }, ...items), ...more];
}

export const edgeLabel = (
  { from, to, fromNode, toNode, port }: EdgeView,
  graph: GraphView,
  strings: GraphStrings,
): string =>
  fill(
    strings.edgeName,
    graph.nodes[fromNode]?.label ?? from ?? "?",
    `${graph.nodes[toNode]?.label ?? to ?? "?"}${port === undefined ? "" : ` (${port})`}`,
  );

function edgeForm(edge: EdgeView, context: InspectorContext): HTMLElement[] {
  const { graph, strings, readOnly, send } = context;
  const onSet: FieldContext["onSet"] = (path: JsonPath, json) =>
    send({ kind: "setEdgeField", edge: edgeRef(edge), path, json });
  const fields: FieldContext = { strings, readOnly, preview: new Preview(edge.json), onSet };
  const parts: HTMLElement[] = [heading(edgeLabel(edge, graph, strings), "")];
  if (!readOnly) parts.push(edgeActions([edge], context));
  for (const { sentence } of context.problems.filter((problem) => problem.edge === edge.index))
    parts.push(element("p", { class: "fault" }, sentence));
  const ports = graph.level === "low" ? portsOf(graph, edge) : [];
  if (ports.length > 0) {
    const choices = ports.map((port) => ({ value: port, label: port }));
    const onCommit = (port: string): void => onSet(["port"], JSON.stringify(port));
    const value = edge.port ?? "";
    parts.push(
      labelled(strings.port, dropdown({ label: strings.port, value, choices, disabled: readOnly, onCommit }), ""),
    );
  }
  for (const { key, value } of otherMembers(edge.json, new Set(ports.length > 0 ? ["port"] : [])))
    parts.push(jsonControl(key, "", value, [key], fields));
  if (edge.json.kind === "array")
    edge.json.items.forEach((item, index) => parts.push(jsonControl(String(index), "", item, [index], fields)));
  return parts;
}

export function portsOf({ nodes }: GraphView, { toNode }: { readonly toNode: number }): string[] {
  const kind = nodes[toNode]?.kind ?? "";
  return kind in LOW_PORTS ? Object.keys(LOW_PORTS[kind as keyof typeof LOW_PORTS]) : [];
}

const edgeActions = (chosen: readonly EdgeView[], { strings, send }: InspectorContext): HTMLElement => {
  const edges = chosen.map(edgeRef);
  return actions([
    button({ label: strings.turn, look: "secondary", onPress: () => send({ kind: "turnEdges", edges }) }),
    button({ label: strings.delete, look: "secondary", onPress: () => send({ kind: "deleteEdges", edges }) }),
  ]);
};

function manyEdgesForm(context: InspectorContext): HTMLElement[] {
  const { edges, graph, strings, readOnly } = context;
  const list = edges.slice(0, mostListed).map((edge) => element("li", {}, edgeLabel(edge, graph, strings)));
  return [
    heading(fill(strings.manyEdgesSelected, edges.length), ""),
    ...(readOnly ? [] : [edgeActions(edges, context)]),
    element("ul", {}, ...list),
  ];
}

const mostListed = 30;

function manyForm(context: InspectorContext): HTMLElement[] {
  const { nodes, strings, readOnly } = context;
  const list = nodes.slice(0, mostListed).map(({ label }) => element("li", {}, label));
  return [
    heading(fill(strings.manySelected, nodes.length), ""),
    ...(readOnly ? [] : [actions([duplicate(context), remove(context)])]),
    element("ul", {}, ...list),
  ];
}

const heading = (title: string, second: string): HTMLElement =>
  element("div", { class: "form-head" }, element("h2", {}, title), element("p", { class: "note" }, second));

const actions = (buttons: readonly HTMLElement[]): HTMLElement => element("div", { class: "actions" }, ...buttons);

const duplicate = ({ strings, nodes, send }: InspectorContext): HTMLElement =>
  button({
    label: strings.duplicate,
    look: "secondary",
    onPress: () => send({ kind: "duplicateNodes", nodes: nodes.map(nodeRef) }),
  });

const remove = ({ strings, nodes, send }: InspectorContext): HTMLElement =>
  button({
    label: strings.delete,
    look: "secondary",
    onPress: () => send({ kind: "deleteNodes", nodes: nodes.map(nodeRef) }),
  });
