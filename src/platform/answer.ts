import * as l10n from "@vscode/l10n";
import { type JsonNode, readJson } from "../jsonText/read";
import { AlvissError, webPage } from "./errors";
import { afterSending } from "./networkFailures";
import { htmlTitle, looksLikeHtml } from "./refusals";

/** An answer as the HTTP library hands it over, unpacked. */
export interface Received {
  readonly status: number;
  readonly bytes: Uint8Array;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** An answer that is a success. */
export interface Answer {
  readonly endpoint: string;
  readonly status: number;
  readonly text: string;
  /** The text as JSON; throws an `AlvissError` of kind notJson. */
  json(): JsonNode;
}

/** Reads a success. A web page is none, whatever its status: a sign-in page answers any address. */
export function success(received: Received, endpoint: string, secret: string, note: (words: string) => void): Answer {
  const { status } = received;
  const type = headerOf(received, "content-type");
  const text = without(secret, exactText(received.bytes, type, status, endpoint));
  if (/^\s*</.test(text) && looksLikeHtml(text.trim(), type)) throw notJson(htmlTitle(text), status, endpoint);
  if (text.trim() !== "" && !/\bjson\b/i.test(type ?? "")) note(`came as ${shownType(type)}, not as JSON`);
  return { endpoint, status, text, json: () => parsed(text, type, status, endpoint) };
}

/** The text of an answer once it is known to be JSON. */
export function checkedText(answer: Answer): string {
  answer.json();
  return answer.text;
}

/** A text that may be shown and kept: some servers send the token back. */
export function without(secret: string, text: string): string {
  // Something so short is no token of a real server, and may well be part of a number.
  return secret.length < 8 ? text : text.replaceAll(secret, "...");
}

/** The words of a refusal, where a wrong character does no harm. */
export function looseText({ bytes }: Received): string {
  return new TextDecoder().decode(bytes);
}

/** Where a GET may be sent once more: the same origin, named by a redirect. */
export function sameOriginTarget(answer: Received, url: string): string | undefined {
  const location = headerOf(answer, "location");
  if (!isRedirect(answer.status) || location === undefined || !URL.canParse(location, url)) return undefined;
  const target = new URL(location, url);
  // A name or password in the address would take the place of the token.
  const plain = target.username === "" && target.password === "";
  return plain && target.origin === new URL(url).origin ? target.href : undefined;
}

export const isRedirect = (status: number): boolean => status >= 300 && status < 400;

export function redirected(location: string | undefined, status: number, endpoint: string): AlvissError {
  const known = location !== undefined && URL.canParse(location, "http://nowhere.invalid");
  const target = known ? new URL(location, "http://nowhere.invalid") : undefined;
  const named =
    target === undefined
      ? l10n.t("an unnamed address")
      : target.host === "nowhere.invalid"
        ? target.pathname
        : target.origin + target.pathname;
  return new AlvissError({
    // Not a failure of the server, and not one that passes by itself.
    kind: "notFound",
    status,
    endpoint,
    serverWords: l10n.t("The server points to {0}, which is not followed.", named),
    remedy: l10n.t("If that is the right place, put it into the address of the server in the settings."),
  });
}

export function headerOf(answer: Received, name: string): string | undefined {
  const value: unknown = answer.headers[name];
  return typeof value === "string" ? value : undefined;
}

/**
 * The text of an answer, character for character: it is posted back later. JSON is UTF-8; another encoding counts only
 * where the answer names it, and bytes that are neither are refused instead of being replaced.
 */
function exactText(bytes: Uint8Array, type: string | undefined, status: number, endpoint: string): string {
  const named = /charset\s*=\s*"?([^\s";]+)/i.exec(type ?? "")?.[1]?.toLowerCase() ?? "utf-8";
  // Plain ASCII is also good UTF-16 to look at, so there the name decides.
  const order = named.startsWith("utf-16") ? [named, "utf-8"] : ["utf-8", named];
  for (const encoding of order) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      // Not in this encoding, or one that nobody knows.
    }
  }
  throw notJson(l10n.t("The answer is not in the encoding it names ({0}).", named), status, endpoint);
}

function parsed(text: string, type: string | undefined, status: number, endpoint: string): JsonNode {
  try {
    return readJson(text);
  } catch (cause) {
    if (text.trim() === "") throw notJson(l10n.t("The answer is empty."), status, endpoint, cause);
    if (looksLikeHtml(text.trim(), type)) throw notJson(htmlTitle(text), status, endpoint, cause);
    const why = cause instanceof Error ? cause.message : String(cause);
    const words = /\bjson\b/i.test(type ?? "")
      ? l10n.t("The answer is not JSON: {0}.", why)
      : l10n.t("The answer is not JSON, it came as {0}: {1}.", shownType(type), why);
    throw notJson(words, status, endpoint, cause);
  }
}

function notJson(serverWords: string, status: number, endpoint: string, cause?: unknown): AlvissError {
  const address = serverWords.startsWith(webPage)
    ? l10n.t("The server answered with a web page instead of data: check its address (it usually ends with /v1/api).")
    : l10n.t("Check the address of the server.");
  const remedy = endpoint.startsWith("GET ") ? address : `${address} ${afterSending("POST")}`;
  return new AlvissError({ kind: "notJson", status, endpoint, serverWords, remedy }, { cause });
}

const shownType = (type: string | undefined): string => type?.split(";")[0]?.trim().slice(0, 60) ?? "an unnamed type";

/** An answer without anything in it, as some servers give where there is no record. */
export function hasNothing(answer: Answer): boolean {
  if (answer.text.trim() === "") return true;
  const node: JsonNode = answer.json();
  return node.kind === "null" || (node.kind === "object" && node.members.length === 0);
}
