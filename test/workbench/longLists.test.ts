import assert from "node:assert/strict";
import { type Locator } from "playwright-core";
import { type ListingServer, listingServer, manyModels } from "../support/listingServer";
import { stepsInOrder } from "../support/stepsInOrder";
import { until } from "../support/until";
import { describeInWorkbench, themeKinds, type Workbench } from "../support/workbench";

const hostile = "<img src=x onerror=alert(1)> [click](https://evil.example) **bold** https://evil.example `x` $(zap)";

let server: ListingServer | undefined;

/** 10,000 models, and one of everything that a tree can say of its state. */
async function largeServer() {
  server = await listingServer();
  const { records } = server;
  records.set("models", manyModels(10_000));
  records.set("datasets", [
    { IId: 2, Status: "creating", Progress: 0.4 },
    { IId: 1, Status: "completed", Active: true, UploadIds: [1], Periodicity: "Week", Combinations: [span] },
  ]);
  records.set("datauploads", [
    { IId: 3, Status: "dreaming", DatasetName: "Sales" },
    { IId: 2, Status: "failed", DatasetName: "Media", FileName: "Media.csv", Message: "no Sales in it" },
    { IId: 1, Status: "complete", DatasetName: hostile, FileName: hostile },
  ]);
  // Rows that stick to the top would lie over those that are clicked.
  return { ...server.settings, "workbench.tree.enableStickyScroll": false };
}

const span = {
  country_code: "SWE",
  region_code: "all",
  grouping: "all",
  first: "2022-01-03",
  last: "2024-12-23",
  periods: 156,
};

