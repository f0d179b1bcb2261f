import assert from "node:assert/strict";
import { readGraphView } from "../../../../src/graphs/graphView";
import { describeGraphPage, type GraphPageHost } from "../../../support/graphPage";
import { demoGraph, lowGraph } from "../../../support/demoGraphs";
import { themes } from "../../../support/pageServer";
import { until } from "../../../support/until";

describeGraphPage("the graph editor's page in a browser", (opened, server) => {
  const textOf = (host: GraphPageHost, fits: (text: string) => boolean): Promise<string> => host.textOf(fits);
  const picture = (host: GraphPageHost, name: string): Promise<void> => host.picture(name);

  for (const theme of themes)
    it(`draws a high-level graph in ${theme}, obeying its own policy`, async () => {
      const host = await opened(demoGraph(), { theme });
      await host.node("TV").click();
      await picture(host, theme);
      assert.equal(await host.page.locator(".item").count(), 8);
      await host.page.getByRole("button", { name: "Table", exact: true }).click();
      await picture(host, `table-${theme}`);
    });

  it("offers the graph of the other level where the model has both", async () => {
    const host = await opened(demoGraph());
    const low = host.page.getByRole("button", { name: "Low", exact: true });
    assert.equal(await low.isVisible(), false);
    await host.page.evaluate(() => window.postMessage({ type: "level", level: "high" }));
    await host.page.getByRole("button", { name: "High", exact: true, pressed: true }).click();
    await low.click();
    await host.settled();
    assert.deepEqual(
      host.sent.filter(({ type }) => type === "openOtherLevel"),
      [{ type: "openOtherLevel" }],
    );
  });

  it("names every node with its kind, what it influences and what is wrong", async () => {
    const host = await opened(demoGraph());
    const names = await host.page
      .locator(".item")
      .evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
    assert.ok(names.includes("TV, media, influences Sales"), names.join(" | "));
    assert.ok(names.some((name) => name?.startsWith("Sales, target, influences nothing, influenced by TV")));
    assert.equal(await host.page.locator("svg.picture").getAttribute("aria-label"), "Diagram, nodes: 8, edges: 7");
  });

  it("has one tab stop for the picture and walks along its lines", async () => {
    const host = await opened(demoGraph());
    assert.equal(await host.page.locator('.item[tabindex="0"]').count(), 1);
    await host.page.locator('.item[tabindex="0"]').focus();
    const focused = (): Promise<string> =>
      host.page.evaluate(() => document.activeElement?.getAttribute("aria-label")?.split(",")[0] ?? "");
    await host.page.keyboard.press("Home");
    await host.page.keyboard.press("ArrowDown");
    const second = await focused();
    await host.page.keyboard.press("ArrowRight");
    assert.equal(await focused(), "Sales");
    await host.page.keyboard.press("ArrowLeft");
    assert.notEqual(await focused(), "Sales");
    assert.notEqual(second, "Sales");
    assert.equal(await host.page.locator('.item[tabindex="0"]').count(), 1);
    await host.page.keyboard.press("Enter");
    assert.equal(await host.page.evaluate(() => document.activeElement?.closest(".inspector") !== null), true);
  });

  it("changes one number of the text by the form, and only that", async () => {
    const host = await opened(demoGraph());
    await host.node("TV").click();
    const field = host.page.locator('[data-field="adstock.max_lag"] vscode-text-field input');
    await field.fill("8");
    await field.press("Enter");
    const after = await textOf(host, (text) => text !== demoGraph());
    assert.equal(after, demoGraph().replace('"max_lag": 13', '"max_lag": 8'));
    assert.equal(await host.page.evaluate(() => document.activeElement?.tagName), "VSCODE-TEXT-FIELD");
    await field.fill("abc");
    await field.press("Enter");
    await host.page.getByText("This is no number.").waitFor();
    assert.equal(host.text, after);
  });

  it("keeps what is being typed when the text changes meanwhile", async () => {
    const host = await opened(demoGraph());
    await host.node("TV").click();
    const field = host.page.locator('[data-field="adstock.max_lag"] vscode-text-field input');
    await field.click();
    await field.press("ControlOrMeta+a");
    await host.page.keyboard.type("2");
    await host.type(demoGraph().replace('"geometric"', '"delayed"'));
    await host.page.locator('.item[aria-label^="TV"] .second', { hasText: "delayed" }).waitFor();
    await host.page.keyboard.type("4");
    await host.page.keyboard.press("Enter");
    const after = await textOf(host, (text) => !text.includes('"max_lag": 13'));
    assert.equal(after, demoGraph().replace('"geometric"', '"delayed"').replace('"max_lag": 13', '"max_lag": 24'));
  });

  it("shows in each list what the text says, and takes a field away for its default", async () => {
    const host = await opened(demoGraph());
    await host.node("TV").click();
    const list = host.page.locator('[data-field="adstock.type"] vscode-dropdown');
    assert.match((await list.textContent()) ?? "", /geometric_lag \(default\)/);
    assert.equal(await list.evaluate((one) => (one as unknown as { displayValue: string }).displayValue), "geometric");
    await list.focus();
    await host.page.keyboard.press("ArrowDown");
    await textOf(host, (text) => text.includes('"type": "delayed"'));
    await list.focus();
    await host.page.keyboard.press("Home");
    await textOf(host, (text) => text === demoGraph().replace(/"type": "geometric",\s+/, ""));
  });

  it("shows what the text changes, and marks what is wrong where it is", async () => {
    const host = await opened(demoGraph());
    await host.node("TV").click();
    await host.type(demoGraph().replace('"max_lag": 13', '"max_lag": 0').replaceAll('"Search"', '"Paid search"'));
    await host.node("Paid search").waitFor();
    await host.node("TV").and(host.page.locator(".error.selected")).waitFor();
    assert.match(
      (await host.page.locator('[data-field="adstock.max_lag"] .fault').textContent()) ?? "",
      /outside 1 to 365/,
    );
    assert.equal(await host.page.getByRole("status").first().textContent(), "Errors: 1");
    await picture(host, "wrong");
    await host.page.getByRole("button", { name: "Set to 1", exact: true }).click();
    await textOf(host, (text) => text.includes('"max_lag": 1,'));
    await host.page.locator(".item.error").waitFor({ state: "detached" });
  });

  it("adds, connects, duplicates, renames and deletes by the keyboard", async () => {
    const host = await opened(demoGraph());
    const { keyboard } = host.page;
    await host.page.locator('.item[tabindex="0"]').focus();
    await keyboard.press("a");
    await host.page.locator("dialog vscode-text-field input").fill("Radio");
    await keyboard.press("Enter");
    await host.node("Radio").and(host.page.locator(".selected")).waitFor();
    assert.match(host.text, /"type": "media"\n {4}\}\n {2}\],/);
    assert.match(host.text, /\{ "from": "Radio", "to": "Sales" \}|"from": "Radio",\s+"to": "Sales"/);
    await host.node("Radio").focus();
    await keyboard.press("d");
    await host.node("Radio 2").and(host.page.locator(".selected")).or(host.node("Radio 2")).waitFor();
    await host.node("Radio 2").click();
    await keyboard.press("F2");
    const id = host.page.locator('[data-field="id"] vscode-text-field input');
    await id.fill("Cinema");
    await id.press("Enter");
    await host.node("Cinema").waitFor();
    assert.match(host.text, /"from": "Cinema"/);
    await host.node("Cinema").focus();
    await keyboard.press("c");
    await keyboard.type("price");
    await keyboard.press("Enter");
    await textOf(host, (text) => /"from": "Cinema",\s*"to": "Price"/.test(text));
    await host.node("Cinema").focus();
    await keyboard.press("Delete");
    const after = await textOf(host, (text) => !text.includes("Cinema"));
    await host.node("Radio").click();
    await keyboard.press("Delete");
    assert.equal(await textOf(host, (text) => text !== after), demoGraph());
  });

  it("draws an edge with the mouse, turns it, and deletes it", async () => {
    const host = await opened(
      '{"nodes":[{"id":"a"},{"id":"b"},{"id":"c"}],"edges":[{"source":"a","target":"b","w":1.0}]}',
    );
    await host.page.locator(".line .reach").first().click();
    await host.page.getByRole("heading", { name: "a to b" }).waitFor();
    await host.node("c").hover();
    await host.node("c").locator(".port").hover();
    await host.page.mouse.down();
    await host.node("b").hover();
    await host.page.mouse.up();
    const question = host.page.getByRole("dialog", { name: "Connect c to" });
    await question.locator("vscode-dropdown").click();
    await question.locator("vscode-option", { hasText: "a to b" }).click();
    await question.getByRole("button", { name: "b", exact: true }).click();
    const after = await textOf(host, (text) => text.includes('"c","target":"b"'));
    assert.ok(after.endsWith('{"source":"c","target":"b","w":1.0}]}'));
    await host.node("c").click();
    await host.page.getByRole("button", { name: "c to b" }).click();
    await host.page.getByRole("button", { name: "Turn Round" }).click();
    await textOf(host, (text) => text.includes('{"source":"b","target":"c","w":1.0}'));
  });

  it("draws an edge of its ends alone where no other was chosen to be followed", async () => {
    const text = '{"nodes":[{"id":"a"},{"id":"b"},{"id":"c"}],"edges":[{"source":"a","target":"b","weight":0.83}]}';
    const host = await opened(text);
    await host.node("c").click();
    await host.page.keyboard.press("c");
    const question = host.page.getByRole("dialog", { name: "Connect c to" });
    await question.locator("vscode-dropdown").waitFor();
    await picture(host, "connect");
    await question.getByRole("button", { name: "b", exact: true }).click();
    await textOf(host, (now) => now === text.replace("}]}", '},{"source": "c", "target": "b"}]}'));
  });

  it("keeps the last picture and offers the text while the text is no JSON", async () => {
    const host = await opened(demoGraph());
    await host.type(demoGraph().replace('"nodes"', "nodes"));
    await host.page.getByRole("alert").getByText("The text is no JSON").waitFor();
    assert.equal(await host.page.locator(".item").count(), 8);
    await picture(host, "broken");
    await host.page.locator(".banner vscode-button").click();
    await host.settled();
    assert.deepEqual(host.sent.at(-1), { type: "openText", offset: demoGraph().indexOf('"nodes"') });
    await host.type(demoGraph());
    await host.page.locator(".banner").waitFor({ state: "hidden" });
  });

  it("says what is no graph at all", async () => {
    const host = await opened('{"a":1}');
    await host.page.getByText('"nodes" and "edges" must both be there').waitFor();
    assert.equal(await host.page.getByRole("toolbar").count(), 0);
  });

  it("starts a graph in an empty file", async () => {
    const host = await opened("\n");
    await host.page.getByText("The file is empty.").waitFor();
    await host.page.getByRole("button", { name: "Start a Graph" }).click();
    await host.settled();
    assert.deepEqual(host.sent.at(-1), { type: "startGraph" });
    await host.type('{"nodes": [], "edges": []}');
    await host.page.getByRole("button", { name: "Add" }).waitFor();
  });

  it("opens folded groups in place and comes back as it was left", async () => {
    const host = await opened(lowGraph());
    assert.equal(await host.page.locator(".item.folded").count(), 2);
    await picture(host, "low-folded");
    await host.node("tv").focus();
    await host.page.keyboard.press("Enter");
    await host.node("tv.adstock").click();
    await picture(host, "low-opened");
    assert.equal(await host.page.locator(".item.opened").count(), 1);
    await host.page.reload();
    await host.ready();
    await host.node("tv.adstock").and(host.page.locator(".selected")).waitFor();
  });

  it("edits cells of the tables, sorts them, and refuses what is no JSON", async () => {
    const host = await opened(
      '{"nodes":{"a":{"w":2.50,"x":{"y":"z"}},"b":{"w":10}},"edges":{"e":{"cause":"a","effect":"b"}}}',
    );
    await host.page.getByRole("button", { name: "Table", exact: true }).click();
    const nodes = host.page.getByRole("grid", { name: "Nodes" });
    const firstColumn = (): Promise<string[]> => nodes.locator("tbody th").allTextContents();
    await nodes.getByRole("columnheader", { name: "w" }).click();
    assert.deepEqual(await firstColumn(), ["a", "b"]);
    await host.page.keyboard.press("Enter");
    assert.deepEqual(await firstColumn(), ["b", "a"]);
    await nodes.getByRole("gridcell", { name: "2.50" }).click();
    await host.page.keyboard.press("Enter");
    await host.page.keyboard.type("1e-7x");
    await host.page.keyboard.press("Enter");
    await host.page.getByText("This is no JSON value.").waitFor();
    await host.page.keyboard.press("Backspace");
    await host.page.keyboard.press("Enter");
    await textOf(host, (text) => text.startsWith('{"nodes":{"a":{"w":1e-7,"x":{"y":"z"}}'));
    await nodes.getByRole("gridcell", { name: "1e-7" }).waitFor();
    await picture(host, "table-unknown");
    await host.page.keyboard.press("ArrowLeft");
    await host.page.keyboard.press("Enter");
    await host.page.keyboard.type("A");
    await host.page.keyboard.press("Enter");
    await textOf(host, (text) => text.includes('"A":{"w":1e-7') && text.includes('"cause":"A"'));
  });

  it("copies nodes from one graph into another", async () => {
    const host = await opened(demoGraph());
    await host.node("TV").click();
    const copied = await host.page.evaluate(() => {
      const data = new DataTransfer();
      document.dispatchEvent(new ClipboardEvent("copy", { clipboardData: data, cancelable: true }));
      return data.getData("text/plain");
    });
    await host.page.evaluate((text) => {
      const data = new DataTransfer();
      data.setData("text/plain", text);
      document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, cancelable: true }));
    }, copied);
    await host.node("TV 2").and(host.page.locator(".selected")).waitFor();
    assert.match(host.text, /"from": "TV 2",\s*"to": "Sales"/);
  });

  it("changes nothing in a document that is only to be read", async () => {
    const host = await opened(demoGraph(), { readOnly: true });
    await host.node("TV").click();
    await host.page.keyboard.press("Delete");
    await host.page.keyboard.press("d");
    await host.page.getByRole("status").getByText("This graph is only read here.").waitFor();
    await host.settled();
    assert.equal(host.text, demoGraph());
    assert.equal(await host.page.locator('[data-field="adstock.max_lag"] vscode-text-field[disabled]').count(), 1);
    assert.ok(host.sent.every(({ type }) => type !== "edit"));
    await host.page.getByRole("button", { name: "Edit a Copy" }).click();
    await host.settled();
    assert.deepEqual(host.sent.at(-1), { type: "editCopy" });
  });

  it("goes to a node that somebody wants to see, also while it is opened", async () => {
    const names = readGraphView(demoGraph())?.nodes.map(({ label }) => label) ?? [];
    const seen = async ({ page }: GraphPageHost, name: string): Promise<void> => {
      await until(
        () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""),
        (label) => label.startsWith(name),
      );
      const isInSight = await page.evaluate(() => {
        const box = document.activeElement?.getBoundingClientRect() ?? new DOMRect();
        const around = document.querySelector(".diagram")?.getBoundingClientRect() ?? new DOMRect();
        return (
          box.left >= around.left && box.right <= around.right && box.top >= around.top && box.bottom <= around.bottom
        );
      });
      assert.ok(isInSight);
    };
    // Where it was looked at last there is nothing to be seen of it.
    const view = { x: -9_000, y: -9_000, scale: 1 };
    const memory = {
      v: 3,
      mode: "diagram",
      selected: [],
      opened: [],
      looked: [],
      moved: [],
      view,
      typed: [],
      cells: [],
    } as const;
    const host = await opened(demoGraph(), { memory, aim: 1 });
    await seen(host, names[1] ?? assert.fail("no second node"));
    await until(
      () => host.memory?.selected.length,
      (count) => count === 1,
    );
    await host.goTo(0);
    await seen(host, names[0] ?? assert.fail("no node"));
    assert.deepEqual(
      host.sent.map(({ type }) => type),
      ["ready", "went", "went"],
    );
  });

  it("opens the group of a node that somebody wants to see, shows what was left out, and selects that node alone", async () => {
    const placeOf = (id: string): number => readGraphView(lowGraph())?.nodes.findIndex((node) => node.id === id) ?? -1;
    const arrived = async (host: GraphPageHost, id: string): Promise<void> => {
      await until(
        () => host.page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""),
        (label) => label.startsWith(`${id}, `) && label.endsWith(", selected"),
      );
      await until(
        () => JSON.stringify([host.memory?.opened, host.memory?.selected, host.memory?.looked]),
        (kept) => kept === JSON.stringify([["tv"], [`n:${id}`], []]),
      );
    };
    const host = await opened(lowGraph());
    await host.node("tv, ").waitFor();
    await host.goTo(placeOf("tv.alpha"));
    await arrived(host, "tv.alpha");
    await picture(host, "go-low");
    await host.page.getByRole("button", { name: "Focus" }).click();
    await host.node("tv.x, ").waitFor({ state: "detached" });
    await host.goTo(placeOf("tv.x"));
    await arrived(host, "tv.x");
    await arrived(await opened(lowGraph(), { aim: placeOf("tv.alpha") }), "tv.alpha");
  });

  it("says that the model of a draft is gone, and goes on comparing with what was kept of it", async () => {
    const host = await opened(demoGraph().replace('"harmonics": 2', '"harmonics": 3'));
    await host.original(demoGraph());
    await host.gone("Model #11 is no longer on the server.");
    await host.page.getByRole("status").getByText("Model #11 is no longer on the server.").waitFor();
    await host.page.getByRole("button", { name: "Differences from the original: 1" }).waitFor();
    await host.picture("gone");
  });

  it("marks what a draft has changed against its original, and lists it", async () => {
    const host = await opened(demoGraph());
    await host.original(demoGraph());
    const differences = host.page.getByRole("button", { name: /the original/ });
    await host.page.getByRole("button", { name: "Same as the original" }).waitFor();
    await host.type(demoGraph().replace('"max_lag": 13', '"max_lag": 8').replace('"harmonics": 2', '"harmonics": 2.0'));
    await host.page.locator('.item[aria-label*="changed"]').waitFor();
    assert.equal(await host.page.locator('.item[aria-label*="changed"]').count(), 1);
    await differences.click();
    assert.deepEqual(await host.page.locator(".differences li").allTextContents(), [
      "TV, adstock.max_lag: 13 \u2192 8",
    ]);
    await picture(host, "differences");
  });

  it("compares with any other graph, and says with which", async () => {
    const host = await opened(demoGraph());
    const wished = (type: string) => host.settled().then(() => host.sent.filter((sent) => sent.type === type).length);
    await host.page.getByRole("button", { name: "Compare...", exact: true }).click();
    assert.equal(await wished("compare"), 1);
    await host.original(demoGraph().replace('"max_lag": 13', '"max_lag": 8'), "model-7-high");
    await host.page.getByRole("button", { name: "Differences from model-7-high: 1" }).waitFor();
    assert.deepEqual(await host.page.locator(".differences li").allTextContents(), [
      "TV, adstock.max_lag: 8 \u2192 13",
    ]);
    await picture(host, "compared");
    await host.page.getByRole("button", { name: "Compare as Text" }).click();
    await host.page.getByRole("button", { name: "Compare with Another..." }).click();
    assert.deepEqual([await wished("compareText"), await wished("compare")], [1, 2]);
    await host.original(demoGraph(), "HEAD");
    await host.page.getByRole("button", { name: "Same as HEAD" }).waitFor();
  });

  it("opens 5,000 nodes as a table with few rows in the page, and draws only what is in sight", async () => {
    const nodes = Array.from({ length: 5000 }, (_, i) => `{"id":"n${String(i)}","w":${String(i)}}`);
    const edges = nodes.slice(1).map((_, i) => `["n${String(i + 1)}","n${String(Math.floor(i / 40))}"]`);
    const host = await opened(`{"nodes":[${nodes.join(",")}],"edges":[${edges.join(",")}]}`);
    assert.ok((await host.page.locator("tr").count()) < 250);
    await host.page.getByRole("button", { name: "Diagram", exact: true }).click();
    await host.page.locator(".item").first().waitFor();
    await host.page.getByRole("button", { name: "Zoom In" }).click();
    for (let i = 0; i < 12; i++) await host.page.getByRole("button", { name: "Zoom In" }).click();
    assert.ok((await host.page.locator(".item").count()) < 1000);
  });

  it("is no larger than it may be, and holds no React", () => {
    const { script, modules } = server();
    assert.ok(script.length <= 450_000, `${String(script.length)} bytes`);
    assert.deepEqual(
      modules.filter((file) => /node_modules\/(react|scheduler)\//.test(file)),
      [],
    );
  });
});
