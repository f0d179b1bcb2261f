import { copyFileSync, fstatSync, statSync, truncateSync } from "node:fs";

const LARGEST = 4 * 1024 * 1024;
const LARGEST_AT_START = 1024 * 1024;
/** A look at the file costs a little; a line hardly anything. */
const LOOK_EVERY = 64 * 1024;

/**
 * Keeps a log that somebody else opened, for appending, from growing without limit: what is too much goes to a file
 * beside it, in the place of what was there. Answers a function to call with the length of every line.
 */
export function keepShort(path: string, descriptor: number, largest = LARGEST): (written: number) => void {
  shorten(path, descriptor, Math.min(largest, LARGEST_AT_START));
  let since = 0;
  return (written) => {
    since += written;
    if (since < Math.min(LOOK_EVERY, largest)) return;
    since = 0;
    shorten(path, descriptor, largest);
  };
}

function shorten(path: string, descriptor: number, largest: number): void {
  try {
    const open = fstatSync(descriptor);
    const named = statSync(path, { throwIfNoEntry: false });
    // The log may go elsewhere; then that is none of our files.
    if (open.size <= largest || named?.ino !== open.ino || named.dev !== open.dev) return;
    copyFileSync(path, `${path}.1`);
    truncateSync(path);
  } catch {
    // A log that is too long is better than none.
  }
}
