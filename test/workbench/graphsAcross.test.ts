import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoGraph } from "../support/demoGraphs";
import { type ListingServer, listingServer } from "../support/listingServer";
import { answerJson } from "../support/rawServer";
import { stepsInOrder } from "../support/stepsInOrder";
import { until } from "../support/until";
import { describeInWorkbench, type Workbench } from "../support/workbench";

const weeks = Array.from({ length: 52 }, (_, week) =>
  new Date(Date.UTC(2024, 0, 1 + 7 * week)).toISOString().slice(0, 10),
);
/** The graph of a schema that nobody here knows. */
const keyed =
  '{"vendor":"other","nodes":{"tv":{"cls":"Paid","lag":1e-7,"big":12345678901234567890},"kpi":{"w":1.0}},"edges":{"e1":{"src":"tv","dst":"kpi","gain":1.50}}}';
const dataset = (id: number) => ({
  ...{ IId: id, Status: "completed", Active: true },
  Combinations: [{ country_code: "SWE", region_code: "all", grouping: "all" }],
});

let server: ListingServer | undefined;
/** What becomes of requests for dates. */
const fate = { dates: "given" as "given" | "refused" | "awaited" };

/** Two projects: the dataset of the second lacks a medium that the graph reads. */
async function twoProjects() {
  const made = await listingServer(({ method, url }, response) => {
    const { pathname } = new URL(url, "http://server");
    const isTea = pathname.includes("/projects/1/2");
    if (pathname.endsWith("/projects/1"))
      answerJson(response, [
        { Id: 1, Name: "Coffee", Periodicity: "Week" },
        { Id: 2, Name: "Tea", Periodicity: "Week" },
      ]);
    else if (method === "POST" && pathname.endsWith("/dates")) {
      if (fate.dates === "given") answerJson(response, weeks);
      else if (fate.dates === "refused") answerJson(response, { detail: "No dates today." }, 500);
    } else if (pathname.endsWith("/suggested_graph")) {
      const whole = demoGraph();
      answerJson(
        response,
        isTea ? whole.replace('"Media": [\n            "TV"', '"Media": [\n            "Radio"') : whole,
      );
    } else if (isTea && pathname.endsWith("/datasets")) answerJson(response, [dataset(2)]);
    else if (isTea && pathname.endsWith("/datasets/2")) answerJson(response, dataset(2));
    else if (method === "POST" && pathname.endsWith("/build/model")) answerJson(response, built);
    else if (pathname.endsWith("/models/3")) answerJson(response, built);
    else return false;
    return true;
  });
  server = made;
  made.records.set("datasets", [dataset(1)]);
  return made.settings;
}

const built = {
  ...{ IId: 3, Status: "completed", DataSet: { IId: 1 } },
  Country: "SWE",
  Region: "all",
  Grouping: "all",
};

