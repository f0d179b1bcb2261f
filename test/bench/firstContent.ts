// How long until the tree has content: from the start of a process that uses the client to the first list of models,
// with the sandbox already there, and from the start of the sandbox itself. Prints `name value unit budget`.
import { build } from "esbuild";
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type StartedSandbox, startSandbox } from "../support/startSandbox";

const starts = 5;

interface Listed {
  readonly ms: number;
  readonly models: number;
  readonly completeness: string;
}

const median = (values: number[]): number => values.sort((one, other) => one - other)[values.length >> 1] ?? NaN;
const print = (name: string, value: number, unit: string): void => console.log(`${name} ${value.toFixed(0)} ${unit} -`);

const folder = await mkdtemp(join(tmpdir(), "alviss-bench-content-"));
const bundle = join(folder, "list.mjs");
const banner = 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);';
await build({
  entryPoints: [join(import.meta.dirname, "firstContent/list.ts")],
  ...{ outfile: bundle, bundle: true, minify: true, platform: "node", format: "esm", banner: { js: banner } },
});

async function list({ url, teamUrl, token }: StartedSandbox): Promise<Listed> {
  const { stdout } = await promisify(execFile)(process.execPath, [bundle, url, teamUrl, token]);
  const listed = JSON.parse(stdout) as Listed;
  if (listed.models === 0 || listed.completeness !== "all") throw new Error(`Not what the demo holds: ${stdout}`);
  return listed;
}

try {
  const data = join(folder, "data");
  await (await startSandbox({ folder: data, demo: true, engine: "fast" })).stop();
  const [warm, cold, bare]: [number[], number[], number[]] = [[], [], []];
  for (let n = 0; n < starts; n++) {
    let began = performance.now();
    await promisify(execFile)(process.execPath, ["-e", "0"]);
    bare.push(performance.now() - began);
    began = performance.now();
    const sandbox = await startSandbox({ folder: data });
    try {
      await list(sandbox);
      cold.push(performance.now() - began);
      warm.push((await list(sandbox)).ms);
    } finally {
      await sandbox.stop();
    }
  }
  print("first tree content, from the start of the client", median(warm), "ms");
  print("first tree content, from the start of sandbox and client", median(cold), "ms");
  print("start of Node alone", median(bare), "ms");
} finally {
  await rm(folder, { recursive: true, force: true });
}
