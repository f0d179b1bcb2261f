// A door in front of the VS Code server that also answers POST /mint-key. The workbench seals its secrets into the
// browser's storage with a key of two halves and asks that path for one of them; the bare server has no such path, and
// secrets would be lost at every reload.
import { randomBytes } from "node:crypto";
import http from "node:http";
import net from "node:net";

const here = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * @param {number} serverPort
 * @returns {Promise<{ port: number, close: () => Promise<void> }>}
 */
export async function startMintKeyFront(serverPort) {
  const halfKey = randomBytes(32);
  /** @type {Set<import("node:stream").Duplex>} */
  const sockets = new Set();
  const front = http.createServer((request, response) => {
    if (!isFromHere(request)) return void response.writeHead(403).end();
    if (request.method === "POST" && request.url?.split("?")[0] === "/mint-key")
      return void response.writeHead(200, { "content-type": "application/octet-stream" }).end(halfKey);
    passOn(request, response, serverPort);
  });
  front.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  front.on("upgrade", (request, socket, head) => {
    if (isFromHere(request)) joinSockets(request, socket, head, serverPort);
    else socket.destroy();
  });
  await new Promise((resolve, reject) => {
    front.once("error", reject);
    front.listen(0, "127.0.0.1", () => resolve(undefined));
  });
  const close = () =>
    /** @type {Promise<void>} */ (
      new Promise((resolve) => {
        front.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      })
    );
  return { port: /** @type {net.AddressInfo} */ (front.address()).port, close };
}

/**
 * A page of elsewhere may resolve its own name to this machine; its requests still carry that name.
 * @param {http.IncomingMessage} request
 */
function isFromHere({ headers }) {
  if (!here.has((headers.host ?? "").replace(/:\d+$/, ""))) return false;
  return headers.origin === undefined || headers.origin === `http://${headers.host}`;
}

/**
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 * @param {number} port
 */
function passOn(request, response, port) {
  const { method, url, headers } = request;
  const onward = http.request({ host: "127.0.0.1", port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.headers);
    answer.pipe(response);
    answer.on("error", () => response.destroy());
  });
  onward.on("error", () =>
    response.headersSent ? response.destroy() : response.writeHead(502).end("VS Code does not answer."),
  );
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}

/**
 * @param {http.IncomingMessage} request
 * @param {import("node:stream").Duplex} socket
 * @param {Buffer} head
 * @param {number} port
 */
function joinSockets(request, socket, head, port) {
  const onward = net.connect(port, "127.0.0.1", () => {
    onward.write(`${request.method} ${request.url} HTTP/1.1\r\n`);
    for (let i = 0; i + 1 < request.rawHeaders.length; i += 2)
      onward.write(`${request.rawHeaders[i]}: ${request.rawHeaders[i + 1]}\r\n`);
    onward.write("\r\n");
    onward.write(head);
    onward.pipe(socket).pipe(onward);
  });
  for (const [one, other] of /** @type {const} */ ([
    [socket, onward],
    [onward, socket],
  ])) {
    one.on("error", () => other.destroy());
    one.on("close", () => other.destroy());
  }
}
