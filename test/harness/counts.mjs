import fs from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {Counts & { failedFiles: readonly (Counts & { file: string })[] }} MochaCounts */

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
 * @param {Counts} all
 * @param {Counts} part
 * @returns {Counts}
 */
export const without = (all, part) => ({
  passed: all.passed - part.passed,
  failed: all.failed - part.failed,
  skipped: all.skipped - part.skipped,
});

/**
 * What a test process wrote down at its end. One that wrote nothing, or failed without a failing test, failed as a whole.
 * @param {string} file
 * @param {number} exitCode
 * @returns {MochaCounts} `failedFiles`: of the failures, those that a file had
 */
export function readCounts(file, exitCode) {
  if (!fs.existsSync(file)) return { ...none, failed: 1, failedFiles: [] };
  const { passed, failed, skipped, failedFiles = [] } = JSON.parse(fs.readFileSync(file, "utf8"));
  return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped, failedFiles };
}
