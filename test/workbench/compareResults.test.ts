import assert from "node:assert/strict";
import { until } from "../support/until";
import { whenStored } from "../support/windowStorage";
import { describeInWorkbench } from "../support/workbench";

describeInWorkbench("two results side by side", (workbench) => {
  const page = () => workbench().webview();
  const title = () => page().locator("h1");

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

  it("answer the toolbar, and are there again after a reload", async () => {
    const window = workbench();
    await page().getByText("80 %", { exact: true }).click();
    await until(
      () => page().locator(".figure-comparedAmounts .caption").first().innerText(),
      (text) => text.includes("80 % intervals"),
      60_000,
    );
    await page().getByRole("tab", { name: "ROI" }).click();
    await page().locator(".figure-comparedReturns .picture svg").first().waitFor();
    await whenStored(window.page, /Model #1 against Attribution #1.*tab\W+roi/s);
    await window.reload();
    await window.tab("Model #1 against Attribution #1").waitFor({ timeout: 60_000 });
    await page().locator(".figure-comparedReturns .picture svg").first().waitFor({ timeout: 60_000 });
    assert.equal(await title().innerText(), "Model #1 (A) against attribution #1 (B)");
    assert.equal(await page().getByRole("tab", { name: "ROI" }).getAttribute("aria-selected"), "true");
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
