import assert from "node:assert/strict";
import { demoGraph } from "../../../support/demoGraphs";
import { describeGraphPage } from "../../../support/graphPage";
import { until } from "../../../support/until";

/** An edge from a node that is not there; nothing leads from TV any more. */
const dangling = demoGraph().replace('"from": "TV"', '"from": "Nobody"');

describeGraphPage("problems in the graph editor", (opened) => {
  it("of an edge are marked at the ends that exist, and lead there", async () => {
    const host = await opened(dangling);
    const end = host.page.locator('.item.error[aria-label^="Sales"]');
    await end.waitFor();
    assert.match((await end.getAttribute("aria-label")) ?? "", /Nobody/);
    await host.page.locator(".problems .error .sentence", { hasText: "Nobody" }).click();
    await until(
      () => host.page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""),
      (name) => name.startsWith("Sales"),
    );
    await host.page.locator(".inspector .fault", { hasText: "Nobody" }).waitFor();
  });

  it("of a node as a whole stand below its name", async () => {
    const host = await opened(dangling);
    await host.node("TV").click();
    await host.page.locator(".inspector .form-head + .fault", { hasText: "TV" }).waitFor();
    await host.picture("problem-of-a-node");
  });

  it("have buttons on which letters and what deletes do nothing to the graph", async () => {
    const host = await opened(dangling);
    await host.node("Trend").click();
    await host.page.locator(".problems .sentence").first().focus();
    for (const key of ["d", "Delete", "Backspace"]) await host.page.keyboard.press(key);
    assert.equal(await host.settled(), dangling);
    await host.node("Trend").focus();
    await host.page.keyboard.press("Delete");
    await host.textOf((text) => !text.includes('"id": "Trend"'));
  });
});
