/** The two questions of the page: what to add, and what to connect to. */
import { fieldChange } from "../../src/graphs/fieldChange";
import { freeId, idText, saysMore } from "../../src/graphs/newParts";
import { type GraphEdit, type NewEdge } from "../../src/graphs/graphEdits";
import { targetsOf } from "../../src/graphs/graphProblems";
import { type EdgeView, type GraphView, type NodeView } from "../../src/graphs/graphView";
import { HIGH_FIELDS, LOW_FIELDS } from "../../src/graphs/sandboxSchema";
import { changedText } from "../../src/jsonText/changes";
import { readJson, valueAt } from "../../src/jsonText/read";
import { button, dropdown, textField } from "../shared/controls";
import { element } from "../shared/dom";
import { fill } from "../shared/fill";
import { type GraphStrings } from "../shared/graphStrings";
import { labelled, setFault } from "./fieldRow";
import { edgeLabel, portsOf } from "./inspector";

function openDialog(title: string): { box: HTMLDialogElement; end: () => void } {
  const box = element("dialog", { "aria-label": title, class: "ask" }, element("h2", {}, title));
  const before = document.activeElement;
  const end = (): void => {
    box.close();
    box.remove();
    if (before instanceof HTMLElement || before instanceof SVGElement) before.focus();
  };
  box.addEventListener("cancel", (event) => {
    event.preventDefault();
    end();
  });
  box.addEventListener("keydown", (event) => event.stopPropagation());
  document.body.append(box);
  box.showModal();
  return { box, end };
}

/** Asks for the kind, or where the schema is not known for a node whose shape is taken over, and for an id. */
export function askNewNode(graph: GraphView, strings: GraphStrings, done: (edit: GraphEdit, id: string) => void): void {
  const { box, end } = openDialog(strings.addTitle);
  const words =
    graph.level === "high" ? Object.keys(HIGH_FIELDS) : graph.level === "low" ? Object.keys(LOW_FIELDS) : [];
  const likes = words.length > 0 ? words : graph.nodes.slice(0, 200).map(({ index }) => String(index));
  const labelOf = (like: string): string => (words.length > 0 ? like : (graph.nodes[Number(like)]?.label ?? like));
  let like = words.includes("media") ? "media" : (likes[0] ?? "");
  const wish = (): string => freeId(graph, graph.level === undefined ? (graph.nodes[Number(like)]?.id ?? "1") : like);
  const kind = dropdown({
    label: words.length > 0 ? strings.kind : strings.like,
    value: like,
    choices: likes.map((value) => ({ value, label: labelOf(value) })),
    onCommit: (value) => {
      like = value;
      id.value = wish();
    },
  });
  const id = textField({ label: strings.id, value: wish(), onCommit: () => undefined });
  const idRow = labelled(strings.id, id, "");
  // Nodes that are named by their places have no id to be given.
  idRow.hidden = graph.nodes.length > 0 && graph.identity.id.by === "place";
  const add = (): void => {
    const name = idRow.hidden ? String(graph.nodes.length) : id.value.trim();
    const fault = name === "" ? strings.idMissing : graph.byId.has(name) ? fill(strings.idTaken, name) : "";
    setFault(idRow, fault);
    if (fault !== "") return id.focus();
    end();
    done(newNodeEdit(graph, like, name), name);
  };
  id.addEventListener("keydown", (event) => event.key === "Enter" && add());
  box.append(
    element("span", { class: "label", "aria-hidden": "true" }, words.length > 0 ? strings.kind : strings.like),
    kind,
    idRow,
    element(
      "div",
      { class: "actions" },
      button({ label: strings.add, look: "primary", onPress: add }),
      button({ label: strings.cancel, look: "secondary", onPress: end }),
    ),
  );
  kind.focus();
}

const emptyAttrs: Readonly<Record<string, string>> = {
  param: '{"size": 1, "per_unit": false, "prior": {"dist": "normal", "mu": 0, "sd": 1}}',
  adstock: '{"type": "geometric", "max_lag": 13, "normalise": true}',
  saturation: '{"type": "hill"}',
  term: '{"mode": "coef"}',
  hier: '{"transform": "identity", "centred": false}',
  broadcast: '{"centred": false}',
  link: '{"type": "exp"}',
};

