import { type AxiosProgressEvent, type AxiosRequestConfig } from "axios";
import http from "node:http";
import https from "node:https";
import { type Answer, type Received, headerOf, parsed, redirected, sameOriginTarget } from "./answer";
import { serverProblem, type Server, tokenOrigins } from "./connections";
import { AlvissError, cancelled } from "./errors";
import { type Log, silentLog } from "./log";
import { networkFailure, tooSlow, type Waited } from "./networkFailures";
import { refusal } from "./refusals";
import { type Patience, patient, RequestWatch } from "./requestWatch";
import { ExactReading, type UploadSource } from "./uploadSource";

export interface TransportOptions {
  readonly server: Server;
  readonly token: () => Promise<string | undefined>;
  readonly log?: Log;
  /** Called when the server answers that it does not take the token. */
  readonly onRefused?: () => void;
  /** Milliseconds; for tests that cannot wait as long as people do. */
  readonly patience?: Partial<Patience>;
}

export interface Call {
  readonly method: "GET" | "POST" | "PATCH";
  readonly url: string;
  /** JSON text. */
  readonly body?: string;
  readonly signal?: AbortSignal | undefined;
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

interface Attempt {
  readonly config: AxiosRequestConfig;
  readonly endpoint: string;
  readonly signal: AbortSignal | undefined;
  readonly waitFor: Exclude<Waited, "connecting">;
  readonly onBytes?: (loaded: number) => void;
}

/** The library is to do nothing of its own accord: with redirects allowed it would keep a whole upload in memory. */
const bareRequest: AxiosRequestConfig = {
  proxy: false,
  maxRedirects: 0,
  maxBodyLength: Infinity,
  maxContentLength: 256 * 1024 * 1024,
  responseType: "text",
  // By itself it quotes a body that it cannot parse, such as one that holds NaN.
  transformRequest: (body: unknown) => body,
  transformResponse: (text: unknown) => text,
  validateStatus: () => true,
};

const progressEvery = 100;

/** Sends requests of one account to its server. The only place that knows the HTTP library and sees the token. */
export class Transport {
  private readonly server: Server;
  private readonly token: () => Promise<string | undefined>;
  private readonly log: Log;
  private readonly onRefused: () => void;
  private readonly patience: Patience;

  constructor(options: TransportOptions) {
    this.server = options.server;
    this.token = options.token;
    this.log = options.log ?? silentLog;
    this.onRefused = options.onRefused ?? (() => undefined);
    this.patience = { ...patient, ...options.patience };
  }

  async send(call: Call): Promise<Answer> {
    const endpoint = endpointOf(call.method, call.url);
    const headers = await this.headers(call.url, endpoint);
    if (call.body !== undefined) headers["Content-Type"] = "application/json";
    const config = { method: call.method, headers, ...(call.body === undefined ? {} : { data: call.body }) };
    const attempt = (url: string): Promise<Received> =>
      this.attempt({ config: { ...config, url }, endpoint, signal: call.signal, waitFor: "answer" });
    const first = await attempt(call.url);
    const again = call.method === "GET" ? sameOriginTarget(first, call.url) : undefined;
    // A server may spell an address with or without a last slash; anything beyond that must not get the token.
    const answer = again === undefined ? first : await attempt(again);
    return this.accept(answer, call.method, endpoint);
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
      knownLength: file.size,
    });
    const length = form.getLengthSync();
    const progress = throttled(call.onProgress);
    try {
      const answer = await this.attempt({
        endpoint,
        signal: call.signal,
        waitFor: "bytes",
        config: {
          method: "POST",
          url: call.url,
          data: form,
          headers: { ...headers, ...form.getHeaders(), "Content-Length": String(length) },
        },
        // The form's own lines go first, so the file lags behind by no more than their length.
        onBytes: (loaded) => progress({ sent: Math.max(0, loaded - (length - file.size)), total: file.size }),
      });
      const accepted = this.accept(answer, "POST", endpoint);
      // The library tells of the last bytes late, or after the answer.
      progress({ sent: file.size, total: file.size });
      return accepted;
    } catch (error) {
      throw reading.explain(error);
    } finally {
      reading.close();
    }
  }

  private async headers(url: string, endpoint: string): Promise<Record<string, string>> {
    const problem = serverProblem(this.server);
    if (problem !== undefined || !tokenOrigins(this.server).includes(new URL(url).origin)) {
      const words = problem ?? `"${new URL(url).origin}" is not the server this token belongs to.`;
      throw new AlvissError({
        kind: "invalid",
        endpoint,
        serverWords: words,
        unsent: true,
        remedy: "Correct the address of the server in the settings.",
      });
    }
    const token = (await this.token())?.trim() ?? "";
    // A header cannot carry anything else, and the library's complaint would quote the token.
    if (!/^[\x21-\x7e]+$/.test(token)) {
      throw new AlvissError({ kind: "notSignedIn", endpoint, unsent: true, remedy: "Sign in with an access token." });
    }
    return { Accept: "application/json", Authorization: `Bearer ${token}`, "User-Agent": "alviss-vscode" };
  }

  /** One request on the wire. Whether a GET is worth another try is for the caller to say. */
  private async attempt({ config, endpoint, signal, waitFor, onBytes }: Attempt): Promise<Received> {
    const { default: axios } = await import("axios");
    if (signal?.aborted === true) throw cancelled({ endpoint, unsent: true });
    const method = config.method ?? "GET";
    const watch = new RequestWatch(this.patience, waitFor, signal);
    const started = Date.now();
    const took = (): string => `${String(Date.now() - started)} ms`;
    try {
      const answer = await axios.request<string>({
        ...config,
        ...bareRequest,
        signal: watch.signal,
        transport: watch.transport(new URL(config.url ?? "").protocol === "https:" ? https : http),
        ...(onBytes && {
          onUploadProgress: ({ loaded }: AxiosProgressEvent) => {
            watch.moved();
            onBytes(loaded);
          },
        }),
      } as AxiosRequestConfig);
      this.log.debug(`${endpoint} -> ${String(answer.status)} in ${took()}`);
      return answer;
    } catch (error) {
      const slow = watch.expired;
      const failed = slow
        ? tooSlow(...slow, endpoint, method)
        : networkFailure(error, endpoint, method, !watch.connected);
      this.log.debug(`${endpoint} failed after ${took()}: ${failed.kind} ${failed.serverWords ?? ""}`);
      throw failed;
    } finally {
      watch.end();
    }
  }

  private accept(answer: Received, method: string, endpoint: string): Answer {
    const { status } = answer;
    const text = typeof answer.data === "string" ? answer.data : "";
    const header = (name: string): string | undefined => headerOf(answer, name);
    if (status >= 300 && status < 400) throw redirected(header("location"), status, endpoint);
    if (status < 200 || status >= 300) {
      const refused = refusal({ status, text, method, endpoint, header, now: Date.now() });
      this.log.warn(`${endpoint} -> ${String(status)}: ${refused.serverWords ?? "no words"}`);
      if (refused.kind === "notSignedIn") this.onRefused();
      throw refused;
    }
    return { endpoint, status, text, json: () => parsed(text, header, status, endpoint) };
  }
}

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
