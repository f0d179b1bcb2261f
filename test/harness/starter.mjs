import "./nodeVersion.mjs";
import { endEverything, isEnding } from "./processes.mjs";
import { Refusal } from "./refusal.mjs";

/**
 * Runs a starter to its exit code, ends what it left running, and turns a refusal into its one sentence.
 * @param {() => Promise<number>} main
 */
export async function starter(main) {
  let code = 1;
  try {
    code = await main();
  } catch (error) {
    if (!isEnding()) console.error(error instanceof Refusal ? error.message : error);
  }
  if (isEnding()) await new Promise(() => {}); // whoever began the end also exits, with the code that it has for that
  await endEverything();
  process.exit(code);
}
