import fs from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Counts} */
export const none = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export const sum = (all) =>
  all.reduce(
    (a, b) => ({ passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }),
    none,
  );

/**
 * What a test process wrote down at its end. One that wrote nothing, or failed without a failing test, failed as a whole.
 * @param {string} file
 * @param {number} exitCode
 * @returns {Counts}
 */
export function readCounts(file, exitCode) {
  if (!fs.existsSync(file)) return { ...none, failed: 1 };
  const { passed, failed, skipped } = JSON.parse(fs.readFileSync(file, "utf8"));
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped };
}
