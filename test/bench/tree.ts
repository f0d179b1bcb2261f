// What the tree costs the extension host with 10,000 models once their data is there: expanding the folder, showing all
// of them, filtering while somebody types, and reading the list again. Prints `name value unit budget`.
import { manyModels } from "../support/listingServer";
import { treeOnServer } from "../support/treeOnServer";

const models = 10_000;
const times = 5;
const budget = 200;

function report(name: string, values: number[]): void {
  const value = values.sort((one, other) => one - other)[values.length >> 1] ?? NaN;
  console.log(`${name} ${value.toFixed(0)} ms ${budget}${value > budget ? " OVER" : ""}`);
  if (value > budget) process.exitCode = 1;
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

const tree = await treeOnServer();
try {
  const all = manyModels(models);
  tree.lists.set("models", all);
  await tree.open();
  const id = tree.folder("model");
  const folder = tree.contents.store.get(id);
  if (folder?.kind !== "folder") throw new Error("There is no folder of models.");
  const { folders } = tree.contents;

  // All there is, read once; what follows needs no network.
  folders.filter(id, "everything");
  await tree.contents.look(folder);
  folders.filter(id, undefined);
  const known = folders.records(id)?.items.length ?? 0;
  if (known !== models) throw new Error(`${known} of ${models} models were read.`);

  const expand: number[] = [];
  const type: number[] = [];
  for (let time = 0; time < times; time++) {
    folders.filter(id, undefined);
    expand.push(
      await timed(async () => {
        await tree.contents.look(folder);
        await tree.rows(id);
      }),
    );
    folders.filter(id, `swe ${String(time)}`);
    type.push(await timed(() => tree.contents.look(folder)));
  }
  report("expanding 10,000 models, the first page", expand);
  report("filtering 10,000 models, a letter", type);

  folders.filter(id, undefined);
  folders.showUpTo(id, models - 1);
  const reveal = await timed(() => tree.contents.look(folder));
  console.log(`showing 10,000 models after the first 50 ${reveal.toFixed(0)} ms -`);
  const whole: number[] = [];
  for (let time = 0; time < times; time++)
    whole.push(
      await timed(async () => {
        const rows = await tree.rows(id);
        if (rows.length !== models) throw new Error(`${rows.length} rows.`);
      }),
    );
  report("expanding 10,000 models, every one of them shown", whole);
} finally {
  await tree.close();
}
