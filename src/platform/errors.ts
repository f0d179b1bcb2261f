export type ErrorKind =
  | "notSignedIn"
  | "forbidden"
  | "notFound"
  | "invalid"
  | "conflict"
  | "tooLarge"
  | "rateLimited"
  | "server"
  | "network"
  | "notJson"
  | "cancelled"
  | "timedOut";

export interface ErrorFacts {
  readonly kind: ErrorKind;
  /** HTTP status; undefined when no answer came. */
  readonly status?: number | undefined;
  /** The server's own words, one line each; never holds a token or values of a request. */
  readonly serverWords?: string | undefined;
  /** Of a refused body: what the server says about which place in it, keys and indices from the top of the body. */
  readonly places?: readonly PlacedWords[] | undefined;
  /** Method and path, such as `POST /v1/api/projects/1/1/datasets`. */
  readonly endpoint?: string | undefined;
  /** What the user can do, as a sentence. */
  readonly remedy?: string | undefined;
  /** Node's own code of a failure on the network, such as ECONNRESET. */
  readonly code?: string | undefined;
  /** Seconds after which the server asked to be tried again. */
  readonly retryAfter?: number | undefined;
  /** True when the request provably never reached the server. */
  readonly unsent?: boolean | undefined;
  /** True when the request was on its way, but what it asks cannot have been done. It is not sent again by itself. */
  readonly undone?: boolean | undefined;
}

export interface PlacedWords {
  readonly path: readonly (string | number)[];
  readonly words: string;
}

/**
 * What became of a refused token: another one is in its place, nobody wanted to give one though it was asked for, or
 * nobody was asked.
 */
export type Renewal = "renewed" | "declined" | "notAsked";

/** What the words of an answer begin with when it came as HTML. */
export const webPage = "a web page";

/** Anything that went wrong between us and a server. Facts only: sentences for people are made in the interface. */
export class AlvissError extends Error implements ErrorFacts {
  readonly kind: ErrorKind;
  readonly status: number | undefined;
  readonly serverWords: string | undefined;
  readonly places: readonly PlacedWords[] | undefined;
  readonly endpoint: string | undefined;
  readonly remedy: string | undefined;
  readonly code: string | undefined;
  readonly retryAfter: number | undefined;
  readonly unsent: boolean;
  readonly undone: boolean;
  /** Where the server refused the token: what becomes of that. */
  renewal?: Promise<Renewal>;

  constructor(facts: ErrorFacts, options?: ErrorOptions) {
    super(describe(facts), options);
    this.name = "AlvissError";
    this.kind = facts.kind;
    this.status = facts.status;
    this.serverWords = facts.serverWords;
    this.places = facts.places;
    this.endpoint = facts.endpoint;
    this.remedy = facts.remedy;
    this.code = facts.code;
    this.retryAfter = facts.retryAfter;
    this.unsent = facts.unsent ?? false;
    this.undone = facts.undone ?? false;
  }
}

export function isCancelled(error: unknown): boolean {
  return (
    (error instanceof AlvissError && error.kind === "cancelled") ||
    (error instanceof Error && error.name === "AbortError")
  );
}

/** The facts of an error as plain JSON. */
export function factsOf(error: AlvissError): ErrorFacts {
  const { kind, status, serverWords, places, endpoint, remedy, code, retryAfter } = error;
  const [unsent, undone] = [error.unsent || undefined, error.undone || undefined];
  const facts = { kind, status, serverWords, places, endpoint, remedy, code, retryAfter, unsent, undone };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as unknown as ErrorFacts;
}

const unsettled: ReadonlySet<ErrorKind> = new Set(["network", "timedOut", "cancelled", "notJson", "server"]);

/** Whether a call that failed like this may have taken effect at the server all the same. */
export function mayHaveHappened(error: AlvissError): boolean {
  return !error.unsent && !error.undone && unsettled.has(error.kind);
}

/** The same of a POST that only reads: nothing can have happened of which its remedy would speak. */
export function onlyRead(error: AlvissError): AlvissError {
  return new AlvissError({ ...factsOf(error), remedy: undefined }, { cause: error.cause });
}

/** The error every wait ends with when its signal is aborted. */
export function cancelled(facts: Omit<ErrorFacts, "kind"> = {}): AlvissError {
  return new AlvissError({ kind: "cancelled", ...facts });
}

function describe(facts: ErrorFacts): string {
  const answer = [facts.endpoint, facts.status === undefined ? undefined : String(facts.status)]
    .filter(Boolean)
    .join(" -> ");
  return [answer === "" ? facts.kind : answer, facts.serverWords].filter(Boolean).join(": ");
}
