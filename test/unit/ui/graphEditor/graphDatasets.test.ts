import "../../../support/vscodeStandIn";
import assert from "node:assert/strict";
import { type LogOutputChannel, type Memento, type Uri } from "vscode";
import { AlvissError } from "../../../../src/platform/errors";
import { type DatasetId } from "../../../../src/platform/ids";
import { type GraphDataset } from "../../../../src/ui/graphEditor/graphSource";
import { demoGraph } from "../../../support/demoGraphs";
import { until } from "../../../support/until";

const { GraphDatasets } = await import("../../../../src/ui/graphEditor/graphDatasets");

const uri = { toString: () => "file:///a" } as unknown as Uri;
const combination = { country: "SWE", region: "all", grouping: "all" };
const dataset = (id: string) =>
  ({ connectionId: "c", project: { team: "1", project: "1" }, dataset: id as DatasetId, combination }) as GraphDataset;

/** A graph that comes from dataset 1, on a server that answers when the test says so; a dataset's answers in turn. */
function checkedGraph() {
  const asked: { readonly id: string; readonly answer: () => void; readonly fail: (error: Error) => void }[] = [];
  const shown: (string | undefined)[] = [];
  const client = {
    suggestGraph: (_project: unknown, id: string) =>
      new Promise((resolve, reject) =>
        asked.push({ id, answer: () => resolve(demoGraph()), fail: (error) => reject(error) }),
      ),
  };
  const stored = new Map<string, unknown>();
  const datasets = new GraphDatasets({
    clients: { of: () => Promise.resolve(client as never) },
    files: { sourceOf: () => Promise.resolve(undefined), datasetOf: () => Promise.resolve(dataset("1")) },
    storage: {
      get: (key: string) => stored.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void stored.set(key, value)),
    } as unknown as Memento,
    log: { debug: () => undefined } as unknown as LogOutputChannel,
    setSeries: (_uri, series) => shown.push(series?.dataset),
  });
  /** The call that asks what a dataset holds, when it has come. */
  const call = async (at: number) =>
    (await until(
      () => asked[at],
      (one) => one !== undefined,
    )) ?? assert.fail();
  return { datasets, asked, shown, call };
}

const offline = () => new AlvissError({ kind: "network" });

describe("the dataset that a graph is checked against", () => {
  it("is the one it comes from, then one that was chosen, also for the next look", async () => {
    const { datasets, shown, call } = checkedGraph();
    const looking = datasets.look(uri);
    (await call(0)).answer();
    await looking;
    const using = datasets.use(uri, dataset("2"));
    (await call(1)).answer();
    await using;
    await datasets.look(uri);
    assert.deepEqual(shown, ["1", "2"]);
  });

  it("is asked for again where the chosen one did not answer, and the other is none for good", async () => {
    const { datasets, asked, shown, call } = checkedGraph();
    const using = datasets.use(uri, dataset("2"));
    (await call(0)).answer();
    await using;
    await datasets.moved(uri, { toString: () => "file:///b" } as unknown as Uri);
    (await call(1)).fail(offline());
    (await call(2)).answer();
    await until(
      () => shown,
      (all) => all.length === 2,
    );
    const again = datasets.look({ toString: () => "file:///b" } as unknown as Uri);
    (await call(3)).answer();
    await again;
    assert.deepEqual(
      asked.map(({ id }) => id),
      ["2", "2", "1", "2"],
    );
    assert.deepEqual(shown, ["2", "1", "2"]);
  });

  it("falls back for good where the chosen one is gone", async () => {
    const { datasets, asked, call } = checkedGraph();
    const using = datasets.use(uri, dataset("2"));
    (await call(0)).answer();
    await using;
    const borrower = {};
    const borrowing = datasets.use(uri, dataset("3"), { borrower });
    (await call(1)).answer();
    await borrowing;
    datasets.release(uri, borrower);
    (await call(2)).fail(new AlvissError({ kind: "notFound", status: 404 }));
    (await call(3)).answer();
    for (let look = 1; look <= 2; look++) await datasets.look(uri);
    assert.deepEqual(
      asked.map(({ id }) => id),
      ["2", "3", "2", "1"],
    );
  });

  it("stays what it was, or is looked for again, where another one cannot be read", async () => {
    const { datasets, shown, call } = checkedGraph();
    const looking = datasets.look(uri);
    const using = assert.rejects(datasets.use(uri, dataset("2")));
    (await call(0)).fail(offline());
    (await call(1)).answer();
    await Promise.all([looking, using]);
    (await call(2)).answer();
    await datasets.look(uri);
    assert.deepEqual(shown, ["1"]);
    const failing = assert.rejects(datasets.use(uri, dataset("2")));
    (await call(3)).fail(offline());
    await failing;
    await datasets.look(uri);
    assert.deepEqual(shown, ["1"]);
  });

  it("is the last that was asked for, whichever answer comes last", async () => {
    const { datasets, shown, call } = checkedGraph();
    const first = datasets.use(uri, dataset("2"));
    (await call(0)).answer();
    await first;
    const between = datasets.use(uri, dataset("3"));
    const held = await call(1);
    await datasets.use(uri, dataset("2"));
    held.answer();
    await between;
    assert.deepEqual(shown, ["2"]);
  });

  it("is not borrowed by a page that was closed before the answer came", async () => {
    const { datasets, shown, call } = checkedGraph();
    const looking = datasets.look(uri);
    (await call(0)).answer();
    await looking;
    const closed = new AbortController();
    const borrower = {};
    const borrowing = datasets.use(uri, dataset("2"), { borrower, signal: closed.signal });
    const held = await call(1);
    closed.abort();
    datasets.release(uri, borrower);
    held.answer();
    await borrowing;
    assert.deepEqual(shown, ["1"]);
  });
});
