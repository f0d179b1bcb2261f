import assert from "node:assert/strict";
import { closeSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { keepShort } from "../../../src/sandbox/logFile";
import { scratchFolder } from "../../support/scratchFolder";

describe("the sandbox's log file", () => {
  const folder = scratchFolder();
  const LARGEST = 1000;
  const path = () => join(folder(), "sandbox.log");

  /** Writes lines as the sandbox does, to a file that was opened for it. */
  function writer(name = path()) {
    const descriptor = openSync(name, "a");
    const written = keepShort(path(), descriptor, LARGEST);
    return {
      write: (line: string) => {
        writeSync(descriptor, `${line}\n`);
        written(line.length + 1);
      },
      close: () => closeSync(descriptor),
    };
  }

  it("never grows far beyond its limit, and the lines before are in the file beside it", () => {
    const log = writer();
    for (let i = 0; i < 500; i++) {
      log.write(`line ${i} ${"x".repeat(80)}`);
      assert.ok(statSync(path()).size < 2 * LARGEST + 200, `${statSync(path()).size} after ${i}`);
    }
    log.close();
    const both = readFileSync(`${path()}.1`, "utf8") + readFileSync(path(), "utf8");
    const numbers = [...both.matchAll(/^line (\d+)/gm)].map(([, number]) => Number(number));
    assert.equal(numbers.at(-1), 499);
    assert.deepEqual(
      numbers,
      numbers.map((_, i) => (numbers[0] ?? NaN) + i),
    );
  });

  it("begins anew at a start when it is too long already", () => {
    writeFileSync(path(), "old\n".repeat(LARGEST));
    const log = writer();
    log.write("new");
    log.close();
    assert.equal(readFileSync(path(), "utf8"), "new\n");
    assert.match(readFileSync(`${path()}.1`, "utf8"), /^old\n/);
  });

  it("leaves a file alone that the log does not go to", () => {
    const text = "mine\n".repeat(LARGEST);
    writeFileSync(path(), text);
    writeFileSync(`${path()}.other`, "other\n".repeat(LARGEST));
    const log = writer(`${path()}.other`);
    log.write("new");
    log.close();
    assert.equal(readFileSync(path(), "utf8"), text);
  });
});
