import assert from "node:assert/strict";
import { AlvissError, type ErrorFacts } from "../../../../src/platform/errors";
import { type ToBuildPage } from "../../../../webview/shared/buildMessages";
import "../../../support/vscodeStandIn";

const [{ PageData }, { Refusal }] = await Promise.all([
  import("../../../../src/ui/buildPage/pageData"),
  import("../../../../src/ui/kit/explain"),
]);

type Parts = ConstructorParameters<typeof PageData>[0];

/** The data of a page; `objects` stands for the server. */
function pageData(objects: (place: unknown, kind: string) => Promise<unknown>) {
  const posted: ToBuildPage[] = [];
  const data = new PageData({
    explorer: { objects },
    clients: {},
    log: { error: () => undefined },
    place: () => ({}),
    post: (message: ToBuildPage) => posted.push(message),
  } as unknown as Parts);
  return { data, posted };
}

/** What a page is told when its datasets are read. */
async function told(objects: () => Promise<unknown>): Promise<{ last: ToBuildPage | undefined; isAwaited: boolean }> {
  const { data, posted } = pageData(objects);
  await data.showDatasets();
  return { last: posted.at(-1), isAwaited: data.isAwaited };
}

const failing = (facts: ErrorFacts) => told(() => Promise.reject(new AlvissError(facts)));

describe("what a build page reads of its server", () => {
  it("says what the network said beside our sentence, and that it may pass", async () => {
    const { last, isAwaited } = await failing({ kind: "network", serverWords: "connect ECONNREFUSED 127.0.0.1:9" });
    assert.deepEqual(last, {
      ...{ type: "trouble", of: null, sentence: "The server cannot be reached." },
      ...{ words: "connect ECONNREFUSED 127.0.0.1:9", mayPass: true },
    });
    assert.equal(isAwaited, true);
  });

  it("leaves what a dataset holds to be typed where nothing of it can be read, and names the one that was added", async () => {
    const object = (id: string, combinations: unknown) => ({
      ...{ record: { kind: "dataset", id, phase: "done", combinations }, label: `#${id}`, words: "", active: false },
    });
    const lists = [[object("1", [])], [object("1", []), object("2", undefined)]];
    const { data, posted } = pageData((_place, kind) =>
      Promise.resolve({ objects: kind === "dataset" ? lists.shift() : [], areAll: false }),
    );
    await data.showDatasets();
    await data.showDatasets({ chooses: true });
    const [first, second] = posted;
    assert.deepEqual(first, {
      ...{ type: "datasets", datasets: [{ id: "1", label: "#1", combinations: null }] },
      ...{ areAll: false, added: null, combinations: [] },
    });
    assert.equal(second?.type === "datasets" && second.added, "2");
  });

  it("does not say the server's words twice", async () => {
    const { last } = await failing({ kind: "server", status: 503, serverWords: "down for an hour" });
    assert.deepEqual(last, {
      ...{ type: "trouble", of: null, words: null, mayPass: true },
      sentence: 'The server failed. The server said: "down for an hour"',
    });
  });

  it("waits for a server that is stopped, and takes a no for a no", async () => {
    const { last } = await told(() => Promise.reject(new Refusal("The sandbox is stopped.")));
    assert.ok(last?.type === "trouble" && last.mayPass);
    const refused = await failing({ kind: "forbidden", status: 403, serverWords: "no" });
    assert.ok(refused.last?.type === "trouble" && !refused.last.mayPass);
  });

  it("says nothing of what was cancelled", async () => {
    assert.equal((await failing({ kind: "cancelled" })).last, undefined);
  });
});
