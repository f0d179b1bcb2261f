// Packs the extension, with vsce, into out/; again only when something that ships has changed.
import fs from "node:fs";
import { fingerprint, freshBuild } from "./freshBuild.mjs";
import { inRoot } from "./paths.mjs";
import { runQuietly } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";
import { inTurn } from "./turns.mjs";

const packed = [
  "dist",
  "media",
  "l10n",
  "package.json",
  "package.nls.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  ".vscodeignore",
];

/** @returns {Promise<string>} the VSIX */
export async function freshVsix() {
  await freshBuild();
  const vsix = inRoot("out", "alviss-vscode.vsix");
  const stamp = `${vsix}.packed-from`;
  await inTurn(inRoot("out", "vsix.lock"), "packing the VSIX", async () => {
    const before = fingerprint(packed);
    if (fs.existsSync(vsix) && fs.existsSync(stamp) && fs.readFileSync(stamp, "utf8") === before) return;
    console.error("Packing the VSIX");
    await pack(vsix);
    fs.writeFileSync(stamp, before);
  });
  return vsix;
}

/** @param {string} vsix */
async function pack(vsix) {
  const next = inRoot("out", `next-${process.pid}.vsix`);
  const vsce = inRoot("node_modules", "@vscode", "vsce", "vsce");
  // Links between our own documents stay as they are: there is no repository address yet to point them at.
  const options = ["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--out", next];
  const { code, output } = await runQuietly(process.execPath, [vsce, "package", ...options]);
  if (code !== 0) throw new Refusal(`vsce did not pack the extension:\n${output.trim()}`);
  fs.renameSync(next, vsix);
}
