import { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type * as z from "zod/mini";
import { type Project, readProject, readTeam, type Team } from "../store/projectRecords";
import { type Training } from "../training/training";
import { checkInput, checkPathNumber } from "./checkInput";
import { type Invalid, invalid, notFound } from "./refusal";

/** Everything a route may need from the sandbox around it. */
export interface Surroundings {
  readonly training: Training;
  readonly authenticate: (request: FastifyRequest) => void;
}

/** A request whose parts have passed their checks. */
export interface Call<Query, Body> {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** The whole number of a path segment that ends in `_id`. */
  readonly id: (name: string) => number;
  readonly team: () => Team;
  readonly project: () => Project;
  readonly query: Query;
  readonly body: Body;
  /** Aborted when the client goes away before it has an answer. */
  readonly signal: AbortSignal;
}

export interface Route<Query extends z.ZodMiniType, Body extends z.ZodMiniType> {
  readonly method: "GET" | "POST" | "PATCH";
  /** Below the API's base, with `:name` segments. */
  readonly path: string;
  readonly query?: Query;
  /** Absent: the body is ignored. */
  readonly body?: Body;
  readonly handle: (call: Call<z.infer<Query>, z.infer<Body>>) => unknown;
}

declare module "fastify" {
  interface FastifyRequest {
    /** The characters of a body that is not multipart. */
    bodyText: string | undefined;
  }
}

const API_BASE = "/v1/api";
const TEAM_BASE = "/v1/team";

/** Registers the routes, and knows which methods a path has. */
export class Api {
  readonly #app: FastifyInstance;
  readonly #surroundings: Surroundings;
  readonly #known: { readonly pattern: RegExp; readonly method: string }[] = [];

  constructor(app: FastifyInstance, surroundings: Surroundings) {
    this.#app = app;
    this.#surroundings = surroundings;
  }

  get training(): Training {
    return this.#surroundings.training;
  }

  route<Query extends z.ZodMiniType, Body extends z.ZodMiniType>(route: Route<Query, Body>): void {
    this.#add(API_BASE + route.path, route);
  }

  /** The service of teams stands beside the API, not below it. */
  teamRoute<Query extends z.ZodMiniType, Body extends z.ZodMiniType>(route: Route<Query, Body>): void {
    this.#add(TEAM_BASE + route.path, route);
  }

  /** The methods of a path that a request did not find under its own; none where there is no such path. */
  methodsOf(url: string): string[] {
    const path = url.split("?", 1)[0] ?? "";
    const methods = this.#known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set(methods)];
  }

  #add<Query extends z.ZodMiniType, Body extends z.ZodMiniType>(url: string, route: Route<Query, Body>): void {
    const pattern = new RegExp(`^${url.replace(/:\w+/g, "[^/]+")}$`);
    this.#known.push({ pattern, method: route.method });
    this.#app.route({
      method: route.method,
      url,
      onRequest: (request, _reply, done) => {
        this.#surroundings.authenticate(request);
        done();
      },
      handler: async (request, reply) => {
        const answer = await route.handle(this.#check(route, request, reply));
        if (reply.sent) return reply;
        return answer === undefined ? reply.code(204).send() : reply.send(answer);
      },
    });
  }

  #check<Query extends z.ZodMiniType, Body extends z.ZodMiniType>(
    route: Route<Query, Body>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Call<z.infer<Query>, z.infer<Body>> {
    const errors: Invalid[] = [];
    const params = request.params as Readonly<Record<string, string>>;
    const ids = new Map(
      Object.keys(params)
        .filter((name) => name.endsWith("_id"))
        .map((name) => [name, checkPathNumber(name, params[name] ?? "", errors)]),
    );
    const query = route.query && checkInput(route.query, request.query, "query", errors);
    const body = route.body && checkInput(route.body, parseBody(request, errors), "body", errors);
    if (errors.length > 0) throw invalid(...distinct(errors));
    return {
      request,
      reply,
      id: (name) => ids.get(name) ?? NaN,
      team: () => this.#team(params.team ?? ""),
      project: () => this.#project(params.team ?? "", params.project ?? ""),
      query: query as z.infer<Query>,
      body: body as z.infer<Body>,
      signal: goneSignal(reply),
    };
  }

  #team(text: string): Team {
    const team = readTeam(this.training.place.db, Number(text));
    if (!team || String(team.id) !== text) throw notFound(`There is no team ${text}.`);
    return team;
  }

  #project(teamText: string, text: string): Project {
    const team = this.#team(teamText);
    const project = readProject(this.training.place.db, Number(text));
    if (!project || String(project.id) !== text || project.teamId !== team.id) {
      throw notFound(`There is no project ${text} in team ${teamText}.`);
    }
    return project;
  }
}

function parseBody({ bodyText = "" }: FastifyRequest, errors: Invalid[]): unknown {
  if (bodyText.trim() === "") return undefined;
  try {
    return JSON.parse(bodyText) as unknown;
  } catch (error) {
    const at = Number(/position (\d+)/.exec(String(error))?.[1] ?? 0);
    errors.push({ loc: ["body", at], msg: "JSON decode error", type: "json_invalid" });
    return undefined;
  }
}

/** A body that is no JSON is one mistake, not also a missing body. */
const distinct = (errors: readonly Invalid[]): readonly Invalid[] =>
  errors.some(({ type }) => type === "json_invalid")
    ? errors.filter(({ type, loc }) => type !== "missing" || loc[0] !== "body")
    : errors;

function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort(new Error("the client went away"));
  });
  return gone.signal;
}
