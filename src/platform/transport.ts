import * as l10n from "@vscode/l10n";
import {
  type Answer,
  headerOf,
  isRedirect,
  looseText,
  type Received,
  redirected,
  sameOriginTarget,
  success,
} from "./answer";
import { serverProblem, type Server, tokenOrigins } from "./connections";
import { AlvissError, cancelled, type Renewal } from "./errors";
import { exchange, type Exchange } from "./exchange";
import { type RequestLog, silentLog } from "./log";
import { refusal } from "./refusals";
import { type Patience, patient } from "./requestWatch";
import { pauseBeforeNext } from "./retry";
import { realClock, type SettleClock } from "./settle";
import { ExactReading, type UploadSource } from "./uploadSource";

export interface TransportOptions {
  readonly server: Server;
  readonly token: () => Promise<string | undefined>;
  readonly log?: RequestLog;
  /** Called when the server answers that it does not take the token; resolves when it is known what becomes of that. */
  readonly onRefused?: (token: string) => Promise<Renewal>;
  /** Milliseconds; for tests that cannot wait as long as people do. */
  readonly patience?: Partial<Patience>;
  readonly clock?: SettleClock;
}

export interface Call {
  readonly method: "GET" | "POST" | "PATCH";
  readonly url: string;
  /** JSON text. */
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
  /** No second try, for a caller that asks again by itself. */
  readonly once?: boolean | undefined;
  /** Only a look whether something is there: no second try, and a refusal says nothing about the token. */
  readonly probe?: boolean | undefined;
}

export interface UploadCall {
  readonly url: string;
  readonly file: UploadSource;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** Bytes of the file. */
export interface UploadProgress {
  readonly sent: number;
  readonly total: number;
}

const progressEvery = 100;

/** Sends requests of one account to its server. The only place that sees the token. */
export class Transport {
  private readonly server: Server;
  private readonly token: () => Promise<string | undefined>;
  private readonly log: RequestLog;
  private readonly onRefused: TransportOptions["onRefused"];
  private readonly patience: Patience;
  private readonly clock: SettleClock;
  /** The token that went out last. */
  private secret = "";

  constructor(options: TransportOptions) {
    this.server = options.server;
    this.token = options.token;
    const log = options.log ?? silentLog;
    this.log = {
      debug: (line) => log.debug(this.withoutSecret(line)),
      info: (line) => log.info(this.withoutSecret(line)),
      warn: (line) => log.warn(this.withoutSecret(line)),
    };
    this.onRefused = options.onRefused;
    this.patience = { ...patient, ...options.patience };
    this.clock = options.clock ?? realClock;
  }

  /** Says something to the maintainer about an answer. */
  note(words: string): void {
    this.log.warn(words);
  }

  /** A server may send the token back in any header or field. */
  private readonly withoutSecret = (words: string): string =>
    this.secret === "" ? words : words.replaceAll(this.secret, "...");

  /** A GET is tried up to three times; what may change something at the server goes out once. */
  async send(call: Call): Promise<Answer> {
    const until = Date.now() + this.patience.total;
    const endpoint = endpointOf(call.method, call.url);
    let paused = 0;
    for (let tries = 1; ; tries++) {
      const headers = await this.headers(call.url, endpoint);
      try {
        return await this.sendOnce(call, endpoint, headers, until);
      } catch (error) {
        if (!(error instanceof AlvissError) || call.method !== "GET") throw error;
        if (tries === 1 && call.probe !== true && (await this.isOutdated(error, headers))) continue;
        if (call.once === true || call.probe === true) throw error;
        const wait = pauseBeforeNext(tries, paused, error, this.clock.random);
        if (wait === undefined || Date.now() + wait > until) throw error;
        this.log.debug(`${error.endpoint ?? ""} is tried again in ${wait.toFixed(0)} ms`);
        paused += wait;
        await this.pause(wait, call.signal, error);
      }
    }
  }

  /** Sends a file as the one part `file` of a form, with its exact length, without holding it in memory. */
  async upload(call: UploadCall): Promise<Answer> {
    const { file } = call;
    const endpoint = endpointOf("POST", call.url);
    const headers = await this.headers(call.url, endpoint);
    const { default: FormData } = await import("form-data");
    const form = new FormData();
    const reading = new ExactReading(file, endpoint);
    // The form library does not believe in streams of length 0.
    form.append("file", file.size === 0 ? Buffer.alloc(0) : reading.bytes, {
      filename: file.name,
      contentType: contentTypeOf(file.name),
      knownLength: file.size,
    });
    const length = form.getLengthSync();
    const progress = throttled(call.onProgress);
    try {
      const received = await this.exchange(headers, {
        endpoint,
        signal: call.signal,
        waitFor: "bytes",
        onAnswer: (status) => void (status >= 400 && reading.hold()),
        config: {
          method: "POST",
          url: call.url,
          data: form,
          headers: { ...headers, ...form.getHeaders(), "Content-Length": String(length) },
        },
        // The form's own lines go first, so the file lags behind by no more than their length.
        onBytes: (loaded) => progress({ sent: Math.max(0, loaded - (length - file.size)), total: file.size }),
      });
      const accepted = this.accept(received, "POST", endpoint, headers);
      reading.expectAllSent(accepted);
      // The library tells of the last bytes late, or after the answer.
      progress({ sent: file.size, total: file.size });
      return accepted;
    } catch (error) {
      throw reading.explain(error);
    } finally {
      reading.close();
    }
  }

