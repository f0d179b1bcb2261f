import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type Locator } from "playwright-core";
import { describeInWorkbench, type Workbench } from "../support/workbench";
import { whenStored } from "../support/windowStorage";

const header = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";
const week = `${header}\nSWE,all,all,2024-12-30,Espresso,5200,136.40\n`;

describeInWorkbench("data files that are dropped, broken or gone", (workbench) => {
  before(async function () {
    this.timeout(180_000);
    const window = workbench();
    await window.palette("Alviss: Start Sandbox");
    await window.showContainer("Alviss AI");
    await window.treeRow("My project").waitFor({ timeout: 60_000 });
    await window.contextMenu(window.treeRow("My project"), "Use as Current Project");
    await window.setExpanded("My project", true);
    await window.setExpanded("Uploads", true);
  });

  const noUpload = async (name: string): Promise<void> => {
    const window = workbench();
    await window.showContainer("Alviss AI");
    assert.equal(await window.treeRow(new RegExp(`Upload ${name}`)).count(), 0);
  };

  it("are uploaded where they are dropped: on the Uploads of a project, and on what they say while they are empty", async () => {
    const window = workbench();
    for (const [name, target] of [
      ["First.csv", "No uploads yet"],
      ["Second.csv", "Uploads"],
    ] as const) {
      await window.addFile(name, week);
      await window.drag(name, window.treeRow(target));
      await window.accept("What kind of data is it?");
      await window.showContainer("Alviss AI");
      await window.doneRow(new RegExp(`#\\d+.*${name}`)).waitFor();
    }
    await window.screenshot("dropped-on-uploads");
  });

  it("are asked about when they have 0 bytes, and are left alone unless somebody insists", async () => {
    const window = workbench();
    await window.addFile("Empty.csv", "");
    await window.contextMenu(window.treeRow("Empty.csv"), "Upload to Alviss...");
    await window.answer("What kind of data is it?", "Sales");
    const dialog = window.dialog("Alviss will probably refuse this file: Empty.csv (1 error).");
    await dialog.filter({ hasText: "Line 1: The file is empty. It needs a header and at least one row." }).waitFor();
    await window.screenshot("upload-empty");
    await window.page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await noUpload("Empty");
    assert.equal(readFileSync(join(window.workspace, "Empty.csv"), "utf8"), "");
  });

  it("may be folders by such a name: their files are offered, or it is said that there are none", async () => {
    const window = workbench();
    mkdirSync(join(window.workspace, "x.csv"));
    await window.showContainer("Explorer");
    await window.palette("Refresh Explorer");
    await window.treeRow("x.csv").waitFor();
    await window.submenu("x.csv", "Upload to Alviss...");
    await window.toast("There is no CSV or XLSX file in x.csv.").waitFor();
    await window.screenshot("upload-folder");
    await window.palette("Notifications: Clear All Notifications");
    await noUpload("x");
    assert.deepEqual(readdirSync(join(window.workspace, "x.csv")), []);
  });

  it("are said to be gone where they were deleted meanwhile, and nothing is sent even if somebody insists", async () => {
    const window = workbench();
    await window.addFile("Gone.csv", week);
    await window.contextMenu(window.treeRow("Gone.csv"), "Upload to Alviss...");
    await window.question("What kind of data is it?").waitFor();
    rmSync(join(window.workspace, "Gone.csv"));
    await window.accept("What kind of data is it?");
    const dialog = window.dialog("Alviss will probably refuse this file: Gone.csv (1 error).");
    await dialog.filter({ hasText: "Gone.csv cannot be read: it is not there any more." }).waitFor();
    await window.screenshot("upload-gone");
    await dialog.locator(".monaco-button", { hasText: "Upload Anyway" }).click();
    await window.toast('"Gone.csv" cannot be read: it is not there any more. Nothing was sent.').waitFor();
    await window.screenshot("upload-gone-anyway");
    await window.palette("Notifications: Clear All Notifications");
    await window.showContainer("Alviss AI");
    assert.equal(await window.treeRow(/#\d+.*Gone\.csv/).count(), 0);
  });

  it("are shown as a table again after a reload of the window, in each theme, however hostile", async function () {
    this.timeout(240_000);
    const window = workbench();
    await window.addFile("Hostile.csv", hostile());
    await window.submenu("Hostile.csv", "Preview Data File");
    await window.webview().getByRole("heading", { level: 1, name: "Hostile.csv" }).waitFor();
    await window
      .webview()
      .getByRole("figure", { name: /<script>/ })
      .first()
      .waitFor();
    for (const theme of ["vs-dark", "vs", "hc-black", "hc-light"] as const) {
      await window.setTheme(theme);
      await window.screenshot(`preview-hostile-${theme}`);
    }
    await window.webview().getByRole("button", { name: "Table", exact: true }).click();
    await table(window).waitFor();
    await whenStored(window.page, /Hostile\.csv.*mode\W+table/s);
    await window.reload();
    await table(window).waitFor({ timeout: 90_000 });
    assert.equal(await window.webview().getByRole("figure").count(), 0);
    await window.screenshot("preview-table-after-reload");
  });
});

const table = (window: Workbench): Locator =>
  window
    .webview()
    .getByRole("region", { name: /^Series of SWE/ })
    .getByRole("table");

/** Names that would do harm where they are taken for more than words, and far more columns than are read. */
function hostile(): string {
  const names = [
    "<script>alert(1)</script>",
    '"<img src=x onerror=""alert(1)"">"',
    "\u202eגיזרק\u202c",
    `x${"y".repeat(5000)}`,
  ];
  const more = Array.from({ length: 20_000 }, (_, i) => `c${String(i)}`).join();
  const rows = names.flatMap((name) =>
    ["2024-01-08", "2024-01-15"].map(
      (date, i) => `SWE,all,all,${date},${name},${String(i + 1)},2${",".repeat(20_000)}`,
    ),
  );
  return `${header},${more}\n${rows.join("\n")}\n`;
}

describeInWorkbench(
  "data files in a German window",
  (workbench) => {
    it("are told of in German: above the text, in Problems, in a quick fix and in the preview", async () => {
      const window = workbench();
      const rows = ["Sverige,all,all,2024-01-08", "SWE,all,all,15.01.2024", "SWE,all,all,2024-01-22", "SWE,al"];
      await window.addFile("Wrong.csv", `${header}\n${rows.map((row) => `${row},Espresso,"1,5",2`).join("\n")}\n`);
      await window.treeRow("Wrong.csv").dblclick();
      await window.page.locator(".codelens-decoration", { hasText: "Sales, lange Form" }).waitFor();
      await window.palette("Problems: Focus on Problems View");
      const problems = window.page.locator(".markers-panel .monaco-list-row");
      await problems.filter({ hasText: "„Sverige“" }).waitFor();
      await window.screenshot("german-problems");
      const texts = await problems.allInnerTexts();
      assert.deepEqual(
        texts.filter((text) => /\b(the|is|not|write|with|has|and)\b/i.test(text)),
        [],
      );
      await problems.filter({ hasText: "„Sverige“" }).dblclick();
      await window.page.locator(".editor-instance .monaco-editor.focused").waitFor();
      await window.palette("Quick Fix...");
      await window.page.locator(".action-widget .monaco-list-row", { hasText: "Ändern in SWE" }).waitFor();
      await window.screenshot("german-quick-fix");
      await window.page.keyboard.press("Escape");
      await window.page.locator(".codelens-decoration a", { hasText: "Vorschau" }).click();
      await window.webview().getByRole("heading", { name: "Befunde" }).waitFor();
      await window.webview().getByText("„Sverige“ ist kein Ländercode.").waitFor();
      await window.screenshot("german-preview");
    });
  },
  {},
  { language: "de" },
);
