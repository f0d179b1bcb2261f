import { type AxiosProgressEvent, type AxiosRequestConfig } from "axios";
import http from "node:http";
import https from "node:https";
import { headerOf, type Received } from "./answer";
import { type AlvissError, cancelled } from "./errors";
import { type RequestLog } from "./log";
import { networkFailure, tooSlow } from "./networkFailures";
import { requestIdOf } from "./refusals";
import { type Patience, RequestWatch, type Watched } from "./requestWatch";

/** One request on the wire. */
export interface Exchange extends Watched {
  readonly config: AxiosRequestConfig & { readonly method: string; readonly url: string };
  readonly endpoint: string;
  readonly onBytes?: ((loaded: number) => void) | undefined;
  /** What an answer that is no success says, for the log. */
  readonly words: (received: Received) => string | undefined;
}

/** The library is to do nothing of its own accord: with redirects allowed it would keep a whole upload in memory. */
const bareRequest: AxiosRequestConfig = {
  proxy: false,
  maxRedirects: 0,
  // No limit; any other value puts one more stream between the file and the line.
  maxBodyLength: -1,
  responseType: "arraybuffer",
  // By itself it quotes a body that it cannot parse, such as one that holds NaN.
  transformRequest: (body: unknown) => body,
  transformResponse: (bytes: unknown) => bytes,
  validateStatus: () => true,
};

/** Sends a request and takes in the whole answer, whatever it says. Writes one line to the log. */
export async function exchange(one: Exchange, patience: Patience, log: RequestLog): Promise<Received> {
  const { config, endpoint, signal, onBytes } = one;
  const { default: axios } = await import("axios");
  if (signal?.aborted === true) throw cancelled({ endpoint, unsent: true });
  const watch = new RequestWatch(patience, one);
  const started = performance.now();
  const took = (): string => `${(performance.now() - started).toFixed(0)} ms`;
  try {
    const { status, data, headers } = await axios.request<Buffer>({
      ...config,
      ...bareRequest,
      maxContentLength: patience.largest,
      signal: watch.signal,
      transport: watch.transport(new URL(config.url).protocol === "https:" ? https : http),
      ...(onBytes && {
        onUploadProgress: ({ loaded }: AxiosProgressEvent) => {
          watch.moved();
          onBytes(loaded);
        },
      }),
    } as AxiosRequestConfig);
    const received: Received = { status, bytes: data, headers };
    report(one, received, took(), log);
    return received;
  } catch (error) {
    const failed = watch.expired
      ? tooSlow(...watch.expired, endpoint, config.method)
      : networkFailure(error, endpoint, config.method, watch);
    reportFailure(failed, endpoint, took(), log);
    throw failed;
  } finally {
    watch.end();
  }
}

function report({ endpoint, words }: Exchange, received: Received, took: string, log: RequestLog): void {
  const { status, bytes } = received;
  const id = requestIdOf((name) => headerOf(received, name));
  const line = `${endpoint} -> ${String(status)} in ${took}, ${String(bytes.byteLength)} bytes${id === undefined ? "" : `, request ${id}`}`;
  if (status < 300) log.info(line);
  else log.warn(`${line}: ${oneLine(words(received) ?? "no words")}`);
}

function reportFailure(failed: AlvissError, endpoint: string, took: string, log: RequestLog): void {
  const line = `${endpoint} failed in ${took}: ${failed.kind}`;
  if (failed.kind === "cancelled") log.info(line);
  else log.warn(`${line}, ${oneLine(failed.serverWords ?? "no words")}`);
}

const oneLine = (words: string): string => words.replace(/\s*\n\s*/g, " | ");