  /** Whether a token was refused that had just been replaced. */
  private async isOutdated({ kind, unsent }: AlvissError, headers: Headers): Promise<boolean> {
    if (kind !== "notSignedIn" || unsent) return false;
    const token = (await this.token())?.trim();
    return token !== undefined && token !== secretOf(headers);
  }

  private async sendOnce(call: Call, endpoint: string, headers: Headers, until: number): Promise<Answer> {
    const { method, url, body, signal, probe = false } = call;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const attempt = (target: string): Promise<Received> => {
      const config = { method, url: target, headers, ...(body === undefined ? {} : { data: body }) };
      return this.exchange(headers, { config, endpoint, signal, until, waitFor: "answer" });
    };
    const first = await attempt(url);
    const again = method === "GET" ? sameOriginTarget(first, url) : undefined;
    // A server may spell an address with or without a last slash; anything beyond that must not get the token.
    const received = again === undefined ? first : await attempt(again);
    return this.accept(received, method, endpoint, headers, probe);
  }

  private exchange(headers: Headers, one: Omit<Exchange, "words">): Promise<Received> {
    const words = (received: Received): string | undefined =>
      this.refused(received, one.config.method, one.endpoint, headers).serverWords;
    return exchange({ ...one, words }, this.patience, this.log);
  }

  private async headers(url: string, endpoint: string): Promise<Headers> {
    const problem = serverProblem(this.server);
    if (problem !== undefined || !tokenOrigins(this.server).includes(new URL(url).origin)) {
      const words = problem ?? l10n.t('"{0}" is not the server this token belongs to.', new URL(url).origin);
      throw new AlvissError({
        kind: "invalid",
        endpoint,
        serverWords: words,
        unsent: true,
        remedy: l10n.t("Correct the address of the server in the settings."),
      });
    }
    const token = (await this.token())?.trim() ?? "";
    // A header cannot carry anything else, and the library's complaint would quote the token.
    if (!/^[\x21-\x7e]+$/.test(token)) {
      throw new AlvissError({
        kind: "notSignedIn",
        endpoint,
        unsent: true,
        remedy: l10n.t("Sign in with an access token."),
      });
    }
    this.secret = token;
    return { Accept: "application/json", Authorization: `Bearer ${token}`, "User-Agent": "alviss-vscode" };
  }

  private accept(received: Received, method: string, endpoint: string, headers: Headers, isProbe = false): Answer {
    const secret = secretOf(headers);
    if (received.status >= 200 && received.status < 300)
      return success(received, endpoint, secret, (words) => this.note(`${endpoint} ${words}`));
    const refused = this.refused(received, method, endpoint, headers);
    if (refused.kind === "notSignedIn" && !isProbe && this.onRefused !== undefined)
      refused.renewal = this.onRefused(secret);
    throw refused;
  }

  /** What an answer that is no success means, without the token where the server sent it back. */
  private refused(received: Received, method: string, endpoint: string, headers: Headers): AlvissError {
    const { status } = received;
    const secret = secretOf(headers);
    const header = (name: string): string | undefined => headerOf(received, name)?.replaceAll(secret, "...");
    if (isRedirect(status)) return redirected(header("location"), status, endpoint);
    const text = looseText(received).replaceAll(secret, "...");
    return refusal({ status, text, method, endpoint, header, now: this.clock.now() });
  }

  private async pause(wait: number, signal: AbortSignal | undefined, { endpoint }: AlvissError): Promise<void> {
    try {
      await this.clock.sleep(wait, signal ?? new AbortController().signal);
    } catch (error) {
      throw signal?.aborted === true ? cancelled({ endpoint }) : error;
    }
  }
}

type Headers = Record<string, string> & { readonly Authorization: string };

const secretOf = ({ Authorization }: Headers): string => Authorization.slice("Bearer ".length);

/** At most ten times a second, never backwards, and the end of the file once. */
function throttled(report: ((progress: UploadProgress) => void) | undefined): (progress: UploadProgress) => void {
  let last = Number.NEGATIVE_INFINITY;
  let told = -1;
  return (progress) => {
    const now = performance.now();
    const whole = progress.sent >= progress.total;
    if (report === undefined || progress.sent <= told || (now - last < progressEvery && !whole)) return;
    last = now;
    told = progress.sent;
    report(progress);
  };
}

/** Method and path, without the query. */
function endpointOf(method: string, url: string): string {
  return `${method} ${new URL(url).pathname}`;
}

/** As the form library would name it, whose list of all types in the world stays out of the bundle. */
function contentTypeOf(fileName: string): string {
  if (/\.csv$/i.test(fileName)) return "text/csv";
  if (/\.xlsx$/i.test(fileName)) return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return "application/octet-stream";
}
