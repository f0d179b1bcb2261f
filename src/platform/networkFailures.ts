import { AlvissError, cancelled, type ErrorFacts } from "./errors";

// Failures before any byte of the request can have arrived.
const unsentCodes: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", "Nothing answers at this address: check that the server is running and the address is right."],
  ["ENOTFOUND", "The name of the server is not known: check the address and the network connection."],
  ["EAI_AGAIN", "The name of the server could not be looked up: check the network connection."],
  ["ENETUNREACH", "The network cannot be reached: check the connection."],
  ["EHOSTUNREACH", "The server cannot be reached: check the network connection."],
  ["EPROTO", "The server does not speak https at this address: check the address."],
]);

const certificateCode = /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

export type Waited = "connecting" | "answer" | "bytes";

/** What a request that got no whole answer means. */
export function networkFailure(error: unknown, endpoint: string, method: string, unsent: boolean): AlvissError {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (code === "ERR_CANCELED") return cancelled({ endpoint, unsent });
  if (/socket connection to prox/i.test(message)) {
    return failure(error, { endpoint, serverWords: message, unsent: true, remedy: 'Check the setting "http.proxy".' });
  }
  const remedy = code === undefined ? undefined : unsentCodes.get(code);
  if (remedy !== undefined) return failure(error, { endpoint, serverWords: code, unsent: true, remedy });
  if (code !== undefined && certificateCode.test(code)) {
    return failure(error, {
      endpoint,
      serverWords: code,
      unsent: true,
      remedy:
        "The server's certificate is not trusted here: if your network inspects traffic, install its certificate in the system.",
    });
  }
  return failure(error, { endpoint, serverWords: code ?? message, unsent, remedy: afterSending(method) });
}

/** A wait that took too long. */
export function tooSlow(waited: Waited, seconds: number, endpoint: string, method: string): AlvissError {
  const said: { readonly [W in Waited]: string } = {
    connecting: `No connection within ${String(seconds)} seconds`,
    answer: `No answer within ${String(seconds)} seconds`,
    bytes: `Nothing moved for ${String(seconds)} seconds`,
  };
  const unsent = waited === "connecting";
  return new AlvissError({
    kind: "timedOut",
    endpoint,
    serverWords: said[waited],
    unsent,
    remedy: unsent ? "Check the network connection and the address of the server." : afterSending(method),
  });
}

function afterSending(method: string): string {
  return method === "GET"
    ? "Try again in a little while."
    : "What you asked for may have happened all the same: look for it before you try again.";
}

function failure(cause: unknown, facts: Omit<ErrorFacts, "kind">): AlvissError {
  return new AlvissError({ kind: "network", ...facts }, { cause: new Error(codeOf(cause) ?? "no code") });
}

function codeOf(error: unknown): string | undefined {
  const code: unknown = typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}
