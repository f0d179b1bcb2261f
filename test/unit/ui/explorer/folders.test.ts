import assert from "node:assert/strict";
import { type Kind, type ModelId } from "../../../../src/platform/ids";
import { type FolderNode, type Node } from "../../../../src/ui/explorer/nodes";
import { manyModels } from "../../../support/listingServer";
import { answerJson } from "../../../support/rawServer";
import { pathOf } from "../../../support/scriptedPlatform";
import { type TreeOnServer, treeOnServer } from "../../../support/treeOnServer";
import { until } from "../../../support/until";

describe("a folder of the tree", () => {
  let tree: TreeOnServer;
  let now = 0;
  beforeEach(async () => {
    now = 0;
    tree = await treeOnServer(() => now);
  });
  afterEach(() => tree.close());

  const folder = (kind: Kind = "model"): FolderNode => {
    const node = tree.contents.store.get(tree.folder(kind));
    assert.equal(node?.kind, "folder");
    return node;
  };
  const rows = (kind: Kind = "model"): Promise<string[]> => tree.rows(tree.folder(kind));
  const words = async (kind: Kind): Promise<string> => {
    const all = await tree.rows(tree.project);
    return all[["upload", "dataset", "model", "attribution", "attributionSet"].indexOf(kind)] ?? "";
  };
  const filter = async (text: string | undefined): Promise<void> => {
    tree.contents.folders.filter(tree.folder("model"), text);
    await tree.contents.look(folder());
  };
  const asked = (): number => tree.platform.seen.filter(({ url }) => url.includes("/models?")).length;
  /** The server has no lists, and answers these records by their ids, or a status. */
  const unlisted = (records: Readonly<Record<string, object | number>>): void => {
    tree.platform.intercept = (request, response) => {
      const path = pathOf(request);
      if (path.endsWith("/team/teams")) answerJson(response, [{ Id: 1, Name: "Nordic" }]);
      else if (path.endsWith("/projects/1")) answerJson(response, [{ Id: 2, Name: "Coffee" }]);
      else {
        const found = records[path];
        if (typeof found === "number") answerJson(response, { detail: "Not today." }, found);
        else {
          const detail = path.includes("/") ? "No such thing." : "Not Found";
          answerJson(response, found ?? { detail }, found === undefined ? 404 : 200);
        }
      }
      return true;
    };
  };
  const remember = (...ids: string[]) =>
    tree.known.of("c").remember(
      tree.platform.project,
      ids.map((id) => ({ kind: "model", id: id as ModelId })),
    );

  it("shows 50, then 50 more a click, and says how many the next click shows", async () => {
    tree.lists.set("models", manyModels(130));
    await tree.open();
    assert.deepEqual([(await rows()).length, (await rows()).at(-1)], [51, "Load more (50)"]);
    assert.equal(await words("model"), "Models | 100+");
    tree.contents.folders.showMore(tree.folder("model"));
    await tree.contents.look(folder());
    await until(
      () => rows(),
      (all) => all.length === 101 && all.at(-1) === "Load more (30)",
    );
    tree.contents.folders.showMore(tree.folder("model"));
    await tree.contents.look(folder());
    assert.deepEqual([(await rows()).length, (await rows()).at(-1)?.startsWith("#1 ")], [130, true]);
    assert.equal(await words("model"), "Models | 130");
  });

  it("is filtered out of everything there is, by words and states, and keeps that when it is read again", async () => {
    const failed = { IId: 3, Status: "failed", Country: "SWE", Message: "no Sales" };
    tree.lists.set("models", [...manyModels(1_203).slice(0, 1_200), failed]);
    await tree.open();
    await filter("no sales");
    assert.deepEqual(await rows(), ["#3 SWE / all / all | failed: no Sales"]);
    assert.equal(await words("model"), "Models | filter: no sales, 1 of 1,201");
    await filter("is:failed swe");
    assert.equal((await rows()).length, 1);
    await filter("is:failed nor");
    assert.deepEqual(await rows(), ["Nothing fits the filter."]);
    await filter("is:failed");
    const before = asked();
    tree.lists.set("models", [{ ...failed, IId: 1_300 }, ...(tree.lists.get("models") ?? [])]);
    await tree.contents.changed(tree.folder("model"));
    assert.equal(asked(), before + 1, "what is known behind the first page was read again");
    assert.deepEqual(
      (await rows()).map((row) => row.split(" ")[0]),
      ["#1300", "#3"],
    );
    await filter(undefined);
    assert.equal((await rows()).length, 51);
  });

  it("still says how many there are when it is read again after all of them were, and reads only what is shown", async () => {
    tree.lists.set("models", manyModels(1_203));
    await tree.open();
    await filter("#7");
    await filter(undefined);
    assert.equal(await words("model"), "Models | 1,203");
    const before = asked();
    tree.lists.set("models", manyModels(1_204));
    await tree.contents.reload(tree.folder("model"));
    assert.equal(await words("model"), "Models | 1,204");
    assert.equal(asked(), before + 1, "more was read than what is shown");
  });

  it("is filtered out of what is here when the server cannot be asked for the rest", async () => {
    tree.lists.set("models", manyModels(300));
    await tree.open();
    const { intercept } = tree.platform;
    tree.platform.intercept = (_request, response) => {
      answerJson(response, { detail: "Not today." }, 500);
      return true;
    };
    await filter("#299");
    assert.deepEqual(
      (await rows()).map((row) => row.split(" ").slice(0, 3).join(" ")),
      ["The server failed.", "#299 ISL /"],
    );
    assert.equal(await words("model"), "Models | filter: #299, 1 of 100+");
    tree.platform.intercept = intercept;
    await filter("#150");
    assert.equal((await rows()).length, 1);
  });

  it("asks one by one for what is at work behind the newest page", async () => {
    const models = manyModels(300);
    Object.assign(models.at(-1) ?? {}, { Status: "training" });
    tree.lists.set("models", models);
    await tree.open();
    await filter("is:working");
    assert.deepEqual(await rows(), [
      "#1 SWE / all / all | training".replace("SWE", String(models.at(-1)?.["Country"])),
    ]);
    tree.platform.words.set("models/1", ["completed"]);
    await tree.contents.changed(tree.folder("model"));
    assert.deepEqual(await rows(), ["Nothing fits the filter."]);
  });

  it("shows what could be read of a server without lists, and says what could not", async () => {
    unlisted({ "models/1": { Status: "completed", Country: "SWE" }, "models/2": 500, "models/3": 500 });
    await remember("1", "2", "3");
    await tree.open();
    assert.deepEqual(await rows(), ["2 could not be read: #3, #2. | HTTP 500", "#1 SWE / all / all"]);
    assert.equal(await words("model"), "Models | 1 known here, 2 not read");
    unlisted({ "models/1": 500, "models/2": 500, "models/3": 500 });
    await tree.contents.reload(tree.folder("model"));
    assert.match((await rows())[0] ?? "", /^The server failed/);
  });

  it("shows the list when only the active one could not be read", async () => {
    tree.lists.set("datasets", [{ IId: 4, Status: "completed" }]);
    const { intercept } = tree.platform;
    tree.platform.intercept = (request, response) => {
      if (!request.url.endsWith("/datasets/active")) return intercept(request, response);
      answerJson(response, { detail: "Not today." }, 500);
      return true;
    };
    await tree.open();
    assert.deepEqual(await rows("dataset"), ["Which one is active could not be read. | HTTP 500", "#4"]);
  });

  it("shows what another folder's objects name, where the server has no lists", async () => {
    unlisted({
      "attributionset/active": { IId: 9, Status: "complete", Attributions: [{ IId: 5 }] },
      "attributions/5": { Status: "completed", ModelId: 7 },
      "models/7": { Status: "completed", Country: "SWE" },
    });
    await tree.open();
    await until(
      () => rows(),
      (all) => all.join() === "#7 SWE / all / all",
    );
  });

  it("leaves out what was removed from it, also when another object names it, until it is asked for", async () => {
    unlisted({
      "attributions/5": { Status: "completed", ModelId: 7 },
      "models/7": { Status: "completed", Country: "SWE" },
    });
    const ids = tree.known.of("c");
    const model = { kind: "model", id: "7" as ModelId } as const;
    await ids.mention(tree.platform.project, [model]);
    await ids.forget(tree.platform.project, [model]);
    await ids.mention(tree.platform.project, [model]);
    assert.deepEqual(ids.ids(tree.platform.project, "model"), []);
    await ids.remember(tree.platform.project, [model]);
    assert.deepEqual(ids.ids(tree.platform.project, "model"), ["7"]);
  });

  it("is read again when the view comes into sight after five minutes, and not before", async () => {
    await tree.open();
    const before = asked();
    now = 5 * 60_000 - 1;
    await tree.contents.reloadOld();
    assert.equal(asked(), before);
    now += 1;
    await tree.contents.reloadOld();
    assert.equal(asked(), before + 1);
  });

  it("holds objects with their parts, those that could be read, as the tree shows them elsewhere", async () => {
    tree.lists.set("datasets", [{ IId: 8, Status: "completed", Active: true, Periodicity: "Week" }]);
    tree.lists.set("attributions", [
      { IId: 5, Status: "completed", ModelId: 11 },
      { IId: 4, Status: "completed", ModelId: 10 },
    ]);
    const model = { IId: 11, Status: "completed", Country: "SWE", DataSet: { IId: 8 }, SourceModelId: 3 };
    tree.lists.set("models", [{ ...model, GraphInstance: { Id: 22, Graph: { Id: 21 } } }]);
    const { intercept } = tree.platform;
    tree.platform.intercept = (request, response) => {
      const path = pathOf(request);
      if (path === "models/3") answerJson(response, { detail: "Not today." }, 500);
      else if (path === "build/graphs/21") answerJson(response, { nodes: [1, 2, 3], edges: [1] });
      else return intercept(request, response);
      return true;
    };
    await tree.open();
    const parts = (): Promise<string[]> => tree.rows(`${tree.folder("model")}/11`);
    assert.deepEqual(await parts(), [
      "#3 could not be read. | HTTP 500",
      "Combination | SWE / all / all",
      "Dataset #8 | active",
      "High-level graph | Nodes: 3, edges: 1",
      "Low-level graph",
      "Attribution #5 model #11",
    ]);
    const ids = (await tree.contents.children(`${tree.folder("model")}/11`)).map((node: Node) => node.kind);
    assert.deepEqual(ids.slice(1), ["fact", "dataset", "graph", "graph", "attribution"]);
    tree.lists.set("attributions", [
      { IId: 6, Status: "completed", ModelId: 11 },
      ...(tree.lists.get("attributions") ?? []),
    ]);
    await tree.contents.changed(tree.folder("attribution"));
    await until(parts, (all) => all.includes("Attribution #6 model #11"));
  });
});
