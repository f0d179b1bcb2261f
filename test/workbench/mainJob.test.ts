import assert from "node:assert/strict";
import { describeInWorkbench, type Workbench } from "../support/workbench";

const files = ["Sales", "Media", "Distribution", "Events"];
const drivers = ["TV", "Radio"];

describeInWorkbench("the main job by mouse", (workbench) => {
  it("goes from data files to a table of drivers", async function () {
    this.timeout(600_000);
    const window = workbench();
    await startSandbox(window);
    for (const name of files) await upload(window, name);
    await window.showContainer("Alviss AI");
    await window.setExpanded("Uploads", true);
    for (const name of files) await window.doneRow(new RegExp(`#\\d+ ${name}`)).waitFor({ timeout: 60_000 });
    await window.screenshot("uploads");

    await window.contextMenu(window.doneRow(/#\d+ Sales/), "Create Dataset...");
    await window.accept("Which uploads go into it?");
    await window.answer("Make it the active dataset of the project?", "Create and Activate");
    await window.setExpanded("Uploads", false);
    await window.setExpanded("Datasets", true);
    await window.doneRow(/#\d+.*active, \d+ dates/).waitFor({ timeout: 60_000 });

    await window.contextMenu(window.doneRow(/#\d+.*dates/), "Build Model from Suggested Graph...");
    await window.answer("What does the graph explain?", "Sales Summed over Products");
    await window.accept("Which dates train the model?");
    await window.answer("How is it trained?", "As Usual");
    await window.setExpanded("Datasets", false);
    await window.setExpanded("Models", true);
    await window.doneRow(/#\d+.*MAPE/).waitFor({ timeout: 180_000 });
    await window.screenshot("model");

    await window.contextMenu(window.doneRow(/#\d+.*MAPE/), "Run Attribution...");
    await window.accept("On which dataset?");
    await window.answer("Over which dates?", "All Dates");
    await window.acceptText("Samples");
    await window.setExpanded("Models", false);
    await window.setExpanded("Attributions", true);
    await window.doneRow(/#\d+ model #\d+/).waitFor({ timeout: 60_000 });

    await window.contextMenu(window.doneRow(/#\d+ model #\d+/), "Open Results");
    const table = window.webview().locator("table");
    await table.waitFor({ timeout: 60_000 });
    const text = await table.innerText();
    for (const driver of drivers) assert.ok(text.includes(driver), `no ${driver} in the table:\n${text}`);
    assert.match(await window.webview().locator("body").innerText(), /sandbox engine/i);
    await window.screenshot("results-in-vscode");
  });
});

/** One click, then the two projects; the demo's is put aside. */
async function startSandbox(window: Workbench): Promise<void> {
  await window.showContainer("Alviss AI");
  await window.welcomeButton("Start Sandbox with Demo Data").click();
  await window.treeRow("Nordic Coffee (demo)").waitFor({ timeout: 60_000 });
  await window.screenshot("demo-project");
  await window.setExpanded("Nordic", false);
  await window.setExpanded("My team", true);
  await window.setExpanded("My project", true);
}

/** Only the first file is asked where it goes. */
async function upload(window: Workbench, name: string): Promise<void> {
  await window.showContainer("Explorer");
  await window.contextMenu(window.treeRow(`${name}.csv`), "Upload to Alviss...");
  if (name === files[0]) await window.answer("Which project?", "My project");
  await window.answer("What kind of data is it?", "guessed from the header");
}
