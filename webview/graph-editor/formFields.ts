/** The fields of a node's form: those of its kind that its other fields give a meaning, and those that are written. */
import { type GraphView, type NodeView } from "../../src/graphs/graphView";
import { fieldsOf } from "../../src/graphs/schemaProblems";
import { type Field, HIGH_FIELDS } from "../../src/graphs/sandboxSchema";
import { valueAt } from "../../src/jsonText/read";
import { fieldText } from "./fieldRow";
import { usualPrior } from "./responseSource";

export function formFields(graph: GraphView, node: NodeView): readonly (readonly [name: string, field: Field])[] {
  if (graph.level === undefined) return [];
  const fields = Object.entries(fieldsOf(graph.level, node));
  if (graph.level !== "high" || node.kind !== "media") return fields;
  return fields.flatMap(([name, field]) => {
    const [part = ""] = name.split(".");
    if (field.kind !== "prior" || (part !== "adstock" && part !== "saturation")) return [[name, field] as const];
    const usual = usualPrior(name, typeOf(node, `${part}.type`));
    const isWritten = valueAt(node.json, name.split(".")) !== undefined;
    if (!usual && !isWritten) return [];
    const { kind, support } = field;
    return [[name, usual ? { kind, support, default: usual } : { kind, support }] as const];
  });
}

function typeOf({ json }: NodeView, name: string): string {
  const field = HIGH_FIELDS.media[name];
  return fieldText(valueAt(json, name.split("."))) || (field?.kind === "choice" ? (field.default ?? "") : "");
}
