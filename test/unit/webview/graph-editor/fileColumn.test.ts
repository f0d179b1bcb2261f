import assert from "node:assert/strict";
import { demoGraph, lowGraph } from "../../../support/demoGraphs";
import { describeGraphPage, type GraphPageHost } from "../../../support/graphPage";
import { until } from "../../../support/until";

const names = async (host: GraphPageHost): Promise<readonly (string | null)[]> =>
  Promise.all((await host.page.locator(".files .file").all()).map((file) => file.getAttribute("aria-label")));

const left = async (host: GraphPageHost, what: string): Promise<number> =>
  (await host.page.locator(what).first().boundingBox())?.x ?? NaN;

describeGraphPage("the files beside the picture of a graph", (opened) => {
  it("stand left of the drivers that name them, each with its readers, and the calendar by itself", async () => {
    const host = await opened(demoGraph());
    await host.page.setViewportSize({ width: 1400, height: 800 });
    await host.page.locator(".files .file").first().waitFor();
    assert.deepEqual(await names(host), [
      "File Media, read by TV, Online video, Search",
      "File Sales, read by Price",
      "File Events, read by Black Week",
      "Calendar, read by Seasonality, Trend",
    ]);
    // As narrow as a page with files may be: there is no room for them unless it is made.
    await host.page.setViewportSize({ width: 1000, height: 800 });
    await host.page.getByRole("button", { name: "Fit" }).click();
    assert.ok((await left(host, ".files .file")) > 0, "within the fitted picture");
    await host.page.setViewportSize({ width: 1400, height: 800 });
    await host.node("TV").click();
    await host.page.locator(".files .file.of-selected").filter({ hasText: "Media" }).waitFor();
    await host.picture("files");
  });

  it("follow the text", async () => {
    const host = await opened(demoGraph().replace('"file": "Events"', '"file": "Media"'));
    await host.page.setViewportSize({ width: 1400, height: 800 });
    await until(
      () => names(host),
      ([first]) => first === "File Media, read by TV, Online video, Search, Black Week",
    );
    assert.equal((await names(host)).length, 3);
  });

  it("leave their room to the graph on a narrow page, and are none of a low-level graph", async () => {
    const host = await opened(demoGraph());
    await host.page.setViewportSize({ width: 1400, height: 800 });
    await host.page.getByRole("button", { name: "Fit" }).click();
    const beside = await left(host, ".items .item");
    await host.page.setViewportSize({ width: 940, height: 800 });
    await until(
      () => host.page.locator(".files").isHidden(),
      (isHidden) => isHidden,
    );
    await until(
      () => left(host, ".items .item"),
      (alone) => alone < beside,
    );
    const low = await opened(lowGraph());
    await low.page.setViewportSize({ width: 1400, height: 800 });
    await low.page.locator(".item").first().waitFor();
    assert.deepEqual(await names(low), []);
  });
});
