import assert from "node:assert/strict";
import { whenStored } from "../support/windowStorage";
import { describeInWorkbench } from "../support/workbench";

/** Of the demo's attribution and of one of its last year, on the same model. */
describeInWorkbench("the results of an attribution set", (workbench) => {
  const page = () => workbench().webview();
  const tab = () => workbench().tab("Attribution set #2");
  const parts = () => page().locator(".figure-parts");
  const header = () => page().locator(".page-header");

  before(async () => {
    const window = workbench();
    await window.startDemo();
    await window.setExpanded("Models", true);
    await window.setExpanded("Attributions", true);
    await window.contextMenu(window.doneRow(/#1 SWE/), "Run Attribution...");
    await window.accept("On which dataset?");
    await window.answer("Over which dates?", "Last Year");
    await window.fill("Samples", "150");
    await window.doneRow(/#2 model #1/).waitFor({ timeout: 120_000 });
    await window.contextMenu(window.doneRow(/#2 model #1/), "Add to Active Attribution Set...");
    await window.answer("Two attributions of the new set cover the same market.", "Keep Both");
    await window.answer("Make it the active one?", "Create and Activate");
    await window.starred(window.doneRow(/#2.*active, 2 attributions/)).waitFor({ timeout: 120_000 });
  });

  it("open from the tree with the sum over the dates that both have, and say what is counted twice", async () => {
    const window = workbench();
    await window.contextMenu(window.doneRow(/#2.*active, 2 attributions/), "Open Results");
    await tab().waitFor();
    await parts().locator(".picture svg").waitFor({ timeout: 60_000 });
    assert.match(await header().innerText(), /Attributions added up: 2, over the dates that all of them have/);
    assert.match(await header().innerText(), /Left out: #1 SWE \/ all \/ all: /);
    assert.match(
      await parts().locator(".notes").innerText(),
      /SWE \/ all \/ all is counted more than once: by the attributions #\d and #\d/,
    );
    assert.equal(await page().getByText("Compare with...").count(), 0);
    await window.screenshot("set-of-two");
  });

  it("are taken apart by attribution, by the number that is chosen", async () => {
    const figure = parts();
    const drawn = await figure.locator(".picture").innerText();
    assert.ok(drawn.includes("#1 SWE / all / all") && drawn.includes("#2 SWE / all / all"), drawn);
    const shown = figure.locator('vscode-dropdown[aria-label="Show"]');
    await shown.click();
    await shown.locator("vscode-option", { hasText: "Expected sales" }).click();
    await figure.getByText(/^Expected sales by Attribution/).waitFor();
  });

  it("remember their filter over a reload", async () => {
    const window = workbench();
    await page().getByText("50 %", { exact: true }).click();
    await header()
      .filter({ hasText: /\b50\s%\sintervals/ })
      .waitFor({ timeout: 60_000 });
    await whenStored(window.page, /attributionSet\W+id\W+2\W+query\W+level\W+0\.5/);
    await window.reload();
    await tab().waitFor({ timeout: 60_000 });
    await header()
      .filter({ hasText: /\b50\s%\sintervals/ })
      .waitFor({ timeout: 60_000 });
    await parts().locator(".picture svg").waitFor({ timeout: 60_000 });
  });
});
