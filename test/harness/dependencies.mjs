// Brings node_modules into the state of package-lock.json, without anything that is not in Node itself.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { npm } from "./npm.mjs";
import { inRoot } from "./paths.mjs";
import { needRoom } from "./prerequisites.mjs";
import { inTurn } from "./turns.mjs";

const lockFile = inRoot("package-lock.json");
const installedFile = inRoot("node_modules", ".package-lock.json");
const stampFile = inRoot("node_modules", ".installed-from");

/** A node_modules that is a link belongs to another place: npm ci would empty that one, so it is taken as it is. */
export async function installDependencies() {
  if (isLink(inRoot("node_modules")) || areInstalled()) return;
  await inTurn(inRoot("out", "install.lock"), "installing the npm packages", async () => {
    if (areInstalled()) return;
    const what = "Installing the npm packages";
    needRoom(inRoot(), 700, what);
    console.error(`${what} (npm ci)`);
    await npm(what, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], { cwd: inRoot() });
    fs.writeFileSync(stampFile, lockHash());
  });
}

/** Installed from this very lock, or by hand after the lock was last changed. */
function areInstalled() {
  if (!fs.existsSync(installedFile)) return false;
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === lockHash()) return true;
  return fs.statSync(installedFile).mtimeMs >= fs.statSync(lockFile).mtimeMs;
}

/** @param {string} place */
const isLink = (place) => fs.lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;

const lockHash = () => createHash("sha256").update(fs.readFileSync(lockFile)).digest("hex");
