/** The fields of a node's form: those of its kind that its other fields give a meaning, and those that are written. */
import { type GraphView, type NodeView } from "../../src/graphs/graphView";
import { fieldsOf } from "../../src/graphs/schemaProblems";
import { type Field, HIGH_FIELDS } from "../../src/graphs/sandboxSchema";
import { valueAt } from "../../src/jsonText/read";
import { fieldText } from "./fieldRow";
import { usualPrior } from "./responseSource";

export interface FormField {
  readonly name: string;
  readonly field: Field;
  /** The name that its texts are known by, where what it means hangs on the node's other fields. */
  readonly meaning: string;
}

/** The field that says what the priors of each part of a medium are about. */
const deciding: Readonly<Record<string, string>> = {
  adstock: "adstock.type",
  saturation: "saturation.type",
  effect: "effect.parameter",
};

export function formFields(graph: GraphView, node: NodeView): readonly FormField[] {
  if (graph.level === undefined) return [];
  const fields = Object.entries(fieldsOf(graph.level, node));
  const isMedium = graph.level === "high" && node.kind === "media";
  return fields.flatMap(([name, field]) => {
    const decider = deciding[name.split(".")[0] ?? ""];
    if (!isMedium || field.kind !== "prior" || decider === undefined) return [{ name, field, meaning: name }];
    const word = wordOf(node, decider);
    const usual = usualPrior(name, word);
    const isWritten = valueAt(node.json, name.split(".")) !== undefined;
    if (!usual && !isWritten) return [];
    const { kind, support } = field;
    return [{ name, field: usual ? { kind, support, default: usual } : { kind, support }, meaning: `${name}:${word}` }];
  });
}

function wordOf({ json }: NodeView, name: string): string {
  const field = HIGH_FIELDS.media[name];
  return fieldText(valueAt(json, name.split("."))) || (field?.kind === "choice" ? (field.default ?? "") : "");
}
