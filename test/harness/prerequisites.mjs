// What a machine must have before anything is installed on it. Each check ends in one sentence.
import fs from "node:fs";
import path from "node:path";
import { Refusal } from "./refusal.mjs";

/**
 * @param {string} folder need not exist yet
 * @param {number} megabytes
 * @param {string} what for example "Installing the npm packages"
 * @param {(folder: string) => number} freeBytes
 */
export function needRoom(folder, megabytes, what, freeBytes = freeBytesAt) {
  const free = Math.floor(freeBytes(folder) / 1e6);
  if (free >= megabytes) return;
  throw new Refusal(
    `${what} needs ${megabytes} MB in ${folder}, and that disk has ${free} MB left: make room and try again.`,
  );
}

/** @param {string} folder */
function freeBytesAt(folder) {
  let existing = folder;
  while (!fs.existsSync(existing)) existing = path.dirname(existing);
  const { bavail, bsize } = fs.statfsSync(existing);
  return bavail * bsize;
}

const networkWords =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH|EIDLETIMEOUT|FETCH_ERROR)\b/;

/**
 * One sentence for an npm command that failed, when its output shows a reason that the person can do something about.
 * @param {string} what for example "Installing the npm packages"
 * @param {string} output everything that npm printed
 * @returns {Refusal}
 */
export function npmRefusal(what, output) {
  const network = networkWords.exec(output)?.[1];
  if (network)
    return new Refusal(
      `${what} failed because the npm registry could not be reached (${network}): check the network, the proxy and "npm config get registry", then try again.`,
    );
  if (/\bENOSPC\b/.test(output))
    return new Refusal(`${what} failed because the disk is full: make room and try again.`);
  if (/\b(EACCES|EPERM)\b/.test(output))
    return new Refusal(`${what} failed because a file could not be written:\n${lastLines(output)}`);
  return new Refusal(`${what} failed. npm said:\n${lastLines(output)}`);
}

/** @param {string} text */
const lastLines = (text) => text.trim().split("\n").slice(-15).join("\n");