/** Each step stands on those before it. */
describeInWorkbench(
  "a graph between projects and schemas",
  (workbench) => {
    stepsInOrder();
    after(() => server?.close());

    const page = () => workbench().webview();
    const open = async (name: string, first: string) => {
      const window = workbench();
      await window.showContainer("Explorer");
      await window.treeRow(name).dblclick();
      await node(window, first).waitFor();
    };
    const buildIcon = () =>
      workbench().page.locator('.editor-actions .action-label[aria-label^="Build Model from This Graph"]');
    const coffee = () => workbench().page.locator('.tab[aria-label^="Build model: mine"]:not([aria-label*="Tea"])');
    const tea = () => workbench().tab("Build model: mine, Tea");
    const saved = (name: string) => readFileSync(join(workbench().workspace, name), "utf8");
    const lastQuestion = "This starts a job on";
    const bodies = () => (server?.seen ?? []).filter(({ url }) => url.endsWith("/build/model")).map(({ body }) => body);
    const lacks = "Dataset #2 has no TV, which TV reads.";

    it("is checked against the dataset of the build page that was used last, of two that are open", async () => {
      const window = workbench();
      await window.showContainer("Alviss AI");
      await window.signIn("sandbox_x");
      await window.addFile("mine.alvissgraph.json", demoGraph());
      await open("mine.alvissgraph.json", "TV");
      await buildIcon().click();
      await window.answer("Which project?", "Coffee");
      await page().getByText("Build a model from mine.alvissgraph.json").waitFor();
      await page().getByText("Graph checked, no problems").waitFor();
      await window.screenshot("build-page-coffee");
      await window.palette("Alviss: Switch Project...");
      await window.answer("Work on which project?", "Tea");
      await window.tab("mine.alvissgraph.json").first().click();
      await node(window, "TV").waitFor();
      await buildIcon().click();
      await page().getByText("Build a model from mine.alvissgraph.json").waitFor();
      await page().getByText(lacks).first().waitFor();
      await coffee().click();
      await page().getByText("Graph checked, no problems").waitFor();
      await tea().click();
      await page().getByText(lacks).first().waitFor();
      await window.screenshot("build-pages-of-one-graph");
    });

    it("stays checked against the other one's when one of them closes", async () => {
      const window = workbench();
      await coffee().click();
      await page().getByText("Graph checked, no problems").waitFor();
      await window.palette("View: Close Editor");
      await coffee().waitFor({ state: "detached" });
      await window.tab("mine.alvissgraph.json").first().click();
      await page().getByText(lacks).first().waitFor();
      await tea().click();
      await page().getByText(lacks).first().waitFor();
      await window.palette("View: Close Editor");
      await window.tab("mine.alvissgraph.json").first().click();
      await node(window, "TV").waitFor();
      await page().getByText("No problems").waitFor();
      await window.screenshot("graph-after-its-build-pages");
    });

    it("gives nodes to a graph of an unknown schema, and takes some from there, with every field they have", async () => {
      const window = workbench();
      await window.addFile("other.alvissgraph.json", keyed);
      await open("other.alvissgraph.json", "tv");
      await node(window, "tv").click();
      await window.page.keyboard.press("Control+c");
      await page().getByText("Copied", { exact: false }).first().waitFor();
      await window.tab("mine.alvissgraph.json").first().click();
      await node(window, "TV").click();
      await window.page.keyboard.press("Control+v");
      await node(window, "tv").waitFor();
      await window.screenshot("pasted-from-another-schema");
      await window.page.keyboard.press("Control+s");
      const taken = await until(
        () => Promise.resolve(saved("mine.alvissgraph.json")),
        (text) => text.includes("12345678901234567890"),
      );
      const added = ',{"cls":"Paid","lag":1e-7,"big":12345678901234567890,"id":"tv"}';
      assert.equal(withoutSpace(taken).replace(added, ""), withoutSpace(demoGraph()));
      assert.ok(withoutSpace(taken).includes(added), taken);
      await node(window, "TV").click();
      await window.page.keyboard.press("Control+c");
      await window.tab("other.alvissgraph.json").first().click();
      await node(window, "kpi").click();
      await window.page.keyboard.press("Control+v");
      await node(window, "TV").waitFor();
      await window.screenshot("pasted-into-another-schema");
      await window.page.keyboard.press("Control+s");
      const given = await until(
        () => Promise.resolve(saved("other.alvissgraph.json")),
        (text) => text.includes("TV"),
      );
      const written = /(\{\s*"id": "TV",.*?\n {4}\}),/s.exec(demoGraph())?.[1] ?? "";
      assert.equal(given, keyed.replace('"kpi":{"w":1.0}', `"kpi":{"w":1.0},"TV":${written}`));
    });

    it("keeps what was answered when the request cannot be shown, and when nobody waits for it", async () => {
      const window = workbench();
      await window.palette("View: Close All Editors");
      await window.addFile("asked.alvissgraph.json", demoGraph());
      await open("asked.alvissgraph.json", "TV");
      await window.palette("Alviss: Build Model from This Graph...");
      await window.accept("On which dataset?");
      await window.accept("Which dates train the model?");
      await window.accept("How is it trained?");
      await window.accept("Does the model become the active one when it is done?");
      await window.question(lastQuestion).waitFor();
      fate.dates = "refused";
      await window.quickPickRow("Show the Request as JSON").click();
      await window.toast(/The server failed. The server said: "No dates today."$/).waitFor();
      await window.question(lastQuestion).waitFor();
      await window.screenshot("request-not-shown");
      const waiting = window.toast("Reading what the request holds");
      await waiting.waitFor({ state: "detached" });
      fate.dates = "awaited";
      await window.quickPickRow("Show the Request for curl").click();
      await waiting.waitFor();
      await window.screenshot("request-awaited");
      await waiting.getByRole("button", { name: "Cancel" }).click();
      await window.question(lastQuestion).waitFor();
      assert.equal(await window.tab("curl").count(), 0);
      fate.dates = "given";
    });

    it("asks only the last question anew when the graph has changed meanwhile, and builds from what it is now", async () => {
      const window = workbench();
      const changed = demoGraph().replace('"harmonics": 2', '"harmonics": 4');
      writeFileSync(join(window.workspace, "asked.alvissgraph.json"), changed);
      await page().locator(".item .second", { hasText: "4 harmonics" }).waitFor();
      await window.question(lastQuestion).waitFor();
      await window.quickPickRow("Start Build").click();
      await window.toast("The graph has changed meanwhile.").waitFor();
      await window.question(lastQuestion).waitFor();
      await window.screenshot("graph-changed-meanwhile");
      assert.equal(bodies().length, 0);
      await window.answer(lastQuestion, "Start Build");
      const [body = ""] = await until(
        () => Promise.resolve(bodies()),
        ({ length }) => length > 0,
      );
      assert.ok(body.includes('"harmonics":4') || body.includes('"harmonics": 4'), body);
      assert.ok(body.includes('"dataset_id":2'), body);
    });
  },
  twoProjects,
);

