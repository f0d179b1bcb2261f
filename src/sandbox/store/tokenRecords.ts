import { createHash, randomBytes } from "node:crypto";
import { type Database } from "./database";

const TOKEN_PREFIX = "sandbox_";
const hash = (token: string): string => createHash("sha256").update(token).digest("hex");

/** A fresh token: recognisable by its prefix, 256 random bits after it. */
export const makeToken = (): string => TOKEN_PREFIX + randomBytes(32).toString("base64url");

export const looksLikeToken = (text: string): boolean => /^sandbox_[\w-]{16,}$/.test(text);

/** Tokens that outlive the process; only their hash is kept, so the file gives none away. */
export const keepToken = (db: Database, token: string, name: string, createdAt: string): void =>
  db.run("INSERT INTO tokens (hash, name, created_at) VALUES (?, ?, ?)", [hash(token), name, createdAt]);

export const isKeptToken = (db: Database, token: string): boolean =>
  db.one("SELECT 1 AS found FROM tokens WHERE hash = ?", [hash(token)]) !== undefined;
