import { readFileSync } from "node:fs";
import { createServer as createHttpServer, type IncomingMessage } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { type Respond, type SeenRequest } from "./rawServer";

/** A TLS server with a certificate that nobody trusts, and a proxy that leads every name to it. */
export interface LocalProxy {
  /** `http://127.0.0.1:PORT`. */
  readonly origin: string;
  /** What the proxy was asked: `CONNECT host:port`, or method and absolute address. */
  readonly asked: string[];
  /** What came through to the server behind it. */
  readonly seen: SeenRequest[];
  close(): Promise<void>;
}

/** `fixtures` is the folder test/fixtures; port 0 takes a free one. */
export async function serveProxy(fixtures: string, port: number, respond: Respond): Promise<LocalProxy> {
  const asked: string[] = [];
  const seen: SeenRequest[] = [];
  const open = new Set<Socket>();
  const file = (name: string): Buffer => readFileSync(join(fixtures, "tls", name));
  const behind = createTlsServer({ key: file("key.pem"), cert: file("certificate.pem") }, (request, response) => {
    const { method = "", url = "", headers } = request;
    const whole = { method, url, headers, body: "" };
    seen.push(whole);
    void respond(whole, response);
  });
  behind.on("tlsClientError", () => undefined);
  const proxy = createHttpServer((request, response) => {
    asked.push(`${request.method ?? ""} ${request.url ?? ""}`);
    response.writeHead(502).end();
  });
  proxy.on("connect", (request: IncomingMessage, client: Socket) => {
    asked.push(`CONNECT ${request.url ?? ""}`);
    const server = connect(portOf(behind), "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      server.pipe(client).pipe(server);
    });
    for (const socket of [client, server]) {
      open.add(socket);
      socket.on("error", () => undefined).on("close", () => open.delete(socket));
    }
  });
  await Promise.all([listening(behind, 0), listening(proxy, port)]);
  return {
    origin: `http://127.0.0.1:${String(portOf(proxy))}`,
    asked,
    seen,
    close: async () => {
      for (const socket of open) socket.destroy();
      await Promise.all([closed(behind), closed(proxy)]);
    },
  };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
const listening = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", () => resolve()));
const closed = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