/** A driver of the sandbox's high level gets its edge to the target with it: without one it is a mistake. */
function newNodeEdit(graph: GraphView, like: string, id: string): GraphEdit {
  const edges: NewEdge[] = [];
  let json: string;
  if (graph.level === "high") {
    json = `{"id": ${JSON.stringify(id)}, "type": ${JSON.stringify(like)}}`;
    const target = targetsOf(graph)[0]?.id;
    if (target !== undefined && like !== "target") edges.push({ from: id, to: target, json: null });
  } else if (graph.level === "low") {
    json = `{"id": ${JSON.stringify(id)}, "kind": ${JSON.stringify(like)}, "attrs": ${emptyAttrs[like] ?? "{}"}}`;
  } else json = inShapeOf(graph, graph.nodes[Number(like)], id);
  return { kind: "addNodes", nodes: [{ id, json }], edges };
}

function inShapeOf({ identity }: GraphView, like: NodeView | undefined, id: string): string {
  if (like === undefined) return `{"id": ${JSON.stringify(id)}}`;
  const { text } = like.json;
  if (identity.id.by !== "field") return text;
  const copy = readJson(text);
  const changes = fieldChange(text, copy, identity.id.path, idText(valueAt(copy, identity.id.path), id));
  return "refused" in changes ? text : changedText(text, changes);
}

/** More are found by typing. */
const mostMatches = 40;

/** Edges of a schema that nobody knows, whose further fields a new one may take over. */
export const likesOf = (graph: GraphView): readonly EdgeView[] =>
  graph.level === undefined ? graph.edges.slice(0, 200).filter((edge) => saysMore(graph, edge)) : [];

/**
 * Asks for the node that `from` shall influence, from a list that typing narrows; for its port where it has some; and
 * where other edges have more fields, for the one to take them from. `meant`: the node that is meant, where it is known.
 */
export function askEnd(
  graph: GraphView,
  from: NodeView,
  strings: GraphStrings,
  done: (edit: GraphEdit) => void,
  meant?: NodeView,
): void {
  const { box, end } = openDialog(fill(strings.connectTitle, from.label));
  const list = element("div", { class: "choices", role: "group", "aria-label": strings.to });
  const likes = likesOf(graph);
  let like: string | null = null;
  const connect = (to: NodeView, port: string | null): void => {
    end();
    const ends = { from: from.id ?? "", to: to.id ?? "" };
    done({ kind: "addEdge", edge: { ...ends, json: port === null ? like : JSON.stringify({ ...ends, port }) } });
  };
  const draw = (text: string): void => {
    const wanted = text.trim().toLowerCase();
    const matches = graph.nodes
      .filter((node) => node.index !== from.index && node.id !== undefined)
      .filter((node) => wanted !== "" || meant === undefined || node.index === meant.index)
      .filter(({ id, label }) => `${id ?? ""} ${label}`.toLowerCase().includes(wanted))
      .sort((a, b) => Number(b.kind === "target") - Number(a.kind === "target"))
      .slice(0, mostMatches);
    list.replaceChildren(
      ...matches.flatMap((to) => {
        const ports = graph.level === "low" ? portsOf(graph, { toNode: to.index }) : [];
        if (graph.level !== "low") return [choice(to.label, () => connect(to, null))];
        return ports.map((port) => choice(`${to.label} (${port})`, () => connect(to, port)));
      }),
    );
    if (matches.length === 0) list.append(element("p", { class: "note" }, strings.noNode));
  };
  const field = textField({ label: strings.find, value: "", onCommit: () => undefined, onInput: draw });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector<HTMLElement>("vscode-button")?.click();
  });
  if (likes.length > 0)
    box.append(
      element("span", { class: "label", "aria-hidden": "true" }, strings.edgeLike),
      dropdown({
        label: strings.edgeLike,
        value: "",
        choices: [
          { value: "", label: strings.absent },
          ...likes.map((edge, at) => ({ value: String(at), label: edgeLabel(edge, graph, strings) })),
        ],
        onCommit: (value) => (like = value === "" ? null : (likes[Number(value)]?.json.text ?? null)),
      }),
    );
  box.append(
    field,
    list,
    element("div", { class: "actions" }, button({ label: strings.cancel, look: "secondary", onPress: end })),
  );
  draw("");
  field.focus();
}

const choice = (label: string, onPress: () => void): HTMLElement => button({ label, look: "secondary", onPress });
