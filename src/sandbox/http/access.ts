import { createHash, timingSafeEqual } from "node:crypto";
import { type FastifyRequest } from "fastify";
import { type Database } from "../store/database";
import { isKeptToken } from "../store/tokenRecords";
import { Refusal } from "./refusal";

const CHALLENGE = { "WWW-Authenticate": "Bearer" };
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);
const digest = (text: string) => createHash("sha256").update(text).digest();

/** Throws 401 unless the request carries the session's token or a kept one. */
export function requireToken(request: FastifyRequest, sessionToken: string, db: Database): void {
  const [scheme, token, ...rest] = (request.headers.authorization ?? "").trim().split(/\s+/);
  if (scheme?.toLowerCase() !== "bearer" || token === undefined || rest.length > 0) {
    throw new Refusal(401, "Not authenticated", CHALLENGE);
  }
  // Digests have one length, so the comparison takes the same time whatever was sent.
  if (timingSafeEqual(digest(token), digest(sessionToken)) || isKeptToken(db, token)) return;
  throw new Refusal(
    401,
    "This access token is unknown here: it belongs to another server or to an earlier run.",
    CHALLENGE,
  );
}

export const isLoopbackHost = (host = ""): boolean => LOOPBACK.has(host.toLowerCase().replace(/:\d+$/, ""));

/** A web page whose name was made to point at this machine must not reach the sandbox. */
export function requireLoopbackHost({ headers }: FastifyRequest): void {
  if (!isLoopbackHost(headers.host))
    throw new Refusal(403, "The sandbox answers only requests to 127.0.0.1 or localhost.");
}
