import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { until } from "../support/until";
import { describeInWorkbench, type Workbench } from "../support/workbench";

describeInWorkbench("data files in the editor", (workbench) => {
  before(async function () {
    this.timeout(120_000);
    const window = workbench();
    await window.palette("Alviss: Start Sandbox");
    await window.showContainer("Alviss AI");
    await window.treeRow("My project").waitFor({ timeout: 60_000 });
    await window.contextMenu(window.treeRow("My project"), "Use as Current Project");
  });

  it("are marked at the cell, with a fix, and what is wrong is asked about before it is sent", async function () {
    this.timeout(240_000);
    const window = workbench();
    const path = join(window.workspace, "Broken.csv");
    const sales = readFileSync(join(window.workspace, "Sales.csv"), "utf8");
    const broken = sales
      .replace("2022-01-24", "24.01.2022")
      .replace("SWE,all,all,2022-01-17", "Sverige,all,all,2022-01-17");
    await window.addFile("Broken.csv", broken);
    await window.treeRow("Broken.csv").dblclick();
    await window.page.locator(".codelens-decoration", { hasText: "Sales, long layout" }).waitFor();
    await window.page.locator(".codelens-decoration", { hasText: "2 errors" }).waitFor();
    await window.palette("Problems: Focus on Problems View");
    const problem = window.page.locator(".markers-panel .monaco-list-row", { hasText: "is not a date" });
    await problem.waitFor();
    await window.screenshot("csv-problems");
    await problem.dblclick();
    await window.page.locator(".editor-instance .monaco-editor.focused").waitFor();
    await window.palette("Quick Fix...");
    const fix = window.page.locator(".action-widget .monaco-list-row", { hasText: "Change to 2022-01-24" });
    await fix.waitFor();
    await window.screenshot("csv-quick-fix");
    await fix.click();
    await window.page.locator(".codelens-decoration", { hasText: "1 error" }).waitFor();
    await window.palette("File: Save");
    for (const theme of ["vs-dark", "hc-black", "hc-light"] as const) {
      await window.setTheme(theme);
      await window.screenshot(`csv-problems-${theme}`);
    }

    await sendOpenFile(window);
    const dialog = window.dialog("Alviss will probably refuse this file: Broken.csv (1 error).");
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /"Sverige" is not a country code/);
    await window.screenshot("upload-with-errors");
    await window.page.keyboard.press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await window.showContainer("Alviss AI");
    assert.equal(await window.treeRow(/Upload Broken.csv/).count(), 0);

    writeFileSync(path, sales);
    assert.ok(readdirSync(window.workspace).includes("Broken.csv"));
  });

  it("go two at a time from a folder, and become an active dataset", async function () {
    this.timeout(240_000);
    const window = workbench();
    await window.showContainer("Alviss AI");
    await window.setExpanded("My project", true);
    await window.setExpanded("Datasets", true);
    await window.showContainer("Explorer");
    for (const name of ["Sales.csv", "Media.csv"]) await window.treeRow(name).waitFor();
    const isSelected = (name: string): Promise<boolean> =>
      window.treeRow(name).evaluate((row) => row.classList.contains("selected"));
    await until(
      async () => {
        await window.treeRow("Media.csv").click();
        // The Explorer selects a file alone that an editor begins to show.
        await window.tab("Media.csv").waitFor();
        await window.treeRow("Sales.csv").click({ modifiers: ["Control"] });
        return (await isSelected("Media.csv")) && (await isSelected("Sales.csv"));
      },
      (areBoth) => areBoth,
    );
    await window.contextMenu(window.treeRow("Sales.csv"), "Upload to Alviss...");
    for (const name of ["Media.csv", "Sales.csv"]) {
      const question = `What kind of data is ${name}?`;
      await window.accept(question);
    }
    await window.answer("What next, once all files are there?", "Create a Dataset of All and Activate It");
    await window.showContainer("Alviss AI");
    await window.doneRow(/#\d+.*active, \d+ dates/).waitFor({ timeout: 60_000 });
    await window.screenshot("upload-many");
  });
});

/** The extension host hears of an editor a little later than the window shows it. */
async function sendOpenFile(window: Workbench): Promise<void> {
  await window.tab("Broken.csv").click();
  await window.palette("Alviss: Upload to Alviss...");
  await window.accept("Which file?");
  await window.accept("What kind of data is it?");
}
