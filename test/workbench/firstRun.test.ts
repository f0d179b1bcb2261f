import assert from "node:assert/strict";
import { contrastOf } from "../support/contrast";
import { until } from "../support/until";
import { describeInWorkbench, themeKinds } from "../support/workbench";

describeInWorkbench("a first run", (workbench) => {
  it("shows the welcome with both ways in, by itself and only once", async () => {
    const window = workbench();
    await window.containerTitle("Alviss AI").waitFor();
    await window.welcomeButton("Start Sandbox with Demo Data").waitFor();
    await window.welcomeButton("Sign In with Access Token").waitFor();

    await until(
      async () => {
        await window.showContainer("Explorer");
        await window.reload();
        return window.containerTitle("Explorer").count();
      },
      (count) => count === 1,
      60_000,
    );
    await window.palette("Alviss: Show Log");
    await window.page.locator(".part.panel .output-view").waitFor();
    assert.equal(await window.containerTitle("Alviss AI").count(), 0);
  });

  it("gives the projects most of the side bar", async () => {
    const window = workbench();
    await window.showContainer("Alviss AI");
    const heights = ["Projects", "Jobs"].map(async (title) => (await window.view(title).boundingBox())?.height ?? 0);
    const [projects = 0, jobs = 0] = await Promise.all(heights);
    assert.ok(projects > 2 * jobs, `${String(projects)} px for the projects, ${String(jobs)} px for the jobs`);
  });

  it("offers the upload on CSV files only", async () => {
    const window = workbench();
    await window.showContainer("Explorer");
    await window.treeRow("Sales.csv").click({ button: "right" });
    await window.menuItem("Upload to Alviss...").waitFor();
    await window.page.keyboard.press("Escape");

    await window.addFile("notes.txt", "No data.");
    await window.treeRow("notes.txt").click({ button: "right" });
    await window.menuItem("Copy Path").waitFor();
    assert.equal(await window.menuItem("Alviss").count(), 0);
    await window.page.keyboard.press("Escape");
  });

  it("can be read in every kind of theme", async () => {
    const window = workbench();
    await window.showContainer("Alviss AI");
    for (const theme of themeKinds) {
      await window.setTheme(theme);
      const contrast = await contrastOf(window.welcomeButton("Start Sandbox with Demo Data"));
      assert.ok(contrast >= 4.5, `the button's text has a contrast of ${contrast.toFixed(1)} in ${theme}`);
      await window.screenshot(`first-run-${theme}`);
    }
  });

  it("opens the sandbox's row whenever the sandbox starts, also after a stop", async () => {
    const window = workbench();
    await window.showContainer("Alviss AI");
    await window.palette("Alviss: Start Sandbox");
    await window.treeRow("My project").waitFor();
    await window.palette("Alviss: Stop Sandbox");
    await window.treeRow("My project").waitFor({ state: "detached" });
    await window.treeRow("Start Sandbox").click();
    await window.treeRow("My project").waitFor();
  });
});