/** A server that has datasets and tells of none but by its id. */
async function withoutLists() {
  const made = await listingServer(({ method, url }, response) => {
    const { pathname } = new URL(url, "http://server");
    if (method === "POST" && pathname.endsWith("/dates")) answerJson(response, weeks);
    else if (pathname.endsWith("/active")) answerJson(response, { detail: "Nothing is active." }, 404);
    else if (/\/(datasets|models|suggested_graph|sales)$/.test(pathname))
      answerJson(response, { detail: "Not Found" }, 404);
    else return false;
    return true;
  });
  silent = made;
  made.records.set("datasets", [dataset(7), { ...dataset(8), Combinations: [] }]);
  return made.settings;
}
let silent: ListingServer | undefined;

/** Each step stands on those before it. */
describeInWorkbench(
  "a build page for a server that does not list its datasets",
  (workbench) => {
    stepsInOrder();
    after(() => silent?.close());

    const page = () => workbench().webview();
    const idAsked = "Id, as the server or the web app writes it";

    it("takes a dataset by its id, and says of a wrong one that it is not there", async () => {
      const window = workbench();
      await window.showContainer("Alviss AI");
      await window.signIn("sandbox_x");
      await window.addFile("mine.alvissgraph.json", demoGraph());
      await window.treeRow("mine.alvissgraph.json").dblclick();
      await node(window, "TV").waitFor();
      await window.page.locator('.editor-actions .action-label[aria-label^="Build Model from This Graph"]').click();
      await window.answer("Which project?", "Coffee");
      await page().getByText("No finished dataset of this project is known here.").waitFor();
      await window.screenshot("build-page-without-datasets");
      await page().getByRole("button", { name: "Add Dataset by Id..." }).click();
      await window.question(idAsked).waitFor();
      await window.quickInput().fill("99");
      await window.page.keyboard.press("Enter");
      await window.question("The server has no #99 in this project.").waitFor();
      await window.screenshot("wrong-dataset-id");
      await window.quickInput().fill("7");
      await window.page.keyboard.press("Enter");
      await page().getByRole("slider", { name: "Last training date" }).waitFor();
      await page().locator("pre", { hasText: '"dataset_id": 7' }).waitFor();
      await window.containerTitle("Explorer").waitFor();
      await window.screenshot("dataset-by-its-id");
    });

    it("takes another one, whose country, region and grouping nobody tells", async () => {
      const window = workbench();
      await page().getByRole("button", { name: "Add Dataset by Id..." }).click();
      await window.fill(idAsked, "8");
      await page().getByText("The server does not tell what this dataset holds").waitFor();
      await page().locator("pre", { hasText: '"dataset_id": 8' }).waitFor();
      await window.screenshot("second-dataset-by-its-id");
    });
  },
  withoutLists,
);

const withoutSpace = (text: string) => text.replaceAll(/\s/g, "");
const node = (window: Workbench, name: string) => window.webview().locator(`.item[aria-label^="${name}"]`).first();
