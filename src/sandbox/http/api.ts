import { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { setTimeout as sleep } from "node:timers/promises";
import type * as z from "zod/mini";
import { type JobKind, type RecordKey } from "../store/jobRecords";
import { type Project, readProject, readTeam, type Team } from "../store/projectRecords";
import { type Role } from "../store/roles";
import { DEEPEST, type Excess } from "../training/jsonExtent";
import { type PostedGraph } from "../training/requestBody";
import { type Training } from "../training/training";
import { requireRole } from "./access";
import { checkInput, checkPathNumber } from "./checkInput";
import { type Profile } from "./profile";
import { conflict, type Invalid, invalid, notFound, Refusal } from "./refusal";
import { type ResultKind } from "./resultSchemas";
import { type RecordKind, shapeRecord } from "./shapeRecord";

/** Everything a route may need from the sandbox around it. */
export interface Surroundings {
  readonly training: Training;
  readonly profile: Profile;
  /** Bytes of a file. */
  readonly largestUpload: number;
  /** The role of the request's token; throws where it has none. */
  readonly authenticate: (request: FastifyRequest) => Role;
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
  /** The graph in it, which `body` has empty lists of. */
  readonly posted: PostedGraph | undefined;
  /** Throws 403 when what the body asks for needs more than the call itself. */
  readonly requireRole: (needed: Role, what: string) => void;
  /** Aborted when the client goes away before it has an answer. */
  readonly signal: AbortSignal;
}

export interface Route<Query extends z.ZodMiniType = z.ZodMiniType, Body extends z.ZodMiniType = z.ZodMiniType> {
  readonly method: "GET" | "POST" | "PATCH";
  /** Below the API's base, with `:name` segments. */
  readonly path: string;
  /** What it does, for its line in the documentation. */
  readonly about: string;
  /** The lowest role that may call it. */
  readonly needs: Role;
  /** The platform is not known to have it: absent where only documented calls are served. */
  readonly extra?: true;
  /** What the answer is, where it is a record or, with `many`, a list of them. */
  readonly answers?: RecordKind;
  readonly many?: true;
  /** What the answer is, where it is something else of which there is a schema. */
  readonly describes?: ResultKind;
  /** It makes the record that it answers. */
  readonly creates?: true;
  /** Another name that its answer may give the new record's id (model-id-key). */
  readonly idKey?: string;
  /** It makes the record that it answers the one in use. */
  readonly activates?: true;
  readonly query?: Query;
  /** Absent: the body is ignored. */
  readonly body?: Body;
  /** Where the body has a graph. */
  readonly graphAt?: readonly string[];
  /** The body is a form with a part `file`. */
  readonly takesFile?: true;
  readonly handle: (call: Call<z.infer<Query>, z.infer<Body>>) => unknown;
}

/** A route under its whole address. */
export interface ListedRoute extends Omit<Route, "handle"> {
  readonly url: string;
}

declare module "fastify" {
  interface FastifyRequest {
    /** A body that is not multipart. */
    bodyBytes: Buffer<ArrayBuffer> | undefined;
    /** What the request's token may do. */
    role: Role;
  }
}

export const MISSING_FILE: Invalid = { loc: ["body", "file"], msg: "Field required", type: "missing" };

/** Bytes at the start of a body that show whether there is anything in it. */
const BLANK = 100;
const NO_JSON = { msg: "JSON decode error", type: "json_invalid" };
const TOO_MUCH: Readonly<Record<Excess, Invalid>> = {
  deep: { loc: ["body"], msg: `Input should be nested at most ${DEEPEST} levels deep`, type: "recursion_loop" },
  many: { loc: ["body"], msg: "Input should have fewer values", type: "too_long" },
};
const UNREADABLE = new Set([NO_JSON, ...Object.values(TOO_MUCH)].map(({ type }) => type));

export const API_BASE = "/v1/api";
const TEAM_BASE = "/v1/team";
const NONE = {};
/** A server that takes its time lets a client's waiting show. */
const HOSTILE_DELAY_MS = 120;

/** Registers the routes, and knows which methods a path has. */
export class Api {
  readonly #app: FastifyInstance;
  readonly #surroundings: Surroundings;
  readonly #routes: { readonly pattern: RegExp; readonly route: ListedRoute }[] = [];

  constructor(app: FastifyInstance, surroundings: Surroundings) {
    this.#app = app;
    this.#surroundings = surroundings;
  }

  get training(): Training {
    return this.#surroundings.training;
  }

  get profile(): Profile {
    return this.#surroundings.profile;
  }

  get largestUpload(): number {
    return this.#surroundings.largestUpload;
  }

  get routes(): ListedRoute[] {
    return this.#routes.map(({ route }) => route);
  }

  route<Query extends z.ZodMiniType, Body extends z.ZodMiniType>(route: Route<Query, Body>): void {
    this.#add(API_BASE + route.path, route);
  }

  /** The service of teams stands beside the API, not below it. */
  teamRoute<Query extends z.ZodMiniType, Body extends z.ZodMiniType>(route: Route<Query, Body>): void {
    this.#add(TEAM_BASE + route.path, route);
  }

  /** The methods of a path that a request did not find under its own; none where there is no such path. */
  methodsOf(path: string): string[] {
    return [
      ...new Set(this.#routes.filter(({ pattern }) => pattern.test(path)).map(({ route }) => route.method as string)),
    ];
  }

  #add<Query extends z.ZodMiniType, Body extends z.ZodMiniType>(url: string, route: Route<Query, Body>): void {
    if (route.extra && this.profile.minimal) return;
    this.#routes.push({ pattern: new RegExp(`^${url.replace(/:\w+/g, "[^/]+")}$`), route: { ...route, url } });
    this.#app.route({
      method: route.method,
      url,
      onRequest: (request, _reply, done) => {
        request.role = this.#surroundings.authenticate(request);
        requireRole(request.role, route.needs);
        done();
      },
      handler: async (request, reply) => {
        if (this.profile.hostile) await sleep(HOSTILE_DELAY_MS);
        const answer = await route.handle(await this.#check(route, request, reply));
        return reply.sent ? reply : this.#send(route, reply, answer);
      },
    });
  }

  #send(
    { answers, creates, activates, idKey }: Pick<Route, "answers" | "creates" | "activates" | "idKey">,
    reply: FastifyReply,
    answer: unknown,
  ) {
    const { profile } = this;
    if (answer === undefined || (activates && profile.has("activate-204"))) return reply.code(204).send();
    const bare =
      activates && profile.has("activate-null")
        ? "null"
        : activates && profile.has("activate-true")
          ? "true"
          : undefined;
    if (bare !== undefined || answer === null)
      return reply.type("application/json; charset=utf-8").send(bare ?? "null");
    if (creates && profile.has("created-201")) reply.code(201);
    const shaped = answers && answer !== NONE ? shapeRecord(profile, answers, answer) : answer;
    return reply.send(idKey && profile.has("model-id-key") ? withIdUnder(idKey, shaped) : shaped);
  }

  /** What may not be used because it is not ready. */
  unfinished(sentence: string): Refusal {
    return this.profile.has("unfinished-422") ? new Refusal(422, sentence) : conflict(sentence);
  }

  /** To be called for every new job: where jobs are over at once, resolves when it is. */
  async begun(kind: JobKind, key: RecordKey, signal: AbortSignal): Promise<void> {
    if (this.profile.has("jobs-instant")) await this.training.queue.settled(kind, key, signal);
  }

  /** What a call for the active record answers when there is none. */
  noneActive(sentence: string): unknown {
    if (this.profile.has("active-null")) return null;
    if (this.profile.has("active-empty")) return NONE;
    throw notFound(sentence);
  }

  async #check<Query extends z.ZodMiniType, Body extends z.ZodMiniType>(
    route: Route<Query, Body>,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<Call<z.infer<Query>, z.infer<Body>>> {
    const errors: Invalid[] = [];
    const params = request.params as Readonly<Record<string, string>>;
    const ids = new Map(
      Object.keys(params)
        .filter((name) => name.endsWith("_id"))
        .map((name) => [name, checkPathNumber(name, params[name] ?? "", errors)]),
    );
    const query = route.query && checkInput(route.query, request.query, "query", errors);
    let gone: AbortSignal | undefined;
    // Few calls wait for anything.
    const signal = () => (gone ??= goneSignal(reply));
    const read = route.body && (await this.#readBody(route, request, signal, errors));
    const body = route.body && checkInput(route.body, read?.value, "body", errors);
    if (route.takesFile && !request.isMultipart()) errors.push(MISSING_FILE);
    if (errors.length > 0) throw invalid(...distinct(errors));
    return {
      request,
      reply,
      id: (name) => ids.get(name) ?? NaN,
      team: () => this.#team(params.team ?? ""),
      project: () => this.#project(params.team ?? "", params.project ?? ""),
      query: query as z.infer<Query>,
      body: body as z.infer<Body>,
      requireRole: (needed, what) => requireRole(request.role, needed, what),
      posted: read?.graph,
      get signal() {
        return signal();
      },
    };
  }

  /** The value of a body; what makes it unreadable is added to `errors`, and then there is none. */
  async #readBody(
    { graphAt }: Pick<Route, "graphAt">,
    request: FastifyRequest,
    signal: () => AbortSignal,
    errors: Invalid[],
  ): Promise<{ value?: unknown; graph?: PostedGraph } | undefined> {
    const { bodyBytes } = request;
    if (!bodyBytes || bodyBytes.toString("utf8", 0, BLANK).trim() === "") return undefined;
    // Something that is no JSON, whatever it says.
    if (!isJson(request)) return { value: "" };
    const place = graphAt && { path: graphAt, byId: this.profile.has("graphs-by-id") };
    const read = await this.training.bodies.read(bodyBytes, place, signal());
    if (!("fault" in read)) return read;
    errors.push(read.fault === "syntax" ? { ...NO_JSON, loc: ["body", read.at] } : TOO_MUCH[read.fault]);
    return undefined;
  }

  /** Who is no member may be told so, or that there is no such place. */
  #stranger(sentence: string): Refusal {
    return this.profile.has("strangers-403") ? new Refusal(403, sentence) : notFound(sentence);
  }

  #team(text: string): Team {
    const team = readTeam(this.training.place.db, Number(text));
    if (!team || String(team.id) !== text) throw this.#stranger(`There is no team ${text}.`);
    return team;
  }

  #project(teamText: string, text: string): Project {
    const team = this.#team(teamText);
    const project = readProject(this.training.place.db, Number(text));
    if (!project || String(project.id) !== text || project.teamId !== team.id) {
      throw this.#stranger(`There is no project ${text} in team ${teamText}.`);
    }
    return project;
  }
}

const withIdUnder = (idKey: string, record: unknown): unknown =>
  Object.fromEntries(
    Object.entries(record as object).map(([key, value]: [string, unknown]) => [key === "IId" ? idKey : key, value]),
  );

/** As the platform's framework has it: without a content type a body is JSON, with another one it is only text. */
const isJson = ({ headers }: FastifyRequest): boolean =>
  /^(application\/([\w.-]+\+)?json\s*(;|$)|$)/i.test((headers["content-type"] ?? "").trim());

/** A body that cannot be read is one mistake, not also a missing body. */
const distinct = (errors: readonly Invalid[]): readonly Invalid[] =>
  errors.some(({ type, loc }) => UNREADABLE.has(type) && loc[0] === "body")
    ? errors.filter(({ type, loc }) => type !== "missing" || loc[0] !== "body")
    : errors;

function goneSignal(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort(new Error("the client went away"));
  });
  return gone.signal;
}
