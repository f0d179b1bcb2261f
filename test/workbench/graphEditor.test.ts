import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demoGraph } from "../support/demoGraphs";
import { until } from "../support/until";
import { describeInWorkbench, themeKinds, type Workbench } from "../support/workbench";

describeInWorkbench("the graph editor", (workbench) => {
  before(async () => {
    const window = workbench();
    await window.addFile("demo.alvissgraph.json", demoGraph());
    await window.treeRow("demo.alvissgraph.json").dblclick();
    await node(window, "TV").waitFor();
  });

  it("draws a graph of the folder, in every theme", async () => {
    const window = workbench();
    await node(window, "TV").click();
    for (const theme of themeKinds) {
      await window.setTheme(theme);
      await node(window, "TV").waitFor();
      await window.screenshot(`graph-editor-${theme}`);
    }
    await window.setTheme("vs-dark");
  });

  it("edits the text by its form, and VS Code undoes and redoes it", async () => {
    const window = workbench();
    const field = window.webview().locator('[data-field="adstock.max_lag"] vscode-text-field input');
    await node(window, "TV").click();
    await field.fill("8");
    await field.press("Enter");
    await window.tab("demo.alvissgraph.json").and(window.page.locator(".dirty")).waitFor();
    await node(window, "TV").click();
    await window.page.keyboard.press("Control+z");
    await until(
      () => field.inputValue(),
      (value) => value === "13",
    );
    await node(window, "TV").click();
    await window.page.keyboard.press("Control+Shift+z");
    await until(
      () => field.inputValue(),
      (value) => value === "8",
    );
  });

  it("shows the text beside, and what is typed there in the picture", async () => {
    const window = workbench();
    await window.webview().getByRole("button", { name: "Open as JSON" }).click();
    const lines = window.page.locator(".editor-instance .view-lines").last();
    await lines.getByText('"max_lag"').first().waitFor();
    await lines.getByText('"TV"').first().dblclick();
    await window.page.keyboard.type("Television");
    await node(window, "Television").waitFor();
    await window.screenshot("graph-editor-beside-its-text");
  });

  it("saves what was changed, and nothing else", async () => {
    const window = workbench();
    await window.page.keyboard.press("Control+s");
    const changed = demoGraph().replace('"max_lag": 13', '"max_lag": 8').replace('"TV"', '"Television"');
    const file = join(window.workspace, "demo.alvissgraph.json");
    const saved = await until(
      () => Promise.resolve(readFileSync(file, "utf8")),
      (text) => text.includes("Television"),
    );
    assert.equal(saved, changed);
  });

  it("starts a graph in an empty file, to which the first node is added", async () => {
    const window = workbench();
    await window.addFile("begun.alvissgraph.json", "");
    await window.treeRow("begun.alvissgraph.json").dblclick();
    await window.webview().getByRole("button", { name: "Start a Graph" }).click();
    await window.webview().getByRole("toolbar").getByRole("button", { name: "Add" }).click();
    const id = window.webview().getByRole("dialog").getByRole("textbox");
    await id.fill("tv");
    await id.press("Enter");
    await node(window, "tv").waitFor();
    await window.page.keyboard.press("Control+s");
    const saved = await until(
      () => Promise.resolve(readFileSync(join(window.workspace, "begun.alvissgraph.json"), "utf8")),
      (text) => text.includes("tv"),
    );
    const { nodes, edges } = JSON.parse(saved) as { readonly nodes: readonly unknown[]; readonly edges: unknown };
    assert.deepEqual([nodes, edges], [[{ id: "tv" }], []]);
  });

  it("comes back as it was left when the file is opened again", async () => {
    const window = workbench();
    await window.palette("View: Close All Editors");
    await window.tab("demo.alvissgraph.json").first().waitFor({ state: "detached" });
    await window.treeRow("demo.alvissgraph.json").dblclick();
    await node(window, "Television").click();
    await window.webview().getByRole("button", { name: "Table", exact: true }).click();
    await window.webview().getByRole("grid", { name: "Nodes" }).waitFor();
    await window.palette("View: Close All Editors");
    await window.tab("demo.alvissgraph.json").first().waitFor({ state: "detached" });
    await window.treeRow("demo.alvissgraph.json").dblclick();
    await window.webview().getByRole("grid", { name: "Nodes" }).waitFor();
    await window.webview().getByRole("button", { name: "Diagram", exact: true }).click();
    await node(window, "Television").and(window.webview().locator(".selected")).waitFor();
  });
});

