// npm run check: types, lint, formatting, the import table, unused code.
import { starter } from "./starter.mjs";
import { runChecks } from "./checks.mjs";
import { installDependencies } from "./dependencies.mjs";
import { endOnSignals } from "./processes.mjs";

await starter(async () => {
  endOnSignals(1);
  await installDependencies();
  const { passed, failed } = await runChecks();
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});
