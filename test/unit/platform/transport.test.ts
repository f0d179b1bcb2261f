import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import https from "node:https";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type Server } from "../../../src/platform/connections";
import { AlvissError, mayHaveHappened } from "../../../src/platform/errors";
import { type Patience } from "../../../src/platform/requestWatch";
import { realClock } from "../../../src/platform/settle";
import { Transport, type UploadProgress } from "../../../src/platform/transport";
import { fileSource, type UploadSource } from "../../../src/platform/uploadSource";
import { misbehave, troubles } from "../../support/misbehaving";
import { answerJson, type RawServer, type Respond, serveRaw, serveSocket } from "../../support/rawServer";

const secret = "sandbox_secret-token-value";

describe("the transport", () => {
  const open: { close(): Promise<void> }[] = [];
  const lines: string[] = [];

  afterEach(async () => {
    await Promise.all(open.splice(0).map((server) => server.close()));
    assert.doesNotMatch(lines.splice(0).join("\n"), new RegExp(secret), "the token is in the log");
  });

  const raw = async (respond: Respond): Promise<RawServer> => {
    const server = await serveRaw(respond);
    open.push(server);
    return server;
  };

  const transportTo = (
    origin: string,
    patience: Partial<Patience> = {},
    token: string | undefined = secret,
  ): Transport => {
    const server: Server = {
      name: "Test",
      apiUrl: `${origin}/v1/api`,
      teamsUrl: `${origin}/v1/team/teams`,
      webUrl: undefined,
    };
    const write = (line: string) => void lines.push(line);
    const log = { info: write, debug: write, warn: write };
    // Tries follow each other at once.
    const clock = { ...realClock, random: () => 0 };
    return new Transport({ server, token: () => Promise.resolve(token), log, patience, clock });
  };

  const failure = async (work: Promise<unknown>): Promise<AlvissError> => {
    const error: unknown = await work.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof AlvissError, `expected an AlvissError, got ${String(error)}`);
    assert.doesNotMatch(`${error.message} ${error.stack ?? ""} ${JSON.stringify(error)}`, new RegExp(secret));
    return error;
  };

  it("sends the token as a bearer and posts a body byte for byte", async () => {
    const server = await raw((_request, response) => answerJson(response, '{"IId":9007199254740993}'));
    const body = '{"a":9007199254740993, "b":NaN,"c":1.0,"å":"\\u00e5"}';
    const answer = await transportTo(server.origin).send({
      method: "POST",
      url: `${server.origin}/v1/api/x?y=1`,
      body,
    });
    assert.equal(answer.text, '{"IId":9007199254740993}');
    assert.equal(server.seen[0]?.body, body);
    assert.equal(server.seen[0]?.headers.authorization, `Bearer ${secret}`);
    assert.equal(server.seen[0]?.headers["content-type"], "application/json");
    assert.match(lines.join("\n"), /^POST \/v1\/api\/x -> 200 in [0-9]+ ms, 24 bytes$/m);
  });

  it("takes any 2xx for a success, with or without a body", async () => {
    const server = await raw((_request, response) => response.writeHead(204).end());
    assert.equal(
      (await transportTo(server.origin).send({ method: "PATCH", url: `${server.origin}/v1/api/x` })).text,
      "",
    );
  });

  it("asks for the token each time, so that a new one counts at once", async () => {
    const server = await raw((_request, response) => answerJson(response, "1"));
    const tokens = ["first", "second"];
    const api = { name: "T", apiUrl: server.origin, teamsUrl: server.origin, webUrl: undefined };
    const transport = new Transport({ server: api, token: () => Promise.resolve(tokens.shift()) });
    await transport.send({ method: "GET", url: server.origin });
    await transport.send({ method: "GET", url: server.origin });
    assert.deepEqual(
      server.seen.map(({ headers }) => headers.authorization),
      ["Bearer first", "Bearer second"],
    );
  });

  it("sends nothing without a usable token", async () => {
    const server = await raw((_request, response) => answerJson(response, "1"));
    for (const token of ["", "two\r\nlines", "clé"]) {
      const error = await failure(transportTo(server.origin, {}, token).send({ method: "GET", url: server.origin }));
      assert.equal(error.kind, "notSignedIn");
      assert.equal(mayHaveHappened(error), false);
    }
    assert.equal(server.seen.length, 0);
  });

  it("tells when the server does not take the token, and of nothing else", async () => {
    const told = async (status: number, token: string | undefined): Promise<number> => {
      let refused = 0;
      const { origin } = await raw((_request, response) => answerJson(response, { detail: "no" }, status));
      const server: Server = { name: "T", apiUrl: `${origin}/v1/api`, teamsUrl: `${origin}/teams`, webUrl: undefined };
      const onRefused = () => {
        refused += 1;
        return Promise.resolve("notAsked" as const);
      };
      const transport = new Transport({ server, token: () => Promise.resolve(token), onRefused });
      await transport.send({ method: "POST", url: `${origin}/v1/api/projects/1` }).catch(() => undefined);
      return refused;
    };
    assert.equal(await told(401, secret), 1);
    for (const status of [200, 403, 404, 500]) assert.equal(await told(status, secret), 0, String(status));
    assert.equal(await told(401, undefined), 0, "nothing was sent");
  });

  it("asks again at once with a token that was put in place meanwhile, once, and only what reads", async () => {
    let tokens = ["old"];
    const next = () => Promise.resolve(tokens.length > 1 ? tokens.shift() : tokens[0]);
    const taken = new Set(["new"]);
    const { origin, seen } = await raw(({ headers }, response) =>
      answerJson(response, "1", taken.has((headers.authorization ?? "").replace("Bearer ", "")) ? 200 : 401),
    );
    const server: Server = { name: "T", apiUrl: `${origin}/v1/api`, teamsUrl: `${origin}/teams`, webUrl: undefined };
    const transport = new Transport({ server, token: next });
    const url = `${origin}/v1/api/projects/1`;
    const sent = (): string[] => seen.map(({ headers }) => headers.authorization ?? "");
    tokens = ["old", "new"];
    assert.equal((await transport.send({ method: "GET", url })).text, "1");
    assert.deepEqual(sent(), ["Bearer old", "Bearer new"]);
    tokens = ["old", "older", "oldest", "new"];
    assert.equal((await failure(transport.send({ method: "GET", url }))).kind, "notSignedIn");
    assert.equal(seen.length, 4, "a second token that is refused is an answer");
    tokens = ["old", "new"];
    assert.equal((await failure(transport.send({ method: "POST", url }))).kind, "notSignedIn");
    assert.equal(seen.length, 5, "what may change something goes out once");
  });

  it("never sends the token to another origin, asked or redirected", async () => {
    const elsewhere = await raw((_request, response) => answerJson(response, "1"));
    const server = await raw((_request, response) =>
      response.writeHead(307, { Location: `${elsewhere.origin}/take?code=hidden` }).end(),
    );
    const transport = transportTo(server.origin);
    assert.equal((await failure(transport.send({ method: "GET", url: `${elsewhere.origin}/x` }))).kind, "invalid");
    for (const method of ["GET", "POST"] as const) {
      const error = await failure(transport.send({ method, url: `${server.origin}/x` }));
      assert.match(error.serverWords ?? "", new RegExp(`${elsewhere.origin}/take`));
      assert.doesNotMatch(error.serverWords ?? "", /hidden/);
    }
    assert.equal(elsewhere.seen.length, 0);
  });

  it("follows a GET to another spelling of its address once, and a POST never", async () => {
    const server = await raw((request, response) => {
      if (request.url.endsWith("/")) answerJson(response, "1");
      else response.writeHead(307, { Location: `${request.url}/` }).end();
    });
    const transport = transportTo(server.origin);
    assert.equal((await transport.send({ method: "GET", url: `${server.origin}/teams` })).text, "1");
    assert.equal(
      (await failure(transport.send({ method: "POST", url: `${server.origin}/teams`, body: "{}" }))).status,
      307,
    );
    assert.deepEqual(
      server.seen.map(({ method, url }) => `${method} ${url}`),
      ["GET /teams", "GET /teams/", "POST /teams"],
    );
  });

  it("does not run in circles", async () => {
    const server = await raw((request, response) => response.writeHead(302, { Location: request.url }).end());
    assert.equal(
      (await failure(transportTo(server.origin).send({ method: "GET", url: `${server.origin}/a` }))).status,
      302,
    );
    assert.equal(server.seen.length, 2);
  });

  it("says that a web page is none of its business", async () => {
    const server = await raw((_request, response) =>
      response.writeHead(200, { "Content-Type": "text/html" }).end("<!doctype html><title>Sign in</title>"),
    );
    const error = await failure(transportTo(server.origin).send({ method: "GET", url: `${server.origin}/x` }));
    assert.deepEqual([error.kind, error.serverWords], ["notJson", "a web page: Sign in"]);
  });

  it("says that half an answer is not JSON", async () => {
    const server = await raw((_request, response) => answerJson(response, '{"IId":'));
    const answer = await transportTo(server.origin).send({ method: "GET", url: `${server.origin}/x` });
    assert.throws(() => answer.json(), { kind: "notJson" });
  });

  it("knows that nothing was sent where nobody listens", async () => {
    const probe = createServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const { port } = probe.address() as AddressInfo;
    await new Promise((resolve) => probe.close(resolve));
    const error = await failure(
      transportTo(`http://127.0.0.1:${String(port)}`).send({
        method: "POST",
        url: `http://127.0.0.1:${String(port)}/x`,
      }),
    );
    assert.equal(error.kind, "network");
    assert.equal(error.serverWords, "ECONNREFUSED");
    assert.equal(mayHaveHappened(error), false);
  });

  it("knows that a POST cut off after sending may have happened", async () => {
    const server = await serveSocket((socket) => socket.once("data", () => socket.destroy()));
    open.push(server);
    const error = await failure(
      transportTo(server.origin).send({ method: "POST", url: `${server.origin}/x`, body: "{}" }),
    );
    assert.equal(error.kind, "network");
    assert.equal(mayHaveHappened(error), true);
    assert.match(error.remedy ?? "", /look for it/);
  });

  it("checks certificates whatever else in the process has switched the check off", async () => {
    const file = (name: string): Buffer => readFileSync(join(import.meta.dirname, "../../fixtures/tls", name));
    const asked: string[] = [];
    const server = https.createServer(
      { key: file("key.pem"), cert: file("certificate.pem") },
      ({ url }) => void asked.push(url ?? ""),
    );
    await once(server.listen(0, "127.0.0.1"), "listening");
    const origin = `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const shared = https.globalAgent.options;
    const { rejectUnauthorized: before } = shared;
    try {
      shared.rejectUnauthorized = false;
      const error = await failure(transportTo(origin).send({ method: "POST", url: `${origin}/x`, body: "{}" }));
      assert.match(error.code ?? "", /SELF_SIGNED|UNABLE_TO_VERIFY/);
      assert.deepEqual(asked, []);
    } finally {
      shared.rejectUnauthorized = before;
      server.close();
    }
  });

  it("says so when the answer is no HTTP", async () => {
    const server = await serveSocket((socket) => socket.once("data", () => socket.end("SSH-2.0-x\r\n")));
    open.push(server);
    assert.equal(
      (await failure(transportTo(server.origin).send({ method: "GET", url: `${server.origin}/x` }))).kind,
      "network",
    );
  });

  it("does not take an answer that breaks off for a whole one", async () => {
    const server = await serveSocket((socket) =>
      socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}")),
    );
    open.push(server);
    assert.equal(
      (await failure(transportTo(server.origin).send({ method: "GET", url: `${server.origin}/x` }))).kind,
      "network",
    );
  });

  it("waits for an answer only so long", async () => {
    const server = await raw(() => undefined);
    const error = await failure(
      transportTo(server.origin, { answer: 50 }).send({ method: "GET", url: `${server.origin}/x` }),
    );
    assert.equal(error.kind, "timedOut");
    assert.match(error.serverWords ?? "", /No answer within 0.05 seconds/);
  });

  it("does not wait for ever for an answer that trickles in", async () => {
    const server = await misbehave(troubles["a slow drip"]);
    open.push(server);
    const call = transportTo(server.origin, { total: 200 }).send({ method: "GET", url: `${server.origin}/x` });
    const error = await failure(call);
    assert.deepEqual([error.kind, error.serverWords], ["timedOut", "Not done within 0.2 seconds"]);
  });

  it("counts all tries of a call as one wait", async () => {
    const server = await misbehave(troubles["429 without end"]);
    open.push(server);
    const call = transportTo(server.origin, { total: 1_000 }).send({ method: "GET", url: `${server.origin}/x` });
    assert.equal((await failure(call)).kind, "rateLimited");
    assert.equal(server.seen.length, 1, "the server's two seconds are longer than the whole wait");
  });

  it("gives up at once when told to between two tries", async () => {
    const abort = new AbortController();
    const server = await misbehave((socket, request) => {
      troubles["429 without end"](socket, request);
      setTimeout(() => abort.abort(), 50);
    });
    open.push(server);
    const { signal } = abort;
    const error = await failure(transportTo(server.origin).send({ method: "GET", url: `${server.origin}/x`, signal }));
    assert.deepEqual([error.kind, server.seen.length], ["cancelled", 1]);
  });

  it("gives up when told to, before sending or while waiting", async () => {
    const asked = new AbortController();
    const server = await raw(() => asked.abort());
    const transport = transportTo(server.origin);
    const error = await failure(
      transport.send({ method: "POST", url: `${server.origin}/x`, body: "{}", signal: asked.signal }),
    );
    assert.equal(error.kind, "cancelled");
    assert.equal(mayHaveHappened(error), true);
    const again = await failure(
      transport.send({ method: "POST", url: `${server.origin}/x`, body: "{}", signal: asked.signal }),
    );
    assert.equal(mayHaveHappened(again), false);
    assert.equal(server.seen.length, 1);
  });

  describe("uploading", () => {
    let folder: string;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), "alviss-upload-"));
    });
    afterEach(() => rm(folder, { recursive: true, force: true }));

    const fileOf = async (content: string | Buffer, name = "Sales.csv"): Promise<string> => {
      const path = join(folder, name);
      await writeFile(path, content);
      return path;
    };

    it("sends one part named file, with its name, its exact length and its bytes", async () => {
      const server = await raw((_request, response) => answerJson(response, "1"));
      const file = await fileSource(await fileOf("Country,Date\nSWE,2024-01-01\n", 'Säl "es.csv'));
      const progress: UploadProgress[] = [];
      await transportTo(server.origin).upload({
        url: `${server.origin}/up`,
        file,
        onProgress: (now) => progress.push(now),
      });
      const { headers, body } = server.seen[0] ?? assert.fail("nothing was sent");
      assert.equal(headers["content-length"], String(Buffer.byteLength(body)));
      assert.equal(headers["transfer-encoding"], undefined);
      assert.equal(body.match(/Content-Disposition/g)?.length, 1);
      assert.match(body, /name="file"; filename="Säl %22es\.csv"/);
      assert.match(body, /\r\n\r\nCountry,Date\nSWE,2024-01-01\n\r\n--/);
      assert.deepEqual(progress.at(-1), { sent: file.size, total: file.size });
    });

    for (const [name, type] of [
      ["Sales.CSV", "text/csv"],
      ["Sales.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
      ["Sales", "application/octet-stream"],
    ] as const)
      it(`says that ${name} is ${type}`, async () => {
        const server = await raw((_request, response) => answerJson(response, "1"));
        const file = await fileSource(await fileOf("Country\nSWE\n", name));
        await transportTo(server.origin).upload({ url: `${server.origin}/up`, file });
        assert.match(server.seen[0]?.body ?? "", new RegExp(`\r\nContent-Type: ${type}\r\n`));
      });

    it("sends an empty file too", async () => {
      const server = await raw((_request, response) => answerJson(response, "1"));
      await transportTo(server.origin).upload({ url: `${server.origin}/up`, file: await fileSource(await fileOf("")) });
      assert.match(server.seen[0]?.body ?? "", /\r\n\r\n\r\n--/);
    });

    it("tells the truth while the server takes its time: no more than went out, at most ten times a second", async () => {
      const size = 64 * 1024 * 1024;
      const told: { readonly at: number; readonly sent: number; readonly received: number }[] = [];
      let received = 0;
      const server = await serveSocket((socket) => {
        socket.on("data", (piece) => {
          received += piece.byteLength;
          if (received > size) socket.end("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1");
        });
      });
      open.push(server);
      const file = await fileSource(await fileOf(Buffer.alloc(size)));
      await transportTo(server.origin).upload({
        url: `${server.origin}/up`,
        file,
        onProgress: ({ sent }) => told.push({ at: performance.now(), sent, received }),
      });
      // What the kernel and the streams hold between us is a few megabytes, not the file.
      for (const { sent, received: had } of told)
        assert.ok(sent - had < 16 * 1024 * 1024, `${String(sent)} told, ${String(had)} there`);
      for (const [index, { at }] of told.slice(1, -1).entries()) assert.ok(at - (told[index]?.at ?? 0) >= 99);
      assert.equal(told.at(-1)?.sent, size);
    });

    it("hears a refusal that comes before the file is through, however the server hangs up", async () => {
      const head =
        "HTTP/1.1 422 No\r\nContent-Type: application/json\r\nContent-Length: 21\r\nConnection: close\r\n\r\n";
      const words = '{"detail":"over 1MB"}';
      const endings: readonly ((socket: Socket) => void)[] = [
        (socket) => socket.end(head + words),
        (socket) => socket.write(head + words, () => socket.destroy()),
        (socket) => socket.write(head + words, () => socket.resetAndDestroy()),
        (socket) => socket.write(head, () => setTimeout(() => socket.end(words), 20)),
        // Goes on reading.
        (socket) => void socket.resume().write(head + words),
      ];
      const file = await fileSource(await fileOf(Buffer.alloc(16 * 1024 * 1024)));
      for (const [index, hangUp] of endings.entries()) {
        for (const after of [1, 3_000_000]) {
          let received = 0;
          const server = await serveSocket((socket) => {
            const read = (piece: Buffer): void => {
              received += piece.byteLength;
              if (received < after) return;
              socket.off("data", read).pause();
              hangUp(socket);
            };
            socket.on("data", read);
          });
          open.push(server);
          const error = await failure(transportTo(server.origin).upload({ url: `${server.origin}/up`, file }));
          assert.deepEqual([error.status, error.serverWords], [422, "over 1MB"], `${String(index)} ${error.message}`);
          assert.equal(mayHaveHappened(error), false);
        }
      }
    });

    it("does not take a success for one that comes before the file is through", async () => {
      const head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n";
      const server = await serveSocket(
        (socket) => void socket.once("data", () => socket.pause().write(`${head}{"upload_id": 1}`)),
      );
      open.push(server);
      const file = await fileSource(await fileOf(Buffer.alloc(30_000_000)));
      const sent = transportTo(server.origin).upload({ url: `${server.origin}/up`, file });
      await assert.rejects(sent, (error: AlvissError) => {
        assert.match(error.serverWords ?? "", /answered before it had all of "Sales\.csv": \{"upload_id": 1\}/);
        return mayHaveHappened(error);
      });
    });

    it("refuses a file that shrinks or grows under way, instead of waiting for ever", async () => {
      const server = await raw((_request, response) => answerJson(response, "1"));
      for (const change of [-10, 10]) {
        const path = await fileOf(Buffer.alloc(1_000_000));
        const file = await fileSource(path);
        await truncate(path, 1_000_000 + change);
        const error = await failure(transportTo(server.origin).upload({ url: `${server.origin}/up`, file }));
        assert.equal(error.kind, "invalid");
        assert.match(error.serverWords ?? "", /"Sales\.csv" changed while it was being sent/);
        assert.equal(mayHaveHappened(error), false);
      }
    });

    it("says that a file cannot be read", async () => {
      const server = await raw((_request, response) => answerJson(response, "1"));
      const path = await fileOf("x");
      const file = await fileSource(path);
      await rm(path);
      const error = await failure(transportTo(server.origin).upload({ url: `${server.origin}/up`, file }));
      assert.match(error.serverWords ?? "", /"Sales\.csv" cannot be read: it is not there any more\./);
    });

    it("stops at once when told to, lets go of the file, and knows that nothing was made", async () => {
      const abort = new AbortController();
      let asked = 0;
      const server = await serveSocket((socket) =>
        socket.once("data", () =>
          setImmediate(() => {
            asked = performance.now();
            abort.abort();
          }),
        ),
      );
      open.push(server);
      const bytes = new Readable({ read: () => undefined });
      bytes.push(Buffer.alloc(1000));
      const file: UploadSource = {
        name: "a.csv",
        size: 5000,
        open: () => bytes,
        unchanged: () => Promise.resolve(true),
      };
      const error = await failure(
        transportTo(server.origin).upload({ url: `${server.origin}/up`, file, signal: abort.signal }),
      );
      assert.ok(performance.now() - asked < 100, `${String(performance.now() - asked)} ms`);
      assert.equal(error.kind, "cancelled");
      assert.equal(mayHaveHappened(error), false);
      assert.equal(bytes.destroyed, true);
    });

    it("gives up when no byte moves", async () => {
      const server = await serveSocket((socket) => socket.pause());
      open.push(server);
      const file = await fileSource(await fileOf(Buffer.alloc(32 * 1024 * 1024)));
      const error = await failure(
        transportTo(server.origin, { idle: 100 }).upload({ url: `${server.origin}/up`, file }),
      );
      assert.equal(error.kind, "timedOut");
      assert.match(error.serverWords ?? "", /Nothing moved for 0.1 seconds/);
    });
  });
});
