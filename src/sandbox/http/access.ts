import { timingSafeEqual } from "node:crypto";
import { type FastifyRequest } from "fastify";
import { type Database } from "../store/database";
import { reaches, ROLE_NAMES, type Role } from "../store/roles";
import { findToken, tokenDigest } from "../store/tokenRecords";
import { Refusal } from "./refusal";

/** A token that lives as long as the process; it is in no record. */
export interface SessionToken {
  readonly token: string;
  readonly role: Role;
  /** Absent: it is good. The others are there to be refused. */
  readonly ended?: "expired" | "revoked";
}

const CHALLENGE = { "WWW-Authenticate": "Bearer" };
const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

const ENDED = {
  expired: "This access token has expired: make a new one.",
  revoked: "This access token was revoked.",
} as const;

/** Knows whose requests are answered. */
export class Access {
  readonly #session: readonly { readonly digest: Buffer; readonly entry: SessionToken }[];

  constructor(
    session: readonly SessionToken[],
    readonly db: Database,
    readonly now: () => number,
    /** Older versions of the platform's framework said 403 to who brings no token. */
    readonly withoutToken: 401 | 403 = 401,
  ) {
    this.#session = session.map((entry) => ({ digest: tokenDigest(entry.token), entry }));
  }

  /** The role of a request's token; throws 401 unless it carries a good one. */
  roleOf({ headers }: FastifyRequest): Role {
    const [scheme, token, ...rest] = (headers.authorization ?? "").trim().split(/\s+/);
    if (scheme?.toLowerCase() !== "bearer" || token === undefined || rest.length > 0) {
      throw new Refusal(this.withoutToken, "Not authenticated", this.withoutToken === 401 ? CHALLENGE : {});
    }
    const { role, ended } = this.#find(token);
    if (ended) throw new Refusal(401, ENDED[ended], CHALLENGE);
    return role;
  }

  #find(token: string): Omit<SessionToken, "token"> {
    const digest = tokenDigest(token);
    const session = this.#session.filter((each) => timingSafeEqual(each.digest, digest));
    if (session[0]) return session[0].entry;
    const kept = findToken(this.db, token);
    if (!kept) {
      const why = "This access token is unknown here: it belongs to another server or to an earlier run.";
      throw new Refusal(401, why, CHALLENGE);
    }
    if (kept.revokedAt !== null) return { role: kept.role, ended: "revoked" };
    if (Date.parse(kept.expiresAt) <= this.now()) return { role: kept.role, ended: "expired" };
    return { role: kept.role };
  }
}

/** Throws 403 with the role that `what` needs. */
export function requireRole(role: Role, needed: Role, what = "This call"): void {
  if (reaches(role, needed)) return;
  throw new Refusal(
    403,
    `${what} needs the role ${ROLE_NAMES[needed]} or a higher one; this access token has the role ${ROLE_NAMES[role]}.`,
  );
}

export const isLoopbackHost = (host = ""): boolean => LOOPBACK.has(host.toLowerCase().replace(/:\d+$/, ""));

/** A web page whose name was made to point at this machine must not reach the sandbox. */
export function requireLoopbackHost({ headers, raw, originalUrl }: FastifyRequest): void {
  const hosts = raw.rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host").length;
  if (hosts > 1) throw new Refusal(400, "A request has one Host header.");
  // A request to a proxy names its host in the first line, and there it counts more than in the header.
  const named = ABSOLUTE.exec(originalUrl)?.[1] ?? headers.host;
  if (isLoopbackHost(headers.host) && isLoopbackHost(named)) return;
  throw new Refusal(403, "The sandbox answers only requests to 127.0.0.1 or localhost.");
}

/** An address with its host, as a proxy gets it. */
export const ABSOLUTE = /^https?:\/\/([^/?#]*)/i;
