import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { watchBodies } from "../../../../src/sandbox/http/bodyPace";

describe("the pace of a request's body", () => {
  const servers: ReturnType<typeof createServer>[] = [];
  afterEach(() => servers.splice(0).forEach((server) => server.close()));
  async function serve(everyMs: number, listener: RequestListener) {
    const server = createServer(listener);
    watchBodies(server, { everyMs, leastBytes: 100 });
    servers.push(server);
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
    let said = "";
    socket.on("data", (chunk) => (said += chunk.toString()));
    await once(socket, "connect");
    return { socket, said: () => said };
  }
  const HEAD = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n";

  it("ends one that only drips, with 408", async () => {
    const { socket, said } = await serve(25, () => undefined);
    socket.write(HEAD);
    const drip = setInterval(() => socket.write("x"), 10);
    await once(socket, "close").finally(() => clearInterval(drip));
    assert.match(said(), /^HTTP\/1.1 408 .*too slowly/s);
  });

  it("tells whoever reads the body that no more of it comes", async () => {
    let reading: Promise<string> | undefined;
    const { socket } = await serve(25, (request) => {
      reading = pipeline(request, new PassThrough().resume()).then(
        () => "whole",
        () => "cut off",
      );
    });
    socket.write(HEAD);
    await once(socket, "close");
    assert.equal(await reading, "cut off");
  });

  it("leaves one alone that comes on, and one that is complete while its answer takes time", async () => {
    const { socket, said } = await serve(25, (request, response) => {
      request.resume().on("end", () => setTimeout(() => response.end("taken"), 80));
    });
    socket.write(HEAD);
    for (let sent = 0; sent < 100_000; sent += 10_000) {
      socket.write("x".repeat(10_000));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await once(socket, "data");
    assert.match(said(), /^HTTP\/1.1 200/);
    socket.destroy();
  });
});
