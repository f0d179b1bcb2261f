import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { IDENTITY_PATH } from "../store/folderOwner";
import { isLoopbackHost } from "./access";

export interface FrontDoor {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly server: Server;
  /** From here on requests go to this listener; those that came before have waited. */
  readonly letIn: (handler: RequestListener) => Server;
  readonly close: () => Promise<void>;
}

/**
 * Opens the port before there is anything behind it: the folder's lock must name the address, and a second process that
 * finds the lock asks here who owns it.
 */
export async function openFrontDoor(port: number, identity: { pid: number; startedAt: string }): Promise<FrontDoor> {
  const early: Parameters<RequestListener>[] = [];
  let inside: RequestListener | undefined;
  const server = createServer((request, response) => {
    if (request.url === IDENTITY_PATH && isLoopbackHost(request.headers.host)) {
      response.setHeader("Content-Type", "application/json").end(JSON.stringify(identity));
    } else if (inside) inside(request, response);
    else early.push([request, response]);
  });
  // A large upload may take as long as it needs.
  server.requestTimeout = 0;
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
