import assert from "node:assert/strict";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { SandboxCalls } from "../../../support/sandboxCalls";
import { type StartedSandbox, startSandbox } from "../../../support/startSandbox";
import { until } from "../../../support/until";

const LARGEST = 200_000;

/** What somebody may send who means no good; afterwards the sandbox answers as before. */
describe("a sandbox under attack", function () {
  this.timeout(60_000);
  let sandbox: StartedSandbox;
  let calls: SandboxCalls;
  before(async () => {
    sandbox = await startSandbox({ words: ["--max-upload", String(LARGEST)] });
    calls = new SandboxCalls(sandbox);
  });
  after(() => sandbox?.stop());
  afterEach(async () => assert.equal((await calls.get(sandbox.teamUrl)).status, 200));

  async function raw(text: string): Promise<string> {
    const socket = connect(Number(new URL(sandbox.url).port), "127.0.0.1");
    let said = "";
    socket.on("data", (chunk) => (said += chunk.toString())).on("error", () => undefined);
    socket.write(text);
    await once(socket, "close");
    return said;
  }

  it("answers what is no HTTP, and headers without end, in the shape of all its answers", async () => {
    assert.match(await raw("\u0000\u0001 nonsense\r\n\r\n"), /^HTTP\/1.1 400 [\s\S]*{"detail":"This is not HTTP."}$/);
    const long = `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"x".repeat(20_000)}\r\n\r\n`;
    assert.match(await raw(long), /^HTTP\/1.1 431 [\s\S]*{"detail":.*16 kB/);
  });

  it("counts headers, and answers when there are too many", async () => {
    const headers = Array.from({ length: 101 }, (_, i) => `X-${i}: 1\r\n`).join("");
    assert.match(
      await raw(`GET / HTTP/1.1\r\n${headers}\r\n`),
      /^HTTP\/1.1 431 [\s\S]*{"detail":"The request has more/,
    );
  });

  for (const [name, head, status] of [
    ["no host", "GET /v1/team/teams HTTP/1.1\r\n", 403],
    ["two hosts", "GET /v1/team/teams HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: rebound.example\r\n", 400],
    ["another host in its first line", "GET http://rebound.example/v1/team/teams HTTP/1.1\r\nHost: 127.0.0.1\r\n", 403],
    ["its own host in its first line", "GET http://127.0.0.1/api/v1/team/teams HTTP/1.1\r\nHost: 127.0.0.1\r\n", 200],
  ] as const) {
    it(`answers ${status} to a request with ${name}`, async () => {
      const answer = await raw(`${head}Connection: close\r\nAuthorization: Bearer ${sandbox.token}\r\n\r\n`);
      assert.match(answer, new RegExp(`^HTTP/1.1 ${status} [^]*\r\n\r\n[{[]`));
    });
  }

  for (const [name, type, body] of [
    ["no boundary", "multipart/form-data", "x"],
    ["another boundary", "multipart/form-data; boundary=a", "--b\r\n\r\n--b--\r\n"],
    [
      "a file that breaks off",
      "multipart/form-data; boundary=a",
      '--a\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nCountry',
    ],
  ] as const) {
    it(`answers 400 to a form with ${name}, and keeps nothing of it`, async () => {
      const answer = await calls.send("POST", "datauploads?dataset_name=Sales", {
        body,
        headers: { "content-type": type },
      });
      assert.deepEqual([answer.status, /^There was an error parsing/.test(String(answer.body.detail))], [400, true]);
      assert.deepEqual(await readdir(join(sandbox.folder, "incoming")), []);
    });
  }

  it("answers an address of 15 kB as any other, and repeats none of it", async () => {
    const answer = await calls.get(`models/${"9".repeat(15_000)}`);
    assert.deepEqual([answer.status, answer.text.length < 300], [422, true]);
  });

  it("lets no other site read or send: there is no CORS", async () => {
    const headers = { origin: "https://example.com", "access-control-request-method": "GET" };
    const answer = await calls.send("OPTIONS", sandbox.teamUrl, { headers });
    assert.equal(answer.status, 405);
    for (const name of [...answer.headers.keys(), ...(await calls.get(sandbox.teamUrl)).headers.keys()]) {
      assert.doesNotMatch(name, /^access-control/);
    }
  });

  for (const [said, kept] of [
    ["../../../etc/passwd", "passwd"],
    ["..\\..\\evil.csv", "evil.csv"],
    ["..", "file"],
    ["a\u0007b.csv", "ab.csv"],
    [`${"n".repeat(5000)}.csv`, "n".repeat(255)],
  ] as const) {
    it(`keeps a file called ${JSON.stringify(said.slice(0, 20))} under its content, and only its plain name`, async () => {
      const answer = await calls.upload("Sales", "Country\n", said);
      assert.deepEqual([answer.status, answer.body.FileName], [200, kept], answer.text);
    });
  }

  it("is not changed by keys that mean something to JavaScript", async () => {
    const answer = await calls.post("datasets", '{"upload_ids":[1],"__proto__":{"polluted":1},"constructor":{"x":1}}');
    assert.equal(answer.status, 404, answer.text);
    const form = new FormData();
    form.append("__proto__", "x");
    form.append("file", new Blob(["x"]), "a.csv");
    const sent = await calls.send("POST", "datauploads?dataset_name=Sales", { body: form });
    assert.ok([200, 400].includes(sent.status), sent.text);
    assert.equal((await calls.get("datauploads?__proto__[limit]=1&limit=1")).status, 200);
    assert.equal((await calls.get("models/__proto__")).status, 422);
  });

  it("refuses a file over the limit, whether it says so or not, and keeps nothing of it", async () => {
    const known = async () => ((await calls.get("datauploads")).body as unknown as unknown[]).length;
    const before = await known();
    for (const size of [LARGEST + 1, LARGEST + 5_000_000]) {
      const answer = await calls.upload("Sales", "x".repeat(size));
      assert.equal(answer.status, 413, answer.text);
      assert.match(String(answer.body.detail), /larger than the 200000 bytes/);
    }
    assert.equal(await known(), before);
  });

  it("refuses JSON over 64 MB", async () => {
    const answer = await calls.post("datasets", `"${"x".repeat(65 * 1024 * 1024)}"`).catch(() => undefined);
    // The connection may be cut before all of it is sent.
    assert.ok(answer === undefined || answer.status === 413);
  });

  it("does not build what would fill its memory, and reads a list of ids only when it can be one", async () => {
    const ofIds = (count: number, id: string) => `{"upload_ids":[${Array(count).fill(id).join(",")}]}`;
    for (const [body, status, said] of [
      [ofIds(16_000_000, "{}"), 422, /{"loc":\["body"\],"msg":"Input should have fewer values"/],
      [ofIds(300_000, '"x"'), 422, /{"loc":\["body"\],"msg":"Input should have fewer values"/],
      [ofIds(49_000, "1"), 404, /There is no upload 1/],
    ] as const) {
      const answer = await calls.post("datasets", body);
      assert.equal(answer.status, status, answer.text.slice(0, 200));
      assert.match(answer.text.slice(0, 200), said);
    }
  });

  it("answers 503 when bodies that do not say how long they are come to more than it can hold", async () => {
    const head = `POST /v1/api/projects/1/1/datasets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${sandbox.token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const size = 60 * 1024 * 1024;
    const waiting = Array.from({ length: 5 }, () => connect(Number(new URL(sandbox.url).port), "127.0.0.1"));
    try {
      const said = waiting.map((socket) => {
        socket.on("error", () => undefined).write(`${head}${size.toString(16)}\r\n`);
        socket.write(" ".repeat(size));
        return once(socket, "data") as Promise<[Buffer]>;
      });
      const [first] = await Promise.race(said);
      assert.match(first.toString(), /^HTTP\/1.1 503 [^]*retry-after: 1/i);
      for (const answer of said) answer.catch(() => undefined);
    } finally {
      for (const socket of waiting) socket.destroy();
    }
    await until(
      () => calls.post("datasets", { upload_ids: [1] }),
      ({ status }) => status === 404,
    );
  });

  it("answers 503 with Retry-After while it has 200 requests to answer, and goes on when they are gone", async () => {
    const head = `POST /v1/api/projects/1/1/datasets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${sandbox.token}\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n`;
    const waiting = Array.from({ length: 200 }, () => connect(Number(new URL(sandbox.url).port), "127.0.0.1"));
    try {
      for (const socket of waiting) socket.on("error", () => undefined).write(head);
      const answer = await until(
        () => calls.get(sandbox.teamUrl),
        ({ status }) => status === 503,
      );
      assert.deepEqual([answer.headers.get("retry-after"), /too many/.test(String(answer.body.detail))], ["1", true]);
    } finally {
      for (const socket of waiting) socket.destroy();
    }
    await until(
      () => calls.get(sandbox.teamUrl),
      ({ status }) => status === 200,
    );
  });

  it("answers a thousand requests that come at once, each with its own answer", async () => {
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, i) => calls.get(`models/${i + 1}`)));
    for (const [i, { status, body }] of answers.entries()) {
      if (status === 503) continue;
      assert.deepEqual([status, body.detail], [404, `There is no model ${i + 1} in this project.`]);
    }
  });

  it("repeats nothing of a request in a page, and nothing of it in another type than JSON", async () => {
    const answer = await calls.get(`${sandbox.url}/projects/1/1/models/%3Cscript%3E`);
    assert.match(answer.headers.get("content-type") ?? "", /^application\/json/);
    const page = await fetch(`${new URL(sandbox.url).origin}/manage?code=%3Cscript%3E`);
    assert.ok(!(await page.text()).includes("<script"));
  });

  it("reads two uploads of the same bytes, though it keeps them once", async () => {
    const text = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit\nSWE,all,all,2024-01-01,Tea,1,1\n";
    const answers = await Promise.all([calls.upload("Sales", text), calls.upload("Sales", text, "again.csv")]);
    for (const { body } of answers) await calls.until(`datauploads/${String(body.upload_id)}`, "complete");
  });
});
