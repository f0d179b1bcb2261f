import { type FastifyInstance, type FastifyRequest } from "fastify";
import { Transform } from "node:stream";
import { Refusal } from "./refusal";

/** Bytes of one body that is no file. */
export const JSON_LIMIT = 64 * 1024 * 1024;
/** Requests that are being answered at once, and bytes of their bodies; files are not held in memory. */
const MOST_AT_ONCE = 200;
const MOST_JSON_AT_ONCE = 4 * JSON_LIMIT;

/** Who comes when too many are being answered is asked to come again. */
export function limitCrowd(app: FastifyInstance): void {
  let requests = 0;
  let bytes = 0;
  app.addHook("onRequest", (request, reply, done) => {
    const size = isForm(request) ? 0 : Math.min(Number(request.headers["content-length"] ?? 0) || 0, JSON_LIMIT);
    requests += 1;
    bytes += size;
    reply.raw.once("close", () => {
      requests -= 1;
      bytes -= size;
    });
    if (requests > MOST_AT_ONCE || bytes > MOST_JSON_AT_ONCE) throw tooMany();
    done();
  });
  app.addHook("preParsing", (request, reply, body, done) => {
    if (isForm(request) || request.headers["transfer-encoding"] === undefined) return done(null, body);
    // Nobody says how long it will be: what has come of it counts.
    let size = 0;
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, next) {
        size += chunk.length;
        bytes += chunk.length;
        next(bytes > MOST_JSON_AT_ONCE ? tooMany() : null, chunk);
      },
    });
    reply.raw.once("close", () => (bytes -= size));
    body.once("error", (error) => counted.destroy(error));
    done(null, body.pipe(counted));
  });
}

const isForm = ({ headers }: FastifyRequest): boolean => /^multipart\//i.test(headers["content-type"] ?? "");

const tooMany = (): Refusal =>
  new Refusal(503, "The sandbox is answering too many requests at once: try again in a second.", {
    "Retry-After": "1",
  });
