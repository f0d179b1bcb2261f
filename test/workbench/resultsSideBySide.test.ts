import assert from "node:assert/strict";
import { type Frame } from "playwright-core";
import { until } from "../support/until";
import { whenStored } from "../support/windowStorage";
import { describeInWorkbench } from "../support/workbench";

describeInWorkbench("the results of a model beside those of its attribution", (workbench) => {
  /** The page with this heading; it is another frame after a move and after a reload. */
  const pageOf = (heading: string): Promise<Frame> =>
    until(
      async () => {
        for (const frame of workbench().page.frames()) {
          const headings = await frame
            .locator("h1:visible")
            .allInnerTexts()
            .catch((): string[] => []);
          if (headings.includes(heading)) return frame;
        }
        return undefined;
      },
      (frame) => frame !== undefined,
      60_000,
    ) as Promise<Frame>;
  const group = (title: string) => workbench().page.locator(".editor-group-container", { has: workbench().tab(title) });
  const chosenTab = (page: Frame) => page.locator("[role=tab][aria-selected=true]").innerText();
  const dates = (page: Frame) => page.locator('vscode-dropdown[aria-label="Dates"]');
  const narrowed = (page: Frame) => page.locator(".meta", { hasText: /Dec 25, 2023, 52 weeks.*\b80\s%\sintervals/ });

  before(async () => {
    const window = workbench();
    await window.startDemo();
    await window.setExpanded("Attribution Sets", false);
    await window.setExpanded("Models", true);
    await window.setExpanded("Attributions", true);
  });

  it("stand in two groups, the one opened from the other, each with its own tab and filters", async () => {
    const window = workbench();
    await window.contextMenu(window.doneRow(/#1 SWE/), "Open Results");
    const leading = (await pageOf("Model #1"))
      .getByRole("navigation")
      .getByRole("button", { name: /^#1, Jan 3, 2022/ });
    await leading.waitFor({ timeout: 60_000 });
    await leading.press("Enter");
    await pageOf("Attribution #1");
    await window.palette("View: Move Editor into Next Group");
    await group("Model #1").and(window.page.locator(":not(:has(.tab:nth-child(2)))")).waitFor();
    const model = await pageOf("Model #1");
    await model.getByRole("tab", { name: "Trust" }).click();
    await model.locator(".figure-trust").waitFor({ timeout: 60_000 });
    const attribution = await pageOf("Attribution #1");
    await attribution.getByRole("tab", { name: "ROI" }).click();
    await dates(attribution).click();
    await dates(attribution).locator("vscode-option", { hasText: "2023" }).click();
    await attribution.getByText("80 %", { exact: true }).click();
    await narrowed(attribution).waitFor({ timeout: 60_000 });
    await attribution.locator(".figure-roi .picture svg").first().waitFor({ timeout: 60_000 });
    assert.equal(await chosenTab(model), "Trust");
    await window.screenshot("results-in-two-groups");
  });

  it("come back there with them after a reload", async () => {
    const window = workbench();
    await whenStored(window.page, /level\W+0\.8\W+from\W+2023-01-01[^}]*}\W+tab\W+roi/);
    await whenStored(window.page, /tab\W+trust/);
    await window.reload();
    const [model, attribution] = [await pageOf("Model #1"), await pageOf("Attribution #1")];
    await narrowed(attribution).waitFor({ timeout: 60_000 });
    await attribution.locator(".figure-roi .picture svg").first().waitFor({ timeout: 60_000 });
    await model.locator(".figure-trust").waitFor({ timeout: 60_000 });
    await window.screenshot("results-in-two-groups-again");
    assert.equal(await chosenTab(model), "Trust");
    assert.equal(await chosenTab(attribution), "ROI");
    assert.equal(await window.page.locator(".editor-group-container").count(), 2);
    assert.equal(await group("Model #1").and(group("Attribution #1")).count(), 0);
  });
});
