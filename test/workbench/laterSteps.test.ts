import { stepsInOrder } from "../support/stepsInOrder";
import { answerNumbers } from "../support/trainingAnswers";
import { describeInWorkbench, type Workbench } from "../support/workbench";

/** The week after the demo's last one. */
const nextWeek = `Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit,ProfitPerUnit
SWE,all,all,2024-12-30,Espresso,5200,136.40,57.20
SWE,all,all,2024-12-30,Filter,4050,95.10,34.20
`;

/** Each step stands on those before it, as in a project that grows. */
describeInWorkbench(
  "a project that is carried on",
  (workbench) => {
    stepsInOrder();
    before(async () => startDemo(workbench()));

    it("extends its active dataset with one more week", async () => {
      const window = workbench();
      await uploadNextWeek(window);
      await inFolder(window, "Uploads", async () => {
        await window.contextMenu(window.doneRow("NextWeek.csv"), "Extend Active Dataset...");
        await window.question("Make the extended dataset the active one?").waitFor();
        await window.quickPickRow(/Extend and Activate.*replaces dataset #1/).waitFor();
        await window.answer("Make the extended dataset the active one?", "Only Extend");
      });
      await window.setExpanded("Datasets", true);
      await window.doneRow(/#2.*157 dates/).waitFor();
      await window.starred(window.treeRow(/#1.*active, 156 dates/)).waitFor();
    });

    it("activates the extended dataset, and the star moves", async () => {
      const window = workbench();
      await window.contextMenu(window.doneRow(/#2.*157 dates/), "Activate Dataset");
      await window.treeRow("Activate dataset #2 in place of dataset #1").waitFor();
      await window.starred(window.treeRow(/#2.*active, 157 dates/)).waitFor();
      await window.starred(window.treeRow(/#1.*156 dates/)).waitFor({ state: "detached" });
      await window.setExpanded("Datasets", false);
    });

    it("refits its model on the active dataset", async () => {
      const window = workbench();
      await window.setExpanded("Models", true);
      await window.contextMenu(window.doneRow(/#1.*MAPE/), "Refit Model...");
      await window.accept("On which dataset?");
      await window.accept("Which dates train the model?");
      await window.accept("How is it trained?");
      await window.startSandboxTraining();
      await window.doneRow(/#2.*refit of #1, MAPE/).waitFor({ timeout: 120_000 });
      await window.treeRow(/Refit #1 on dataset #2.*done/).waitFor();
    });

    it("remodels from a high-level graph while the window is reloaded", async () => {
      const window = workbench();
      await window.contextMenu(window.doneRow(/#2.*MAPE/), "Remodel from High-Level Graph...");
      await window.accept("On which dataset?");
      await window.accept("Which dates train the model?");
      await window.answer("How is it trained?", "Other Parameters...");
      await answerNumbers(window, "40000", "0.001", "3");
      await window.startSandboxTraining();
      await window.treeRow(/Remodel from #2.*training/).waitFor();
      await window.reload();
      await window.showContainer("Alviss AI");
      await window.treeRow(/Remodel from #2.*done/).waitFor({ timeout: 120_000 });
      await window.setExpanded("Models", true);
      await window.doneRow(/#3.*MAPE/).waitFor();
    });

    it("attributes the last year to the drivers of the new model", async () => {
      const window = workbench();
      await inFolder(window, "Models", async () => {
        await window.contextMenu(window.doneRow(/#3.*MAPE/), "Run Attribution...");
        await window.accept("On which dataset?");
        await window.answer("Over which dates?", "Last Year");
        await window.acceptText("Samples");
      });
      await window.setExpanded("Attributions", true);
      await window.doneRow(/#2 model #3.*to 2024-12-30/).waitFor({ timeout: 60_000 });
    });

    it("adds the attribution to what the active set holds", async () => {
      const window = workbench();
      await window.contextMenu(window.doneRow(/#2 model #3/), "Add to Active Attribution Set...");
      await window.question("Two attributions of the new set cover the same market.").waitFor();
      await window.quickPickRow(/Leave Out #1/).waitFor();
      await window.focusedPick(/Keep Both.*SWE \/ all \/ all: #2, #1/).waitFor();
      await window.accept("Two attributions of the new set cover the same market.");
      await window.answer("Make it the active one?", "Only Create");
      await window.setExpanded("Attributions", false);
      await window.setExpanded("Attribution Sets", true);
      await window.doneRow(/#2.*2 attributions/).waitFor();
      await window.starred(window.treeRow(/#1.*active, 1 attribution/)).waitFor();
    });

    it("activates the new set from the palette, and the star moves", async () => {
      const window = workbench();
      await window.palette("Alviss: Activate Attribution Set");
      await window.answer("Which attribution set?", "2 attributions");
      await window.starred(window.treeRow(/#2.*active, 2 attributions/)).waitFor();
      await window.starred(window.treeRow(/#1.*1 attribution/)).waitFor({ state: "detached" });
      await window.screenshot("a project carried on");
    });
  },
  { "alviss.sandbox.engine": "fast" },
);

/** Until the demo is whole: its attribution set is there. */
async function startDemo(window: Workbench): Promise<void> {
  await window.startDemo();
  await window.setExpanded("Attribution Sets", false);
  await window.setExpanded("Models", false);
}

async function uploadNextWeek(window: Workbench): Promise<void> {
  await window.addFile("NextWeek.csv", nextWeek);
  await window.contextMenu(window.treeRow("NextWeek.csv"), "Upload to Alviss...");
  await window.answer("Which project?", "Nordic Coffee (demo)");
  await window.answer("What kind of data is it?", "guessed from the header");
  await window.showContainer("Alviss AI");
}

/** Opens a folder of the project for as long as it is needed: the tree is short. */
async function inFolder(window: Workbench, folder: string, work: () => Promise<void>): Promise<void> {
  await window.setExpanded(folder, true);
  await work();
  await window.setExpanded(folder, false);
}
