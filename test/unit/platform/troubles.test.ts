import assert from "node:assert/strict";
import { type Answer } from "../../../src/platform/answer";
import { AlvissError, type ErrorKind, mayHaveHappened } from "../../../src/platform/errors";
import { realClock } from "../../../src/platform/settle";
import { Transport } from "../../../src/platform/transport";
import { misbehave, type Trouble, troubles } from "../../support/misbehaving";

const secret = "sandbox_secret-token-value";

interface Row {
  readonly trouble: Trouble;
  /** How a GET ends: with this text, or in this way. */
  readonly get: ErrorKind | { readonly text: string };
  /** How often the server was asked. */
  readonly gets: number;
  readonly words?: RegExp;
  /** How a POST ends; as the GET where it is not told. */
  readonly post?: ErrorKind;
  /** Whether what was posted may have happened; never, unless told. */
  readonly happened?: boolean;
}

const seven = { text: '{"IId":7}' };
const rows: readonly Row[] = [
  {
    trouble: "a connection reset before the answer",
    ...{ get: "network", gets: 3, words: /ECONNRESET/, happened: true },
  },
  {
    trouble: "a connection reset in the middle of the answer",
    ...{ get: "network", gets: 3, words: /broke in the middle/, happened: true },
  },
  { trouble: "a connection reset after the answer", get: seven, gets: 1 },
  {
    trouble: "a connection closed in the middle of the answer",
    ...{ get: "network", gets: 3, words: /broke in the middle/, happened: true },
  },
  { trouble: "a server that says nothing", get: "timedOut", gets: 1, words: /No answer within/, happened: true },
  { trouble: "a slow drip", get: "timedOut", gets: 1, words: /less than 1 kB/, happened: true },
  { trouble: "a slow drip of headers", get: "timedOut", gets: 1, words: /No answer within/, happened: true },
  { trouble: "an answer of 100 MB, announced", get: "notJson", gets: 1, words: /larger than 64 MB/, happened: true },
  { trouble: "an answer without end", get: "notJson", gets: 1, words: /larger than 4 MB/, happened: true },
  { trouble: "a gzip bomb", get: "notJson", gets: 1, words: /larger than 4 MB/, happened: true },
  { trouble: "half a gzip", get: "notJson", gets: 1, words: /The answer is (not JSON|empty)/, happened: true },
  { trouble: "something that only claims to be gzip", get: "notJson", gets: 1, words: /unpacked/, happened: true },
  { trouble: "Latin text called UTF-8", get: "notJson", gets: 1, words: /encoding it names \(utf-8\)/, happened: true },
  { trouble: "Latin text called by its name", get: { text: '{"IId":7,"Name":"å"}' }, gets: 1 },
  { trouble: "UTF-16", get: { text: '{"IId":7,"Name":"å"}' }, gets: 1 },
  { trouble: "UTF-8 called Latin", get: { text: '{"IId":7,"Name":"å"}' }, gets: 1 },
  { trouble: "truncated JSON", get: "notJson", gets: 1, words: /not JSON: A string is not closed/, happened: true },
  { trouble: "malformed JSON", get: "notJson", gets: 1, words: /A key in quotes was expected at/, happened: true },
  { trouble: "no body at all", get: "notJson", gets: 1, words: /The answer is empty/, happened: true },
  { trouble: "a web page", get: "notJson", gets: 1, words: /a web page: Sign in/, happened: true },
  { trouble: "a web page that claims to be JSON", get: "notJson", gets: 1, words: /a web page/, happened: true },
  { trouble: "JSON that claims to be text", get: seven, gets: 1 },
  { trouble: "a picture", get: "notJson", gets: 1, words: /came as image\/png/, happened: true },
  { trouble: "something that is not HTTP", get: "network", gets: 1, words: /does not speak HTTP/, happened: true },
  { trouble: "a redirect to itself", get: "notFound", gets: 2, words: /points to \/v1\/api\/there/ },
  { trouble: "a redirect elsewhere", get: "notFound", gets: 1, words: /points to https:\/\/elsewhere\.invalid/ },
  { trouble: "a redirect with a password", get: "notFound", gets: 1, words: /^(?!.*secret)/ },
  { trouble: "401", get: "notSignedIn", gets: 1 },
  { trouble: "403 of an older FastAPI", get: "notSignedIn", gets: 1 },
  { trouble: "403", get: "forbidden", gets: 1, words: /Only a manager may/ },
  { trouble: "404 of no route", get: "notFound", gets: 1 },
  { trouble: "404 of no item", get: "notFound", gets: 1, words: /Model 7/ },
  { trouble: "405", get: "notFound", gets: 1 },
  { trouble: "407", get: "network", gets: 1 },
  { trouble: "408", get: "timedOut", gets: 3, happened: true },
  { trouble: "409", get: "conflict", gets: 1, words: /still training/ },
  { trouble: "413 as a page", get: "tooLarge", gets: 1, words: /a web page: 413/ },
  { trouble: "422 of Pydantic 1", get: "invalid", gets: 1, words: /^body > upload_ids: field required$/ },
  { trouble: "422 of Pydantic 2", get: "invalid", gets: 1, words: /^body > x > 0: Not \.\.\.$/ },
  { trouble: "422 in words", get: "invalid", gets: 1, words: /These dates/ },
  { trouble: "429 once, with seconds", get: seven, gets: 2, post: "rateLimited" },
  { trouble: "429 once, with a date", get: seven, gets: 2, post: "rateLimited" },
  { trouble: "429 without end", get: "rateLimited", gets: 3 },
  { trouble: "429 for an hour", get: "rateLimited", gets: 1 },
  { trouble: "500 once", get: seven, gets: 2, post: "server", happened: true },
  { trouble: "500 that sends the token back", get: "server", gets: 3, words: /request \.\.\./, happened: true },
  { trouble: "the token in a good answer", get: { text: '{"IId":7,"Message":"Authorization: Bearer ..."}' }, gets: 1 },
  { trouble: "500", get: "server", gets: 3, words: /request abc-1/, happened: true },
  { trouble: "501", get: "notFound", gets: 1 },
  { trouble: "502", get: "server", gets: 3, words: /a web page: 502/, happened: true },
  { trouble: "503 with a time", get: "server", gets: 3, happened: true },
  { trouble: "504", get: "server", gets: 3, happened: true },
  { trouble: "the token sent back", get: "invalid", gets: 1, words: /Bearer \.\.\./ },
];

