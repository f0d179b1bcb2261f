import multipart from "@fastify/multipart";
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { createServer, type RequestListener, type Server } from "node:http";
import { type Training } from "../training/training";
import { requireLoopbackHost, requireToken } from "./access";
import { Api } from "./api";
import { attributionSetRoutes } from "./attributionSets";
import { attributionRoutes } from "./attributions";
import { datasetRoutes } from "./datasets";
import { graphRoutes } from "./graphs";
import { modelRoutes } from "./models";
import { Refusal } from "./refusal";
import { type ExtrasOptions, sandboxExtraRoutes } from "./sandboxExtras";
import { teamRoutes } from "./teams";
import { uploadRoutes } from "./uploads";

export type Log = (level: "info" | "warn" | "error", event: string, facts?: Readonly<Record<string, unknown>>) => void;

export interface SandboxOptions extends ExtrasOptions {
  readonly training: Training;
  readonly sessionToken: string;
  readonly log: Log;
  /** Takes the requests of a server that listens already; absent: the caller listens, or injects requests. */
  readonly attach?: (handler: RequestListener) => Server;
}

const JSON_LIMIT = 64 * 1024 * 1024;

/** Builds the HTTP face of a sandbox. Nothing listens yet. */
export async function createSandbox(options: SandboxOptions): Promise<FastifyInstance> {
  const { attach } = options;
  const app = fastify<Server>({
    bodyLimit: JSON_LIMIT,
    exposeHeadRoutes: false,
    // The platform's other host has the same paths below /api.
    rewriteUrl: ({ url = "" }) => (url.startsWith("/api/v1/") ? url.slice("/api".length) : url),
    serverFactory: (handler) => (attach ? attach(handler) : createServer(handler)),
  });
  await app.register(multipart, { limits: { fileSize: Infinity, files: 20, fields: 100 } });
  readBodiesAsText(app);
  answerMistakes(app, options.log);
  app.addHook("onRequest", (request, _reply, done) => {
    requireLoopbackHost(request);
    done();
  });
  const api = new Api(app, {
    training: options.training,
    authenticate: (request) => requireToken(request, options.sessionToken, options.training.place.db),
  });
  for (const routes of [teamRoutes, uploadRoutes, datasetRoutes, modelRoutes, graphRoutes, attributionRoutes]) {
    routes(api);
  }
  attributionSetRoutes(api);
  sandboxExtraRoutes(api, options);
  app.setNotFoundHandler((request, reply) => {
    const methods = api.methodsOf(request.url);
    return methods.length > 0
      ? reply.code(405).header("Allow", methods.join(", ")).send({ detail: "Method Not Allowed" })
      : reply.code(404).send({ detail: "Not Found" });
  });
  await app.ready();
  return app;
}

/** Bodies stay text until a route that wants one parses it: others must ignore even a broken one. */
function readBodiesAsText(app: FastifyInstance): void {
  app.decorateRequest("bodyText", undefined);
  app.removeContentTypeParser(["application/json", "text/plain"]);
  app.addContentTypeParser("*", { parseAs: "string" }, (request, body, done) => {
    request.bodyText = body.toString();
    done(null);
  });
}

function answerMistakes(app: FastifyInstance, log: Log): void {
  app.setErrorHandler((error, request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).headers(error.headers).send({ detail: error.detail });
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

const factsOf = (request: FastifyRequest, reply: FastifyReply) => ({
  method: request.method,
  path: request.url.split("?", 1)[0],
  status: reply.statusCode,
  ms: Math.round(reply.elapsedTime),
});
