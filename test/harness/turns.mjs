// Two starters in one clone, or two clones with one cache, take turns at what both would write.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { isAlive } from "./processes.mjs";

const beatMs = 2000;
const silentMs = 30_000;

/**
 * Runs `work` while no other process runs work under the same lock file. The holder renews the file; one that is dead
 * or silent has lost it.
 * @template T
 * @param {string} lockFile
 * @param {string} what named to the person who has to wait
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function inTurn(lockFile, what, work) {
  fs.mkdirSync(path.dirname(lockFile), { recursive: true });
  for (let told = false; !take(lockFile); told = true) {
    if (!told) console.error(`Another run is ${what}; waiting for it.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const beat = setInterval(() => fs.utimes(lockFile, new Date(), new Date(), () => {}), beatMs);
  const release = () => fs.rmSync(lockFile, { force: true });
  process.once("exit", release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off("exit", release);
    release();
  }
}

/**
 * @param {string} lockFile
 * @returns {boolean}
 */
function take(lockFile) {
  const mine = `${lockFile}.${process.pid}`;
  fs.writeFileSync(mine, JSON.stringify({ pid: process.pid, host: os.hostname() }));
  try {
    fs.linkSync(mine, lockFile); // appears with its content, or not at all
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "EEXIST") throw error;
    return clearIfLost(lockFile) && take(lockFile);
  } finally {
    fs.rmSync(mine, { force: true });
  }
}

/**
 * @param {string} lockFile
 * @returns {boolean} whether it is worth trying again at once
 */
function clearIfLost(lockFile) {
  const aside = `${lockFile}.${process.pid}.lost`;
  try {
    if (!isLost(lockFile)) return false;
    fs.renameSync(lockFile, aside);
    if (isLost(aside)) return true;
    fs.linkSync(aside, lockFile); // another waiter took its turn in between: give it back
    return false;
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code !== "ENOENT" && code !== "EEXIST") throw error;
    return false;
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

/** @param {string} lockFile */
function isLost(lockFile) {
  if (Date.now() - fs.statSync(lockFile).mtimeMs > silentMs) return true;
  const { pid, host } = JSON.parse(fs.readFileSync(lockFile, "utf8"));
  return host === os.hostname() && !isAlive(pid);
}
