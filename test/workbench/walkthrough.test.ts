import assert from "node:assert/strict";
import { describeInWorkbench, themeKinds, type Workbench } from "../support/workbench";

const titles = [
  "Try It on Your Own Machine",
  "Check and Upload a Data File",
  "Build a Model",
  "Read the Results",
  "Sign In to Alviss",
  "Change a Graph",
];

describeInWorkbench(
  "the walkthrough",
  (workbench) => {
    const step = (window: Workbench, title: string) =>
      window.page.locator(".getting-started-step", { has: window.page.locator(".step-title", { hasText: title }) });
    const done = (window: Workbench, title: string) => step(window, title).locator(".codicon.complete");

    it("has six steps, each with a picture that is described, in every theme", async () => {
      const window = workbench();
      await window.page.setViewportSize({ width: 1700, height: 900 }); // A narrow editor shows no pictures.
      await window.palette("Alviss: Get Started");
      for (const title of titles) {
        await step(window, title).click();
        await window.webview().locator("svg").waitFor();
        await window.screenshot(`walkthrough-${title}`);
      }
      for (const kind of themeKinds) {
        await window.palette("View: Close All Editors"); // The picture takes the focus when the theme changes.
        await window.setTheme(kind);
        await window.palette("Alviss: Get Started");
        await step(window, "Read the Results").click();
        await window.webview().locator("svg").waitFor();
        await window.screenshot(`walkthrough-${kind}`);
      }
    });

    it("ticks a step once what it is about has happened", async () => {
      const window = workbench();
      assert.equal(await done(window, titles[0] ?? "").count(), 0);
      await step(window, titles[0] ?? "").click();
      await window.page.locator(".getting-started-step .monaco-button", { hasText: "Start Sandbox" }).click();
      await done(window, titles[0] ?? "").waitFor({ timeout: 60_000 });
      await done(window, "Build a Model").waitFor({ timeout: 120_000 });
      assert.equal(await done(window, "Sign In to Alviss").count(), 0);
      await window.screenshot("walkthrough-ticked");
    });
  },
  { "alviss.sandbox.engine": "fast" },
);
