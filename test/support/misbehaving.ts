import { type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { type RawServer, serveSocket } from "./rawServer";

/** A request as it lay on the wire, and the how-manieth it is. */
export interface WireRequest {
  readonly head: string;
  readonly nth: number;
}

type Misdeed = (socket: Socket, request: WireRequest) => void;

export interface Misbehaving extends Omit<RawServer, "seen"> {
  /** `GET /path`, in the order in which they came in whole. */
  readonly seen: readonly string[];
}

/** A server that takes requests in whole and then does one wrong thing, on the bare wire. */
export async function misbehave(misdeed: Misdeed): Promise<Misbehaving> {
  const seen: string[] = [];
  const server = await serveSocket((socket) => {
    let text = "";
    socket.on("data", (piece) => {
      text += piece.toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      if (end < 0) return;
      const head = text.slice(0, end);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (text.length < end + 4 + length) return;
      text = "";
      seen.push(head.split(" HTTP/", 1)[0] ?? "");
      misdeed(socket, { head, nth: seen.length });
    });
  });
  return { ...server, seen };
}

interface Extra {
  readonly type?: string | undefined;
  readonly [header: string]: string | undefined;
}

/** Answers decently. */
export function say(socket: Socket, status: number, body: string | Uint8Array, { type, ...headers }: Extra = {}): void {
  socket.end(message(status, body, { type, ...headers }));
}

function message(status: number, body: string | Uint8Array, { type, ...headers }: Extra, length?: number): Buffer {
  const bytes = Buffer.from(body);
  const lines = [
    `HTTP/1.1 ${String(status)} Whatever`,
    `Content-Type: ${type ?? "application/json"}`,
    `Content-Length: ${String(length ?? bytes.length)}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value ?? ""}`),
  ];
  return Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`), bytes]);
}

const detail = (value: unknown): string => JSON.stringify({ detail: value });
const plain =
  (status: number, body: string | Uint8Array, extra?: Extra): Misdeed =>
  (socket) =>
    say(socket, status, body, extra);
const megabyte = Buffer.alloc(1024 * 1024, " ");

/** Goes on for ever, as fast as the other side takes it. */
function flood(socket: Socket): void {
  socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
  const more = (): void => {
    while (socket.writable) if (!socket.write(`100000\r\n${megabyte.toString()}\r\n`)) return;
  };
  socket.on("drain", more);
  more();
}

/** One byte now and then: never silent, never done. */
function drip(every: number, head: string): Misdeed {
  return (socket) => {
    socket.write(head);
    const timer = setInterval(() => socket.write(" "), every);
    socket.once("close", () => clearInterval(timer));
  };
}

const utf16 = Buffer.from('{"IId":7,"Name":"å"}', "utf16le");
const latin = Buffer.from('{"IId":7,"Name":"å"}', "latin1");

/** One trouble each, by its name. */
export const troubles = {
  "a connection reset before the answer": (socket) => void socket.resetAndDestroy(),
  "a connection reset in the middle of the answer": (socket) => {
    socket.write(message(200, '{"IId":', {}, 100), () => setTimeout(() => socket.resetAndDestroy(), 20));
  },
  "a connection reset after the answer": (socket) => {
    socket.write(message(200, '{"IId":7}', {}), () => setTimeout(() => socket.resetAndDestroy(), 20));
  },
  "a connection closed in the middle of the answer": (socket) => socket.end(message(200, '{"IId":', {}, 100)),
  "a server that says nothing": () => undefined,
  "a slow drip": drip(20, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 5000000\r\n\r\n"),
  "a slow drip of headers": drip(20, "HTTP/1.1 200 OK\r\nX-Slow: "),
  "an answer of 100 MB, announced": (socket) => {
    socket.write(message(200, "", {}, 100 * 1024 * 1024));
    for (let sent = 0; sent < 100; sent++) socket.write(megabyte);
  },
  "an answer without end": flood,
  "a gzip bomb": plain(200, Buffer.concat(Array<Buffer>(100).fill(gzipSync(megabyte))), { "Content-Encoding": "gzip" }),
  "half a gzip": plain(200, gzipSync('{"IId":7}').subarray(0, 14), { "Content-Encoding": "gzip" }),
  "something that only claims to be gzip": plain(200, '{"IId":7}', { "Content-Encoding": "gzip" }),
  "Latin text called UTF-8": plain(200, latin, { type: "application/json; charset=utf-8" }),
  "Latin text called by its name": plain(200, latin, { type: "application/json; charset=ISO-8859-1" }),
  "UTF-16": plain(200, utf16, { type: "application/json; charset=utf-16le" }),
  "UTF-8 called Latin": plain(200, '{"IId":7,"Name":"å"}', { type: "application/json; charset=latin1" }),
  "truncated JSON": plain(200, '{"IId":7,"Sta'),
  "malformed JSON": plain(200, "{IId:7}"),
  "no body at all": plain(200, ""),
  "a web page": plain(200, "<!doctype html><title>Sign in</title>", { type: "text/html" }),
  "a web page that claims to be JSON": plain(200, "<html><title>Sign in</title></html>"),
  "JSON that claims to be text": plain(200, '{"IId":7}', { type: "text/plain" }),
  "a picture": plain(200, "\u0089PNG\r\n", { type: "image/png" }),
  "something that is not HTTP": (socket) => socket.end("SSH-2.0-x\r\n"),
  "a redirect to itself": plain(307, "", { Location: "/v1/api/there" }),
  "a redirect elsewhere": plain(302, "", { Location: "https://elsewhere.invalid/v1/api/there" }),
  "a redirect with a password": (socket, { head }) => {
    const host = /host: (\S+)/i.exec(head)?.[1] ?? "";
    say(socket, 302, "", { Location: `http://me:secret@${host}/there` });
  },
  "401": plain(401, detail("Not authenticated"), { "WWW-Authenticate": "Bearer" }),
  "403 of an older FastAPI": plain(403, detail("Not authenticated")),
  "403": plain(403, detail("Only a manager may.")),
  "404 of no route": plain(404, detail("Not Found")),
  "404 of no item": plain(404, detail("Model 7 does not exist.")),
  "405": plain(405, detail("Method Not Allowed")),
  "407": plain(407, ""),
  "408": plain(408, ""),
  "409": plain(409, detail("The model is still training.")),
  "413 as a page": plain(413, "<html><title>413 Request Entity Too Large</title></html>", { type: "text/html" }),
  "422 of Pydantic 1": plain(
    422,
    detail([{ loc: ["body", "upload_ids"], msg: "field required", type: "value_error.missing" }]),
  ),
  "422 of Pydantic 2": plain(
    422,
    detail([{ loc: ["body", "x", 0], msg: "Not top-secret-data", type: "bad", input: "top-secret-data", ctx: {} }]),
  ),
  "422 in words": plain(422, detail("These dates are not in the dataset.")),
  "429 once, with seconds": (socket, { nth }) =>
    nth === 1 ? say(socket, 429, "", { "Retry-After": "7" }) : say(socket, 200, '{"IId":7}'),
  "429 once, with a date": (socket, { nth }) =>
    nth === 1
      ? say(socket, 429, "", { "Retry-After": new Date(Date.now() + 9_000).toUTCString() })
      : say(socket, 200, '{"IId":7}'),
  "429 without end": plain(429, detail("Slow down."), { "Retry-After": "2" }),
  "429 for an hour": plain(429, detail("Slow down."), { "Retry-After": "3600" }),
  "500 once": (socket, { nth }) =>
    nth === 1 ? say(socket, 500, "Internal Server Error", { type: "text/plain" }) : say(socket, 200, '{"IId":7}'),
  "500 that sends the token back": (socket, { head }) => {
    const token = /authorization: bearer (\S+)/i.exec(head)?.[1] ?? "none";
    say(socket, 500, token, { type: "text/plain", "X-Request-Id": token });
  },
  "the token in a good answer": (socket, { head }) =>
    say(socket, 200, JSON.stringify({ IId: 7, Message: /authorization: .*/i.exec(head)?.[0] ?? "" })),
  "500": plain(500, "Internal Server Error", { type: "text/plain", "X-Request-Id": "abc-1" }),
  "501": plain(501, ""),
  "502": plain(502, "<html><title>502 Bad Gateway</title></html>", { type: "text/html" }),
  "503 with a time": plain(503, "", { "Retry-After": "1" }),
  "504": plain(504, "<html><title>504 Gateway Time-out</title></html>", { type: "text/html" }),
  "the token sent back": (socket, { head }) =>
    say(socket, 400, detail(`No good: ${/authorization: .*/i.exec(head)?.[0] ?? ""}`)),
} satisfies Readonly<Record<string, Misdeed>>;

export type Trouble = keyof typeof troubles;
