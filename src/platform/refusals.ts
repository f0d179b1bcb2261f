import * as l10n from "@vscode/l10n";
import { type JsonNode, member, readJson, toValue } from "../jsonText/read";
import { AlvissError, type ErrorFacts, type ErrorKind, type PlacedWords, webPage } from "./errors";
import { afterSending } from "./networkFailures";

/** An answer that is not a success, before anybody has read it. */
export interface RefusedAnswer {
  readonly status: number;
  readonly text: string;
  readonly method: string;
  readonly endpoint: string;
  /** Answers a header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  readonly now: number;
}

const longestWords = 2_000;
const mostLines = 20;
const mostPlaces = 50;
const unknownRoute = "Not Found";

/** What a refusal means and what the user can do about it. */
export function refusal(answer: RefusedAnswer): AlvissError {
  const { status, endpoint } = answer;
  const serverWords = wordsOf(answer);
  const kind = kindOf(status, serverWords);
  const facts: ErrorFacts = {
    kind,
    status,
    endpoint,
    serverWords: withRequestId(serverWords, answer),
    places: kind === "invalid" ? placesIn(answer.text) : undefined,
    remedy: remedyFor(kind, answer, serverWords),
    undone: status === 407,
  };
  return new AlvissError(
    kind === "rateLimited" || status === 503 ? { ...facts, retryAfter: retryAfter(answer) } : facts,
  );
}

/** The server's own words, one line each; undefined when it sent none that a person could read. */
export function wordsOf(answer: Pick<RefusedAnswer, "text" | "header">): string | undefined {
  const text = answer.text.trim();
  if (looksLikeHtml(text, answer.header("content-type"))) return htmlTitle(text);
  const words = jsonWords(text) ?? (text.startsWith("{") || text.startsWith("[") ? undefined : text);
  return words === undefined || words === "" ? undefined : shortened(words);
}

export function looksLikeHtml(text: string, contentType: string | undefined): boolean {
  return contentType?.includes("text/html") === true || /^<(!doctype|html|head|body)\b/i.test(text);
}

// What a gateway or server writes so that one request can be found again in its logs.
const requestIds = ["x-request-id", "x-correlation-id", "request-id", "x-amzn-requestid", "x-amzn-trace-id", "cf-ray"];

/** The name the server gave the request. */
export function requestIdOf(header: (name: string) => string | undefined): string | undefined {
  const found = requestIds.map(header).find((id) => id !== undefined && id.trim() !== "");
  // Long or odd ones would only garble a line.
  return found?.replace(/[^\x20-\x7e]/g, "").slice(0, 100);
}

function kindOf(status: number, words: string | undefined): ErrorKind {
  switch (status) {
    case 401:
      return "notSignedIn";
    case 403:
      // Older FastAPI answers 403 where newer ones answer 401.
      return /not authenticated/i.test(words ?? "") ? "notSignedIn" : "forbidden";
    case 404:
    case 405:
    case 410:
    case 501:
      return "notFound";
    case 407:
      // Said by a proxy on the way: the server has seen nothing.
      return "network";
    case 408:
      return "timedOut";
    case 409:
      return "conflict";
    case 413:
      return "tooLarge";
    case 429:
      return "rateLimited";
    default:
      return status >= 500 ? "server" : "invalid";
  }
}

function remedyFor(kind: ErrorKind, answer: RefusedAnswer, words: string | undefined): string | undefined {
  switch (kind) {
    case "notSignedIn":
      return l10n.t("Sign in with a new access token: tokens end after at most 365 days, or when they are revoked.");
    case "forbidden":
      return l10n.t("Ask an administrator of the team: this normally needs the role {0}.", roleFor(answer));
    case "notFound":
      if (answer.status === 405 || answer.status === 501)
        return l10n.t("The server does not know this call: check that its address and version are right.");
      return words === undefined || words === unknownRoute
        ? l10n.t("Check the address of the server (it usually ends with /v1/api) and the ids of team and project.")
        : l10n.t("It may have been removed: refresh the view and check the ids.");
    case "tooLarge":
      return l10n.t("The server refused the size: split the file by date, or ask for a higher limit.");
    case "rateLimited":
      return l10n.t("Wait a little and try again.");
    case "server":
    case "timedOut":
      return afterSending(answer.method);
    case "conflict":
      return l10n.t("Wait until what it depends on is complete, then try again.");
    case "network":
      return l10n.t('A proxy on the way wants to know who you are: check the setting "http.proxy".');
    case "invalid":
    case "notJson":
    case "cancelled":
      return undefined;
  }
}

// Which role a call needs is not documented; this follows the published table of roles.
function roleFor(answer: RefusedAnswer): string {
  if (/\/activate$/.test(answer.endpoint)) return "Manager";
  if (answer.method === "GET") return "Observer";
  return /\/(datauploads|datasets)\b/.test(answer.endpoint) ? "Data Manager" : "Model Developer";
}

/** FastAPI's `detail`: a sentence, or a list of `{loc, msg}`. Its `input` may hold data of the user and is left out. */
function jsonWords(text: string): string | undefined {
  let body;
  try {
    body = readJson(text);
  } catch {
    return undefined;
  }
  if (body.kind === "string") return String(toValue(body));
  const found = ["detail", "message", "error"].map((key) => member(body, key)).find((value) => value !== undefined);
  if (found?.kind === "string") return String(toValue(found));
  if (found?.kind !== "array") return undefined;
  const lines = found.items.slice(0, mostLines).flatMap((item) => {
    const said = placedWords(item);
    if (said === undefined) return [];
    return [said.path.length === 0 ? said.words : `${said.path.join(" > ")}: ${said.words}`];
  });
  const more = found.items.length - mostLines;
  return lines.length === 0 ? undefined : [...lines, ...(more > 0 ? [`... and ${String(more)} more`] : [])].join("\n");
}

function placedWords(item: JsonNode): PlacedWords | undefined {
  const said = member(item, "msg");
  if (said?.kind !== "string") return undefined;
  const where = member(item, "loc");
  const parts = where?.kind === "array" ? where.items.map(toValue) : [];
  const path = parts.map((part) => (typeof part === "number" ? part : String(part)));
  return { path, words: withoutInput(String(toValue(said)), member(item, "input")) };
}

/** What a refusal says about single places of the body; undefined where it names none. */
function placesIn(text: string): readonly PlacedWords[] | undefined {
  let detail;
  try {
    detail = member(readJson(text), "detail");
  } catch {
    return undefined;
  }
  if (detail?.kind !== "array") return undefined;
  const places = detail.items.slice(0, mostPlaces).flatMap((item) => placedWords(item) ?? []);
  return places.length === 0
    ? undefined
    : places.map(({ path, words }) => ({ path, words: words.slice(0, longestWords) }));
}

/** Some messages quote the value that was refused, or one inside it. */
function withoutInput(words: string, input: JsonNode | undefined): string {
  const quoted = [...valuesIn(input)].filter((value) => value.length >= 3);
  // The longest first: one may be part of another.
  return quoted.sort((a, b) => b.length - a.length).reduce((left, value) => left.replaceAll(value, "..."), words);
}

function* valuesIn(node: JsonNode | undefined): Generator<string> {
  if (node === undefined) return;
  if (node.kind === "array") for (const item of node.items) yield* valuesIn(item);
  else if (node.kind === "object") for (const { value } of node.members) yield* valuesIn(value);
  else if (node.kind === "string" || node.kind === "number") yield String(toValue(node));
}

export function htmlTitle(text: string): string {
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text)?.[1]?.trim();
  return title === undefined || title === "" ? webPage : `${webPage}: ${title}`;
}

function shortened(words: string): string {
  // Control characters but for line ends would garble a log or a terminal.
  const clean = words.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, " ");
  return clean.length > longestWords ? `${clean.slice(0, longestWords)}...` : clean;
}

function withRequestId(words: string | undefined, answer: RefusedAnswer): string | undefined {
  const requestId = requestIdOf(answer.header);
  return requestId === undefined || answer.status < 500 ? words : `${words ?? "no words"} (request ${requestId})`;
}

/** Seconds from the header, which holds seconds or a date. */
function retryAfter(answer: RefusedAnswer): number | undefined {
  const header = answer.header("retry-after");
  if (header === undefined) return undefined;
  const seconds = /^[0-9]+$/.test(header) ? Number(header) : (Date.parse(header) - answer.now) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

/** FastAPI answers "Not Found" for a route it does not have; other words are about what was asked for. */
export function isUnknownRoute({ status, serverWords }: AlvissError): boolean {
  return status === 405 || status === 501 || (status === 404 && (serverWords ?? "Not Found") === "Not Found");
}
