// npm run sandbox: the sandbox alone. stdout is the sandbox's own; what is installed or built first is told on stderr.
import { starter } from "./starter.mjs";
import { installDependencies } from "./dependencies.mjs";
import { freshBuild } from "./freshBuild.mjs";
import { inRoot } from "./paths.mjs";
import { runInstead } from "./processes.mjs";

await starter(async () => {
  await installDependencies();
  await freshBuild();
  return runInstead(process.execPath, [inRoot("dist", "sandbox.js"), ...process.argv.slice(2)]);
});
