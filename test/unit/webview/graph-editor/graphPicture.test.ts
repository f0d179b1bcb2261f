import assert from "node:assert/strict";
import { type Locator } from "playwright-core";
import { type GraphPageHost, describeGraphPage } from "../../../support/graphPage";
import { demoGraph, lowGraph } from "../../../support/demoGraphs";
import { until as asked } from "../../../support/until";

const placeOf = async (host: GraphPageHost, name: string): Promise<string> =>
  (await host.node(name).getAttribute("transform")) ?? "";

async function drag(host: GraphPageHost, name: string, by: { readonly x: number; readonly y: number }): Promise<void> {
  const box = await host.node(name).locator(".outline").first().boundingBox();
  assert.ok(box);
  const start = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const { mouse } = host.page;
  await mouse.move(start.x, start.y);
  await mouse.down();
  await mouse.move(start.x + by.x / 2, start.y + by.y / 2);
  await mouse.move(start.x + by.x, start.y + by.y);
  await mouse.up();
}

describeGraphPage("the picture of the graph editor", (opened) => {
  it("lets cards be moved, in the view alone, and keeps it for the file", async () => {
    const host = await opened(demoGraph());
    const [before, line] = [await placeOf(host, "TV"), host.page.locator(".line .stroke").first()];
    const path = await line.getAttribute("d");
    await drag(host, "TV", { x: 60, y: -40 });
    const moved = await placeOf(host, "TV");
    assert.notEqual(moved, before);
    assert.notEqual(await line.getAttribute("d"), path);
    assert.equal(await host.page.locator(".item.selected").count(), 0, "a drag is no click");
    await host.settled();
    assert.equal(host.text, demoGraph());
    await until(() => host.memory?.moved.length === 1);
    const again = await opened(demoGraph(), { memory: host.memory });
    assert.equal(await placeOf(again, "TV"), moved);
    await again.page.getByRole("button", { name: "Tidy Up" }).click();
    assert.equal(await placeOf(again, "TV"), before);
    assert.equal(await again.page.getByRole("button", { name: "Tidy Up" }).isVisible(), false);
  });

  it("moves what is selected by Alt and the arrow keys", async () => {
    const host = await opened(demoGraph());
    await host.node("TV").click();
    await host.node("Search").click({ modifiers: ["Control"] });
    const before = await Promise.all(["TV", "Search", "Online video"].map((name) => placeOf(host, name)));
    await host.page.keyboard.press("Alt+ArrowDown");
    const after = await Promise.all(["TV", "Search", "Online video"].map((name) => placeOf(host, name)));
    assert.deepEqual(
      after.map((place, at) => place === before[at]),
      [false, false, true],
    );
    await host.settled();
    assert.equal(host.text, demoGraph());
  });

  it("selects what a frame touches", async () => {
    const host = await opened(demoGraph());
    const [first, last] = await Promise.all(
      ["TV", "Search"].map((name) => host.node(name).locator(".outline").first().boundingBox()),
    );
    assert.ok(first && last);
    const { mouse, keyboard } = host.page;
    await keyboard.down("Shift");
    await mouse.move(first.x - 20, first.y - 10);
    await mouse.down();
    await mouse.move(last.x + 40, last.y + 20);
    await mouse.up();
    await keyboard.up("Shift");
    await host.page.getByText("3 nodes selected").waitFor();
    assert.equal(await host.page.locator(".item.selected").count(), 3);
    await keyboard.press("Delete");
    await host.node("TV").waitFor({ state: "detached" });
    assert.equal(await host.page.locator(".item").count(), 5);
  });

  it("shows only the ways through what is selected, and all again", async () => {
    const host = await opened(lowGraph());
    await host.page.getByRole("button", { name: "Open All" }).click();
    await host.node("tv.adstock").click();
    await host.page.keyboard.press("f");
    await host.node("tv.half").waitFor({ state: "detached" });
    assert.ok(await host.node("tv.alpha").isVisible());
    assert.ok(await host.node("sales.obs").isVisible());
    await host.picture("focus");
    await until(() => host.memory?.looked.length === 1);
    const again = await opened(lowGraph(), { memory: host.memory });
    assert.equal(await again.node("tv.half").count(), 0);
    await again.page.getByRole("button", { name: "Focus" }).click();
    await again.node("tv.half").waitFor();
  });

  it("goes through the edges of a node, turns and deletes them by the keyboard", async () => {
    const host = await opened('{"nodes":[{"id":"a"},{"id":"b"},{"id":"c"}],"edges":[["a","b"],["b","c"]]}');
    const { keyboard } = host.page;
    await host.node("b").click();
    await keyboard.press("e");
    await host.page.getByRole("status").getByText("Edge 1 of 2: a to b").waitFor();
    await keyboard.press("e");
    await host.page.locator(".line.selected").waitFor();
    await keyboard.press("t");
    await host.textOf((text) => text.endsWith('"edges":[["a","b"],["c","b"]]}'));
    await host.page.getByText("Edges turned round: 1.").waitFor();
    await host.page.locator(".line.selected").waitFor();
    await keyboard.press("Delete");
    await host.textOf((text) => text.endsWith('"edges":[["a","b"]]}'));
  });

  it("draws a line from a card's edge to another card", async () => {
    const host = await opened('{"nodes":[{"id":"a"},{"id":"b"},{"id":"c"}],"edges":[["a","b"]]}');
    const port = await host.node("c").locator(".port").boundingBox();
    const end = await host.node("b").locator(".outline").first().boundingBox();
    assert.ok(port && end);
    const { mouse } = host.page;
    await mouse.move(port.x + port.width / 2, port.y + port.height / 2);
    await mouse.down();
    await mouse.move(end.x + 10, end.y + 10, { steps: 3 });
    await mouse.up();
    await host.textOf((text) => text.endsWith('"edges":[["a","b"],["c","b"]]}'));
  });

  it("leads lines round the cards between their ends", async () => {
    const host = await opened(
      '{"nodes":[{"id":"a"},{"id":"b"},{"id":"c"},{"id":"d"}],"edges":[["a","b"],["b","c"],["c","d"],["a","d"],["a","c"]]}',
    );
    const crossed = await host.page.evaluate(() => {
      const cards = [...document.querySelectorAll<SVGGElement>(".item > .outline")].map((one) =>
        one.getBoundingClientRect(),
      );
      return [...document.querySelectorAll<SVGPathElement>(".line .stroke")].flatMap((path) => {
        const matrix = path.getScreenCTM();
        const length = path.getTotalLength();
        return Array.from({ length: 200 }, (_, i) => path.getPointAtLength(6 + ((length - 12) * i) / 199))
          .map((point) => point.matrixTransform(matrix ?? undefined))
          .filter(({ x, y }) =>
            cards.some((card) => x > card.left + 1 && x < card.right - 1 && y > card.top + 1 && y < card.bottom - 1),
          );
      }).length;
    });
    await host.picture("bends");
    assert.equal(crossed, 0);
  });

  it("cuts nodes out of one graph and pastes them into another, of another schema", async () => {
    const one = await opened(demoGraph());
    await one.node("TV").click();
    await one.node("Search").click({ modifiers: ["Control"] });
    const cut = await one.page.evaluate(() => {
      const data = new DataTransfer();
      document.dispatchEvent(new ClipboardEvent("cut", { clipboardData: data, cancelable: true }));
      return data.getData("text/plain");
    });
    await one.node("TV").waitFor({ state: "detached" });
    assert.ok(!one.text.includes('"Search"'));
    const other = await opened('{"nodes":{"Sales":{"w":1.0},"TV":{"w":2}},"edges":{}}');
    await other.page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true }));
    }, cut);
    await other.node("TV 2").waitFor();
    assert.ok(other.text.startsWith('{"nodes":{"Sales":{"w":1.0},"TV":{"w":2}'));
    assert.match(other.text, /"TV 2": ?\{\s+"id": "TV 2"/);
    assert.match(other.text, /"from": "Search",\s+"to": "Sales"/);
  });

  it("lays a large graph out in a worker, and shows the last of several changes", async () => {
    const nodes = Array.from({ length: 1500 }, (_, i) => `{"id":"n${String(i)}"}`);
    const edges = nodes
      .slice(2)
      .flatMap((_, i) => [2, 3].map((share) => `["n${String(i + 2)}","n${String(Math.floor(i / share))}"]`));
    const textWith = (more: string): string => `{"nodes":[${nodes.join(",")}${more}],"edges":[${edges.join(",")}]}`;
    const host = await opened(textWith(""));
    await host.node("n0").waitFor();
    assert.equal(host.page.workers().length, 1);
    await host.page.evaluate(
      (texts) => texts.forEach((text) => window.postMessage({ type: "document", text })),
      [textWith(',{"id":"one"},{"id":"more"}'), textWith(',{"id":"two"}')],
    );
    await host.page.locator('svg[aria-label="Diagram, nodes: 1501, edges: 2996"]').waitFor();
    await host.node("two").waitFor({ state: "attached" });
  });

  it("marks the edges that a draft has added", async () => {
    const before = '{"nodes":[{"id":"a"},{"id":"b"},{"id":"c"}],"edges":[["a","b"]]}';
    const host = await opened(before.replace('["a","b"]', '["a","b"],["c","b"]'));
    await host.original(before);
    await host.page.locator(".line.differs").waitFor();
    assert.equal(await host.page.locator(".line").count(), 2);
    assert.equal(await host.page.locator(".line.differs").count(), 1);
  });

  it("shows what a draft has taken away while its differences are listed", async () => {
    const before = '{"nodes":[{"id":"a"},{"id":"b"},{"id":"c"}],"edges":[["a","c"],["b","c"],["a","b"]]}';
    const host = await opened('{"nodes":[{"id":"a"},{"id":"c"}],"edges":[["a","c"]]}');
    await host.original(before);
    const gone = host.page.locator(".ghost");
    assert.equal(await gone.count(), 0);
    const list = host.page.getByRole("button", { name: "Differences from the original: 3" });
    await list.click();
    const names = await gone.evaluateAll((ghosts) => ghosts.map((ghost) => ghost.getAttribute("aria-label")));
    assert.deepEqual(names, ["b to c, removed", "a to b, removed", "b, removed"]);
    const [there, left] = [await host.node("a").boundingBox(), await gone.last().boundingBox()];
    assert.ok(there && left && left.y > there.y + there.height, "below what is still there");
    await list.click();
    await gone.first().waitFor({ state: "detached" });
  });

  it("shows where in a large graph it is, and goes where the map is pressed", async () => {
    const host = await opened(lowGraph());
    const { page } = host;
    const map = page.locator(".map");
    assert.equal(await map.isVisible(), false);
    for (let i = 0; i < 9; i++) await page.getByRole("button", { name: "Zoom In" }).click();
    assert.equal(await map.isVisible(), true);
    const sight = map.locator(".sight");
    const before = await sight.getAttribute("style");
    await map.click({ position: { x: 8, y: 8 } });
    assert.notEqual(await sight.getAttribute("style"), before);
    await page.getByRole("button", { name: "Fit" }).click();
    assert.equal(await map.isVisible(), false);
  });

  const star =
    '{"nodes":[{"id":"a"},{"id":"b"},{"id":"c"},{"id":"y"}],"edges":[{"from":"a","to":"y"},{"from":"b","to":"y"},{"from":"c","to":"y"}]}';
  const edits = (host: GraphPageHost): unknown[] =>
    host.sent.flatMap((message) => (message.type === "edit" ? [message.edit.kind] : []));

  it("selects several edges, which are turned and deleted together", async () => {
    const host = await opened(star);
    await host.page.locator(".line .reach").first().click();
    await host.page
      .locator(".line .reach")
      .last()
      .click({ modifiers: ["Shift"] });
    await host.page.getByText("2 edges selected").waitFor();
    assert.equal(await host.page.locator(".line.selected").count(), 2);
    await host.page.keyboard.press("t");
    await host.textOf((text) => text.includes('{"from":"y","to":"a"},{"from":"b","to":"y"},{"from":"y","to":"c"}'));
    await host.page.getByText("Edges turned round: 2.").waitFor();
    await host.page.getByText("2 edges selected").waitFor();
    await host.page.keyboard.press("Delete");
    await host.textOf((text) => text.endsWith('"edges":[{"from":"b","to":"y"}]}'));
    assert.deepEqual(edits(host), ["turnEdges", "deleteEdges"]);
  });

  it("leaves an edge out again that is clicked once more, and goes through those of one line", async () => {
    const host = await opened(star.replace('{"from":"b","to":"y"}', '{"from":"a","to":"y","w":2}'));
    const line = host.page.locator(".line .reach").first();
    const other = host.page.locator(".line .reach").last();
    await other.click();
    await line.click({ modifiers: ["Control"] });
    await host.page.getByText("2 edges selected").waitFor();
    await other.click({ modifiers: ["Control"] });
    await host.page.getByText("2 edges selected").waitFor({ state: "detached" });
    await host.page.locator(".inspector h2", { hasText: "a to y" }).waitFor();
    assert.equal(await host.page.locator('.inspector [data-field="w"]').count(), 0);
    await line.click();
    await host.page.locator('.inspector [data-field="w"]').waitFor();
  });

  it("puts the keyboard next to a card that was deleted", async () => {
    const host = await opened(demoGraph());
    const heightOf = async (at: Locator): Promise<number> => (await at.boundingBox())?.y ?? NaN;
    const cards = await host.page.locator(".item").all();
    const heights = await Promise.all(cards.map(heightOf));
    const last = cards[heights.indexOf(Math.max(...heights))] ?? assert.fail("no card");
    await last.click();
    const [y, before] = [Math.max(...heights), cards.length];
    await host.page.keyboard.press("Delete");
    await until(async () => (await host.page.locator(".item").count()) === before - 1);
    const focused = host.page.locator(".item:focus");
    await focused.waitFor();
    const all = await Promise.all((await host.page.locator(".item").all()).map(heightOf));
    assert.ok((await heightOf(focused)) > Math.min(...all), `at ${String(y)}, now ${String(await heightOf(focused))}`);
  });
});

const until = (done: () => boolean | Promise<boolean>): Promise<boolean> => asked(done, (isDone) => isDone);
