import assert from "node:assert/strict";
import { type Locator } from "playwright-core";
import { demoGraph, lowGraph } from "../../../support/demoGraphs";
import { describeGraphPage, type GraphPageHost } from "../../../support/graphPage";
import { until } from "../../../support/until";

describeGraphPage("the tables of the graph editor", (opened) => {
  const inTable = async (text: string): Promise<{ readonly host: GraphPageHost; readonly nodes: Locator }> => {
    const host = await opened(text);
    const nodes = host.page.getByRole("grid", { name: "Nodes" });
    if (!(await nodes.isVisible())) await host.page.getByRole("button", { name: "Table", exact: true }).click();
    await nodes.waitFor();
    return { host, nodes };
  };
  const selectedRows = (nodes: Locator): Promise<string[]> =>
    nodes.locator('tbody tr[aria-selected="true"] th').allTextContents();

  it("select, show and delete the row that the search finds, not the group that it is folded into", async () => {
    const { host, nodes } = await inTable(lowGraph());
    const find = host.page.getByRole("textbox", { name: "Find node" });
    await find.fill("tv.half");
    await find.press("Enter");
    assert.deepEqual(await selectedRows(nodes), ["tv.half"]);
    await nodes.getByRole("rowheader", { name: "tv.half" }).focus();
    await host.page.keyboard.press("Delete");
    await host.textOf((text) => !text.includes("tv.half"));
    assert.ok(host.text.includes("tv.adstock"));
  });

  it("show all nodes of a group that was selected in the picture", async () => {
    const host = await opened(lowGraph());
    await host.node("sales").click();
    await host.page.getByRole("button", { name: "Table", exact: true }).click();
    const nodes = host.page.getByRole("grid", { name: "Nodes" });
    await nodes.waitFor();
    assert.deepEqual(await selectedRows(nodes), ["sales.mu", "sales.sigma", "sales.obs"]);
    // On a button the key is the button's.
    await host.page.keyboard.press("Delete");
    await host.settled();
    assert.equal(host.text, lowGraph());
    await host.page.locator(".inspector").getByRole("button", { name: "Delete" }).click();
    await host.textOf((text) => !text.includes("sales.obs") && !text.includes("sales.mu"));
  });

  it("leave a node alone that was selected and is now folded away", async () => {
    const host = await opened(lowGraph());
    await host.page.getByRole("button", { name: "Open All" }).click();
    await host.node("tv.adstock").click();
    await host.page.getByRole("button", { name: "Fold All" }).click();
    await host.page.getByText("Select a node or an edge").waitFor();
    await host.page.keyboard.press("Delete");
    await host.settled();
    assert.equal(host.text, lowGraph());
  });

  it("show and edit edges that are neither lists nor objects", async () => {
    const { host } = await inTable('{"nodes":[{"id":"tv"},{"id":"sales"}],"edges":["tv > sales"]}');
    const edges = host.page.getByRole("grid", { name: "Edges" });
    await edges.getByRole("columnheader", { name: "Value as JSON" }).waitFor();
    await edges.getByText("tv > sales").dblclick();
    await host.page.keyboard.press("Control+a");
    await host.page.keyboard.type('"sales > tv"');
    await host.page.keyboard.press("Enter");
    await host.textOf((text) => text === '{"nodes":[{"id":"tv"},{"id":"sales"}],"edges":["sales > tv"]}');
  });

  it("scroll to the node that somebody wants to see, and put the keyboard on it", async () => {
    const many = Array.from({ length: 3000 }, (_, i) => `{"id":"n${String(i)}"}`).join(",");
    const { host, nodes } = await inTable(`{"nodes":[${many}],"edges":[["n1","n2"]]}`);
    await host.goTo(2500);
    const row = nodes.getByRole("rowheader", { name: "n2500", exact: true });
    await row.and(host.page.locator(":focus")).waitFor();
    await row.click({ trial: true });
    const find = host.page.getByRole("textbox", { name: "Find node" });
    await find.fill("n1777");
    await nodes.getByRole("rowheader", { name: "n1777", exact: true }).click({ trial: true });
  });

  it("keep what was typed and is no JSON when the cell is left, and say what is wrong with it", async () => {
    const { host, nodes } = await inTable('{"nodes":[{"id":"a","w":1},{"id":"b","w":2}],"edges":[["a","b"]]}');
    const cell = nodes.getByRole("gridcell").first();
    await cell.dblclick();
    await host.page.keyboard.type("1.5x");
    await nodes.getByRole("rowheader", { name: "b" }).click();
    await host.page.getByText("w of a: This is no JSON value.").waitFor();
    assert.equal(await cell.textContent(), "1.5x");
    assert.deepEqual(await selectedRows(nodes), ["b"]);
    await until(
      () => cell.getAttribute("aria-invalid"),
      (told) => told === "true",
    );
    await cell.dblclick();
    await host.page.keyboard.press("End");
    await host.page.keyboard.press("Backspace");
    await host.page.keyboard.press("Enter");
    await host.textOf((text) => text.includes('{"id":"a","w":1.5}'));
    await nodes.locator(".unfinished").waitFor({ state: "detached" });
    await host.page.getByText("This is no JSON value.").waitFor({ state: "detached" });
  });

  it("hold again what was being typed when the page went, marked, until somebody takes or gives it up", async () => {
    const text = '{"nodes":[{"id":"a","w":1},{"id":"b","w":2}],"edges":[["a","b"]]}';
    const { host: before, nodes: cells } = await inTable(text);
    await cells.getByRole("gridcell").first().dblclick();
    await before.page.keyboard.type("1.25");
    await until(
      () => before.memory?.cells.map((cell) => cell.text).join(),
      (typed) => typed === "1.25",
    );
    const { memory } = before;
    const again = await opened(text.replace('"w":2', '"w":3'), { memory });
    const cell = again.page.getByRole("grid", { name: "Nodes" }).getByRole("gridcell").first();
    await cell.getByText("1.25").waitFor();
    assert.match((await cell.getAttribute("title")) ?? "", /^Not applied yet/);
    assert.equal(await again.settled(), text.replace('"w":2', '"w":3'));
    await cell.dblclick();
    await again.page.keyboard.press("Enter");
    await again.textOf((now) => now.includes('{"id":"a","w":1.25}'));
    await until(
      () => again.memory?.cells.length,
      (count) => count === 0,
    );
    const other = await opened(text.replace('"w":1', '"w":7'), { memory });
    await other.page.getByRole("grid", { name: "Nodes" }).getByRole("gridcell").first().getByText("7").waitFor();
  });

  it("keep what was typed in a cell where the text broke meanwhile, or where it was refused", async () => {
    const text = '{"nodes":[{"id":"a","w":1},{"id":"b","w":2}],"edges":[["a","b"]]}';
    const { host, nodes: cells } = await inTable(text);
    const cell = cells.getByRole("gridcell").first();
    const kept = () => host.memory?.cells.map((one) => one.text).join();
    const type = async (typed: string): Promise<void> => {
      await cell.dblclick();
      await cells.locator("input").fill(typed);
    };
    await type("1.25");
    await host.type(`${text}}`);
    await host.page.locator(".banner:visible").waitFor();
    await cells.locator("input").press("Enter");
    await host.type(text);
    await host.page.locator(".banner").waitFor({ state: "hidden" });
    await until(kept, (typed) => typed === "1.25");
    await cells.locator("input").press("Enter");
    await host.textOf((now) => now.includes('{"id":"a","w":1.25}'));
    await until(kept, (typed) => typed === "");
    host.refuseNext();
    await type("1.5");
    await cells.locator("input").press("Enter");
    await cell.getByText("1.5").waitFor();
    assert.match((await cell.getAttribute("title")) ?? "", /^refused/);
    await until(kept, (typed) => typed === "1.5");
  });

  it("bring a cell in sight that the keyboard comes to, beside the id of its row, and one where something stands typed", async () => {
    const { host, nodes } = await inTable(demoGraph());
    const inSight = (cell: Locator): Promise<boolean> =>
      cell.evaluate((one) => {
        const [own, seen] = [one.getBoundingClientRect(), one.closest(".scroller")?.getBoundingClientRect()];
        const id = one.parentElement?.firstElementChild?.getBoundingClientRect();
        return seen !== undefined && id !== undefined && own.left >= id.right - 1 && own.right <= seen.right + 1;
      });
    const row = nodes.locator("tr", { hasText: "Seasonality" });
    const column = await nodes.locator("thead th", { hasText: /^Harmonics/ }).getAttribute("data-column");
    const cell = row.locator(`[data-column="${String(column)}"]`);
    await row.locator("th").focus();
    await row.locator("th").click();
    assert.equal(await inSight(cell), false);
    for (let at = 0; at < Number(column); at++) await host.page.keyboard.press("ArrowRight");
    await until(
      () => inSight(cell),
      (isSeen) => isSeen,
    );
    await host.page.keyboard.press("ArrowRight");
    for (let at = 0; at < Number(column); at++) await host.page.keyboard.press("ArrowLeft");
    await until(
      () => inSight(row.locator('[data-column="1"]')),
      (isSeen) => isSeen,
    );
    await cell.dblclick();
    await host.page.keyboard.type("7");
    const memory = await until(
      () => host.memory,
      (kept) => (kept?.cells.length ?? 0) > 0,
    );
    const again = await opened(demoGraph(), { memory });
    const there = again.page.locator("td.unfinished");
    await until(
      () => inSight(there),
      (isSeen) => isSeen,
    );
    await again.page.getByText("Harmonics of Seasonality: Not applied yet").waitFor();
  });

  it("say why nothing may be changed in a graph that is only read", async () => {
    for (const key of ["Delete", "Enter"]) {
      const host = await opened(demoGraph(), { readOnly: true });
      await host.page.getByRole("button", { name: "Table", exact: true }).click();
      await host.page.getByRole("grid", { name: "Nodes" }).getByRole("rowheader").first().press(key);
      await host.page.getByRole("status").getByText("This graph is only read here.").waitFor();
      assert.equal(await host.settled(), demoGraph());
    }
  });

  it("take what a cell holds when it is scrolled out of sight, and show the rows that come", async () => {
    const rows = Array.from({ length: 400 }, (_, place) => `{"id":"n${String(place)}","w":1}`).join(",");
    const { host, nodes } = await inTable(`{"nodes":[${rows}],"edges":[]}`);
    await nodes.getByRole("gridcell").first().dblclick();
    await host.page.keyboard.type("2.5");
    await host.page
      .locator(".scroller")
      .first()
      .evaluate((scroller) => (scroller.scrollTop = 5000));
    await nodes.getByRole("rowheader", { name: "n180", exact: true }).waitFor();
    await host.textOf((text) => text.includes('{"id":"n0","w":2.5}'));
  });

  it("select several edges by keyboard, and delete them at once", async () => {
    const { host } = await inTable(
      '{"nodes":[{"id":"a"},{"id":"b"},{"id":"c"}],"edges":[{"from":"a","to":"b"},{"from":"b","to":"c"},{"from":"a","to":"c"}]}',
    );
    const edges = host.page.getByRole("grid", { name: "Edges" });
    await edges.getByRole("rowheader").first().click();
    await host.page.keyboard.press("Shift+ArrowDown");
    await host.page.getByText("2 edges selected").waitFor();
    await host.page.keyboard.press("Delete");
    await host.textOf((text) => text.endsWith('"edges":[{"from":"a","to":"c"}]}'));
  });

  it("say at the cell that an id is missing or taken, and keep what was typed", async () => {
    const { host, nodes } = await inTable('{"nodes":[{"id":"a"},{"id":"b"}],"edges":[{"from":"a","to":"b"}]}');
    const cell = nodes.getByRole("rowheader").first();
    for (const [typed, said] of [
      [" ", /A node needs an id/],
      ["b", /There is a node "b" already/],
    ] as const) {
      await cell.dblclick();
      await host.page.keyboard.press("Control+a");
      await host.page.keyboard.type(typed);
      await host.page.keyboard.press("Enter");
      await host.page.getByText(said).waitFor();
    }
    assert.ok(host.text.includes('{"id":"a"}'));
  });

  it("have a column for every field that any node has, or that its kind may have", async () => {
    const few = Array.from({ length: 400 }, (_, i) => `{"id":"n${String(i)}","w":1}`).join(",");
    const fields = Array.from({ length: 40 }, (_, i) => `"f${String(i)}":${String(i)}`).join(",");
    const { host, nodes } = await inTable(`{"nodes":[${few},{"id":"last",${fields}}],"edges":[["n1","n2"]]}`);
    await host.page.getByRole("button", { name: "Show All 41 Fields" }).click();
    await nodes.getByRole("columnheader", { name: "f39" }).waitFor();
    assert.equal(await host.page.getByRole("button", { name: "Show All 41 Fields" }).isVisible(), false);

    const known = await inTable(demoGraph());
    const more = known.host.page.getByRole("button", { name: /^Show All \d+ Fields$/ });
    if (await more.isVisible()) await more.click();
    const titles = await known.nodes.getByRole("columnheader").allTextContents();
    assert.deepEqual(titles.slice(0, 3), ["Id", "type", "Name"]);
    assert.ok(!demoGraph().includes('"nu"') && titles.includes("Degrees of freedom"), titles.join(" | "));
  });

  it("give an id to a node that has none", async () => {
    const text = '{"nodes":[{"id":"a"},{"id":"b"},{"id":"c"},{"w":1}],"edges":[{"from":"a","to":"b"}]}';
    const { host, nodes } = await inTable(text);
    await nodes.locator("tbody th").last().click();
    await host.page.keyboard.press("Enter");
    await host.page.keyboard.type("d");
    await host.page.keyboard.press("Enter");
    assert.equal(await host.textOf((now) => now !== text), text.replace('{"w":1}', '{"w":1,"id":"d"}'));
  });

  it("take letters as what is typed into a cell, and Delete for all that is selected", async () => {
    const text = '{"nodes":[{"id":"a","w":1},{"id":"b","w":2},{"id":"c","w":3}],"edges":[["a","b"]]}';
    const { host, nodes } = await inTable(text);
    await nodes.getByRole("gridcell", { name: "1" }).click();
    await host.page.keyboard.type("d");
    await host.page.keyboard.press("Escape");
    await host.page.keyboard.press("Backspace");
    await host.page.keyboard.type("17");
    await host.page.keyboard.press("Enter");
    assert.equal(await host.textOf((now) => now !== text), text.replace('"w":1', '"w":17'));
    await nodes.getByRole("gridcell", { name: "3" }).click({ modifiers: ["ControlOrMeta"] });
    await host.page.keyboard.press("Delete");
    await host.textOf((now) => !now.includes('"a"') && !now.includes('"c"'));
    assert.match(host.text, /\{"id":"b","w":2\}/);
  });
});
