import type http from "node:http";
import type https from "node:https";
import { type Socket } from "node:net";
import { type Waited } from "./networkFailures";

/** How long a request may take, in milliseconds, and how much its answer may bring. */
export interface Patience {
  readonly connect: number;
  readonly answer: number;
  /** An upload may take as long as it likes while its bytes move. */
  readonly idle: number;
  /** Within each such time, an answer that has begun must bring another kilobyte or end. */
  readonly read: number;
  /** A call that is no upload, with all its tries. */
  readonly total: number;
  /** Bytes of an answer, unpacked. */
  readonly largest: number;
}

export const patient: Patience = {
  ...{ connect: 15_000, answer: 60_000, idle: 60_000, read: 30_000, total: 120_000 },
  largest: 64 * 1024 * 1024,
};

const leastRead = 1_024;

/** After a write has failed, how long what the server had said before may still be read, in milliseconds. */
const lastWords = 500;

export interface Watched {
  readonly waitFor: "answer" | "bytes";
  /** When it must be over, in milliseconds since 1970. */
  readonly until?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called when the server begins to answer. */
  readonly onAnswer?: ((status: number) => void) | undefined;
}

/** Ends a request by hand: when the caller gives up, no connection comes about, or nothing arrives. */
export class RequestWatch {
  readonly signal: AbortSignal;
  /** What was waited for in vain, and for how many seconds. */
  expired: readonly [Waited, number] | undefined;
  connected = false;
  /** The answer has begun. */
  answered = false;
  private readonly abort = new AbortController();
  private readonly final: NodeJS.Timeout | undefined;
  private timer: NodeJS.Timeout | undefined;
  private ended = false;
  private readonly giveUp = (): void => {
    this.abort.abort();
  };

  constructor(
    private readonly patience: Patience,
    private readonly watched: Watched,
  ) {
    this.signal = this.abort.signal;
    watched.signal?.addEventListener("abort", this.giveUp, { once: true });
    this.expect("connecting", patience.connect);
    if (watched.until === undefined) return;
    const left = Math.max(0, watched.until - Date.now());
    this.final = setTimeout(() => this.expire("all", patience.total), left);
  }

  moved(): void {
    this.connected = true;
    if (this.answered) return;
    const { waitFor } = this.watched;
    this.expect(waitFor, waitFor === "bytes" ? this.patience.idle : this.patience.answer);
  }

  /** The platform's own transport, listened to for the moments of connection and answer. */
  transport(scheme: typeof http | typeof https): { request: typeof http.request } {
    const request = (options: https.RequestOptions, onAnswer?: (answer: http.IncomingMessage) => void) => {
      // No agent of anybody's: VS Code puts its own in, which knows the proxy. And neither a setting nor the
      // environment may switch the check of certificates off, because a token travels here.
      const own: https.RequestOptions = { ...options, rejectUnauthorized: true };
      delete own.agent;
      // Its options win over those of the request, and anything in this process may have changed them.
      const shared = scheme.globalAgent as https.Agent;
      if (shared.options.rejectUnauthorized === false) own.agent = new scheme.Agent();
      const sent = scheme.request(own, onAnswer);
      // A connection kept for later may be closed by the server just as the next POST goes out, whose fate nobody knew.
      sent.shouldKeepAlive = false;
      sent.once("socket", (socket) => {
        const ready = readiness(socket);
        if (ready === undefined) this.moved();
        else socket.once(ready, () => this.moved());
        if (this.watched.waitFor === "bytes") hearOut(socket);
        sent.once("response", ({ statusCode = 0 }) => {
          this.watched.onAnswer?.(statusCode);
          this.reading(socket);
        });
      });
      return sent;
    };
    return { request: request as typeof http.request };
  }

  end(): void {
    // The library may tell of progress afterwards, which must not start a timer again.
    this.ended = true;
    clearTimeout(this.timer);
    clearTimeout(this.final);
    this.watched.signal?.removeEventListener("abort", this.giveUp);
  }

  private reading(socket: Socket): void {
    this.answered = true;
    const from = socket.bytesRead;
    this.expect("reading", this.patience.read, () => {
      if (socket.bytesRead - from < leastRead) return false;
      this.reading(socket);
      return true;
    });
  }

  private expect(what: Waited, within: number, goesOn = (): boolean => false): void {
    if (this.ended || this.signal.aborted) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (!goesOn()) this.expire(what, within);
    }, within);
  }

  private expire(what: Waited, within: number): void {
    this.expired ??= [what, within / 1000];
    this.abort.abort();
  }
}

/** What a socket tells when the first byte of a request can go out; undefined when it can already. */
function readiness(socket: Socket): "secureConnect" | "connect" | undefined {
  // Node has it on every TLS socket, and leaves it out of its documentation.
  if ("secureConnecting" in socket && socket.secureConnecting === true) return "secureConnect";
  return socket.connecting ? "connect" : undefined;
}

/**
 * A server that refuses an upload answers and hangs up while we still send. Node drops such a connection at the first
 * write that fails, and with it the answer that already lies in the buffer: so it hears of the failure a little later.
 */
function hearOut(socket: Socket): void {
  const write = socket._write.bind(socket);
  const writeMany = socket._writev?.bind(socket);
  const late = (done: Done): Done => {
    return (error) => {
      if (error) setTimeout(() => done(error), lastWords).unref();
      else done(error);
    };
  };
  socket._write = (chunk, encoding, done) => write(chunk, encoding, late(done));
  if (writeMany) socket._writev = (chunks, done) => writeMany(chunks, late(done));
}

type Done = (error?: Error | null) => void;
