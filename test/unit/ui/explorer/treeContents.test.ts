import assert from "node:assert/strict";
import { type TreeOnServer, treeOnServer } from "../../../support/treeOnServer";
import { until } from "../../../support/until";
import { contextKeys } from "../../../support/vscodeStandIn";

const attribution = (id: number, status = "completed") => ({ IId: id, Status: status, ModelId: 1 });

describe("the contents of the tree", () => {
  let tree: TreeOnServer;
  let now = 0;
  beforeEach(async () => {
    now = 0;
    tree = await treeOnServer(() => now);
  });
  afterEach(() => tree.close());

  /** The next answer to a path waits for what this answers, with what the list holds by then told before. */
  const hold = (path: string): (() => void) => {
    let answer: () => void = () => undefined;
    tree.held.set(path, new Promise<void>((resolve) => (answer = resolve)));
    return () => {
      tree.held.delete(path);
      answer();
    };
  };
  const asked = (path: string): number => tree.platform.seen.filter(({ url }) => url.includes(`/${path}`)).length;

  it("offer results once a record says that its server tells some", async () => {
    tree.lists.set("attributions", [attribution(5)]);
    await tree.open();
    assert.equal(contextKeys.get("alviss.hasResults"), undefined, "none of this record's server");
    tree.lists.set("attributions", [{ ...attribution(5), Phase: "done", Progress: 1 }]);
    await tree.contents.reload(tree.folder("attribution"));
    assert.equal(contextKeys.get("alviss.hasResults"), true);
  });

  it("have what a job made while its folder was being read", async () => {
    await tree.open();
    const release = hold("attributions");
    const before = asked("attributions");
    const reading = tree.contents.reload(tree.folder("attribution"));
    await until(
      () => asked("attributions"),
      (count) => count > before,
    );
    tree.lists.set("attributions", [attribution(5)]); // the answer under way was made before
    const told = [tree.contents.changed(tree.folder("attribution")), tree.contents.changed(tree.folder("attribution"))];
    release();
    await Promise.all([reading, ...told]);
    assert.deepEqual(await tree.rows(tree.folder("attribution")), ["#5 model #1"]);
    assert.equal(asked("attributions"), before + 2);
  });

  it("have what a job made while its folder was being read for the first time", async () => {
    const release = hold("attributions");
    const reading = tree.open();
    await until(
      () => asked("attributions"),
      (count) => count > 0,
    );
    tree.lists.set("attributions", [attribution(5)]);
    const told = tree.contents.changed(tree.folder("attribution"));
    release();
    await Promise.all([reading, told]);
    assert.deepEqual(await tree.rows(tree.folder("attribution")), ["#5 model #1"]);
  });

  it("find what a server makes by itself after a job of ours has ended", async () => {
    await tree.open();
    tree.contents.follow.watchProject(tree.project);
    tree.lists.set("attributions", [attribution(7)]);
    await until(
      () => tree.rows(tree.folder("attribution")),
      ([first]) => first === "#7 model #1",
    );
  });

  it("are followed further when a reading in between fails", async () => {
    tree.lists.set("attributions", [attribution(7, "pending")]);
    await tree.open();
    tree.lists.delete("attributions");
    const { intercept } = tree.platform;
    tree.platform.intercept = (request, response) => {
      if (!request.url.includes("/attributions")) return intercept(request, response);
      response.writeHead(500).end("{}");
      return true;
    };
    await until(
      () => tree.rows(tree.folder("attribution")),
      ([first]) => first?.includes("The server failed") === true,
      8_000,
    );
    tree.platform.intercept = intercept;
    tree.lists.set("attributions", [attribution(7)]);
    await until(
      () => tree.rows(tree.folder("attribution")),
      (rows) => rows.join() === "#7 model #1",
    );
  }).timeout(20_000);

  it("are shown at once when they are old, and read again behind that", async () => {
    tree.lists.set("models", [{ IId: 1, Status: "completed", Country: "SWE" }]);
    await tree.open();
    tree.lists.set("models", [{ IId: 2, Status: "completed", Country: "NOR" }]);
    now = 5 * 60_000 - 1;
    assert.deepEqual(await tree.rows(tree.folder("model")), ["#1 SWE / all / all"]);
    const before = asked("models");
    now += 1;
    assert.deepEqual(await tree.rows(tree.folder("model")), ["#1 SWE / all / all"]);
    await until(
      () => tree.rows(tree.folder("model")),
      (rows) => rows.join() === "#2 NOR / all / all",
    );
    assert.equal(asked("models"), before + 1);
  });

  it("draw nothing again that has not changed, and of what has changed the smallest part", async () => {
    const model = (id: number, progress: number) => ({
      IId: id,
      Status: "training",
      Country: "SWE",
      Progress: progress,
    });
    tree.lists.set("models", [model(2, 0.1), model(1, 0.1)]);
    await tree.open();
    await tree.contents.reload(tree.folder("model"));
    assert.deepEqual(tree.drawn, []);
    tree.lists.set("models", [model(2, 0.4), model(1, 0.1)]);
    await tree.contents.reload(tree.folder("model"));
    assert.deepEqual(tree.drawn, [`${tree.folder("model")}/2`]);
  });
});
