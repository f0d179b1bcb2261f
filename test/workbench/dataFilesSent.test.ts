import assert from "node:assert/strict";
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type StartedSandbox, startSandbox } from "../support/startSandbox";
import { stepsInOrder } from "../support/stepsInOrder";
import { startTokenGate, type TokenGate } from "../support/tokenGate";
import { describeInWorkbench, type Workbench } from "../support/workbench";

const sales = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit,ProfitPerUnit";
const shops = "Country,Region,Grouping,Date,Product,Channel,Value";
/** The week after the demo's last one. */
const nextWeek = `${sales}\nSWE,all,all,2024-12-30,Espresso,5200,136.40,57.20\nSWE,all,all,2024-12-30,Filter,4050,95.10,34.20\n`;
const project = "Nordic Coffee (demo)";

let sandbox: StartedSandbox | undefined;
let gate: TokenGate | undefined;

/** A server whose calls can be held up, so that there is time for what happens during an upload. */
async function serverBehindGate() {
  sandbox = await startSandbox({ demo: true, engine: "fast" });
  gate = await startTokenGate(sandbox, sandbox.token);
  return { "alviss.api.baseUrl": gate.url, "alviss.api.teamsUrl": gate.teamUrl };
}

/** Holds up the calls that match, until the answer is called. */
function holdUp(matches: RegExp): () => void {
  let letGo: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  if (gate !== undefined) gate.hold = (call) => (matches.test(call) ? gone : Promise.resolve());
  return () => letGo();
}

