import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { LeaderLock } from "../../../src/jobs/leaderLock";
import { scratchFolder } from "../../support/scratchFolder";
import { until } from "../../support/until";

const beat = 40;

describe("the lock of the window that leads", () => {
  const folder = scratchFolder();
  const locks: LeaderLock[] = [];
  afterEach(() => Promise.all(locks.splice(0).map((lock) => lock.release())));

  const lock = (onLost: () => void = () => undefined): LeaderLock => {
    const made = new LeaderLock(folder(), onLost, beat);
    locks.push(made);
    return made;
  };
  const leave = (generation: number, owner: object | string): Promise<void> =>
    writeFile(
      join(folder(), `leader.${generation}.lock`),
      typeof owner === "string" ? owner : JSON.stringify({ released: false, ...owner }),
    );

  it("is held by one, and passes on at once when that lets go", async () => {
    const [one, other] = [lock(), lock()];
    assert.equal(await one.tryToLead(), true);
    assert.equal(await other.tryToLead(), false);
    assert.deepEqual([await one.holds(), await other.holds()], [true, false]);
    await one.release();
    assert.equal(await other.tryToLead(), true);
    assert.deepEqual(await readdir(folder()), ["leader.2.lock"]);
  });

  it("passes on at once when its process is gone, as after a kill or a reboot", async () => {
    await leave(7, { pid: 2 ** 22 + 1, host: hostname() });
    assert.equal(await lock().tryToLead(), true);
  });

  for (const [what, owner] of [
    ["a process that has nothing to do with it now has its number", { pid: process.ppid, host: hostname() }],
    ["it was left by another machine", { pid: 2 ** 22 + 1, host: "another machine" }],
    ["it was torn while it was written", '{"pid":'],
    ["it is empty", ""],
  ] as const)
    it(`passes on after four looks without a sign of life when ${what}`, async () => {
      await leave(3, owner);
      const next = lock();
      assert.equal(await next.tryToLead(), false);
      assert.equal(await next.tryToLead(), false, "two looks at the same moment are one");
      const began = performance.now();
      await until(() => next.tryToLead(), Boolean);
      assert.ok(performance.now() - began >= 3.5 * beat);
    });

  it("is not taken from one that lives, however often others look", async () => {
    const [one, other] = [lock(), lock()];
    await one.tryToLead();
    const end = performance.now() + 10 * beat;
    while (performance.now() < end) {
      assert.equal(await other.tryToLead(), false);
      await new Promise((resolve) => setTimeout(resolve, beat / 2));
    }
    assert.equal(await one.holds(), true);
  });

  it("goes to one of many that find the same lock without an owner", async () => {
    await leave(3, { pid: 2 ** 22 + 1, host: hostname() });
    const many = Array.from({ length: 20 }, () => lock());
    const led = await Promise.all(many.map((one) => one.tryToLead()));
    assert.equal(led.filter(Boolean).length, 1);
  });

  it("tells its owner that it was succeeded, and before anything that only one may do", async () => {
    let lost = 0;
    const one = lock(() => lost++);
    await one.tryToLead();
    await leave(2, { pid: process.pid, host: hostname() });
    await until(() => lost, Boolean);
    assert.equal(await one.holds(), false);
    await one.release();
    assert.match(await readFile(join(folder(), "leader.2.lock"), "utf8"), /"released":false/);
  });
});
