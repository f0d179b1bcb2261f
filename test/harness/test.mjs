// npm test: installs what is missing, then runs every kind of test.
//   npm test                                every kind
//   npm run test:unit -- csv --grep quotes  one kind, only files named like it, only tests named like it
import { starter } from "./starter.mjs";
import { runChecks } from "./checks.mjs";
import { chromium } from "./chromium.mjs";
import { none, sum } from "./counts.mjs";
import { installDependencies } from "./dependencies.mjs";
import { freshBuild } from "./freshBuild.mjs";
import { runHostTests } from "./hostTests.mjs";
import { runMochaTests } from "./mochaTests.mjs";
import { endOnSignals, isEnding } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";
import { canInstallVscode, installVscode, oldest } from "./vscodeInstall.mjs";
import { runWorkbenchTests } from "./workbenchTests.mjs";

/** @typedef {import("./counts.mjs").Counts} Counts */
/** @typedef {import("./mochaTests.mjs").Wanted} Wanted */

/** @type {Map<string, (wanted: Wanted) => Promise<Counts>>} in the order in which they run: what fails soonest comes first */
const kinds = new Map([
  ["check", runChecks],
  ["unit", (wanted) => runMochaTests("unit", { ...wanted, reporter: "dot", timeout: 10_000, processes: 2 })],
  ["host", runHostTests],
  ["oldest", (wanted) => runHostTests(wanted, oldest)],
  ["workbench", runWorkbenchTests],
]);

/** @param {readonly string[]} args */
function readArguments([kind, ...rest]) {
  const grepAt = rest.indexOf("--grep");
  const grep = grepAt < 0 ? undefined : rest[grepAt + 1];
  const names = rest.filter((_, i) => grepAt < 0 || (i !== grepAt && i !== grepAt + 1));
  return { chosen: kind === undefined ? [...kinds.keys()] : [kind], wanted: { names, grep } };
}

/**
 * @param {string} kind
 * @param {Wanted} wanted
 */
async function runKind(kind, wanted) {
  const start = performance.now();
  console.log(`\n# ${kind}`);
  const counts = await (kinds.get(kind)?.(wanted) ?? none);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`  ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`);
  return counts;
}

await starter(async () => {
  const { chosen, wanted } = readArguments(process.argv.slice(2));
  const unknown = chosen.find((kind) => !kinds.has(kind));
  if (unknown !== undefined) {
    console.error(`There is no kind of test called ${unknown}; there are ${[...kinds.keys()].join(", ")}.`);
    return 2;
  }
  endOnSignals(1);
  const needsVscode = canInstallVscode() && chosen.some((kind) => kind === "host" || kind === "workbench");
  // Downloading and unpacking goes on while the first kinds already run.
  if (needsVscode) for (const installing of [installVscode(), chromium()]) installing.catch(() => {});
  await installDependencies();
  await freshBuild();
  /** @type {Counts[]} */
  const all = [];
  for (const kind of chosen) {
    if (isEnding()) return 1;
    all.push(
      await runKind(kind, wanted).catch((error) => {
        console.error(error instanceof Refusal ? error.message : error);
        return { ...none, failed: 1 };
      }),
    );
  }
  const { passed, failed, skipped } = sum(all);
  if (skipped > 0) console.log(`\n${skipped} skipped`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
});
