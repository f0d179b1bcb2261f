import assert from "node:assert/strict";
import { answerJson } from "../support/rawServer";
import { type ListingServer, listingServer } from "../support/listingServer";
import { stepsInOrder } from "../support/stepsInOrder";
import { until } from "../support/until";
import { describeInWorkbench, type Workbench } from "../support/workbench";

const nodes =
  '{ "tv" : {"cls":"Paid","lag": 1e-7,"big":12345678901234567890,"nan":NaN},\n\t"kpi":{"w":1.0,"q":"\\u00e9"} }';
const edges = '{"e1":{"src":"tv", "dst":"kpi","gain":1.50}}';
const graph = `{"vendor":"other","nodes":${nodes},"edges":${edges}}`;
const weeks = Array.from({ length: 52 }, (_, week) =>
  new Date(Date.UTC(2024, 0, 1 + 7 * week)).toISOString().slice(0, 10),
);

let server: ListingServer | undefined;
/** What has become of the server, for all later requests. */
const fate = { isAway: false, isModelGone: false };

async function otherServer() {
  const made = await listingServer(({ method, url }, response) => {
    const { pathname } = new URL(url, "http://server");
    if (fate.isAway) response.destroy();
    else if (method === "GET" && pathname.endsWith("/build/graphs/7")) answerJson(response, graph);
    else if (method === "POST" && pathname.endsWith("/dates")) answerJson(response, weeks);
    else if (method === "POST" && pathname.endsWith("/build/model")) answerJson(response, model(2));
    else if (pathname.endsWith("/models/2")) answerJson(response, model(2));
    else if (fate.isModelGone && pathname.endsWith("/models/1")) answerJson(response, { detail: "No model 1." }, 404);
    else return false;
    return true;
  });
  server = made;
  made.records.set("models", [model(1)]);
  made.records.set("datasets", [{ IId: 1, Status: "completed", Active: true }]);
  return made.settings;
}

const model = (id: number) => ({
  ...{ IId: id, Status: "completed", Country: "SWE", Region: "all", Grouping: "all", DataSet: { IId: 1 } },
  GraphInstance: { Id: 5, Graph: { Id: 7 } },
});

/** Each step stands on those before it. */
describeInWorkbench(
  "a server with a graph schema of its own",
  (workbench) => {
    stepsInOrder();
    after(() => server?.close());

    const page = () => workbench().webview();
    const field = (name: string) => page().locator(`[data-name="${name}"] input`);
    const openBuild = () =>
      workbench().page.locator('.editor-actions .action-label[aria-label^="Build Model from This Graph"]').click();

    it("shows the graph of a model, and takes another number in a field that nobody knows", async () => {
      const window = workbench();
      await window.showContainer("Alviss AI");
      await window.signIn("sandbox_x");
      await window.setExpanded("Coffee", true);
      await window.setExpanded("Models", true);
      await window.contextMenu(window.doneRow(/#1 SWE/), "Open Graph...");
      await window.answer("Which graph?", "High-Level Graph");
      await node(window, "tv").waitFor();
      await page().getByRole("button", { name: "Edit a Copy" }).click();
      await page().getByRole("button", { name: "Same as the original" }).waitFor();
      await node(window, "tv").click();
      await lag(window).fill("2e-7");
      await lag(window).press("Enter");
      await page().getByRole("button", { name: "Differences from the original: 1" }).waitFor();
      await window.screenshot("other-schema");
    });

    it("says on the build page that the server is away, and keeps what was typed until it is back", async () => {
      const window = workbench();
      await window.palette("Notifications: Clear All Notifications");
      await openBuild();
      await page().getByRole("slider", { name: "Last training date" }).waitFor();
      await field("epochs").fill("7");
      fate.isAway = true;
      await field("region").fill("North");
      await field("region").press("Enter");
      await page().locator(".connection strong").waitFor();
      await page().getByText("Not read yet.").waitFor();
      await window.screenshot("build-page-lost");
      fate.isAway = false;
      await page().getByRole("button", { name: "Try Again" }).click();
      await page().getByRole("slider", { name: "Last training date" }).waitFor();
      await page().locator(".connection").waitFor({ state: "hidden" });
      assert.equal(await field("epochs").inputValue(), "7");
      await page().locator("pre", { hasText: '"region_code": "North"' }).waitFor();
    });

    it("builds from it, and sends every character that was not changed as it came", async () => {
      const window = workbench();
      await page().locator('[data-name="build"]:not([disabled])').focus();
      await window.page.keyboard.press("Enter");
      await page().locator(".status").getByText("Model #2 is done.").waitFor({ timeout: 60_000 });
      const sent = server?.seen.filter(({ url }) => url.endsWith("/build/model")) ?? [];
      assert.equal(sent.length, 1);
      const body = sent[0]?.body ?? "";
      assert.ok(body.includes(`"nodes":${nodes.replace("1e-7", "2e-7")}`), body);
      assert.ok(body.includes(`"edges":${edges}`), body);
      assert.ok(body.includes('"epochs":7') && !body.includes('"sandbox"'), body);
    });

    it("leads from a change to its node in the picture", async () => {
      const window = workbench();
      await page().locator("tbody tr", { hasText: "lag" }).getByRole("button", { name: "tv" }).click();
      await until(
        () => lag(window).inputValue(),
        (value) => value === "2e-7",
      );
      assert.equal(await page().locator(".item.selected").count(), 1);
    });

    it("says that the model is gone, and goes on comparing with what was kept of it", async () => {
      const window = workbench();
      fate.isModelGone = true;
      await window.palette("View: Close All Editors");
      await window.palette("Alviss: Open Graph Draft...");
      await window.answer("Which draft?", "model-1-high");
      const gone = "Model #1, from which this graph was copied, is no longer on the server.";
      await page().getByText(gone).waitFor();
      await page().getByRole("button", { name: "Differences from the original: 1" }).waitFor();
      await window.screenshot("graph-of-a-gone-model");
      await openBuild();
      await page().getByText("Build a model from model-1-high.alvissgraph.json").waitFor();
      await page().getByText(gone).waitFor();
      await page().locator("tbody tr", { hasText: "lag" }).waitFor();
    });
  },
  otherServer,
);

const node = (window: Workbench, name: string) => window.webview().locator(`.item[aria-label^="${name}"]`).first();
const lag = (window: Workbench) => window.webview().locator('[data-field="lag"] vscode-text-field input');
