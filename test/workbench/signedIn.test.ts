import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Locator } from "playwright-core";
import { inRoot } from "../harness/paths.mjs";
import { type StartedSandbox, startSandbox } from "../support/startSandbox";
import { stepsInOrder } from "../support/stepsInOrder";
import { describeInWorkbench, type Workbench } from "../support/workbench";

/** The week after the demo's last one. */
const nextWeek = `Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit,ProfitPerUnit
SWE,all,all,2024-12-30,Espresso,5200,136.40,57.20
SWE,all,all,2024-12-30,Filter,4050,95.10,34.20
`;

const project = "Nordic Coffee (demo)";

let server: StartedSandbox | undefined;

/** A sandbox that the window does not know as one: as far as it can tell, it is Alviss AI at another address. */
async function serverOfItsOwn() {
  server = await startSandbox({ demo: true, engine: "fast" });
  return {
    "alviss.api.baseUrl": server.url,
    "alviss.api.teamsUrl": server.teamUrl,
    "alviss.api.webUrl": "https://app.example.com",
    "files.simpleDialog.enable": true,
  };
}

/** Each step stands on those before it. */
describeInWorkbench(
  "an account on a server",
  (workbench) => {
    stepsInOrder();
    after(() => server?.stop());

    it("signs in with a token that the server takes, and is still signed in after a reload", async () => {
      const window = workbench();
      await window.signIn(` ${server?.token ?? ""} `);
      await window.treeRow(`127.0.0.1:`).waitFor();
      await window.treeRow(project).waitFor();
      await window.reload();
      await window.showContainer("Alviss AI");
      await window.treeRow(project).waitFor();
    });

    it("opens the web app, and takes no for an answer", async () => {
      const window = workbench();
      await window.contextMenu(window.treeRow(project), "Open in Browser");
      const question = window.dialog(/open the external website/);
      await question.filter({ hasText: "https://app.example.com" }).waitFor();
      await window.page.keyboard.press("Escape");
      await question.waitFor({ state: "detached" });
      await window.palette("Alviss: Open API Documentation");
      await window.toast(/forward port \d+ to yours first/).waitFor();
    });

    it("uploads a file that is dragged from the Explorer onto a project", async () => {
      const window = workbench();
      await window.addFile("NextWeek.csv", nextWeek);
      await dragToProject(window, "NextWeek.csv");
      await window.answer("What kind of data is it?", "guessed from the header");
      await window.setExpanded(project, true);
      await window.setExpanded("Uploads", true);
      await window.doneRow("NextWeek.csv").waitFor();
    });

    it("extends the active dataset and activates it, once somebody has confirmed that", async () => {
      const window = workbench();
      await window.contextMenu(window.doneRow("NextWeek.csv"), "Extend Active Dataset...");
      await window.answer("Make the extended dataset the active one?", "Extend and Activate");
      await confirm(window, /Activate the new dataset\?.*It replaces dataset #1/, "Activate");
      await window.setExpanded("Datasets", true);
      await window.starred(window.doneRow(/#2.*active, 157 dates/)).waitFor();
      await window.setExpanded("Datasets", false);
    });

    it("creates a dataset from the uploads that are selected, and activates it", async () => {
      const window = workbench();
      await select(["Sales", "Media", "Distribution", "Events"].map((name) => window.doneRow(`${name}.csv`)));
      await window.contextMenu(window.doneRow("Sales.csv"), "Create Dataset...");
      await window.answer("Start afresh, or extend a dataset?", "Start Afresh");
      await window.answer("Make it the active dataset of the project?", "Create and Activate");
      await confirm(window, /Activate the new dataset\?.*It replaces dataset #2/, "Activate");
      await window.setExpanded("Uploads", false);
      await window.setExpanded("Datasets", true);
      await window.starred(window.doneRow(/#3.*active, 156 dates/)).waitFor();
      await window.setExpanded("Datasets", false);
    });

    it("remodels from the low-level graph on dates that were typed, and shows the request without the token", async () => {
      const window = workbench();
      await window.setExpanded("Models", true);
      await window.contextMenu(window.doneRow(/#1.*MAPE/), "Remodel from Low-Level Graph...");
      await window.accept("On which dataset?");
      await window.answer("Which dates train the model?", "Other Dates...");
      await window.fill("First and last date that train", "2022-01-10 - 2024-01-01 - 2024-12-16");
      await window.accept("How is it trained?");
      await window.accept("Does the model become the active one");
      const last = "This starts a job on 127.0.0.1:";
      await window.question(last).waitFor();
      await window.quickPickRow("Show the Request for curl").click();
      await window.page.locator(".tab", { hasText: "curl --fail-with-body" }).waitFor();
      await window.question(last).waitFor();
      await window.answer(last, "Start Build");
      await window.doneRow(/#2.*MAPE/).waitFor();
      const shown = window.page.locator(".editor-instance .view-lines").last();
      await shown.getByText("Authorization: Bearer $ALVISS_TOKEN").waitFor();
      await shown.getByText("2022-01-10").first().waitFor();
      const text = (await shown.textContent()) ?? "";
      assert.ok(!text.includes(server?.token ?? "?"), "the token stands in the request");
      await window.palette("View: Revert and Close Editor");
    });

    it("makes one set of several selected attributions", async () => {
      const window = workbench();
      for (const model of [/#1.*MAPE/, /#2.*MAPE/]) {
        await window.contextMenu(window.doneRow(model), "Run Attribution...");
        await window.accept("On which dataset?");
        await window.answer("Over which dates?", "Last Year");
        await window.acceptText("Samples");
        await window.accept("This starts a job on 127.0.0.1:");
      }
      await window.setExpanded("Models", false);
      await window.setExpanded("Attributions", true);
      const rows = [/#2 model/, /#3 model/].map((name) => window.doneRow(name));
      await select(rows);
      await window.contextMenu(window.doneRow(/#3 model/), "Add to Active Attribution Set...");
      await window.accept("Two attributions of the new set cover the same market.");
      await window.answer("Make it the active one?", "Create and Activate");
      await confirm(window, /Activate the new attribution set\?.*It replaces attribution set #1/, "Activate");
      await window.setExpanded("Attributions", false);
      await window.setExpanded("Attribution Sets", true);
      await window.starred(window.doneRow(/#2.*active, 3 attributions/)).waitFor();
    });

    it("uploads the file of the open editor, or another one", async () => {
      const window = workbench();
      await window.showContainer("Explorer");
      await window.treeRow("Media.csv").dblclick();
      await window.palette("Alviss: Upload to Alviss...");
      await window.answer("Which file?", "Other Files...");
      await openInDialog(window, "Events.csv");
      await window.answer("Which project?", project);
      await window.question("What kind of data is it?").waitFor();
      await window.answer("What kind of data is it?", "guessed from the header");
      await window.showContainer("Alviss AI");
      await window.treeRow(/Upload Events.csv.*done/).waitFor();
    });

    it("copies the demo files into a folder, and over others only when told so", async () => {
      const window = workbench();
      const folder = join(window.workspace, "copies");
      mkdirSync(folder);
      writeFileSync(join(folder, "Sales.csv"), "mine");
      const sales = () => readFileSync(join(folder, "Sales.csv"), "utf8");
      const copy = async (button: string): Promise<void> => {
        await window.palette("Alviss: Copy Demo Files to Folder...");
        await openInDialog(window, "copies");
        await window.page.keyboard.press("Enter");
        await confirm(window, /already holds Sales.csv/, button);
      };
      await copy("Cancel");
      assert.equal(sales(), "mine");
      await copy("Replace");
      await window.treeRow("Distribution.csv").waitFor();
      assert.equal(sales(), readFileSync(inRoot("media", "demo", "Sales.csv"), "utf8"));
    });
  },
  serverOfItsOwn,
);

/** Over the icon of the view, which brings it to the front while the button is still held. */
async function dragToProject(window: Workbench, file: string): Promise<void> {
  await window.treeRow(file).hover();
  await window.page.mouse.down();
  await dragOver(window, window.activityItem("Alviss AI"));
  await window.treeRow(project).waitFor();
  await dragOver(window, window.treeRow(project));
  await window.page.mouse.up();
}

/** The first move onto something only enters it; from the second on it is dragged over. */
async function dragOver(window: Workbench, target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error("There is nothing to drag it over.");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await window.page.mouse.move(x, y, { steps: 8 });
  await window.page.mouse.move(x + 1, y);
}

async function select(rows: readonly Locator[]): Promise<void> {
  for (const row of rows) await row.waitFor();
  for (const [index, row] of rows.entries()) await row.click(index === 0 ? {} : { modifiers: ["Control"] });
}

async function confirm(window: Workbench, text: RegExp, button: string): Promise<void> {
  const dialog = window.dialog(text);
  await dialog.locator(".monaco-button", { hasText: button }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** Chooses in the file dialog that VS Code draws itself, by what it lists. */
async function openInDialog(window: Workbench, name: string): Promise<void> {
  await window.quickPickRow("..").waitFor();
  await window.quickPickRow(name).click();
  await window.quickPickRow(name).waitFor({ state: "hidden" });
}
