import assert from "node:assert/strict";
import { contrastOf } from "../support/contrast";
import { describeInWorkbench, themeKinds } from "../support/workbench";

describeInWorkbench("a first run", (workbench) => {
  it("shows the welcome with both ways in", async () => {
    const window = workbench();
    await window.showContainer("Alviss AI");
    await window.welcomeButton("Start Sandbox with Demo Data").waitFor();
    await window.welcomeButton("Sign In with Access Token").waitFor();
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
});
