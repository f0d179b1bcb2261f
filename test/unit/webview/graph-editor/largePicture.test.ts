import assert from "node:assert/strict";
import { describeGraphPage } from "../../../support/graphPage";
import { plainGraph } from "../../../support/pictureTimes";
import { until } from "../../../support/until";

describeGraphPage("the picture of a large graph", (opened) => {
  it("comes card by card, and is then drawn anew only where it has changed", async () => {
    const host = await opened(plainGraph(1000));
    const count = (selector: string): Promise<number> => host.page.locator(selector).count();
    await until(
      () => count(".cards-to-come path"),
      (forms) => forms === 0,
    );
    assert.equal(await count(".item"), 1000);

    const ways = (): Promise<readonly (string | null)[]> =>
      host.page.locator(".together, .map .dot").evaluateAll((paths) => paths.map((path) => path.getAttribute("d")));
    const before = await ways();
    assert.ok((before[0] ?? "").split("M").length > 1_000);
    await host.page.evaluate(() => {
      const drawn: (string | null)[] = [];
      const watch = new MutationObserver((changes) =>
        drawn.push(...changes.map(({ target }) => (target as Element).getAttribute("class"))),
      );
      watch.observe(document.body, { subtree: true, attributeFilter: ["d"] });
      Object.assign(globalThis, { drawn });
    });
    const drawn = (): Promise<readonly string[]> =>
      host.page.evaluate(() => (globalThis as unknown as { drawn: readonly string[] }).drawn);
    await host.type(plainGraph(1000).replace('"kind": "box"', '"kind": "tin"'));
    await host.page.locator('.item[aria-label^="node 0, tin"]').waitFor();
    assert.deepEqual(await drawn(), []);

    await host.node("node 0, tin").focus();
    await host.page.keyboard.press("Alt+ArrowDown");
    await until(drawn, (paths) => paths.includes("together") && paths.includes("dot"));
    const after = await ways();
    assert.notEqual(after[0], before[0]);
    assert.notEqual(after[1], before[1]);
  });
});
