// Sizes of what ships, against their budgets.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { inRoot } from "../harness/paths.mjs";
import { freshVsix } from "../harness/vsix.mjs";

const staticImport = /\b(?:import|export)\b[^"'()]*?from\s*["'](\.[^"']+)["']|\bimport\s*["'](\.[^"']+)["']/g;

/** The file and every chunk that it loads before it runs. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const [, named, bare] of readFileSync(file, "utf8").matchAll(staticImport))
    loadedWith(join(dirname(file), named ?? bare ?? ""), seen);
  return seen;
}

const kilobytes = (files: Iterable<string>): number =>
  [...files].reduce((total, file) => total + statSync(file).size, 0) / 1000;

function report(name: string, value: number, unit: string, budget: number): void {
  console.log(`${name} ${value.toFixed(1)} ${unit} ${budget}${value > budget ? " OVER" : ""}`);
  if (value > budget) process.exitCode = 1;
}

const vsix = await freshVsix();
// What VS Code loads, and what that loads by itself at the next turn.
const entries = ["extension.js", "parts.js"].map((name) => inRoot("dist", name));
const chunks = readdirSync(inRoot("dist", "chunks")).map((name) => inRoot("dist", "chunks", name));
const atActivation = new Set(entries.flatMap((entry) => [...loadedWith(entry)]));
report("bundle at activation", kilobytes(atActivation), "kB", 80);
report("bundles of the extension host", kilobytes([...entries, ...chunks]), "kB", 600);
report("vsix", statSync(vsix).size / 1e6, "MB", 4);
console.log(`# loaded at activation: ${[...atActivation].map((file) => relative(inRoot("dist"), file)).join(", ")}`);
