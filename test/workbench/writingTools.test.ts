import assert from "node:assert/strict";
import { callingExtension } from "../support/callingExtension";
import { describeInWorkbench } from "../support/workbench";

const call = "Let a Model Create a Dataset";
const input = { uploads: [101], connection: "sandbox", team: 2, project: 2 };
const alongside = callingExtension([{ title: call, tool: "alviss_create_dataset", input }]);

describeInWorkbench(
  "a language model that may write",
  (workbench) => {
    before(async () => {
      const window = workbench();
      await window.showContainer("Alviss AI");
      await window.welcomeButton("Start Sandbox with Demo Data").click();
      await window.setExpanded("Datasets", true);
      await window.starred(window.doneRow(/#1.*active/)).waitFor({ timeout: 120_000 });
    });

    it("makes nothing when the person whom it asks says no", async () => {
      const window = workbench();
      await window.palette(`Caller: ${call}`);
      const dialog = window.dialog("Dataset of 1 upload on Sandbox?");
      await dialog.waitFor();
      await window.screenshot("a tool asks");
      const words = (await dialog.textContent()) ?? "";
      for (const expected of ["127.0.0.1", "Team 2, project 2", "Uploads #101"])
        assert.ok(words.includes(expected), words);
      await dialog.getByRole("button", { name: "Cancel" }).click();
      await window.toast("No answer").waitFor();
      assert.equal(await window.treeRow("Dataset of 1 upload").count(), 0);
      assert.equal(await window.treeRow(/^#2/).count(), 0);
      await window.palette("Notifications: Clear All Notifications");
    });

    it("starts a job, and is told which, when that person says yes", async () => {
      const window = workbench();
      await window.palette(`Caller: ${call}`);
      const dialog = window.dialog("Dataset of 1 upload on Sandbox?");
      await dialog.getByRole("button", { name: "Yes" }).click();
      await window.toast(/Answer: .*"job":.*alviss_get_job/).waitFor();
      await window.treeRow(/Dataset of 1 upload.*done/).waitFor();
      await window.doneRow(/^#2/).waitFor();
    });
  },
  { "alviss.sandbox.engine": "fast", "alviss.tools.allowWrites": true },
  { alongside },
);
