// Imported first by every starter: an old Node gets one sentence instead of a stack. Keeps to syntax that old Nodes can read.

const needed = { major: 20, minor: 19 };

/**
 * What to tell a person whose Node is too old, or undefined when it will do.
 * @param {string} version as in process.versions.node, for example "18.20.4"
 * @returns {string | undefined}
 */
export function nodeRefusal(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > needed.major || (major === needed.major && minor >= needed.minor)) return undefined;
  return `This needs Node.js ${needed.major}.${needed.minor} or newer, and the one on PATH is ${version}: install a newer one from nodejs.org and try again.`;
}

const refusal = nodeRefusal(process.versions.node);
if (refusal) {
  process.stderr.write(refusal + "\n");
  process.exit(1);
}