/** Each step stands on those before it. */
describeInWorkbench(
  "a project with 10,000 models",
  (workbench) => {
    stepsInOrder();
    after(() => server?.close());

    it("shows the newest 50 of them, and 50 more a click", async () => {
      const window = workbench();
      await window.showContainer("Alviss AI");
      await window.signIn("sandbox_x");
      await window.setExpanded("Coffee", true);
      await window.treeRow(/Models\s*100\+/).waitFor();
      await window.setExpanded("Models", true);
      await window.treeRow("#10000 ").waitFor();
      await walkUpTo(window, "Load more (50)");
      await window.page.keyboard.press("Enter");
      await window.treeRow("#9950 ").waitFor();
      await top(window);
      await window.treeRow(/Models\s*600\+/).waitFor();
    });

    it("filters all of them while somebody types, and keeps the filter over a refresh", async () => {
      const window = workbench();
      await window.contextMenu(window.treeRow(/Models\s*\d+\+/), "Filter...");
      await window.question("Part of a name, id, file or date").waitFor();
      await window.page.keyboard.type("#9123");
      await window.quickPickRow("1 of 10,000").waitFor();
      await window.treeRow("#9123 ").waitFor();
      await window.screenshot("filter-while-typing");
      await window.page.keyboard.press("Enter");
      await window.treeRow(/Models\s*filter: #9123, 1 of 10,000/).waitFor();
      await window.palette("Alviss: Refresh");
      await window.treeRow(/Models\s*filter: #9123, 1 of 10,000/).waitFor();
      await window.treeRow("#9123 ").waitFor();
    });

    it("leaves everything as it was when the box is closed by Escape", async () => {
      const window = workbench();
      await window.contextMenu(window.treeRow(/Models\s*filter/), "Filter...");
      await window.question("Part of a name, id, file or date").waitFor();
      await window.quickInput().fill("nothing has this");
      await window.treeRow("Nothing fits the filter.").waitFor();
      await window.page.keyboard.press("Escape");
      await window.treeRow(/Models\s*filter: #9123, 1 of 10,000/).waitFor();
      await window.contextMenu(window.treeRow(/Models\s*filter/), "Clear Filter");
      await window.treeRow(/Models\s*10,000/).waitFor();
    });

    it("is filtered and cleared by keyboard and palette alone", async () => {
      const window = workbench();
      await window.palette("Alviss: Filter...");
      await window.accept("Which project?");
      await window.type("Of which kind?", "Model");
      await window.question("Part of a name, id, file or date").waitFor();
      await window.page.keyboard.type("swe");
      await window.quickPickRow("2,000 of 10,000").waitFor();
      await window.quickPickRow("is:failed").waitFor();
      for (let row = 0; row < 3; row++) await window.page.keyboard.press("ArrowDown");
      await window.page.keyboard.press("Enter");
      await window.treeRow(/Models\s*filter: swe is:failed, 0 of 10,000/).waitFor();
      await window.palette("Alviss: Clear Filter");
      await window.treeRow(/Models\s*10,000/).waitFor();
    });

    it("finds one far down and shows it in its place", async () => {
      const window = workbench();
      await window.contextMenu(window.treeRow(/Models\s*10,000/), "Find in List...");
      await window.question("Type a part of its name").waitFor();
      await window.page.keyboard.type("#9001 ");
      await window.quickPickRow("#9001 ").click();
      await selected(window, "#9001 ").waitFor();
    });

    it("keeps what is selected and opened over 20 refreshes while something is at work", async () => {
      const window = workbench();
      const row = selected(window, "#9001 ");
      await row.locator(".monaco-tl-twistie").click();
      const fact = window.treeRow(/Combination\s*\w{3} \/ all \/ all/);
      await fact.waitFor();
      const asked = () => server?.seen.filter(({ url }) => url.includes("/models?")).length ?? 0;
      for (let time = 0; time < 20; time++) {
        const before = asked();
        await window.palette("Alviss: Refresh");
        await until(asked, (count) => count > before);
        await row.waitFor();
        assert.equal(await fact.count(), 1);
      }
      await window.screenshot("after-20-refreshes");
    });

    it("reveals a part of an object where it stands in its own list", async () => {
      const window = workbench();
      await window.contextMenu(window.treeRow(/Dataset #1\s*active/), "Reveal in Projects");
      await selected(window, /^\s*#1\s*active, 156 dates/).waitFor();
      await window.screenshot("revealed");
    });

    it("shows names that a server made up as the text that they are", async () => {
      const window = workbench();
      await top(window);
      await window.setExpanded("Models", false);
      await window.setExpanded("Uploads", true);
      const hover = window.page.locator(".workbench-hover-container", { hasText: "evil.example" });
      await until(
        async () => {
          await window.activityItem("Alviss AI").hover();
          await window.treeRow("#1 <img").hover();
          await hover.waitFor({ timeout: 3000 }).catch(() => undefined);
          return hover.count();
        },
        (count) => count === 1,
      );
      assert.ok((await hover.innerText()).includes(hostile), await hover.innerText());
      assert.equal(await hover.locator("a[data-href], img, code, .codicon-zap").count(), 0);
      await window.screenshot("hostile-name");
    });

    it("says each state by its icon and in words, in every kind of theme", async () => {
      const window = workbench();
      await window.setExpanded("Datasets", true);
      const iconOf = (row: Locator, icon: string) => row.locator(`.custom-view-tree-node-item-icon.codicon-${icon}`);
      await iconOf(window.treeRow(/#3.*dreaming/), "question").waitFor();
      await iconOf(window.treeRow(/#2.*failed: no Sales in it/), "error").waitFor();
      await iconOf(window.treeRow(/#1.*active, 156 dates/), "star-full").waitFor();
      await window.treeRow(/#2.*creating 40 %/).waitFor();
      for (const theme of themeKinds) {
        await window.setTheme(theme);
        await window.screenshot(`tree-states-${theme}`);
      }
      await window.page.setViewportSize({ width: 560, height: 700 });
      await window.screenshot("tree-narrow");
      await window.page.setViewportSize({ width: 1280, height: 800 });
    });

    it("keeps the rest when a part cannot be read, and says what to do", async () => {
      const window = workbench();
      await window.setExpanded("Models", true);
      server?.instead.set("/models", 500);
      server?.instead.set("/datauploads", 403);
      await window.palette("Alviss: Refresh");
      await window.treeRow(/The server failed/).waitFor();
      await window.treeRow(/Your account may not do this/).waitFor();
      await window.treeRow("#10000 ").waitFor();
      await window.screenshot("tree-part-failed");
      server?.instead.clear();
      const failed = window.treeRow(/The server failed/);
      await failed.hover();
      await failed.locator(".action-label.codicon-refresh").click();
      await failed.waitFor({ state: "detached" });
    });
  },
  largeServer,
);

const selected = (window: Workbench, text: string | RegExp): Locator =>
  window.page.locator(".part.sidebar .monaco-list-row.selected", { hasText: text }).first();

/** From the last row of the tree, by the keyboard: it draws only what is in sight. */
async function walkUpTo(window: Workbench, text: string): Promise<void> {
  await window.page.locator(".part.sidebar .monaco-list").first().focus();
  await window.page.keyboard.press("End");
  const row = window.page.locator(".part.sidebar .monaco-list-row.focused", { hasText: text });
  for (let steps = 0; (await row.count()) === 0; steps++) {
    if (steps === 20) throw new Error(`The arrow keys do not reach "${text}".`);
    await window.page.keyboard.press("ArrowUp");
  }
}

async function top(window: Workbench): Promise<void> {
  await window.page.locator(".part.sidebar .monaco-list").first().focus();
  await window.page.keyboard.press("Home");
}
