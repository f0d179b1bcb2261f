// npm run package: makes alviss-vscode-VERSION.vsix.
import { starter } from "./starter.mjs";
import fs from "node:fs";
import { installDependencies } from "./dependencies.mjs";
import { inRoot } from "./paths.mjs";
import { endOnSignals } from "./processes.mjs";
import { freshVsix } from "./vsix.mjs";

await starter(async () => {
  endOnSignals(1);
  await installDependencies();
  const vsix = await freshVsix();
  const { name, version } = JSON.parse(fs.readFileSync(inRoot("package.json"), "utf8"));
  const target = inRoot(`${name}-${version}.vsix`);
  fs.copyFileSync(vsix, target);
  console.log(`${target} (${(fs.statSync(target).size / 1e6).toFixed(2)} MB)`);
  return 0;
});
