import { type Duplex } from "node:stream";

/** What is not even HTTP gets an answer all the same, in the shape of all the others. */
export function answerGarbage(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === "ECONNRESET") return void socket.destroy();
  const [status, detail] = GARBAGE[error.code ?? ""] ?? ["400 Bad Request", "This is not HTTP."];
  const body = JSON.stringify({ detail });
  socket.end(
    `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const GARBAGE: Readonly<Record<string, readonly [status: string, detail: string]>> = {
  HPE_HEADER_OVERFLOW: ["431 Request Header Fields Too Large", "The request's headers are larger than 16 kB."],
  ERR_HTTP_REQUEST_TIMEOUT: ["408 Request Timeout", "The request's headers came too slowly."],
};