describeInWorkbench(
  "a model's graph",
  (workbench) => {
    before(async () => {
      const window = workbench();
      await window.startDemo();
      await window.setExpanded("Models", true);
    });

    it("opens from the tree to be read, and is copied into a draft that says what it changes", async () => {
      const window = workbench();
      await window.contextMenu(window.doneRow(/#1 SWE/), "Open Graph...");
      await window.answer("Which graph?", "High-Level Graph");
      await node(window, "TV").waitFor();
      await window.screenshot("graph-of-a-model");
      await window.webview().getByRole("button", { name: "Edit a Copy" }).click();
      await window.webview().getByRole("button", { name: "Same as the original" }).waitFor();
      await node(window, "Seasonality").click();
      const field = window.webview().locator('[data-field="harmonics"] vscode-text-field input');
      await field.fill("3");
      await field.press("Enter");
      await window.webview().getByRole("button", { name: "Differences from the original: 1" }).click();
      await window.webview().getByText("Seasonality, harmonics: 2 \u2192 3").waitFor();
      await window.screenshot("graph-draft");
      await node(window, "TV").click();
      const values = window.webview().locator('[data-field="data.select.Media"] vscode-text-field input');
      await values.fill("TVs");
      await values.press("Enter");
      await window.webview().getByText("Dataset #1 has no TVs, which TV reads.").first().waitFor();
      await window.screenshot("graph-missing-series");
      await window.webview().getByRole("button", { name: "Set to TV", exact: true }).click();
      await window.webview().getByRole("button", { name: "Differences from the original: 1" }).waitFor();
    });

    it("is checked from the palette", async () => {
      const window = workbench();
      await window.palette("Alviss: Check Graph");
      await window.toast("The check of this graph found nothing wrong.").waitFor();
      await window.palette("Notifications: Clear All Notifications");
    });

    it("is checked against another dataset than that of its model", async () => {
      const window = workbench();
      await window.setExpanded("Models", false);
      await window.setExpanded("Uploads", true);
      await window.contextMenu(window.doneRow(/#\d+ Sales/), "Create Dataset...");
      await window.question("Which uploads go into it?").waitFor();
      await window.quickPickRow("Media").click(); // All are ticked.
      await window.accept("Which uploads go into it?");
      await window.answer("Start afresh, or extend a dataset?", "Start Afresh");
      await window.answer("Make it the active dataset of the project?", "Only Create");
      await window.setExpanded("Uploads", false);
      await window.setExpanded("Datasets", true);
      await window.doneRow(/#2.*dates/).waitFor({ timeout: 60_000 });
      await window.setExpanded("Datasets", false);
      await window.setExpanded("Models", true);
      const lacks = window.webview().getByText("Dataset #2 has no TV, which TV reads.").first();
      for (const [dataset, state] of [
        [/^#2/, "visible"],
        [/^#1/, "detached"],
      ] as const) {
        await window.palette("Alviss: Check Graph Against a Dataset...");
        await window.answer("On which dataset?", dataset);
        await lacks.waitFor({ state });
      }
      await window.toast("The check of this graph found nothing wrong.").waitFor();
      await window.palette("Notifications: Clear All Notifications");
    });

    it("becomes a model of its own from the palette", async () => {
      const window = workbench();
      await window.palette("Alviss: Build Model from This Graph...");
      await window.accept("On which dataset?");
      await window.accept("Which dates train the model?");
      await window.accept("How is it trained?");
      await window.accept("How does the sandbox fit the model?");
      await window.acceptText("Seed: the same seed gives the same model.");
      await window.accept("Does the model become the active one when it is done?");
      await window.question("This starts a job on").waitFor();
      await window.quickPickRow("Show the Request as JSON").click();
      await window.page.locator(".tab", { hasText: '{"model_param":' }).waitFor();
      await window.question("This starts a job on").waitFor();
      await window.screenshot("graph-build-summary");
      await window.answer("This starts a job on", "Start Build");
      await window.showContainer("Alviss AI");
      await window.doneRow(/#2 SWE/).waitFor({ timeout: 120_000 });
    });
  },
  { "alviss.sandbox.engine": "fast" },
);

const node = (window: Workbench, name: string) => window.webview().locator(`.item[aria-label^="${name}"]`).first();
