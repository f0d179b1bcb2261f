import type http from "node:http";
import type https from "node:https";
import { type Waited } from "./networkFailures";

/** How long a request may take, in milliseconds. */
export interface Patience {
  readonly connect: number;
  readonly answer: number;
  /** An upload may take as long as it likes while its bytes move. */
  readonly idle: number;
}

export const patient: Patience = { connect: 15_000, answer: 60_000, idle: 60_000 };

/** Ends a request by hand: when the caller gives up, no connection comes about, or nothing arrives. */
export class RequestWatch {
  readonly signal: AbortSignal;
  /** What was waited for in vain, and for how many seconds. */
  expired: readonly [Waited, number] | undefined;
  connected = false;
  private readonly abort = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private ended = false;
  private readonly giveUp = (): void => {
    this.abort.abort();
  };

  constructor(
    private readonly patience: Patience,
    private readonly waitFor: Exclude<Waited, "connecting">,
    private readonly outer: AbortSignal | undefined,
  ) {
    this.signal = this.abort.signal;
    outer?.addEventListener("abort", this.giveUp, { once: true });
    this.expect("connecting", patience.connect);
  }

  moved(): void {
    this.connected = true;
    this.expect(this.waitFor, this.waitFor === "bytes" ? this.patience.idle : this.patience.answer);
  }

  /** The library's own transport, listened to for the moment of connection. */
  transport(scheme: typeof http | typeof https): { request: typeof http.request } {
    const request = (...args: Parameters<typeof http.request>): http.ClientRequest => {
      const sent = scheme.request(...args);
      sent.once("socket", (socket) => {
        if (socket.connecting) socket.once("connect", () => this.moved());
        else this.moved();
      });
      return sent;
    };
    return { request: request as typeof http.request };
  }

  end(): void {
    // The library may tell of progress afterwards, which must not start a timer again.
    this.ended = true;
    clearTimeout(this.timer);
    this.outer?.removeEventListener("abort", this.giveUp);
  }

  private expect(what: Waited, within: number): void {
    if (this.ended || this.signal.aborted) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.expired = [what, within / 1000];
      this.abort.abort();
    }, within);
  }
}
