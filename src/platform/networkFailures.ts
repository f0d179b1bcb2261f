import * as l10n from "@vscode/l10n";
import { AlvissError, cancelled, type ErrorFacts } from "./errors";

/** Failures before any byte of the request can have arrived. */
function remedyUnsent(code: string | undefined): string | undefined {
  switch (code) {
    case "ECONNREFUSED":
      return l10n.t("Nothing answers at this address: check that the server is running and the address is right.");
    case "ENOTFOUND":
      return l10n.t("The name of the server is not known: check the address and the network connection.");
    case "EAI_AGAIN":
      return l10n.t("The name of the server could not be looked up: check the network connection.");
    case "ENETUNREACH":
      return l10n.t("The network cannot be reached: check the connection.");
    case "EHOSTUNREACH":
      return l10n.t("The server cannot be reached: check the network connection.");
    case "EPROTO":
      return l10n.t("The server does not speak https at this address: check the address.");
    case undefined:
    default:
      return undefined;
  }
}

const certificateCode = /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH)/;

export type Waited = "connecting" | "answer" | "bytes" | "reading" | "all";

/** How far a request had come when it failed. */
export interface Progressed {
  /** With the certificate accepted, where there is one: from here on bytes of the request can arrive. */
  readonly connected: boolean;
  readonly answered: boolean;
}

/** What a request that got no whole answer means. */
export function networkFailure(error: unknown, endpoint: string, method: string, how: Progressed): AlvissError {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  const unsent = !how.connected;
  if (code === "ERR_CANCELED") return cancelled({ endpoint, unsent });
  // The same codes come from a line that breaks later, when the request is on its way.
  const before = unsent ? beforeSending(code, message, error, endpoint) : undefined;
  return before ?? afterwards(code, message, error, { endpoint, method, ...how });
}

/** Whether the same request may well succeed a moment later. */
export function isPassing({ kind, status, code }: AlvissError): boolean {
  if (status !== undefined) return [408, 429, 500, 502, 503, 504].includes(status);
  return kind === "network" && !isLasting(code);
}

const isLasting = (code = ""): boolean => certificateCode.test(code) || /^(EPROTO$|HPE_|PROXY$)/.test(code);

function beforeSending(
  code: string | undefined,
  message: string,
  cause: unknown,
  endpoint: string,
): AlvissError | undefined {
  if (/socket connection to prox/i.test(message)) {
    const remedy = l10n.t(
      'Check the settings "http.proxy" and "http.noProxy", and the environment variables HTTPS_PROXY and NO_PROXY.',
    );
    return failure(cause, { endpoint, code: "PROXY", serverWords: message, unsent: true, remedy });
  }
  const remedy = remedyUnsent(code);
  if (remedy !== undefined) return failure(cause, { endpoint, code, serverWords: code, unsent: true, remedy });
  if (code === undefined || !certificateCode.test(code)) return undefined;
  return failure(cause, {
    endpoint,
    code,
    serverWords: l10n.t("The server's certificate is not trusted here ({0}).", code),
    unsent: true,
    remedy: l10n.t(
      'If your network inspects traffic, or the server is your own, install its certificate in the operating system and leave "http.systemCertificates" on. "http.proxyStrictSSL": false is not obeyed here, because an access token is sent.',
    ),
  });
}

interface Sent extends Progressed {
  readonly endpoint: string;
  readonly method: string;
}

function afterwards(code: string | undefined, message: string, cause: unknown, sent: Sent): AlvissError {
  const { endpoint, method, connected, answered } = sent;
  const remedy = afterSending(method);
  const limit = /^maxContentLength size of (\d+)/.exec(message)?.[1];
  const unusable = limit
    ? l10n.t("The answer is larger than {0} MB, and was not read to its end.", Number(limit) / 1024 / 1024)
    : code?.startsWith("Z_") === true && code !== "Z_BUF_ERROR"
      ? l10n.t("The answer cannot be unpacked ({0}).", code)
      : undefined;
  if (unusable !== undefined) {
    return new AlvissError({ kind: "notJson", endpoint, serverWords: unusable, remedy }, { cause: new Error(code) });
  }
  const what = code ?? message;
  const serverWords = code?.startsWith("HPE_")
    ? l10n.t("What answers at this address does not speak HTTP ({0}).", code)
    : answered
      ? l10n.t("The line broke in the middle of the answer ({0}).", what)
      : what;
  return failure(cause, { endpoint, code, serverWords, unsent: !connected, remedy });
}

/** A wait that took too long. */
export function tooSlow(waited: Waited, seconds: number, endpoint: string, method: string): AlvissError {
  const said: { readonly [W in Waited]: string } = {
    connecting: l10n.t("No connection within {0} seconds", seconds),
    answer: l10n.t("No answer within {0} seconds", seconds),
    bytes: l10n.t("Nothing moved for {0} seconds", seconds),
    reading: l10n.t("The answer came to a crawl: less than 1 kB in {0} seconds", seconds),
    all: l10n.t("Not done within {0} seconds", seconds),
  };
  const unsent = waited === "connecting";
  return new AlvissError({
    kind: "timedOut",
    endpoint,
    serverWords: said[waited],
    unsent,
    remedy: unsent ? l10n.t("Check the network connection and the address of the server.") : afterSending(method),
  });
}

export function afterSending(method: string): string {
  return method === "GET"
    ? l10n.t("Try again in a little while.")
    : l10n.t("What you asked for may have happened all the same: look for it before you try again.");
}

function failure(cause: unknown, facts: Omit<ErrorFacts, "kind">): AlvissError {
  return new AlvissError({ kind: "network", ...facts }, { cause: new Error(codeOf(cause) ?? "no code") });
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
