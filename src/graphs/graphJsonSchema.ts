/**
 * The sandbox's schema in the words of JSON Schema, for completion and hover in the text. It refuses nothing: graphs of
 * other servers are written otherwise, and what is wrong with one is found by our own check. So words are examples, not
 * an enumeration, and limits stand in the descriptions.
 */
import { BASIS_FIELDS, type Field, type Fields, HIGH_FIELDS, HIGH_SCHEMA } from "./sandboxSchema";
import { LOW_FIELDS, LOW_PORTS, LOW_SCHEMA, PRIOR_FIELDS } from "./sandboxSchema";

type Json = Readonly<Record<string, unknown>>;

export interface SchemaTexts {
  /** What a field of a node is, by its path inside the node; "" where nothing is known to say. */
  readonly field: (path: string) => string;
  readonly range: (field: Extract<Field, { readonly kind: "number" }>) => string;
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string;
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly nodes: string;
  readonly edges: string;
}

export function graphJsonSchema(texts: SchemaTexts): Json {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    definitions: { node: nodeSchema(texts), edge: edgeSchema(texts), prior: priorSchema(texts) },
    properties: {
      schema: { examples: [HIGH_SCHEMA, LOW_SCHEMA] },
      nodes: { description: texts.nodes, items: refTo("node") },
      edges: { description: texts.edges, items: refTo("edge") },
    },
  };
}

const refTo = (name: string): Json => ({ $ref: `#/definitions/${name}` });

function nodeSchema(texts: SchemaTexts): Json {
  const low = Object.entries(LOW_FIELDS).map(([kind, fields]) => when({ kind }, attrs(fields, texts)));
  const bases = Object.entries(BASIS_FIELDS).map(([type, fields]) =>
    when({ kind: "basis", attrs: { type } }, attrs(fields, texts)),
  );
  return {
    properties: {
      id: { description: texts.id },
      name: { description: texts.name },
      type: { description: texts.kind, examples: Object.keys(HIGH_FIELDS) },
      kind: { description: texts.kind, examples: Object.keys(LOW_FIELDS) },
      parent: { description: texts.parent },
    },
    allOf: [
      ...Object.entries(HIGH_FIELDS).map(([type, fields]) => when({ type }, nested(fields, texts, ""))),
      ...low,
      ...bases,
    ],
  };
}

const attrs = (fields: Fields, texts: SchemaTexts): Json => ({
  properties: { attrs: nested(fields, texts, "attrs.") },
});

/** Where the named fields hold these values. */
function when(values: Json, then: Json): Json {
  return { if: holding(values), then };
}

function holding(values: Json): Json {
  const properties = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === "object" ? holding(value as Json) : { const: value },
  ]);
  return { type: "object", required: Object.keys(values), properties: Object.fromEntries(properties) as Json };
}

/** Fields by their paths, the parts of a path inside each other. */
function nested(fields: Fields, texts: SchemaTexts, prefix: string): Json {
  const groups = new Map<string, Record<string, Field>>();
  const properties: Record<string, unknown> = {};
  for (const [path, field] of Object.entries(fields)) {
    const [first = "", ...rest] = path.split(".");
    if (rest.length === 0) properties[first] = fieldSchema(field, texts, prefix + path);
    else groups.set(first, { ...groups.get(first), [rest.join(".")]: field });
  }
  for (const [name, inner] of groups) properties[name] = nested(inner, texts, `${prefix}${name}.`);
  return { properties };
}

function fieldSchema(field: Field, texts: SchemaTexts, path: string): Json {
  const range = field.kind === "number" ? texts.range(field) : "";
  const description = [texts.field(path), range].filter(Boolean).join(" ");
  return {
    ...(description !== "" && { description }),
    ...("default" in field && field.default !== undefined && { default: field.default }),
    ...(field.kind === "choice" && { examples: field.choices }),
    ...(field.kind === "flag" && { examples: [true, false] }),
    ...(field.kind === "prior" && { allOf: [refTo("prior")] }),
  };
}

function priorSchema(texts: SchemaTexts): Json {
  return {
    properties: { dist: { examples: Object.keys(PRIOR_FIELDS) } },
    allOf: Object.entries(PRIOR_FIELDS).map(([dist, fields]) => when({ dist }, nested(fields, texts, "prior."))),
  };
}

function edgeSchema({ from, to, port }: SchemaTexts): Json {
  const ports = [...new Set(Object.values(LOW_PORTS).flatMap((inputs) => Object.keys(inputs)))];
  return {
    properties: {
      from: { description: from },
      to: { description: to },
      port: { description: port, examples: ports },
    },
  };
}
