/**
 * The main job without a window: demo files -> uploads -> dataset -> model -> attribution -> drivers, through the same
 * client, workflows and ledger as the extension, against a sandbox in a temporary folder. The table goes to stdout,
 * what happens meanwhile to stderr.
 */
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, parse } from "node:path";
import { JobLedger } from "../../src/jobs/ledger";
import { type Run } from "../../src/jobs/run";
import { type AlvissClient } from "../../src/platform/client";
import { type DatasetId, type Kind, type ObjectRef, type ProjectRef, type UploadId } from "../../src/platform/ids";
import { type Combination } from "../../src/platform/records";
import { type Plan } from "../../src/workflows/plans";
import { driverTable } from "./driverTable";
import { clientOf, projectOf } from "./sandboxClient";
import { startSandbox } from "./startSandbox";

const demoFiles = join(import.meta.dirname, "../../media/demo");
const training = { epochs: 500, learningRate: 0.01, samples: 3 };

const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/** The last line told of each run, so that none is told twice. */
const told = new Map<string, string>();
/** Everything that has to be put away, last one first. */
const cleanUps: (() => Promise<unknown>)[] = [];
let tidying: Promise<void> | undefined;

function tidy(): Promise<void> {
  tidying ??= (async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
  })();
  return tidying;
}

async function leave(code: number): Promise<void> {
  await tidy();
  process.exit(code);
}
process.once("SIGINT", () => void leave(130));
process.once("SIGTERM", () => void leave(143));

const began = performance.now();
const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`;

try {
  await main();
  await tidy();
} catch (error) {
  if (tidying === undefined) tell(`The demo failed: ${error instanceof Error ? error.message : String(error)}`);
  await leave(1);
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "alviss-demo-"));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  const starting = startSandbox({ folder: join(folder, "sandbox") });
  // Also a sandbox that is only just starting is put away.
  cleanUps.push(() =>
    starting.then(
      (started) => started.stop(),
      () => undefined,
    ),
  );
  const sandbox = await starting;
  tell(`${seconds()}  sandbox at ${sandbox.url}`);
  const client = clientOf(sandbox);
  const project = projectOf(sandbox);
  const ledger = await JobLedger.open({ directory: join(folder, "runs"), clientFor: () => Promise.resolve(client) });
  cleanUps.push(() => ledger.dispose());
  ledger.onDidChange((change) => {
    if (change.change === "updated") tellProgress(change.run);
  });
  const make = async <K extends Kind>(kind: K, label: string, plan: Plan): Promise<ObjectRef<K>> => {
    const run = await ledger.start({ plan, label, connectionId: "sandbox", startedBy: "demo", ...project });
    return objectOf(kind, await ledger.settled(run.runId));
  };

  const uploadIds: UploadId[] = [];
  for (const name of (await readdir(demoFiles)).filter((file) => file.endsWith(".csv"))) {
    const file = { path: join(demoFiles, name), datasetName: parse(name).name };
    uploadIds.push((await make("upload", `Upload ${name}`, { workflow: "uploadFile", ...file })).id);
  }
  const dataset = await make("dataset", "Create dataset", {
    workflow: "createDataset",
    uploadIds,
    extendIds: [],
    activate: true,
  });
  const combination = await onlyCombination(client, project, dataset.id);
  const model = await make("model", "Build model", {
    workflow: "buildModel",
    datasetId: dataset.id,
    combination,
    graph: { from: "suggested", products: "sum" },
    training,
    trainShare: 0.75,
    activate: true,
  });
  const attribution = await make("attribution", "Attribute sales", {
    workflow: "attributeSales",
    modelId: model.id,
    datasetId: dataset.id,
    samples: 200,
  });
  const result = await client.readAttributionResult(project, attribution.id, { level: 0.9 });
  if (result === undefined) throw new Error("The server does not tell what the attribution found.");
  tell(`${seconds()}  done`);
  process.stdout.write(driverTable(result));
}

async function onlyCombination(client: AlvissClient, project: ProjectRef, id: DatasetId): Promise<Combination> {
  const [first] = (await client.readDataset(project, id)).combinations ?? [];
  if (first === undefined) throw new Error("The dataset has no combination to model.");
  return { country: first.country, region: first.region, grouping: first.grouping };
}

function tellProgress(run: Run): void {
  const step = run.steps.find(({ state }) => state === "posting" || state === "waiting");
  const percent = step?.fraction === undefined ? "" : ` ${String(Math.floor(step.fraction * 10) * 10)} %`;
  const line = `${run.label}: ${step?.lastWord === undefined ? run.state : step.lastWord + percent}`;
  if (told.get(run.runId) === line) return;
  told.set(run.runId, line);
  tell(`${seconds()}  ${line}`);
}

function objectOf<K extends Kind>(kind: K, run: Run): ObjectRef<K> {
  const { outcome, problem } = run;
  if (outcome?.result === "done" && outcome.object.kind === kind) return outcome.object as ObjectRef<K>;
  const why = outcome?.message ?? [problem?.serverWords, problem?.remedy].filter(Boolean).join(" ");
  throw new Error(`${run.label} ${run.state}${why === "" ? "" : `: ${why}`}`);
}
