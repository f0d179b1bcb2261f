// npm run demo: the main job without a window. stdout is the demo's own; the rest is told on stderr.
import { starter } from "./starter.mjs";
import { installDependencies } from "./dependencies.mjs";
import { freshBuild } from "./freshBuild.mjs";
import { inRoot } from "./paths.mjs";
import { runInstead } from "./processes.mjs";

await starter(async () => {
  await installDependencies();
  await freshBuild();
  return runInstead(process.execPath, ["--import=tsx", inRoot("test", "support", "demo.ts"), ...process.argv.slice(2)]);
});
