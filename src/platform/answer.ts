import { type JsonNode, readJson } from "../jsonText/read";
import { AlvissError } from "./errors";
import { looksLikeHtml, wordsOf } from "./refusals";

/** An answer as the HTTP library hands it over. */
export interface Received {
  readonly status: number;
  readonly data: unknown;
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

export function parsed(
  text: string,
  header: (name: string) => string | undefined,
  status: number,
  endpoint: string,
): JsonNode {
  try {
    return readJson(text);
  } catch (cause) {
    const page = looksLikeHtml(text.trim(), header("content-type"));
    throw new AlvissError(
      {
        kind: "notJson",
        status,
        endpoint,
        serverWords: page ? wordsOf({ text, header }) : "The answer is not JSON.",
        remedy: page
          ? "The server answered with a web page instead of data: check its address (it usually ends with /v1/api)."
          : "Check the address of the server.",
      },
      { cause },
    );
  }
}

/** Where a GET may be sent once more: the same origin, named by a redirect. */
export function sameOriginTarget(answer: Received, url: string): string | undefined {
  const location = headerOf(answer, "location");
  if (answer.status < 300 || answer.status >= 400 || location === undefined || !URL.canParse(location, url))
    return undefined;
  const target = new URL(location, url);
  return target.origin === new URL(url).origin ? target.href : undefined;
}

export function redirected(location: string | undefined, status: number, endpoint: string): AlvissError {
  const known = location !== undefined && URL.canParse(location, "http://nowhere.invalid");
  const target = known ? new URL(location, "http://nowhere.invalid") : undefined;
  const named =
    target === undefined
      ? "an unnamed address"
      : target.host === "nowhere.invalid"
        ? target.pathname
        : target.origin + target.pathname;
  return new AlvissError({
    // Not a failure of the server, and not one that passes by itself.
    kind: "notFound",
    status,
    endpoint,
    serverWords: `The server points to ${named}, which is not followed.`,
    remedy: "If that is the right place, put it into the address of the server in the settings.",
  });
}

export function headerOf(answer: Received, name: string): string | undefined {
  const value: unknown = answer.headers[name];
  return typeof value === "string" ? value : undefined;
}
