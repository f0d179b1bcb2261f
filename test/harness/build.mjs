// npm run build: bundles every process of the extension into dist/. With --debug: readable and with source maps, for F5.
import { starter } from "./starter.mjs";
import { installDependencies } from "./dependencies.mjs";
import { debugBuild, freshBuild } from "./freshBuild.mjs";
import { endOnSignals } from "./processes.mjs";

await starter(async () => {
  endOnSignals(1);
  await installDependencies();
  await (process.argv.includes("--debug") ? debugBuild() : freshBuild());
  return 0;
});
