import assert from "node:assert/strict";
import { demoGraph } from "../../../support/demoGraphs";
import { describeGraphPage, type GraphPageHost } from "../../../support/graphPage";
import { until } from "../../../support/until";

const said = (host: GraphPageHost, text: string) => host.page.getByRole("status").getByText(text);

/** A chain that is much wider than the page. */
function longChain(length: number): string {
  const names = Array.from({ length }, (_, place) => `n${String(place)}`);
  const edges = names.slice(1).map((to, place) => ({ from: names[place], to }));
  return JSON.stringify({ nodes: names.map((id) => ({ id })), edges: [...edges, { from: "n0", to: names.at(-1) }] });
}

describeGraphPage("the keys of the graph editor", (opened) => {
  it("say what was done where the keyboard is not", async () => {
    const host = await opened(demoGraph());
    await host.node("TV").click();
    await host.page.keyboard.press("d");
    await said(host, "Nodes duplicated: 1.").waitFor();
    await host.page.keyboard.press("Delete");
    await said(host, "Nodes deleted: 1.").waitFor();
    assert.equal(await host.settled(), demoGraph());
  });

  it("leave the copies of duplicated nodes selected, and no longer the nodes themselves", async () => {
    const host = await opened(demoGraph());
    await host.node("TV").click();
    await host.node("Search").click({ modifiers: ["Control"] });
    await host.page.keyboard.press("d");
    await host.page.getByRole("heading", { name: "2 nodes selected" }).waitFor();
    await until(
      () =>
        host.page.locator(".item.selected").evaluateAll((cards) => cards.map((card) => card.getAttribute("data-key"))),
      (keys) => keys.length === 2 && keys.every((key) => key !== "n:TV" && key !== "n:Search"),
    );
  });

  it("say what is missing where nothing is selected", async () => {
    const host = await opened(demoGraph());
    await host.page.keyboard.press("d");
    await said(host, "Select a node first.").waitFor();
    await host.page.keyboard.press("Delete");
    await said(host, "Select nodes or edges first.").waitFor();
  });

  it("move the picture with Ctrl and an arrow", async () => {
    const host = await opened(demoGraph());
    const card = host.node("TV");
    await card.click();
    const before = await card.boundingBox();
    await host.page.keyboard.press("Control+ArrowLeft");
    await host.page.keyboard.press("Control+ArrowUp");
    await until(
      () => card.boundingBox(),
      (now) =>
        Math.round((now?.x ?? 0) - (before?.x ?? 0)) === 80 && Math.round((now?.y ?? 0) - (before?.y ?? 0)) === 80,
    );
  });

  it("bring an edge in sight that E has come to", async () => {
    const host = await opened(longChain(30));
    await host.node("n0").click();
    for (let times = 0; times < 8; times++) await host.page.keyboard.press("+");
    const last = host.page.locator('[data-key="n:n29"]');
    const isInSight = async (): Promise<boolean> => {
      if ((await last.count()) === 0) return false; // Cards far away are not drawn.
      const [box, width] = [await last.boundingBox(), await host.page.evaluate(() => innerWidth)];
      return box !== null && box.x >= 0 && box.x < width;
    };
    assert.equal(await isInSight(), false);
    await host.page.keyboard.press("e");
    await host.page.keyboard.press("e");
    await said(host, "Edge 2 of 2").waitFor();
    await until(isInSight, (isThere) => isThere);
  });
});
