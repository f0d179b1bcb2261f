import { type IncomingMessage, type Server, type ServerResponse } from "node:http";

export interface Pace {
  /** How often it is looked at. */
  readonly everyMs: number;
  /** What must have come since the last look. */
  readonly leastBytes: number;
}

/** A kilobyte a second: slower than any line that could send a data file. */
export const USUAL_PACE: Pace = { everyMs: 30_000, leastBytes: 30_000 };

const TOO_SLOW = JSON.stringify({ detail: "The request's body came too slowly." });

/** Ends requests whose body stops coming, so that nobody can hold the sandbox's connections by saying a byte now and then. */
export function watchBodies(server: Server, { everyMs, leastBytes }: Pace): void {
  server.prependListener("request", (request: IncomingMessage, response: ServerResponse) => {
    if (!hasBody(request)) return;
    let seen = request.socket.bytesRead;
    const timer = setInterval(() => {
      const { bytesRead } = request.socket;
      if (request.complete) clearInterval(timer);
      else if (bytesRead - seen < leastBytes) end(request, response);
      seen = bytesRead;
    }, everyMs);
    timer.unref();
    response.once("close", () => clearInterval(timer));
  });
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;

function end(request: IncomingMessage, response: ServerResponse): void {
  if (!response.headersSent) {
    response.writeHead(408, { "Content-Type": "application/json", Connection: "close" });
    // The request, not its socket alone: once it has its answer Node would leave whoever reads its body waiting for ever.
    response.end(TOO_SLOW, () => request.destroy());
  } else request.destroy();
}
