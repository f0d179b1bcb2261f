import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { type Database, integer, optionalText, type Row, text } from "./database";
import { type Role } from "./roles";

const TOKEN_PREFIX = "sandbox_";
const DAY_MS = 86_400_000;
/** The platform's own limit. */
export const LONGEST_TOKEN_DAYS = 365;

/** A token that outlives the process. Its value is not kept anywhere. */
export interface TokenRecord {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  /** ISO times. */
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly revokedAt: string | null;
}

/** Digests have one length, so that comparing them takes the same time whatever was sent. */
export const tokenDigest = (token: string): Buffer => createHash("sha256").update(token).digest();

/** A fresh token: recognisable by its prefix, 256 random bits after it. */
export const makeToken = (): string => TOKEN_PREFIX + randomBytes(32).toString("base64url");

export const looksLikeToken = (text: string): boolean => /^sandbox_[\w-]{16,}$/.test(text);

const record = (row: Row): TokenRecord => ({
  id: integer(row, "id"),
  name: text(row, "name"),
  role: text(row, "role") as Role,
  createdAt: text(row, "created_at"),
  expiresAt: text(row, "expires_at"),
  revokedAt: optionalText(row, "revoked_at"),
});

export interface NewToken {
  readonly name: string;
  readonly role: Role;
  /** 1 to LONGEST_TOKEN_DAYS. */
  readonly days: number;
}

/** Makes a token; its value is in the answer and nowhere else. */
export function createToken(db: Database, { name, role, days }: NewToken, now: number) {
  const token = makeToken();
  const times = [new Date(now).toISOString(), new Date(now + days * DAY_MS).toISOString()];
  const id = db.insert("INSERT INTO access_tokens (hash, name, role, created_at, expires_at) VALUES (?, ?, ?, ?, ?)", [
    tokenDigest(token).toString("hex"),
    name,
    role,
    ...times,
  ]);
  return { token, record: readToken(db, id) };
}

function readToken(db: Database, id: number): TokenRecord {
  const row = db.one("SELECT * FROM access_tokens WHERE id = ?", [id]);
  if (!row) throw new Error(`token ${id} is gone from the records`);
  return record(row);
}

/** Newest first. */
export const listTokens = (db: Database): TokenRecord[] =>
  db.all("SELECT * FROM access_tokens ORDER BY id DESC").map(record);

/** Ends a token for good; undefined when there is none of that number. */
export function revokeToken(db: Database, id: number, now: number): TokenRecord | undefined {
  db.run("UPDATE access_tokens SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?", [
    new Date(now).toISOString(),
    id,
  ]);
  const row = db.one("SELECT * FROM access_tokens WHERE id = ?", [id]);
  return row && record(row);
}

/** The record of a token, whether it is still good or not. The search by the first bits narrows, the digests decide. */
export function findToken(db: Database, token: string): TokenRecord | undefined {
  const digest = tokenDigest(token);
  const rows = db.all("SELECT * FROM access_tokens WHERE substr(hash, 1, 4) = ?", [digest.toString("hex").slice(0, 4)]);
  const found = rows.find((row) => timingSafeEqual(Buffer.from(text(row, "hash"), "hex"), digest));
  return found && record(found);
}
