import multipart from "@fastify/multipart";
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { createServer, type RequestListener, type Server } from "node:http";
import { isDiskFull } from "../store/database";
import { RowsLost } from "../store/rowsLost";
import { type Training } from "../training/training";
import { ABSOLUTE, Access, requireLoopbackHost, type SessionToken } from "./access";
import { administrationRoutes } from "./administration";
import { answerGarbage } from "./answerGarbage";
import { Api } from "./api";
import { attributionSetRoutes } from "./attributionSets";
import { attributionRoutes } from "./attributions";
import { comparisonRoutes } from "./comparisons";
import { JSON_LIMIT, limitCrowd } from "./crowd";
import { datasetRoutes } from "./datasets";
import { documentationRoutes } from "./documentation";
import { LONGEST_HEAD } from "./frontDoor";
import { graphRoutes } from "./graphs";
import { manageRoutes } from "./manage";
import { modelRoutes } from "./models";
import { type Profile } from "./profile";
import { answerAsProxy } from "./proxyPages";
import { Refusal } from "./refusal";
import { type ExtrasOptions, sandboxExtraRoutes } from "./sandboxExtras";
import { teamRoutes } from "./teams";
import { uploadRoutes } from "./uploads";

export type Log = (level: "info" | "warn" | "error", event: string, facts?: Readonly<Record<string, unknown>>) => void;

export interface SandboxOptions extends ExtrasOptions {
  readonly training: Training;
  readonly profile: Profile;
  /** Bytes of an uploaded file. */
  readonly largestUpload: number;
  readonly sessionTokens: readonly SessionToken[];
  readonly now: () => number;
  readonly version: string;
  readonly log: Log;
  /** Takes the requests of a server that listens already; absent: the caller listens, or injects requests. */
  readonly attach?: (handler: RequestListener) => Server;
}

/** The platform's other host has the same paths below /api. */
function pathOf(url: string): string {
  const path = url.replace(ABSOLUTE, "");
  return path.startsWith("/api/v1/") ? path.slice("/api".length) : path;
}

/** Builds the HTTP face of a sandbox. Nothing listens yet. */
export async function createSandbox(options: SandboxOptions): Promise<FastifyInstance> {
  const { attach } = options;
  const app = fastify<Server>({
    bodyLimit: JSON_LIMIT,
    exposeHeadRoutes: false,
    clientErrorHandler: answerGarbage,
    // What is no id is told apart by the routes.
    routerOptions: { maxParamLength: LONGEST_HEAD },
    frameworkErrors: ({ statusCode = 400, message }, _request, reply: FastifyReply) =>
      void reply.code(statusCode).send({ detail: message }),
    rewriteUrl: ({ url = "" }) => pathOf(url),
    serverFactory: (handler) => (attach ? attach(handler) : createServer(handler)),
  });
  await app.register(multipart, { limits: { fileSize: Infinity, files: 20, fields: 100 } });
  readBodiesAsText(app);
  answerMistakes(app, options.log);
  if (options.profile.hostile) answerAsProxy(app);
  app.addHook("onRequest", (request, _reply, done) => {
    requireLoopbackHost(request);
    done();
  });
  limitCrowd(app);
  const { training, profile, largestUpload } = options;
  const withoutToken = profile.has("old-auth") ? 403 : 401;
  const access = new Access(options.sessionTokens, training.place.db, options.now, withoutToken);
  const api = new Api(app, {
    training,
    profile,
    largestUpload,
    authenticate: (request) => access.roleOf(request),
  });
  for (const routes of [teamRoutes, uploadRoutes, datasetRoutes, modelRoutes, graphRoutes, attributionRoutes]) {
    routes(api);
  }
  attributionSetRoutes(api);
  comparisonRoutes(api);
  sandboxExtraRoutes(api, options);
  administrationRoutes(api, options.now);
  manageRoutes(app, api, options.now);
  documentationRoutes(app, api, options.version);
  app.setNotFoundHandler((request, reply) => answerUnknown(api, request, reply));
  await app.ready();
  return app;
}

/** Where a path is known with another method, or without its last slash, the answer says so. */
function answerUnknown(api: Api, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split("?", 1)[0] ?? "";
  const methods = api.methodsOf(path);
  if (methods.length > 0) {
    return reply.code(405).header("Allow", methods.join(", ")).send({ detail: "Method Not Allowed" });
  }
  if (path.endsWith("/") && api.methodsOf(path.slice(0, -1)).length > 0) {
    const [asked = "", query] = request.originalUrl.replace(ABSOLUTE, "").split("?", 2);
    const target = `${asked.slice(0, -1)}${query === undefined ? "" : `?${query}`}`;
    return reply
      .code(307)
      .header("Location", `http://${request.headers.host ?? ""}${target}`)
      .send();
  }
  return reply.code(404).send({ detail: "Not Found" });
}

/** Bodies stay bytes until a route that wants one parses it: others must ignore even a broken one. */
function readBodiesAsText(app: FastifyInstance): void {
  app.decorateRequest("bodyBytes", undefined);
  app.decorateRequest("role", "observer");
  app.removeContentTypeParser(["application/json", "text/plain"]);
  app.addContentTypeParser("*", { parseAs: "buffer" }, (request, body, done) => {
    request.bodyBytes = body as Buffer<ArrayBuffer>;
    done(null);
  });
}

function answerMistakes(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).headers(error.headers).send({ detail: error.detail });
    if (isDiskFull(error)) {
      reply.code(507);
      log("error", "disk full", factsOf(request, reply));
      return reply.send({ detail: DISK_FULL });
    }
    if (error instanceof RowsLost) {
      reply.code(409);
      log("error", "rows lost", factsOf(request, reply));
      return reply.send({ detail: error.message });
    }
    const { statusCode = 500, message } = error as Partial<Error & { statusCode: number }>;
    if (statusCode < 500) return reply.code(statusCode).send({ detail: message ?? "Bad Request" });
    if (request.raw.socket.destroyed) {
      log("info", "client went away", { ...factsOf(request, reply), error: message ?? String(error) });
      return reply.code(499).send();
    }
    log("error", "request failed", {
      ...factsOf(request, reply),
      error: error instanceof Error ? error.stack : String(error),
    });
    return reply.code(500).send({ detail: "The sandbox made a mistake with this request; its log says more." });
  });
  app.addHook("onResponse", (request, reply, done) => {
    // Polling is most of the traffic and tells nothing.
    if (request.method !== "GET" || reply.statusCode >= 400) log("info", "request", factsOf(request, reply));
    done();
  });
}

const DISK_FULL = "The disk of the sandbox's data folder is full, so nothing was changed: make room, then try again.";

const factsOf = (request: FastifyRequest, reply: FastifyReply) => ({
  method: request.method,
  path: request.url.split("?", 1)[0],
  status: reply.statusCode,
  ms: Math.round(reply.elapsedTime),
});
