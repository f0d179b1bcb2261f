import assert from "node:assert/strict";
import { type StartedSandbox, startSandbox } from "../support/startSandbox";
import { stepsInOrder } from "../support/stepsInOrder";
import { describeInWorkbench, type Workbench } from "../support/workbench";

let server: StartedSandbox | undefined;

/** A server with no more than the documented calls: it lists neither projects nor what is in them. */
async function serverWithoutLists() {
  server = await startSandbox({ demo: true, engine: "fast", profile: "minimal" });
  return { "alviss.api.baseUrl": server.url, "alviss.api.teamsUrl": server.teamUrl };
}

/** Each step stands on those before it. */
describeInWorkbench(
  "a server that lists nothing",
  (workbench) => {
    stepsInOrder();
    after(() => server?.stop());

    it("says so where the projects would be, and takes one by its ids with a click there", async () => {
      const window = workbench();
      await window.showContainer("Alviss AI");
      await window.signIn(server?.token ?? "");
      await window.setExpanded("Nordic", true);
      await window.treeRow("This server does not list projects").click();
      const ids = `${String(server?.teamId)}/${String(server?.projectId)}`;
      await window.fill("Team id and project id", ids);
      await window.setExpanded(/Project \d+/, true);
      await window.treeRow("Attribution Sets").waitFor();
    });

    it("shows what is active there, and what that names", async () => {
      const window = workbench();
      await window.treeRow(/Datasets\s*1 known here/).waitFor();
      await window.setExpanded("Datasets", true);
      await window.treeRow(/#1\s*active/).waitFor();
      await window.treeRow(/Attributions\s*1 known here/).waitFor();
      await window.setExpanded("Models", true);
      await window.treeRow("Nothing is known yet. Add one by its id.").waitFor();
      await window.screenshot("unlisted-project");
    });

    it("adds a model by its id, which has to be there", async () => {
      const window = workbench();
      await window.treeRow("Nothing is known yet. Add one by its id.").click();
      await window.question("Id, as the server or the web app writes it").waitFor();
      await window.quickInput().fill("77");
      await window.page.keyboard.press("Enter");
      await window.question("The server has no #77 in this project.").waitFor();
      await window.quickInput().fill("1");
      await window.page.keyboard.press("Enter");
      await window.treeRow(/#1 SWE \/ all \/ all/).waitFor();
      await window.treeRow(/Models\s*1 known here/).waitFor();
    });

    it("offers no results, no exports of them and no comparing, since the server tells none", async () => {
      const window = workbench();
      // A box that is still closing would take the new one with it.
      await window.quickInput().waitFor({ state: "hidden" });
      await window.page.keyboard.press("F1");
      const row = (title: string) =>
        window.page.locator(`.quick-input-list .monaco-list-row[aria-label^="Alviss: ${title}"]`);
      for (const title of ["Open Results", "Export Results", "Compare Results", "Select for Compare"]) {
        await window.quickInput().fill(">Alviss: Refit Model");
        await row("Refit Model").waitFor();
        await window.quickInput().fill(`>Alviss: ${title}`);
        await row("Refit Model").waitFor({ state: "detached" });
        assert.equal(await row(title).count(), 0, title);
      }
      await window.screenshot("no-results-in-palette");
      await window.page.keyboard.press("Escape");
    });

    it("finds neighbours of what is known, with an end", async () => {
      const window = workbench();
      await window.contextMenu(window.treeRow(/Uploads\s*0 known here/), "Add by Id...");
      await window.fill("Id, as the server or the web app writes it", "101");
      await window.treeRow(/#101/).waitFor();
      await window.contextMenu(window.treeRow(/Uploads\s*1 known here/), "Find Neighbours by Id");
      await window.treeRow("#104").waitFor();
      await window.contextMenu(window.treeRow(/Models\s*1 known/), "Find Neighbours by Id");
      await window.toast(/none of the 20 ids looked at is there/).waitFor();
      await window.palette("Notifications: Clear All Notifications");
    });

    it("removes several from the list, keeps that over a refresh, and takes it back", async () => {
      const window = workbench();
      await window.treeRow("#103").click();
      await window.treeRow("#104").click({ modifiers: ["Control"] });
      await window.contextMenu(window.treeRow("#104"), "Remove from List");
      await window.treeRow("#104").waitFor({ state: "detached" });
      await window.treeRow(/Uploads\s*2 known here/).waitFor();
      const undo = window.page.locator(".statusbar-item", { hasText: /removed from the list.*Undo/ });
      await window.screenshot("undo-remove");
      await undo.click();
      await window.treeRow("#104").waitFor();
      await window.treeRow("#103").waitFor();
      await undo.waitFor({ state: "hidden" });
    });

    it("pins and hides projects, and shows hidden ones again", async () => {
      const window = workbench();
      const project = window.treeRow(/Project \d+/);
      await window.contextMenu(project, "Pin Project");
      await window.treeRow(/Project \d+.*pinned/).waitFor();
      await window.contextMenu(project, "Unpin Project");
      await window.treeRow(/Project \d+.*pinned/).waitFor({ state: "detached" });
      await window.contextMenu(project, "Hide Project");
      await project.waitFor({ state: "detached" });
      await window.palette("Alviss: Undo Remove from List");
      await window.contextMenu(project, "Hide Project");
      await project.waitFor({ state: "detached" });
      await window.treeRow(/Nordic\s*1 hidden/).waitFor();
      await window.treeRow("All projects here are hidden.").click();
      await window.accept("Which are to be shown again?");
      await window.treeRow(/Project \d+/).waitFor();
    });

    it("says that it is offline, and keeps what was shown", async () => {
      const window = workbench();
      await window.setExpanded(/Project \d+/, true);
      await window.setExpanded("Models", true);
      await window.treeRow(/#1 SWE \/ all \/ all/).waitFor();
      await server?.end("SIGTERM");
      await window.palette("Alviss: Refresh");
      await offline(window);
      await window.treeRow("The server cannot be reached").waitFor();
      assert.equal(await window.treeRow(/#1 SWE \/ all \/ all/).count(), 1);
      await window.screenshot("offline");
    });
  },
  serverWithoutLists,
);

const offline = (window: Workbench) => window.treeRow(/127\.0\.0\.1:\d+.*offline/).waitFor({ timeout: 60_000 });
