import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Run } from "../../src/jobs/run";
import { stepsInOrder } from "../support/stepsInOrder";
import { until } from "../support/until";
import { describeInWorkbench, type Workbench } from "../support/workbench";

/** Each step stands on those before it. */
describeInWorkbench(
  "a new model from the graph of another",
  (workbench) => {
    stepsInOrder();

    before(async () => {
      const window = workbench();
      await window.startDemo();
      await window.setExpanded("Attribution Sets", false);
      await window.setExpanded("Models", true);
    });

    it("is built from the high-level one by mouse, on dates that were typed and that the data have", async () => {
      const window = workbench();
      await window.contextMenu(window.doneRow(/#1 SWE/), "Remodel from High-Level Graph...");
      await window.accept("On which dataset?");
      await window.answer("Which dates train the model?", "Other Dates...");
      const dates = "First and last date that train";
      await window.question(dates).waitFor();
      assert.match(await window.quickInput().inputValue(), /^2022-01-03 - \d{4}-\d\d-\d\d - 2024-12-23$/);
      await window.quickInput().fill("2022-01-10 - 2024-01-02 - 2024-12-23");
      await window.page.keyboard.press("Enter");
      await window.question("2024-01-02 is no date of the dataset. The nearest: 2024-01-01, 2024-01-08.").waitFor();
      await window.quickInput().fill("2022-01-10 - 2024-01-01 - 2024-12-16");
      await window.page.keyboard.press("Enter");
      await window.answer("How is it trained?", "As Usual");
      await window.startSandboxTraining();
      await window.doneRow(/#2 SWE/).waitFor({ timeout: 120_000 });
      const { graph, dates: sent } = lastPlan(window);
      assert.deepEqual(graph, { from: "model", modelId: "1", level: "high" });
      assert.deepEqual([sent?.train[0], sent?.train.at(-1)], ["2022-01-10", "2024-01-01"]);
      assert.deepEqual([sent?.evaluation[0], sent?.evaluation.at(-1)], ["2024-01-08", "2024-12-16"]);
    });

    it("is built from the low-level one by mouse, each number chosen by its word", async () => {
      const window = workbench();
      await window.contextMenu(window.doneRow(/#1 SWE/), "Remodel from Low-Level Graph...");
      await window.accept("On which dataset?");
      await window.accept("Which dates train the model?");
      await window.answer("How is it trained?", "Other Parameters...");
      await window.question("Epochs:").waitFor();
      await window.screenshot("numbers-of-a-training");
      await window.answer("Epochs:", "quick try");
      await window.answer("Learning rate:", "usual");
      await window.answer("Samples:", "thorough");
      await window.startSandboxTraining();
      await window.doneRow(/#3 SWE/).waitFor({ timeout: 120_000 });
      const { graph, training } = lastPlan(window);
      assert.deepEqual(graph, { from: "model", modelId: "1", level: "low" });
      assert.deepEqual(training, { epochs: 10, learningRate: 0.01, samples: 8 });
    });

    it("is built from both by keyboard alone", async () => {
      const window = workbench();
      for (const [level, model] of [
        ["High", 4],
        ["Low", 5],
      ] as const) {
        await window.palette(`Alviss: Remodel from ${level}-Level Graph...`);
        // The one that was chosen is not asked for again.
        if (level === "High") await window.accept("Which project?");
        await window.accept("From the graph of which model?");
        await window.accept("On which dataset?");
        await window.accept("Which dates train the model?");
        await window.accept("How is it trained?");
        await window.startSandboxTraining();
        await window.doneRow(new RegExp(`#${String(model)} SWE`)).waitFor({ timeout: 120_000 });
        const { graph } = lastPlan(window);
        assert.ok(graph.from === "model" && graph.level === level.toLowerCase());
      }
    });

    it("has its draft with every change when the editor is closed right after the last one", async () => {
      const window = workbench();
      const harmonics = window.webview().locator('[data-field="harmonics"] vscode-text-field input');
      await window.contextMenu(window.doneRow(/#5 SWE/), "Open Graph...");
      await window.answer("Which graph?", "High-Level Graph");
      await node(window, "TV").waitFor();
      await window.webview().getByRole("button", { name: "Edit a Copy" }).click();
      await window.webview().getByRole("button", { name: "Same as the original" }).waitFor();
      await node(window, "Seasonality").click();
      await harmonics.fill("4");
      await harmonics.press("Enter");
      await window.webview().locator(".item .second", { hasText: "4 harmonics" }).waitFor();
      await window.palette("View: Close All Editors");
      await window.tab("model-5-high").first().waitFor({ state: "detached" });
      await window.palette("Alviss: Open Graph Draft...");
      await window.answer("Which draft?", "model-5-high");
      await node(window, "Seasonality").click();
      await until(
        () => harmonics.inputValue(),
        (value) => value === "4",
      );
      await window.webview().getByRole("button", { name: "Differences from the original: 1" }).waitFor();
    });
  },
  { "alviss.sandbox.engine": "fast" },
);

const node = (window: Workbench, name: string) => window.webview().locator(`.item[aria-label^="${name}"]`).first();

/** What the last job was ordered with. */
function lastPlan({ globalStorage }: Workbench) {
  const folder = join(globalStorage, "jobs");
  const runs = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Partial<Run>);
  const [last] = runs.sort((one, other) => (other.startedAt ?? 0) - (one.startedAt ?? 0));
  const plan = last?.plan;
  return plan?.workflow === "buildModel" ? plan : assert.fail("the last job built no model");
}
