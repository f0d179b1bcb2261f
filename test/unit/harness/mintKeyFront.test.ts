import assert from "node:assert/strict";
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { startMintKeyFront } from "../../harness/mintKeyFront.mjs";

type Front = Awaited<ReturnType<typeof startMintKeyFront>>;

describe("the door in front of the VS Code server", () => {
  let server: http.Server;
  let front: Front;
  let seen: string[] = [];

  before(async () => {
    server = http.createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      response.writeHead(201, { "x-from": "server" });
      request.pipe(response);
    });
    server.on("upgrade", (request, socket) => {
      socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`);
      socket.on("error", () => undefined).on("end", () => socket.end());
      socket.on("data", (data) => socket.write(`echo ${request.url} ${String(data)}`));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    front = await startMintKeyFront((server.address() as AddressInfo).port);
  });
  after(async () => {
    await front.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => (seen = []));

  const ask = (path: string, init?: RequestInit): Promise<Response> =>
    fetch(`http://localhost:${front.port}${path}`, init);

  it("answers the same half of a key each time it is asked", async () => {
    const [one, other] = await Promise.all(
      [0, 1].map(async () => Buffer.from(await (await ask("/mint-key", { method: "POST" })).arrayBuffer())),
    );
    assert.equal(one?.length, 32);
    assert.deepEqual(one, other);
    assert.deepEqual(seen, []);
  });

  it("passes everything else on, body and status", async () => {
    const answer = await ask("/static/a.js?b=1", { method: "POST", body: "text" });
    assert.equal(answer.status, 201);
    assert.equal(answer.headers.get("x-from"), "server");
    assert.equal(await answer.text(), "text");
    assert.deepEqual(seen, ["POST /static/a.js?b=1"]);
  });

  it("joins web sockets", async () => {
    const socket = net.connect(front.port, "127.0.0.1");
    socket.write(
      `GET /agent?x=1 HTTP/1.1\r\nHost: localhost:${front.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
    );
    let text = "";
    for await (const data of socket) {
      text += String(data);
      if (text.endsWith("\r\n\r\n")) socket.write("hello");
      if (text.includes("hello")) break;
    }
    assert.match(text, /echo \/agent\?x=1 hello$/);
  });

  for (const [who, headers] of [
    ["under another name, as DNS rebinding does", { host: "attacker.example" }],
    ["by a page of another origin", { host: "localhost", origin: "http://attacker.example" }],
  ] as const)
    it(`refuses who comes ${who}`, async () => {
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const options = { port: front.port, host: "127.0.0.1", method: "POST", path: "/mint-key", headers };
        http
          .request(options, (answer) => resolve(answer.resume().statusCode))
          .on("error", reject)
          .end();
      });
      assert.equal(status, 403);
      assert.deepEqual(seen, []);
    });
});
