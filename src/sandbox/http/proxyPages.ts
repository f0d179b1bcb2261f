import { type FastifyInstance } from "fastify";
import { escaped } from "./page";

const NOT_FOUND = JSON.stringify({ detail: "Not Found" });

/** Lets some refusals look like the page of a proxy in front of the API: what is too large, went wrong, or is no address. */
export function answerAsProxy(app: FastifyInstance): void {
  app.addHook("onSend", (_request, reply, payload, done) => {
    const { statusCode } = reply;
    const byProxy = statusCode === 413 || statusCode >= 500 || (statusCode === 404 && payload === NOT_FOUND);
    if (!byProxy || typeof payload !== "string") return done(null, payload);
    reply.type("text/html; charset=utf-8");
    done(null, htmlOf(statusCode, payload));
  });
}

const htmlOf = (status: number, json: string): string =>
  `<html><head><title>${status}</title></head><body><h1>${status}</h1><p>${escaped(json)}</p></body></html>\n`;
