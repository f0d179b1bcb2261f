import assert from "node:assert/strict";
import { type ErrorKind } from "../../../src/platform/errors";
import { refusal } from "../../../src/platform/refusals";

interface Case {
  readonly of: string;
  readonly status: number;
  readonly text: string;
  readonly kind: ErrorKind;
  readonly words: string | undefined;
  readonly remedy?: RegExp;
  readonly method?: string;
  readonly endpoint?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const detail = (value: unknown): string => JSON.stringify({ detail: value });

const cases: readonly Case[] = [
  {
    of: "a token that is not known",
    status: 401,
    text: detail("Not authenticated"),
    kind: "notSignedIn",
    words: "Not authenticated",
    remedy: /new access token.*365 days/,
  },
  {
    of: "an older FastAPI without a token",
    status: 403,
    text: detail("Not authenticated"),
    kind: "notSignedIn",
    words: "Not authenticated",
  },
  {
    of: "a role that is too low for data",
    status: 403,
    text: detail("No."),
    kind: "forbidden",
    words: "No.",
    endpoint: "POST /v1/api/projects/1/1/datasets",
    method: "POST",
    remedy: /Data Manager/,
  },
  {
    of: "a role that is too low for models",
    status: 403,
    text: detail("No."),
    kind: "forbidden",
    words: "No.",
    endpoint: "POST /v1/api/projects/1/1/models/8/refit",
    method: "POST",
    remedy: /Model Developer/,
  },
  {
    of: "a role that is too low to activate",
    status: 403,
    text: detail("No."),
    kind: "forbidden",
    words: "No.",
    endpoint: "PATCH /v1/api/projects/1/1/attributionset/2/activate",
    method: "PATCH",
    remedy: /Manager/,
  },
  {
    of: "an unknown route",
    status: 404,
    text: detail("Not Found"),
    kind: "notFound",
    words: "Not Found",
    remedy: /address of the server/,
  },
  {
    of: "an unknown item",
    status: 404,
    text: detail("Dataset 9 does not exist."),
    kind: "notFound",
    words: "Dataset 9 does not exist.",
    remedy: /removed/,
  },
  {
    of: "a wrong method",
    status: 405,
    text: detail("Method Not Allowed"),
    kind: "notFound",
    words: "Method Not Allowed",
    remedy: /does not know this call/,
  },
  {
    of: "a conflict",
    status: 409,
    text: detail("source model is still training"),
    kind: "conflict",
    words: "source model is still training",
  },
  {
    of: "a file too large for a proxy",
    status: 413,
    text: "<html><head><title>413 Request Entity Too Large</title></head></html>",
    kind: "tooLarge",
    words: "a web page: 413 Request Entity Too Large",
    remedy: /split the file/,
  },
  {
    of: "pydantic 1",
    status: 422,
    text: detail([{ loc: ["body", "upload_ids"], msg: "field required", type: "value_error.missing" }]),
    kind: "invalid",
    words: "body > upload_ids: field required",
  },
  {
    of: "pydantic 2, whose input may hold data",
    status: 422,
    text: detail([
      {
        loc: ["body", "model_detail", "train_dates", 3],
        msg: "Input should be a valid date",
        type: "date",
        input: "secret-value",
      },
      { loc: ["query", "dataset_name"], msg: "Field required", type: "missing", input: null },
    ]),
    kind: "invalid",
    words: "body > model_detail > train_dates > 3: Input should be a valid date\nquery > dataset_name: Field required",
  },
  {
    of: "pydantic 2, whose input is an object of which a value is quoted",
    status: 422,
    text: detail([
      {
        loc: ["body"],
        msg: "Value error, bad {'k': 'secret-value', 'n': [12345]}",
        input: { k: "secret-value", n: [12345] },
      },
    ]),
    kind: "invalid",
    words: "body: Value error, bad {'k': '...', 'n': [...]}",
  },
  { of: "a list without one readable entry", status: 422, text: detail([1, null]), kind: "invalid", words: undefined },
  { of: "a refusal in plain words", status: 400, text: "bad periodicity", kind: "invalid", words: "bad periodicity" },
  { of: "JSON that says nothing", status: 400, text: "{}", kind: "invalid", words: undefined },
  { of: "a sentence as JSON", status: 400, text: '"just words"', kind: "invalid", words: "just words" },
  {
    of: "too many requests",
    status: 429,
    text: "",
    kind: "rateLimited",
    words: undefined,
    headers: { "retry-after": "7" },
  },
  {
    of: "a fault of the server",
    status: 500,
    text: "Internal Server Error",
    kind: "server",
    words: "Internal Server Error (request abc-1)",
    headers: { "x-request-id": "abc-1" },
    method: "POST",
    remedy: /look for it/,
  },
  {
    of: "a proxy without its server",
    status: 502,
    text: "<!DOCTYPE html><html></html>",
    kind: "server",
    words: "a web page",
    remedy: /Try again/,
  },
  { of: "control characters", status: 400, text: "a\u001b[31mb\u0007", kind: "invalid", words: "a [31mb " },
];

describe("refusals", () => {
  for (const {
    of,
    status,
    text,
    kind,
    words,
    remedy,
    method = "GET",
    endpoint = "GET /v1/api/x",
    headers = {},
  } of cases) {
    it(`${of}: ${String(status)} is ${kind}`, () => {
      const error = refusal({ status, text, method, endpoint, header: (name) => headers[name], now: 0 });
      assert.equal(error.kind, kind);
      assert.equal(error.status, status);
      assert.equal(error.serverWords, words);
      if (remedy !== undefined) assert.match(error.remedy ?? "", remedy);
      assert.doesNotMatch(error.message + JSON.stringify(error.places ?? []), /secret-value/);
    });
  }

  it("reads both forms of Retry-After as seconds", () => {
    const wait = (header: string): number | undefined =>
      refusal({
        status: 429,
        text: "",
        method: "GET",
        endpoint: "GET /",
        header: (name) => (name === "retry-after" ? header : undefined),
        now: 0,
      }).retryAfter;
    assert.equal(wait("7"), 7);
    assert.equal(wait("Thu, 01 Jan 1970 00:02:00 GMT"), 120);
    assert.equal(wait("soon"), undefined);
  });

  it("does not pass on a book", () => {
    const error = refusal({
      status: 400,
      text: "x".repeat(1_000_000),
      method: "GET",
      endpoint: "GET /",
      header: () => undefined,
      now: 0,
    });
    assert.ok((error.serverWords ?? "").length < 2_100);
  });
});
