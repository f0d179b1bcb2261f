import assert from "node:assert/strict";
import { until } from "../support/until";
import { whenStored } from "../support/windowStorage";
import { describeInWorkbench } from "../support/workbench";

describeInWorkbench("two results side by side", (workbench) => {
  const page = () => workbench().webview();
  const title = () => page().locator("h1");
  const dates = () => page().locator('vscode-dropdown[aria-label="Dates"]');
  const narrowed = () => page().locator(".meta", { hasText: /Dec 25, 2023, 52 weeks.*\b80\s%\sintervals/ });
  const chosenTab = () => page().locator("[role=tab][aria-selected=true]").innerText();

  before(async () => {
    const window = workbench();
    await window.startDemo();
    await window.setExpanded("Attribution Sets", false);
    await window.setExpanded("Models", true);
    await window.setExpanded("Attributions", true);
  });

  it("are opened from the tree: one is selected, another is compared with it", async () => {
    const window = workbench();
    await window.contextMenu(window.doneRow(/#1 SWE/), "Select for Compare");
    await window.contextMenu(window.doneRow(/#1 model #1/), "Compare with Selected");
    await window.tab("Model #1 against Attribution #1").waitFor();
    await title().waitFor({ timeout: 60_000 });
    assert.equal(await title().innerText(), "Model #1 (A) against attribution #1 (B)");
    await page().locator(".figure-comparedReturns .picture svg").first().waitFor({ timeout: 60_000 });
    assert.equal(await page().locator(".figure-comparedAmounts .picture svg").count(), 2);
    assert.match(await page().locator(".figure-comparedAmounts .notes").innerText(), /A and B come from one fit/);
    assert.match(await page().locator(".figure-comparedChanges").innerText(), /Both have the same graph/);
    await window.screenshot("two-results");
  });

  it("answer the toolbar", async () => {
    await page().getByText("80 %", { exact: true }).click();
    await until(
      () => page().locator(".figure-comparedAmounts .caption").first().innerText(),
      (text) => text.includes("80 % intervals"),
      60_000,
    );
    await dates().click();
    await dates().locator("vscode-option", { hasText: "2023" }).click();
    await narrowed().waitFor({ timeout: 60_000 });
  });

  const scrolled = () =>
    page()
      .locator("body")
      .evaluate(() => scrollY);
  /** As deep as the page was when it was stored. */
  async function reloaded(tab: string): Promise<void> {
    const window = workbench();
    await page()
      .locator("body")
      .evaluate(() => scrollTo(0, 260));
    const before = await scrolled();
    assert.ok(before >= 200, `${before} px are too few to tell`);
    await whenStored(
      window.page,
      new RegExp(
        `Model #1 against Attribution #1.*from\\W+2023-01-01[^}]*}\\W+tab\\W+${tab}.*scroll\\W+${before}`,
        "s",
      ),
    );
    await window.reload();
    await window.tab("Model #1 against Attribution #1").waitFor({ timeout: 60_000 });
    await narrowed().waitFor({ timeout: 60_000 });
    const after = await until(scrolled, (now) => Math.abs(now - before) < 2, 20_000);
    assert.ok(Math.abs(after - before) < 2, `${after} instead of ${before}`);
    assert.equal(await title().innerText(), "Model #1 (A) against attribution #1 (B)");
  }

  it("are there again after a reload, at the place on the page where the reader was, of the same dates", async () => {
    await reloaded("overview");
    await page().locator(".figure-comparedAmounts .picture svg").first().waitFor({ timeout: 60_000 });
    await workbench().screenshot("two-results-again");
    assert.equal(await chosenTab(), "Overview");
  });

  it("are there again with the tab that was chosen", async () => {
    const window = workbench();
    await window.page.setViewportSize({ width: 1280, height: 440 });
    await page().getByRole("tab", { name: "ROI" }).click();
    await page().locator(".figure-comparedReturns .picture svg").first().waitFor();
    await reloaded("roi");
    await page().locator(".figure-comparedReturns .picture svg").first().waitFor({ timeout: 60_000 });
    assert.equal(await chosenTab(), "ROI");
    await window.page.setViewportSize({ width: 1280, height: 800 });
  });

  it("are chosen from the toolbar of a result's page", async () => {
    const window = workbench();
    await window.palette("View: Close All Editors");
    await window.showContainer("Alviss AI");
    await window.setExpanded("Attributions", true);
    await window.contextMenu(window.doneRow(/#1 model #1/), "Open Results");
    await page().getByText("Compare with...", { exact: true }).click({ timeout: 60_000 });
    await window.answer("Compare with which one?", /Model #1/);
    await window.tab("Attribution #1 against Model #1").waitFor();
  });
});
