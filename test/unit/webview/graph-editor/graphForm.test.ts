import assert from "node:assert/strict";
import { describeGraphPage, type GraphPageHost } from "../../../support/graphPage";
import { demoGraph, lowGraph } from "../../../support/demoGraphs";
import { until } from "../../../support/until";

/** Moves a slider as a pointer does: `moves` are told to the page, the last one is let go. */
const slide = (host: GraphPageHost, label: string, places: readonly number[], letGo: boolean): Promise<void> =>
  host.page
    .getByRole("slider", { name: label })
    .first()
    .evaluate(
      (slider, { places, letGo }) => {
        for (const place of places) {
          (slider as HTMLInputElement).value = String(place);
          slider.dispatchEvent(new Event("input"));
        }
        if (letGo) slider.dispatchEvent(new Event("change"));
      },
      { places: [...places], letGo },
    );

describeGraphPage("the form of the graph editor", (opened) => {
  it("draws densities and curves while a slider moves, and writes one number when it is let go", async () => {
    const host = await opened(demoGraph(), { height: 2000 });
    await host.node("TV").click();
    const retention = host.page.locator('[data-field="adstock.prior"] .prior');
    const carry = host.page.getByRole("img", { name: /^Carry-over: after one period 2\d %/ });
    await carry.waitFor();
    await host.picture("form-curves");
    const before = await retention.getAttribute("aria-label");
    await host.page.locator('[data-field="adstock.prior.b"]').scrollIntoViewIfNeeded();
    const path = '[data-field="adstock.prior.a"] .slider';
    await host.page.locator(path).evaluate((slider) => {
      (slider as HTMLInputElement).value = "150";
      slider.dispatchEvent(new Event("input"));
    });
    assert.notEqual(await retention.getAttribute("aria-label"), before);
    await carry.waitFor({ state: "detached" });
    await host.settled();
    assert.equal(host.text, demoGraph());
    await host.page.locator(path).evaluate((slider) => slider.dispatchEvent(new Event("change")));
    const after = await host.textOf((text) => text !== demoGraph());
    assert.equal(after, demoGraph().replace('"a": 1', '"a": 17.2'));
  });

  it("moves whole numbers in whole steps, by the keyboard too", async () => {
    const host = await opened(demoGraph());
    await host.node("Seasonality").click();
    const slider = host.page.getByRole("slider", { name: "Adjust Harmonics" });
    await slider.focus();
    await host.page.keyboard.press("ArrowRight");
    await host.textOf((text) => text === demoGraph().replace('"harmonics": 2', '"harmonics": 3'));
    assert.equal(await slider.getAttribute("aria-valuetext"), "3");
    await host.page.keyboard.press("ArrowRight");
    await host.textOf((text) => text.includes('"harmonics": 4'));
  });

  it("draws the curve of a low-level step from the parameters that feed it", async () => {
    const host = await opened(lowGraph().replace('"dist": "lognormal"', '"dist": "beta", "a": 2, "b": 2'));
    await host.page.getByRole("button", { name: "Open All" }).click();
    await host.node("tv.adstock").click();
    await host.page.getByRole("img", { name: /^Carry-over: after one period 50 %/ }).waitFor();
    await host.node("tv.alpha").click();
    await host.page.getByRole("img", { name: /^Carry-over: after one period 50 %/ }).waitFor();
    await slide(host, "Adjust b", [100, 180], false);
    await host.page.getByRole("img", { name: /^Carry-over: after one period [0-9] %/ }).waitFor();
    await host.node("tv.sat").click();
    await host.page.getByRole("img", { name: /^Saturation: 50 % of the largest effect/ }).waitFor();
  });

  it("shows for each kind of carry-over the beliefs that it has, with their defaults", async () => {
    const host = await opened(
      demoGraph()
        .replaceAll('"geometric"', '"none"')
        .replaceAll(/"prior": \{\s+"dist": "beta",[^}]+\}/g, '"x": 1'),
    );
    await host.node("TV").click();
    assert.equal(await host.page.locator('[data-field="adstock.prior"]').count(), 0);
    await host.type(host.text.replaceAll('"none"', '"weibull_pdf"'));
    await host.page
      .locator('[data-field="adstock.prior"]')
      .getByText("lognormal(0.4, 0.5) (default)", { exact: true })
      .first()
      .waitFor({ state: "attached" });
    await host.page
      .locator('[data-field="adstock.lag_prior"]')
      .getByText("lognormal(0.693, 0.7) (default)")
      .first()
      .waitFor({ state: "attached" });
  });

  it("says what a belief is about, and shows its default and its density, as the engine takes them", async () => {
    const nodes = [
      { id: "Sales", type: "target" },
      { id: "TV", type: "media", adstock: { type: "weibull_pdf" }, effect: { parameter: "share" } },
      { id: "Price", type: "price", effect: { sign: "negative" } },
    ];
    const edges = ["TV", "Price"].map((from) => ({ from, to: "Sales" }));
    const host = await opened(JSON.stringify({ schema: "alviss-sandbox/high/1", nodes, edges }));
    const labelOf = (field: string): Promise<string | null> =>
      host.page.locator(`[data-field="${field}"] > .label`).textContent();
    await host.node("TV").click();
    assert.deepEqual([await labelOf("adstock.prior"), await labelOf("adstock.lag_prior")], ["Shape", "Scale"]);
    const effect = host.page.locator('[data-field="effect.prior"]');
    assert.match((await effect.textContent()) ?? "", /half_normal\(0\.1\) \(default\)/);
    await host.node("Price").click();
    await effect.getByRole("img", { name: "Density of the prior: median -1.2, 90 % from -2.7 to -0.16" }).waitFor();
    await host.type(host.text.replace('"weibull_pdf"}', '"delayed"},"saturation":{"type":"logistic"}'));
    await host.node("TV").click();
    await host.page.getByText("After how many periods the effect is largest.").waitFor();
    assert.deepEqual([await labelOf("adstock.lag_prior"), await labelOf("saturation.half_prior")], ["Peak", "Rate"]);
  });

  it("ties help and faults to the control that they are about", async () => {
    const host = await opened(demoGraph().replace('"max_lag": 13', '"max_lag": 0'));
    await host.node("TV").click();
    const heard = (field: string): Promise<readonly (string | null)[]> =>
      host.page
        .locator(`[data-field="${field}"] vscode-text-field input`)
        .evaluate((input) => ["aria-invalid", "aria-description"].map((name) => input.getAttribute(name)));
    const [isInvalid, description] = await heard("adstock.max_lag");
    assert.equal(isInvalid, "true");
    assert.match(description ?? "", /outside 1 to 365.*After so many periods.*1 to 365 periods/);
    const id = host.page.locator('[data-field="id"] vscode-text-field input');
    await id.fill("Sales");
    await id.press("Enter");
    assert.deepEqual(await heard("id"), ["true", 'There is a node "Sales" already.']);
    await host.settled();
    assert.ok(host.sent.every(({ type }) => type !== "edit"));
  });

  it("says how many edges of a node it does not list", async () => {
    const nodes = Array.from({ length: 61 }, (_, i) => `{"id":"n${String(i)}"}`);
    const edges = nodes.slice(1).map((_, i) => `["n${String(i + 1)}","n0"]`);
    const memory = {
      v: 3,
      mode: "table",
      selected: ["n:n0"],
      opened: [],
      looked: [],
      moved: [],
      typed: [],
      cells: [],
    } as const;
    const host = await opened(`{"nodes":[${nodes.join(",")}],"edges":[${edges.join(",")}]}`, {
      memory: { ...memory, view: { x: 0, y: 0, scale: 1 } },
    });
    await host.page.getByText("And 10 more: the table has all of them.").waitFor();
    assert.equal(await host.page.locator(".edge-list li").count(), 50);
  });

  it("says why a node cannot be added with an id that is taken, or with none", async () => {
    const host = await opened(demoGraph());
    await host.page.getByRole("button", { name: "Add" }).click();
    const dialog = host.page.getByRole("dialog");
    const id = dialog.getByRole("textbox", { name: "Id" });
    await id.fill("TV");
    await id.press("Enter");
    await dialog.getByText('There is a node "TV" already.').waitFor();
    await until(
      () => id.getAttribute("aria-invalid"),
      (told) => told === "true",
    );
    await id.fill("");
    await id.press("Enter");
    await dialog.getByText("A node needs an id.").waitFor();
    await id.fill("Radio");
    await id.press("Enter");
    await host.textOf((text) => text.includes('"Radio"'));
  });

  it("has a control for each sort of field, named in the accessibility tree", async () => {
    const host = await opened(demoGraph());
    await host.node("TV").click();
    const names = (await host.page.locator(".inspector").ariaSnapshot()).split("\n");
    for (const name of [
      'textbox "Id"',
      'textbox "Name"',
      'combobox "Kind"',
      'textbox "Longest lag"',
      'slider "Adjust Longest lag"',
      'group "Retention"',
      'textbox "Media: values, with commas between them"',
      'img "Density of the prior',
      'img "Saturation: ',
    ])
      assert.ok(
        names.some((line) => line.includes(name)),
        `${name}\n${names.join("\n")}`,
      );
  });

  it("writes a selection as a list of texts, and takes it away when it is emptied", async () => {
    const host = await opened(demoGraph());
    await host.node("TV").click();
    const field = host.page.locator('[data-field="data.select.Media"] vscode-text-field input');
    await field.fill("TV, TV extra");
    await field.press("Enter");
    await host.textOf((text) => /"Media": \[\n +"TV",\n +"TV extra"\n +\]/.test(text));
    await field.fill("");
    await field.press("Enter");
    await host.textOf((text) => text.includes('"select": {}') || /"select": \{\s*\}/.test(text));
  });

  it("keeps the values of a selection as they are written when one is added", async () => {
    const host = await opened(demoGraph().replace('"TV"\n', '"\\u0054V"\n'));
    await host.node("TV").click();
    const field = host.page.locator('[data-field="data.select.Media"] vscode-text-field input');
    await field.fill("TV, more");
    await field.press("Enter");
    await host.textOf((text) => /"\\u0054V",\n +"more"\n/.test(text));
  });

  it("shows a selection as JSON where commas and spaces are a part of it", async () => {
    const host = await opened(demoGraph().replace('"TV"\n', '" TV "\n'));
    await host.node("TV").click();
    const json = host.page.locator('[data-field="data.select"] vscode-text-field.json input');
    assert.match(await json.inputValue(), /" TV "/);
  });

  it("stays usable for a whole number far beyond its range", async () => {
    const host = await opened(demoGraph().replace('"harmonics": 2', '"harmonics": 9007199254740993'));
    await host.node("Seasonality").click();
    await host.page.locator('[data-field="harmonics"] .fault').waitFor();
    assert.equal(await host.page.locator('[data-field="harmonics"] .slider').count(), 0);
  });

  it("asks for no id where nodes are named by their places, and gives the one that is asked for", async () => {
    const add = async (text: string, id?: string): Promise<GraphPageHost> => {
      const host = await opened(text);
      await host.page.getByRole("button", { name: "Add" }).click();
      const dialog = host.page.getByRole("dialog");
      const field = dialog.getByRole("textbox", { name: "Id" });
      if (id === undefined) assert.equal(await field.count(), 0);
      else await field.fill(id);
      await dialog.getByRole("button", { name: "Add" }).click();
      return host;
    };
    const places = await add('{"nodes":[{"w":1.5},{"w":2}],"edges":[[0,1]]}');
    await places.textOf((text) => text === '{"nodes":[{"w":1.5},{"w":2},{"w":1.5}],"edges":[[0,1]]}');
    const named = await add('{"nodes":[{"w":1},{"id":"b"},{"id":"c"}],"edges":[{"from":"b","to":"c"}]}', "new");
    await named.textOf((text) => text.includes('{"id":"c"},{"w":1,"id":"new"}]'));
  });

  it("tells at its top what concerns the node as a whole, with the remedies", async () => {
    const host = await opened('{"nodes":[{"id":"a"},{"id":"a"},{"id":"b"}],"edges":[{"from":"a","to":"b"}]}');
    await host.page.locator(".item.error").click();
    const form = host.page.locator(".inspector");
    await form.getByText('The id "a" is there already').waitFor();
    await form.getByRole("button", { name: "Rename to a 2" }).click();
    await host.textOf((text) => text.includes('{"id":"a"},{"id":"a 2"}'));
    await form.getByText("is there already").waitFor({ state: "detached" });
  });

  it("shows a port that is no choice as it stands", async () => {
    const text = lowGraph();
    const port = /"port": "([^"]+)"/.exec(text)?.[1] ?? assert.fail("no port");
    const host = await opened(text.replace(`"port": "${port}"`, '"port": "odd"'));
    const edge = host.page.getByRole("button", { name: /odd/ }).first();
    await edge.click();
    const list = host.page.locator(".inspector vscode-dropdown").first();
    assert.equal(
      await list.evaluate((control) => (control as HTMLElement & { selectedIndex: number }).selectedIndex),
      0,
    );
    assert.equal(await list.locator("vscode-option").first().textContent(), "odd");
  });

  it("says why no edge can leave a node without an id", async () => {
    const host = await opened('{"nodes":[{"w":1},{"id":"b"},{"id":"c"}],"edges":[{"from":"b","to":"c"}]}');
    await host.page.locator(".item").first().click();
    await host.page.keyboard.press("c");
    await host.page.getByText("Give it one first").waitFor();
    assert.equal(await host.page.getByRole("dialog").count(), 0);
  });

  it("says where a medium is that the dataset lacks, and mends it", async () => {
    const names = { media: ["TV radio", "Search"], distribution: [], events: ["Black Week"], control: [] };
    const host = await opened(demoGraph(), { series: { dataset: "2", names, hasPrice: true, files: [] } });
    await host.node("TV").and(host.page.locator(".warning")).click();
    const fault = host.page.locator('[data-field="data.select.Media"] .fault');
    assert.equal(await fault.textContent(), "Dataset #2 has no TV, which TV reads.");
    await host.page.getByRole("button", { name: "Set to TV radio" }).first().click();
    await host.textOf(
      (text) => text === demoGraph().replace(/"Media": \[\s+"TV"/, (all) => all.replace("TV", "TV radio")),
    );
    await host.node("TV").and(host.page.locator(":not(.warning)")).waitFor();
  });

  it("ticks a flag off without touching anything else", async () => {
    const host = await opened(lowGraph());
    await host.page.getByRole("button", { name: "Open All" }).click();
    await host.node("tv.adstock").click();
    const box = host.page.getByRole("checkbox", { name: "Normalised" });
    assert.equal(await box.getAttribute("aria-checked"), "true");
    await box.click();
    await host.textOf((text) => text === lowGraph().replace('"normalise": true', '"normalise": false'));
  });
});