/** Each step stands on those before it. */
describeInWorkbench(
  "data files that are looked at and sent",
  (workbench) => {
    stepsInOrder();
    after(async () => {
      await gate?.close();
      await sandbox?.stop();
    });

    it("are shown as charts from the Explorer's menu, and again when they change on disk", async () => {
      const window = workbench();
      const path = join(window.workspace, "Shown.csv");
      await window.addFile("Shown.csv", readFileSync(join(window.workspace, "Media.csv"), "utf8"));
      await window.submenu("Shown.csv", "Preview Data File");
      const page = window.webview();
      await page.getByRole("heading", { level: 1, name: "Shown.csv" }).waitFor();
      await page.getByRole("figure", { name: /^TV, GRP: / }).waitFor();
      await page.getByRole("table", { name: "Spend by channel" }).waitFor();
      await window.screenshot("preview");
      writeFileSync(path, readFileSync(path, "utf8").replaceAll(",TV,", ",Radio,"));
      await page.getByRole("rowheader", { name: "Radio" }).waitFor();
      await page.getByRole("textbox", { name: "From", exact: true }).fill("2024-01-01");
      await page.getByRole("textbox", { name: "From", exact: true }).press("Enter");
      await page.getByText("52 weeks").waitFor();
      await window.screenshot("preview-dates");
    });

    it("are summed up by the week or month that is asked for", async () => {
      const window = workbench();
      await window.showContainer("Explorer");
      await window.submenu("Distribution.csv", "Aggregate to Weeks or Months...");
      await window.answer("What are the periods of Distribution.csv to be?", "Months");
      await window.tab("Distribution.month.csv").click();
      assert.match(readFileSync(join(window.workspace, "Distribution.month.csv"), "utf8"), /,2022-02-01,/);
      await window.palette("View: Close Editor");
      rmSync(join(window.workspace, "Distribution.month.csv"));
    });

    it("extend the dataset that they are dropped on", async () => {
      const window = workbench();
      await window.showContainer("Alviss AI");
      await window.signIn(sandbox?.token ?? "");
      await window.contextMenu(window.treeRow(project), "Use as Current Project");
      await window.setExpanded(project, true);
      await window.setExpanded("Datasets", true);
      const dataset = window.doneRow(/#1.*active, 156 dates/);
      await dataset.waitFor();
      await window.addFile("NextWeek.csv", nextWeek);
      await window.drag("NextWeek.csv", dataset);
      await window.accept("What kind of data is it?");
      await window.answer("What next, once all files are there?", "Extend Dataset #1");
      await window.doneRow(/#2.*157 dates/).waitFor();
    });

    it("are offered from a folder; one of them is cancelled alone, and then no dataset is made", async () => {
      const window = workbench();
      const letGo = holdUp(/^POST .*datauploads/);
      fill(window, "three", { "A.csv": nextWeek, "B.csv": nextWeek, "C.csv": nextWeek });
      await sendFromFolder(window, "three", ["A.csv", "B.csv", "C.csv"]);
      await window.showContainer("Alviss AI");
      for (const name of ["A", "B"]) await window.treeRow(new RegExp(`Upload ${name}\\.csv.*100 %`)).waitFor();
      await window.screenshot("upload-several");
      await window.contextMenu(window.treeRow(/Upload C\.csv/), "Cancel");
      await window.treeRow(/Upload C\.csv.*cancelled/).waitFor();
      letGo();
      for (const name of ["A", "B"]) await window.treeRow(new RegExp(`Upload ${name}\\.csv.*done`)).waitFor();
      await window.toast("2 of 3 files were uploaded, so no dataset is made of them.").waitFor();
      assert.equal(await window.treeRow(/Dataset of 3 uploads/).count(), 0);
      await window.palette("Notifications: Clear All Notifications");
      await window.palette("Alviss: Clear Finished Jobs");
    });

    it("become a dataset though the window is reloaded meanwhile", async function () {
      this.timeout(180_000);
      const window = workbench();
      const letGo = holdUp(/^GET .*datauploads\/\d+/);
      fill(window, "pair", { "A.csv": nextWeek, "B.csv": nextWeek.replaceAll("2024-12-30", "2025-01-06") });
      await sendFromFolder(window, "pair", ["A.csv", "B.csv"]);
      await window.showContainer("Alviss AI");
      for (const name of ["A", "B"]) await window.treeRow(new RegExp(`Upload ${name}\\.csv`)).waitFor();
      await window.reload();
      letGo();
      await window.showContainer("Alviss AI");
      await window.treeRow(/Dataset of 2 uploads.*done/).waitFor({ timeout: 60_000 });
    });

    it("are shown again after a reload, and say so when they are empty or gone", async () => {
      const window = workbench();
      const path = join(window.workspace, "Shown.csv");
      await window.tab("Shown.csv").click();
      const page = window.webview();
      await page.getByRole("figure", { name: /^Radio, GRP: / }).waitFor();
      writeFileSync(path, "");
      await page.getByText("There is nothing to draw.").waitFor();
      rmSync(path);
      await page.getByText("The file is no longer there.").waitFor();
      await window.palette("View: Close All Editors");
    });

    it("are said to be a mixture where they changed while they were sent", async () => {
      const window = workbench();
      await window.palette("Alviss: Clear Finished Jobs");
      const letGo = holdUp(/^POST .*datauploads/);
      await window.addFile("Edited.csv", nextWeek);
      await window.contextMenu(window.treeRow("Edited.csv"), "Upload to Alviss...");
      await window.accept("What kind of data is it?");
      await window.showContainer("Alviss AI");
      await window.treeRow(/Upload Edited\.csv/).waitFor();
      appendFileSync(join(window.workspace, "Edited.csv"), "SWE,all,all,2025-01-06,Filter,1,95.10,34.20\n");
      letGo();
      await window.treeRow(/Upload Edited\.csv.*failed/).waitFor();
      await window.toast(/"Edited.csv" changed while it was being sent/).waitFor();
      await window.screenshot("upload-edited");
      await window.palette("Notifications: Clear All Notifications");
    });

    it("are asked about where they do not fit together, on the way there and in a dataset of them later", async () => {
      const window = workbench();
      const elsewhere = `${shops}\n${["2024-12-23", "2024-12-30"].map((week) => `NOR,all,all,${week},Espresso,Stores,1`).join("\n")}\n`;
      fill(window, "abroad", { "Home.csv": nextWeek, "Abroad.csv": elsewhere });
      await sendFromFolder(window, "abroad", ["Abroad.csv", "Home.csv"]);
      const question = window.dialog("These files may not fit together in one dataset.");
      await question
        .filter({ hasText: "Abroad.csv is about places that Sales does not have: NOR / all / all." })
        .waitFor();
      await window.screenshot("upload-not-together");
      await question.locator(".monaco-button", { hasText: "Upload Anyway" }).click();
      await question.waitFor({ state: "hidden" });
      await window.showContainer("Alviss AI");
      await window.treeRow(/Dataset of 2 uploads.*done/).waitFor();
      await window.setExpanded("Datasets", false);
      await window.setExpanded("Uploads", true);
      await window.contextMenu(window.doneRow("Abroad.csv"), "Extend Active Dataset...");
      await window.answer("Make the extended dataset the active one?", "Only Extend");
      await question.filter({ hasText: "NOR / all / all" }).waitFor();
      await window.page.keyboard.press("Enter");
      await question.waitFor({ state: "hidden" });
    });

    it("are ended all at once by Cancel in the notification, and those that are there stay", async () => {
      const window = workbench();
      const letGo = holdUp(/^POST .*datauploads/);
      await sendFromFolder(window, "three", ["A.csv", "B.csv", "C.csv"]);
      await window.showContainer("Alviss AI");
      // Only what the server has in full may be there after Cancel.
      for (const name of ["A", "B"]) await window.treeRow(new RegExp(`Upload ${name}\\.csv.*100 %`)).waitFor();
      const progress = window.toast("Uploading 3 files");
      await progress.hover();
      await progress.getByRole("button", { name: "Cancel" }).click();
      await window.treeRow(/Upload C\.csv.*cancelled/).waitFor();
      await window.treeRow(/Upload A\.csv.*waits for your answer/).waitFor();
      letGo();
      const message = window.toast(/Cancelled: 0 of 3 files were uploaded, and no dataset is made of them\. 2 more/);
      await message.waitFor();
      await progress.waitFor({ state: "hidden" });
      await window.screenshot("upload-called-off");
      assert.equal(await window.toast(/it may have been created/).count(), 0);
      await message.getByRole("button", { name: "Show Jobs" }).click();
      await window.page
        .locator(".monaco-list:focus-within .monaco-list-row", { hasText: "Upload A.csv" })
        .first()
        .waitFor();
      assert.equal(await window.treeRow(/Dataset of 3 uploads/).count(), 0);
      await window.palette("Notifications: Clear All Notifications");
      await window.palette("Alviss: Clear Finished Jobs");
    });
  },
  serverBehindGate,
);

function fill(window: Workbench, folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(window.workspace, folder), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(window.workspace, folder, name), text);
}

/** Uploads the files of a folder by its menu, for a dataset of all. */
async function sendFromFolder(window: Workbench, folder: string, names: readonly string[]): Promise<void> {
  await window.showContainer("Explorer");
  await window.palette("Refresh Explorer");
  await window.treeRow(folder).waitFor();
  await window.submenu(folder, "Upload to Alviss...");
  await window.question("Which files of the folder?").waitFor();
  for (const name of names) await window.quickPickRow(name).waitFor();
  await window.page.keyboard.press("Enter");
  for (const name of names) await window.accept(`What kind of data is ${name}?`);
  await window.answer("What next, once all files are there?", "Create a Dataset of All");
}
