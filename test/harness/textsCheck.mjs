// Checks that the bundle which translators get has exactly the texts that the sources ask for, and that German has each.
import { getL10nJson } from "@vscode/l10n-dev";
import assert from "node:assert/strict";
import fs from "node:fs";
import { inRoot } from "./paths.mjs";

const sources = ["src", "webview"]
  .flatMap((folder) =>
    fs.readdirSync(inRoot(folder), { recursive: true, encoding: "utf8" }).map((file) => inRoot(folder, file)),
  )
  .filter((file) => file.endsWith(".ts"))
  .map((file) => fs.readFileSync(file, "utf8"))
  .filter((contents) => contents.includes("l10n"));
const found = await getL10nJson(sources.map((contents) => ({ extension: ".ts", contents })));
const bundle = JSON.parse(fs.readFileSync(inRoot("l10n", "bundle.l10n.json"), "utf8"));
assert.deepEqual(bundle, found, "run: npx vscode-l10n-dev export -o l10n src webview");

/**
 * The same texts, each with a translation that holds the same places for values.
 * @param {string} english
 * @param {string} german
 */
function checkGerman(english, german) {
  const read = (/** @type {string} */ file) =>
    /** @type {Record<string, string>} */ (JSON.parse(fs.readFileSync(inRoot(file), "utf8")));
  const [texts, translations] = [read(english), read(german)];
  assert.deepEqual(
    Object.keys(translations).sort(),
    Object.keys(texts).sort(),
    `${german} and ${english} have to have the same keys: translate what is new, and drop what is gone`,
  );
  const places = (/** @type {string} */ text) =>
    [...text.matchAll(/\{\d\}|\]\([^)]*\)|\$\([^)]*\)/g)].map(String).sort();
  for (const [key, text] of Object.entries(texts))
    assert.deepEqual(places(translations[key] ?? ""), places(text), `${german}: ${key}`);
}

checkGerman("l10n/bundle.l10n.json", "l10n/bundle.l10n.de.json");
checkGerman("package.nls.json", "package.nls.de.json");
