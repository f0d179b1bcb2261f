import "./nodeVersion.mjs";
import { endEverything } from "./processes.mjs";
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
    console.error(error instanceof Refusal ? error.message : error);
  }
  await endEverything();
  process.exit(code);
}
