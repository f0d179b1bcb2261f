import * as z from "zod/mini";
import { ROLE_NAMES } from "../store/roles";
import { API_BASE, type ListedRoute } from "./api";
import { type Profile } from "./profile";
import { RECORD_SCHEMAS } from "./recordSchemas";
import { RESULT_SCHEMAS, type ResultKind } from "./resultSchemas";
import { type Keys, KNOWN_KEYS, type RecordKind } from "./shapeRecord";

type Json = Readonly<Record<string, unknown>>;

/** The parameters of a path that are written shorter inside. */
const LONG_NAMES: Readonly<Record<string, string>> = { team: "team_id", project: "project_id" };

/** The OpenAPI document of some routes, made from the very schemas that check their requests. */
export function openApi(routes: readonly ListedRoute[], version: string, profile: Profile): Json {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const inside = route.url.startsWith(`${API_BASE}/`);
    const path = parametersInBraces(inside ? route.url.slice(API_BASE.length) : route.path);
    const place = (paths[path] ??= inside ? {} : { servers: [{ url: route.url.slice(0, -route.path.length) }] });
    place[route.method.toLowerCase()] = operation(route, profile);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Alviss AI sandbox (unofficial)",
      version,
      description: "A stand-in for the documented calls of the Alviss AI platform, on your own machine. See docs.",
    },
    servers: [{ url: API_BASE }],
    paths,
    components: {
      schemas: { ...answerSchemas(routes, profile), ...ERRORS },
      securitySchemes: { HTTPBearer: { type: "http", scheme: "bearer" } },
    },
    security: [{ HTTPBearer: [] }],
  };
}

const parametersInBraces = (path: string): string =>
  path.replace(/:(\w+)/g, (_, name: string) => `{${LONG_NAMES[name] ?? name}}`);

function operation(route: ListedRoute, profile: Profile): Json {
  const body = bodyOf(route);
  return {
    summary: route.about,
    description: `Needs the role ${ROLE_NAMES[route.needs]} or a higher one.${route.extra ? " An extra of the sandbox: the platform is not known to have it." : ""}`,
    operationId: `${route.method.toLowerCase()}${route.path.replace(/\W+/g, "_")}`,
    parameters: [...pathParameters(route.path), ...queryParameters(route.query)],
    ...(body && { requestBody: { required: true, content: body } }),
    responses: {
      ...success(route, profile),
      ...Object.fromEntries(refusalsOf(route).map(([status, description]) => [status, refusal(status, description)])),
    },
  };
}

function success(route: ListedRoute, profile: Profile): Json {
  const { answers, describes, many, creates, activates } = route;
  if (activates && profile.has("activate-204")) return { 204: { description: "Done" } };
  const status = creates && profile.has("created-201") ? 201 : 200;
  const kind = answers ?? describes;
  if (!kind || (activates && (profile.has("activate-null") || profile.has("activate-true")))) {
    return { [status]: { description: "Done", content: { "application/json": { schema: {} } } } };
  }
  const record = { $ref: `#/components/schemas/${schemaName(kind)}` };
  const schema = many ? { type: "array", items: record } : record;
  const description = many ? "The records" : answers ? "The record" : "The answer";
  return { [status]: { description, content: { "application/json": { schema } } } };
}

const schemaName = (kind: string): string => kind.charAt(0).toUpperCase() + kind.slice(1);

/** Schemas of what these routes answer, and of nothing else. */
function answerSchemas(routes: readonly ListedRoute[], { minimal }: Profile): Json {
  const kinds = new Set(routes.flatMap(({ answers, describes }) => answers ?? describes ?? []));
  const record = (kind: RecordKind): Json => {
    const whole = jsonSchema(RECORD_SCHEMAS[kind]);
    return minimal ? knownPart(whole, KNOWN_KEYS[kind]) : whole;
  };
  const made = [...kinds].map((kind) => [
    schemaName(kind),
    kind in RESULT_SCHEMAS ? jsonSchema(RESULT_SCHEMAS[kind as ResultKind]) : record(kind as RecordKind),
  ]);
  return Object.fromEntries(made) as Json;
}

/** The schema of a record that has some keys only. */
function knownPart(schema: Json, keys: Keys): Json {
  const { anyOf, items, properties } = schema as { anyOf?: Json[]; items?: Json; properties?: Record<string, Json> };
  if (anyOf) return { ...schema, anyOf: anyOf.map((each) => knownPart(each, keys)) };
  if (items) return { ...schema, items: knownPart(items, keys) };
  if (!properties) return schema;
  const known = Object.entries(keys).map(([key, inner]) => {
    const property = properties[key] ?? {};
    return [key, inner === true ? property : knownPart(property, inner)];
  });
  return { type: "object", properties: Object.fromEntries(known) as Json, required: Object.keys(keys) };
}

function bodyOf(route: ListedRoute): Json | undefined {
  if (route.takesFile) {
    const file = { type: "string", format: "binary" };
    return { "multipart/form-data": { schema: { type: "object", properties: { file }, required: ["file"] } } };
  }
  return route.body && { "application/json": { schema: jsonSchema(route.body) } };
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = ""]) => ({
    name: LONG_NAMES[name] ?? name,
    in: "path",
    required: true,
    schema: { type: name.endsWith("_id") || name in LONG_NAMES ? "integer" : "string" },
  }));

function queryParameters(query: z.ZodMiniType | undefined): Json[] {
  if (!query) return [];
  const { properties = {}, required = [] } = jsonSchema(query) as { properties?: object; required?: string[] };
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: schema as unknown,
  }));
}

/** What a client may send, before anything is turned into something else. */
function jsonSchema(schema: z.ZodMiniType): Json {
  const made = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  delete made.$schema;
  return made;
}

function refusalsOf(route: ListedRoute): [status: string, description: string][] {
  const { method, path } = route;
  // Further reading of one record asks for more than that it is there: what came of it.
  const needsState = method !== "GET" || (route.extra === true && route.many !== true);
  const known: [boolean, string, string][] = [
    [route.takesFile === true, "400", "The form cannot be read"],
    [true, "401", "The access token is missing, unknown, expired or revoked"],
    [route.needs !== "observer", "403", `The access token's role is lower than ${ROLE_NAMES[route.needs]}`],
    [path.includes(":"), "404", "There is no such team, project or record"],
    [needsState && path.includes(":"), "409", "The record is not in a state for this"],
    [route.takesFile === true || route.body !== undefined, "413", "The body is larger than allowed"],
    [true, "422", "Something in the request is wrong; each entry says where"],
    [method !== "GET", "507", "The disk is full; nothing was changed"],
  ];
  return known.flatMap(([applies, status, description]) =>
    applies ? [[status, description] as [string, string]] : [],
  );
}

const refusal = (status: string, description: string): Json => ({
  description,
  content: {
    "application/json": {
      schema: { $ref: `#/components/schemas/${status === "422" ? "HTTPValidationError" : "HTTPError"}` },
    },
  },
});

const ERRORS: Json = {
  HTTPError: { type: "object", properties: { detail: { type: "string" } }, required: ["detail"] },
  HTTPValidationError: {
    type: "object",
    properties: { detail: { type: "array", items: { $ref: "#/components/schemas/ValidationError" } } },
  },
  ValidationError: {
    type: "object",
    properties: {
      loc: { type: "array", items: { anyOf: [{ type: "string" }, { type: "integer" }] } },
      msg: { type: "string" },
      type: { type: "string" },
    },
    required: ["loc", "msg", "type"],
  },
};
