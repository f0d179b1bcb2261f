import { answerNumbers } from "../support/trainingAnswers";
import { describeInWorkbench, type Workbench } from "../support/workbench";

const week = (date: string): string => `Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit,ProfitPerUnit
SWE,all,all,${date},Espresso,5200,136.40,57.20
SWE,all,all,${date},Filter,4050,95.10,34.20
`;

/** Each step stands on those before it. */
describeInWorkbench(
  "new data in one form",
  (workbench) => {
    before(async () => {
      const window = workbench();
      await window.showContainer("Alviss AI");
      await window.treeRow(/Sandbox.*running/).waitFor({ timeout: 60_000 }); // The setting starts it by itself.
      await window.contextMenu(window.treeRow("Sandbox"), "Load Demo Project");
      await window.setExpanded("Attribution Sets", true);
      await window.starred(window.doneRow(/#1.*active, 1 attribution/)).waitFor({ timeout: 120_000 });
      await window.setExpanded("Attribution Sets", false);
      await window.setExpanded("Models", true);
    });

    it("uploads, extends, refits and attributes as one job", async () => {
      const window = workbench();
      await window.addFile("Week_2024-12-30.csv", week("2024-12-30"));
      await window.showContainer("Alviss AI");
      await window.contextMenu(window.doneRow(/#1 SWE/), "Upload, Extend, Refit, Attribute...");
      await window.question("Which data files are new?").waitFor();
      await window.quickPickRow("Week_2024-12-30.csv").click();
      await window.acceptText("Which data files are new?");
      await window.focusedPick(/As Recognised.*Week_2024-12-30\.csv: Sales/).waitFor();
      await window.accept("What kind of data is it?");
      await window.focusedPick("First 75 %").waitFor();
      await window.answer("Which dates train the model?", "First 80 %");
      await window.answer("How is it trained?", "Other Parameters...");
      await answerNumbers(window, "400", "0.001", "3");
      await window.fill("Samples", "150");
      await window.quickPickRow(/Extend and Activate.*replaces dataset #1/).waitFor();
      await window.answer("Make the extended dataset the active one?", "Extend and Activate");
      await window.treeRow(/Refresh model #1 with Week_2024-12-30\.csv.*done/).waitFor({ timeout: 120_000 });
      await window.doneRow(/#2 SWE.*refit of #1/).waitFor();
      await window.setExpanded("Models", false);
      await window.setExpanded("Attributions", true);
      await window.doneRow(/#2 model #2.*to 2024-12-30, 150 samples/).waitFor();
      await window.setExpanded("Attributions", false);
      await window.setExpanded("Datasets", true);
      await window.starred(window.doneRow(/#2.*active, 157 dates/)).waitFor();
      await window.setExpanded("Datasets", false);
    });

    it("proposes the next time what was chosen in this project", async () => {
      const window = workbench();
      await window.palette("Alviss: Refit Model...");
      await window.type("Which project?", "Nordic Coffee (demo)");
      await window.accept("Refit which model?");
      await window.accept("On which dataset?");
      await window.focusedPick(/First 80 %/).waitFor();
      await window.accept("Which dates train the model?");
      await window.focusedPick(/As Last Time.*400 epochs, learning rate 0\.001, 3 samples/).waitFor();
      await window.screenshot("as-last-time");
      await window.page.keyboard.press("Escape");
    });

    it("takes an object by its id, and asks again where that cannot be used", async () => {
      const window = workbench();
      await window.palette("Alviss: Refit Model...");
      await window.answer("Refit which model?", "Enter an Id...");
      await window.question("Id, as the server writes it").waitFor();
      await window.quickInput().fill("99");
      await window.page.keyboard.press("Enter");
      await window.question("The server does not have this.").waitFor();
      await window.quickInput().fill("1"); // The reason goes with the first key.
      await window.page.keyboard.press("Enter");
      await window.question("On which dataset?").waitFor();
      await window.page.keyboard.press("Escape");
    });

    it("looks at a refused file again and sends it as what it is", async () => {
      const window = workbench();
      await uploadAsSales(window, "Events.csv");
      await window.setExpanded("Uploads", true);
      const failed = window.treeRow(/#106 Sales.*failed/);
      await failed.waitFor();
      await window.contextMenu(failed, "Check Again and Upload");
      await window.question("What kind of data is it?").waitFor();
      await window.focusedPick(/Sales.*as last time/).waitFor();
      await window.answer("What kind of data is it?", /Events.*guessed from the header/);
      await window.doneRow(/#107 Events.*Events\.csv/).waitFor();
    });
  },
  { "alviss.sandbox.engine": "fast", "alviss.sandbox.autoStart": true },
);

async function uploadAsSales(window: Workbench, name: string): Promise<void> {
  await window.showContainer("Explorer");
  await window.contextMenu(window.treeRow(name), "Upload to Alviss...");
  await window.answer("What kind of data is it?", "Sales");
  const warning = window.dialog(`Alviss will probably refuse this file: ${name}`);
  await warning.getByRole("button", { name: "Upload Anyway" }).click();
  await window.showContainer("Alviss AI");
}
