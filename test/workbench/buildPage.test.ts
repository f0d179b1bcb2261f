import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../../src/jobs/leaderLock";
import { until } from "../support/until";
import { whenStored } from "../support/windowStorage";
import { describeInWorkbench, type Workbench } from "../support/workbench";

describeInWorkbench(
  "the build page",
  (workbench) => {
    const page = () => workbench().webview();
    const field = (name: string) => page().locator(`[data-name="${name}"] input`);
    const table = () => page().getByRole("grid", { name: "Nodes" });
    const draft = (): string => {
      const folder = join(workbench().globalStorage, "drafts", "sandbox", "2", "2");
      return readFileSync(join(folder, "model-1-high.alvissgraph.json"), "utf8");
    };

    before(async () => {
      const window = workbench();
      await window.startDemo();
      await window.setExpanded("Attribution Sets", false);
      await window.setExpanded("Models", true);
      await window.contextMenu(window.doneRow(/#1 SWE/), "Open Graph...");
      await window.answer("Which graph?", "High-Level Graph");
      await node(window, "TV").waitFor();
      await window.webview().getByRole("button", { name: "Edit a Copy" }).click();
      await window.webview().getByRole("button", { name: "Same as the original" }).waitFor();
      await changeHarmonics(window, "3");
    });

    it("opens by the icon of the graph editor and shows sales, the split, what changes and the request", async () => {
      const window = workbench();
      await window.page.locator('.editor-actions .action-label[aria-label^="Build Model from This Graph"]').click();
      await page().getByText("Build a model from model-1-high.alvissgraph.json").waitFor();
      await page().getByRole("slider", { name: "Last training date" }).waitFor();
      await page().locator("tbody tr", { hasText: "harmonics" }).getByText("3", { exact: true }).waitFor();
      await page().locator("pre", { hasText: '"harmonics": 3' }).waitFor();
      await window.page.locator(".tabs-container").first().waitFor();
      await window.screenshot("build-page");
    });

    it("is as it was left after the window is reloaded", async () => {
      const window = workbench();
      await field("epochs").fill("7");
      await field("share").fill("80");
      await field("share").press("Enter");
      await page().locator("pre", { hasText: '"epochs": 7' }).waitFor();
      // As a person does it: what is open is written down first.
      await Promise.all([window.page.waitForEvent("load"), window.palette("Developer: Reload Window")]);
      await page().locator("pre", { hasText: '"epochs": 7' }).waitFor({ timeout: 60_000 });
      assert.match(await field("share").inputValue(), /^79\.|^80/);
    });

    it("sends what it shows and hands the job to the watcher", async () => {
      const window = workbench();
      await page().getByRole("button", { name: "Build", exact: true }).click();
      await page()
        .locator(".status")
        .getByText(/^Model #2 is (being trained|done)/)
        .waitFor();
      await window.screenshot("build-page-begun");
      // A page that was hidden is made anew, and is still not offered to be sent once more.
      const tab = (name: string) => window.page.locator(".tabs-container .tab", { hasText: name }).first();
      await tab("model-1-high").click();
      await node(window, "TV").waitFor();
      await tab("Build model").click();
      await page().locator("pre", { hasText: '"epochs": 7' }).waitFor();
      await page()
        .locator(".status")
        .getByText(/^Model #2 is (being trained|done)/)
        .waitFor();
      await page().locator('[data-name="build"][disabled]').waitFor();
      await window.showContainer("Alviss AI");
      await window.setExpanded("Models", true);
      await window.doneRow(/#2 SWE/).waitFor({ timeout: 120_000 });
      await window.setExpanded("Models", false);
      await window.setExpanded("Graph Drafts", true);
      await window.treeRow(/^model-1-high.*changed/).waitFor();
      await window.screenshot("drafts-in-the-tree");
    });

    it("loses nothing of a draft, nor what stands half typed, when the extension host ends in the middle of an edit", async () => {
      const window = workbench();
      await window.treeRow(/^model-1-high.*changed/).click();
      await changeHarmonics(window, "5");
      await harmonics(window).fill("7");
      await whenStored(window.page, /harmonics\W+before\W+5\W+text\W+7/);
      process.kill(await extensionHost(window), "SIGKILL");
      await until(
        () => Promise.resolve(draft()),
        (text) => /"harmonics":\s*5/.test(text),
      );
      await window.palette("View: Close All Editors");
      await window.palette("Alviss: Open Graph Draft...");
      await window.answer("Which draft?", "model-1-high");
      const field = window.webview().locator('[data-field="harmonics"]');
      await field.getByText("Not applied yet").waitFor();
      assert.equal(await harmonics(window).inputValue(), "7");
      assert.match(draft(), /"harmonics":\s*5/);
      await window.screenshot("half-typed-after-a-crash");
      await harmonics(window).press("Escape");
      await field.getByText("Not applied yet").waitFor({ state: "detached" });
      assert.equal(await harmonics(window).inputValue(), "5");
    });

    it("nor what stands half typed in a cell of the table", async () => {
      const window = workbench();
      await page().getByRole("button", { name: "Table", exact: true }).click();
      const column = await table()
        .locator("thead th", { hasText: /^Harmonics/ })
        .getAttribute("data-column");
      const row = table().locator("tr", { hasText: "seasonality" });
      const cell = row.locator(`[data-column="${String(column)}"]`);
      await cell.dblclick();
      await page().locator(".cell-field").fill("8");
      await whenStored(window.page, /harmonics\W+before\W+5\W+text\W+8/);
      await window.screenshot("cell-being-typed");
      process.kill(await extensionHost(window), "SIGKILL");
      await window.palette("View: Close All Editors");
      await window.palette("Alviss: Open Graph Draft...");
      await window.answer("Which draft?", "model-1-high");
      await page().locator("td.unfinished").waitFor();
      await window.screenshot("half-typed-cell-after-a-crash");
      assert.equal(await cell.textContent(), "8");
      assert.match((await cell.getAttribute("title")) ?? "", /Not applied yet/);
      assert.match(draft(), /"harmonics":\s*5/);
      await cell.dblclick();
      await page().locator(".cell-field").press("Escape");
      await page().locator("td.unfinished").waitFor({ state: "detached" });
      assert.equal(await cell.textContent(), "5");
    });
  },
  { "alviss.sandbox.engine": "fast" },
);

/** The process that watches over the jobs; one that has taken the place of another is waited for. */
function extensionHost({ globalStorage }: Workbench): Promise<number> {
  const folder = join(globalStorage, "jobs");
  const read = () => {
    const locks = readdirSync(folder).filter((name) => name.startsWith("leader."));
    const owners = locks.map(
      (name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as { readonly pid: number },
    );
    return Promise.resolve(owners.map(({ pid }) => pid).find(isAlive) ?? 0);
  };
  return until(read, (pid) => pid !== 0, 60_000);
}

const node = (window: Workbench, name: string) => window.webview().locator(`.item[aria-label^="${name}"]`).first();
const harmonics = (window: Workbench) => window.webview().locator('[data-field="harmonics"] vscode-text-field input');

async function changeHarmonics(window: Workbench, value: string): Promise<void> {
  await node(window, "Seasonality").click();
  await harmonics(window).fill(value);
  await harmonics(window).press("Enter");
  // Once it is in the text, it is on the card.
  await window
    .webview()
    .locator(".item .second", { hasText: `${value} harmonics` })
    .waitFor();
}
