import { createServer, type RequestListener, type Server, type ServerOptions } from "node:http";
import { type AddressInfo } from "node:net";
import { IDENTITY_PATH } from "../store/folderOwner";
import { isLoopbackHost } from "./access";
import { USUAL_PACE, watchBodies } from "./bodyPace";

export interface FrontDoor {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly server: Server;
  /** From here on requests go to this listener; those that came before have waited. */
  readonly letIn: (handler: RequestListener) => Server;
  readonly close: () => Promise<void>;
}

/** Bytes of a request's first line and headers. */
export const LONGEST_HEAD = 16_384;
const LIMITS: ServerOptions = {
  maxHeaderSize: LONGEST_HEAD,
  // The answer to a request without a host is ours.
  requireHostHeader: false,
  headersTimeout: 10_000,
  connectionsCheckingInterval: 5_000,
  // A large upload may take as long as it needs, if it only comes on.
  requestTimeout: 0,
};
const MOST_HEADERS = 100;
const TOO_MANY_HEADERS = JSON.stringify({ detail: `The request has more than ${MOST_HEADERS} headers.` });
// Far more than requests that are answered at once: who is refused should hear why.
const MOST_CONNECTIONS = 2048;
const SILENCE_MS = 300_000;

/**
 * Opens the port before there is anything behind it: the folder's lock must name the address, and a second process that
 * finds the lock asks here who owns it.
 */
export async function openFrontDoor(port: number, identity: { pid: number; startedAt: string }): Promise<FrontDoor> {
  const early: Parameters<RequestListener>[] = [];
  let inside: RequestListener | undefined;
  const server = createServer(LIMITS, (request, response) => {
    if (request.rawHeaders.length > 2 * MOST_HEADERS) {
      response.writeHead(431, { "Content-Type": "application/json", Connection: "close" }).end(TOO_MANY_HEADERS);
    } else if (request.url === IDENTITY_PATH && isLoopbackHost(request.headers.host)) {
      response.setHeader("Content-Type", "application/json").end(JSON.stringify(identity));
    } else if (inside) inside(request, response);
    else early.push([request, response]);
  });
  // Node leaves further ones out without a word: one more shows that there were too many.
  server.maxHeadersCount = MOST_HEADERS + 1;
  server.maxConnections = MOST_CONNECTIONS;
  // Who neither takes nor sends anything for so long is gone, even while a result is being computed.
  server.timeout = SILENCE_MS;
  watchBodies(server, USUAL_PACE);
  await new Promise<void>((resolve, reject) => {
    server.once("error", ({ code, message }: NodeJS.ErrnoException) => {
      const why = code === "EADDRINUSE" ? "is taken by another program" : `cannot be opened (${message})`;
      reject(new Error(`Port ${port} ${why}: choose another one, or 0 for any free one.`));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    letIn: (handler) => {
      // Next turn, so that the handler's own preparations are over.
      setImmediate(() => {
        inside = handler;
        for (const [request, response] of early.splice(0)) handler(request, response);
      });
      return server;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
