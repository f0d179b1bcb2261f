import assert from "node:assert/strict";
import { resolve } from "node:path";
import { readCommandLine, UsageError } from "../../../src/sandbox/commandLine";

describe("the sandbox's command line", () => {
  it("has defaults for everything but the folder", () => {
    const { workers, profile, ...rest } = readCommandLine(["--data", "d"]);
    const plain = { port: 0, data: resolve("d"), demo: false, sampler: "nuts", session: false };
    assert.deepEqual(rest, { ...plain, largestUpload: 5 * 1024 ** 3 });
    assert.deepEqual(profile.names, ["documented"]);
    assert.ok(workers >= 1 && workers <= 4);
  });

  it("takes every documented option", () => {
    const words =
      "--port 8080 --data d --demo --engine fast --workers 3 --session --profile hostile,failing --max-upload 1000";
    const { profile, ...rest } = readCommandLine(words.split(" "));
    assert.deepEqual(profile.names, ["hostile", "failing"]);
    assert.deepEqual(rest, {
      port: 8080,
      data: resolve("d"),
      demo: true,
      sampler: "fast",
      workers: 3,
      largestUpload: 1000,
      session: true,
    });
  });

  for (const [words, sentence] of [
    ["--nonsense --data d", /--nonsense/],
    ["--data d extra", /extra/],
    ["", /--data is missing/],
    ["--data d --port x", /--port is a whole number/],
    ["--data d --port 70000", /--port is a whole number/],
    ["--data d --engine stan", /--engine is "nuts" or "fast", not "stan"/],
    ["--data d --profile friendly", /--profile knows documented, .* not "friendly"/],
    ["--data d --max-upload 5GB", /--max-upload is a whole number/],
    ["--data d --workers 0", /--workers is a whole number/],
  ] as const) {
    it(`refuses "${words}" in one line`, () => {
      assert.throws(
        () => readCommandLine(words.split(" ").filter(Boolean)),
        (error) => error instanceof UsageError && sentence.test(error.message) && !error.message.includes("\n"),
      );
    });
  }
});
