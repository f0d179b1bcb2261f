// npm run bench:soak [-- SECONDS]: the sandbox at work while it is killed at random moments; ten minutes at most.
import { starter } from "./starter.mjs";
import { installDependencies } from "./dependencies.mjs";
import { freshBuild } from "./freshBuild.mjs";
import { inRoot } from "./paths.mjs";
import { endOnSignals, runHere } from "./processes.mjs";

await starter(async () => {
  endOnSignals(1);
  await installDependencies();
  await freshBuild();
  return runHere(process.execPath, [
    "--import=tsx",
    inRoot("test", "bench", "soak", "soak.ts"),
    ...process.argv.slice(2),
  ]);
});