describe("a misbehaving server", () => {
  const lines: string[] = [];
  const slept: number[] = [];

  beforeEach(() => {
    slept.length = 0;
  });

  /** Pauses take no time, but are remembered. */
  const transportTo = (origin: string, trouble: Trouble): Transport => {
    const isSlow = /slow|nothing/.test(trouble);
    const isEndless = /without end|bomb/.test(trouble);
    const write = (line: string): void => void lines.push(line);
    return new Transport({
      server: { name: "Bad", apiUrl: `${origin}/v1/api`, teamsUrl: `${origin}/teams`, webUrl: undefined },
      token: () => Promise.resolve(secret),
      log: { info: write, warn: write, debug: () => undefined },
      patience: {
        ...(isSlow && { answer: 150, read: 150 }),
        // Less than in life, for the sake of the time it takes.
        ...(isEndless && { largest: 4 * 1024 * 1024 }),
      },
      clock: { ...realClock, random: () => 0.5, sleep: (wait) => Promise.resolve(void slept.push(wait)) },
    });
  };

  const ask = async (trouble: Trouble, method: "GET" | "POST") => {
    lines.length = 0;
    const server = await misbehave(troubles[trouble]);
    const url = `${server.origin}/v1/api/x`;
    const body = method === "POST" ? { body: '{"top":"secret-value"}' } : {};
    const readable = async (): Promise<Answer> => {
      const answer = await transportTo(server.origin, trouble).send({ method, url, ...body });
      answer.json();
      return answer;
    };
    const ended = await readable().catch((error: unknown) => error as AlvissError);
    await server.close();
    const log = lines.join("\n");
    assert.equal(lines.length, server.seen.length + notesIn(log), log);
    assert.doesNotMatch(`${log} ${JSON.stringify(ended)}`, /secret-token-value|top-secret-data|secret-value/);
    return { ended, seen: server.seen };
  };
  const notesIn = (log: string): number => log.match(/came as/g)?.length ?? 0;

  it("has a row for every trouble", () => {
    assert.deepEqual(rows.map(({ trouble }) => trouble).sort(), Object.keys(troubles).sort());
  });

  for (const { trouble, get, gets, words, post, happened = false } of rows) {
    it(`${trouble}: a GET goes out ${String(gets)} times, a POST once`, async () => {
      const read = await ask(trouble, "GET");
      assert.equal(read.seen.length, gets, read.seen.join());
      if (typeof get === "string") {
        assert.ok(read.ended instanceof AlvissError, JSON.stringify(read.ended));
        assert.equal(read.ended.kind, get, read.ended.message);
        if (words !== undefined) assert.match(read.ended.serverWords ?? "", words);
      } else assert.equal((read.ended as Answer).text, get.text);

      const posted = await ask(trouble, "POST");
      assert.deepEqual(posted.seen, ["POST /v1/api/x"]);
      const wanted = post ?? get;
      if (typeof wanted === "string") {
        assert.ok(posted.ended instanceof AlvissError, JSON.stringify(posted.ended));
        assert.equal(posted.ended.kind, wanted, posted.ended.message);
        assert.equal(mayHaveHappened(posted.ended), happened);
        if (happened) assert.match(posted.ended.remedy ?? "", /may have happened all the same: look for it/);
      } else assert.equal((posted.ended as Answer).text, wanted.text);
    });
  }

  it("is asked again after a while that differs each time, and not before its own time", async () => {
    await ask("500", "GET");
    assert.deepEqual(slept.splice(0), [250, 500]);
    await ask("429 once, with seconds", "GET");
    assert.deepEqual(slept.splice(0), [7_250]);
    await ask("429 once, with a date", "GET");
    const [wait = 0] = slept.splice(0);
    assert.ok(wait > 7_000 && wait <= 9_250, String(wait));
  });

  it("that wants an hour is not waited for, and its wish is passed on", async () => {
    const { ended } = await ask("429 for an hour", "GET");
    assert.equal((ended as AlvissError).retryAfter, 3600);
    assert.deepEqual(slept, []);
  });
});
