#!/usr/bin/env node
// Stands in for the desktop executable of VS Code: takes the command line that @vscode/test-electron gives to one and
// runs the tests in the npm-installed VS Code instead. Which one, and which browser, comes in the environment.
import fs from "node:fs";
import { runExtensionTests } from "./extensionTests.mjs";
import { endEverything, endOnSignals } from "./processes.mjs";

/** @type {Map<string, string>} */
const options = new Map();
let folder = "";
for (const argument of process.argv.slice(2)) {
  const [, name, value = ""] = /^--([^=]+)=?(.*)$/.exec(argument) ?? [];
  if (name !== undefined) options.set(name, value);
  else if (folder === "" && fs.existsSync(argument)) folder = argument;
}

endOnSignals(1);
let exitCode = 1;
try {
  exitCode = await runExtensionTests({
    vscode: JSON.parse(process.env["ALVISS_TEST_VSCODE"] ?? "null"),
    browser: process.env["ALVISS_TEST_BROWSER"] ?? "",
    extension: options.get("extensionDevelopmentPath") ?? "",
    tests: options.get("extensionTestsPath") ?? "",
    folder,
    trusting: options.has("disable-workspace-trust"),
  });
} catch (error) {
  console.error(error);
}
await endEverything();
process.exit(exitCode);
