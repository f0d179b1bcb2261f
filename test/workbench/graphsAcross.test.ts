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
  Combinations: [{ Country: "SWE", Region: "all", Grouping: "all" }],
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
      answerJson(response, isTea ? whole.replace('"Media": [\n            "TV"', '"Media": [\n            "Radio"') : whole);
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

const built = { ...{ IId: 3, Status: "completed", DataSet: { IId: 1 } }, Country: "SWE", Region: "all", Grouping: "all" };

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
    const lacks = "The dataset has no TV, which TV reads.";

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
      await window.answer("Which project", "Tea");
      await window.tab("mine.alvissgraph.json").first().click();
      await node(window, "TV").waitFor();
      await buildIcon().click();
      await page().getByText("Build a model from mine.alvissgraph.json").waitFor();
      await page().getByText(lacks).first().waitFor();
      await window.screenshot("build-page-tea");
      await window.tab("Build model").first().click();
      await page().getByText("Graph checked, no problems").waitFor();
      await window.tab("Build model").last().click();
      await page().getByText(lacks).first().waitFor();
      await window.screenshot("build-pages-of-one-graph");
    });

    it("stays checked against the other one's when one of them closes", async () => {
      const window = workbench();
      await window.tab("Build model").first().click();
      await page().getByText("Graph checked, no problems").waitFor();
      await window.palette("View: Close Editor");
      await window.tab("Build model").nth(1).waitFor({ state: "detached" });
      await window.tab("mine.alvissgraph.json").first().click();
      await page().getByText(lacks).first().waitFor();
      await window.tab("Build model").first().click();
      await page().getByText(lacks).first().waitFor();
      await window.palette("View: Close Editor");
      await window.tab("mine.alvissgraph.json").first().click();
      await node(window, "TV").waitFor();
      await page().getByText("No problems").waitFor();
      await window.screenshot("graph-after-its-build-pages");
    });
  },
  twoProjects,
);

const node = (window: Workbench, name: string) => window.webview().locator(`.item[aria-label^="${name}"]`).first();
