import path from "node:path";
import { isEnding, runQuietly } from "./processes.mjs";
import { npmRefusal } from "./prerequisites.mjs";

/**
 * Runs npm quietly; a failure becomes a refusal with its reason. A registry that does not answer is given up on after
 * seconds, not minutes.
 * @param {string} what named in the refusal, for example "Installing the npm packages"
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, node?: string }} place `node`: run npm itself on another Node
 */
export async function npm(what, args, { cwd, env = process.env, node = process.execPath } = {}) {
  const patience = {
    npm_config_fetch_retries: "2",
    npm_config_fetch_retry_mintimeout: "1000",
    npm_config_fetch_retry_maxtimeout: "5000",
  };
  const script = env["npm_execpath"];
  const [command, first] = script && path.basename(script) === "npm-cli.js" ? [node, [script]] : ["npm", []];
  const place = { env: { ...env, ...patience }, ...(cwd === undefined ? {} : { cwd }) };
  const { code, output } = await runQuietly(command, [...first, ...args], place);
  if (code !== 0 && !isEnding()) throw npmRefusal(what, output);
  return output;
}
