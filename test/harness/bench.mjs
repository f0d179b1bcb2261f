// npm run bench [-- NAME]: every benchmark of test/bench in turn, or those whose file name contains NAME.
import { starter } from "./starter.mjs";
import fs from "node:fs";
import { installDependencies } from "./dependencies.mjs";
import { freshBuild } from "./freshBuild.mjs";
import { inRoot } from "./paths.mjs";
import { endOnSignals, isEnding, runHere } from "./processes.mjs";

await starter(async () => {
  const [wanted = ""] = process.argv.slice(2);
  const names = fs.readdirSync(inRoot("test", "bench")).filter((name) => name.endsWith(".ts") && name.includes(wanted));
  if (names.length === 0) {
    console.error(`No benchmark in test/bench has "${wanted}" in its name.`);
    return 2;
  }
  endOnSignals(1);
  await installDependencies();
  await freshBuild();
  let failed = 0;
  for (const name of names.sort()) {
    console.log(`# ${name.replace(/\.ts$/, "")}`);
    failed += (await runHere(process.execPath, ["--import=tsx", inRoot("test", "bench", name)])) === 0 ? 0 : 1;
    if (isEnding()) return 1;
  }
  return failed === 0 ? 0 : 1;
});
