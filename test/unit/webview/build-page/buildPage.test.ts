import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { type Locator } from "playwright-core";
import { planOf, projectOf, requestOf } from "../../../../src/ui/buildPage/buildOrder";
import { readGraphView } from "../../../../src/graphs/graphView";
import {
  type BuildPageHost,
  describeBuildPage,
  sandboxServer,
  swedishDataset,
  threeYears,
} from "../../../support/buildPage";
import { demoGraph } from "../../../support/demoGraphs";
import { pictureOf, violations } from "../../../support/pageChecks";
import { themes } from "../../../support/pageServer";
import { until } from "../../../support/until";

describeBuildPage("the build page in a browser", (openPage) => {
  const opened = async (text: string, options?: Parameters<typeof openPage>[1]): Promise<BuildPageHost> => {
    const open = await openPage(text, options);
    await open.page.getByText("Build a model from").waitFor();
    return open;
  };
  const field = ({ page }: BuildPageHost, name: string): Locator => page.locator(`[data-name="${name}"] input`);
  const code = ({ page }: BuildPageHost): Locator => page.locator("pre");
  const slider = ({ page }: BuildPageHost): Locator => page.getByRole("slider", { name: "Last training date" });
  const buildButton = ({ page }: BuildPageHost): Locator => page.locator('[data-name="build"]');
  const settled = <T extends string>(host: BuildPageHost, order: (text: string) => boolean): Promise<T> =>
    until(
      async () => (await code(host).textContent()) as T,
      (text) => order(text),
    );

  const picture = ({ page }: BuildPageHost, name: string): Promise<void> => pictureOf(page, `build-${name}`);

  const changed = demoGraph()
    .replace('"harmonics": 2', '"harmonics": 3')
    .replace('"type": "geometric"', '"type": "delayed"');

  for (const theme of themes)
    it(`shows everything that a build sends in ${theme}, obeying its own policy`, async () => {
      const host = await opened(changed, { theme, original: demoGraph() });
      await settled(host, (text) => text.includes('"graph_detail"'));
      await picture(host, theme);
      assert.deepEqual(await violations(host.page), []);
      assert.equal(await slider(host).getAttribute("aria-valuetext"), "2024-03-25, 117 of 156 dates");
      const rows = await host.page.locator("tbody tr").allInnerTexts();
      assert.deepEqual(
        rows.map((row) => row.split(/\s*\t\s*/)),
        [
          ["TV", "adstock.type", '"geometric"', '"delayed"'],
          ["Seasonality", "harmonics", "2", "3"],
        ],
      );
    });

  it("leads from a change to where it stands in the graph", async () => {
    const host = await opened(changed, { original: demoGraph() });
    const row = host.page.locator("tbody tr", { hasText: "harmonics" });
    await row.getByRole("button", { name: "Seasonality" }).focus();
    await host.page.keyboard.press("Enter");
    const offset = await until(
      () => host.last("goTo")?.offset,
      (at) => at !== undefined,
    );
    const node = readGraphView(changed)?.nodes.find(({ label }) => label === "Seasonality");
    assert.equal(offset, node?.json.start);
  });

  it("says that the model of the graph is gone, and goes on comparing with what was kept of it", async () => {
    const host = await opened(changed, { original: demoGraph() });
    await host.post({ type: "gone", sentence: "Model #11 is no longer on the server." });
    await host.page.getByRole("status").getByText("Model #11 is no longer on the server.").waitFor();
    assert.equal(await host.page.locator("tbody tr").count(), 2);
    await settled(host, (text) => text.includes('"graph_detail"'));
    assert.equal(await buildButton(host).getAttribute("disabled"), null);
    await picture(host, "gone");
  });

  it("fits a narrow page without scrolling sideways", async () => {
    const host = await opened(changed, { width: 700, original: demoGraph() });
    await settled(host, (text) => text.includes('"graph_detail"'));
    await picture(host, "700px");
    assert.equal(await host.page.evaluate(() => document.documentElement.scrollWidth), 700);
  });

  it("is all there at 200 % zoom, and its last field and its buttons are reached by keyboard", async () => {
    const host = await opened(changed, { width: 640, height: 400, original: demoGraph() });
    await settled(host, (text) => text.includes('"graph_detail"'));
    assert.equal(await host.page.evaluate(() => document.documentElement.scrollWidth), 640);
    assert.deepEqual(await violations(host.page), []);
    await field(host, "epochs").focus();
    const seen = async (): Promise<string> =>
      host.page.evaluate(() => {
        const { activeElement: active } = document;
        const { x, y, width, height } = active?.getBoundingClientRect() ?? new DOMRect();
        const [middle, centre] = [x + width / 2, y + height / 2];
        const isSeen = middle >= 0 && middle <= innerWidth && centre >= 0 && centre <= innerHeight;
        return isSeen
          ? (active?.getAttribute("data-name") ?? "")
          : `${active?.outerHTML.slice(0, 80) ?? ""} out of sight`;
      });
    const passed: string[] = [];
    for (let steps = 0; steps < 30 && passed.at(-1) !== "build"; steps++) {
      await host.page.keyboard.press("Tab");
      passed.push(await seen());
    }
    await picture(host, "zoomed");
    assert.deepEqual(
      passed.filter((name) => name.endsWith("out of sight") && !name.startsWith("<pre")),
      [],
    );
    assert.ok(
      ["learningRate", "samples", "seed", "close", "build"].every((name) => passed.includes(name)),
      String(passed),
    );
  });

  it("holds little of a graph of 5,000 nodes, and sends and compares all of it", async () => {
    const node = (index: number): string =>
      `{"id":"n${String(index)}","type":"control","w":1.0,"big":9007199254740993}`;
    const nodes = Array.from({ length: 5_000 }, (_, index) => node(index));
    const edges = nodes.map((_, index) => `{"from":"n${String(index)}","to":"n0"}`);
    const original = `{"nodes":[${nodes.join(",")}],"edges":[${edges.join(",")}]}`;
    const large = original.replaceAll('"w":1.0', '"w":1e-7');
    const host = await opened(large, { original, isSandbox: false });
    await host.page.getByText("Further changes: 4960.").waitFor();
    await settled(host, (text) => text.includes('"graph_detail"'));
    await picture(host, "5000");
    assert.ok((await host.page.evaluate(() => document.querySelectorAll("*").length)) < 1_500);
    assert.ok(((await code(host).textContent()) ?? "").length < 100_000);
    await field(host, "epochs").fill("7");
    await settled(host, (text) => text.includes('"epochs": 7'));
    await host.page.getByRole("button", { name: "Copy", exact: true }).click();
    const copied = await until(
      () => Promise.resolve(host.last("copy")?.text),
      (text) => text !== undefined,
    );
    assert.ok(copied?.includes(`"graph":${large}`));
  });

  it("moves the split by keys, by hand, by date and by share", async () => {
    const host = await opened(demoGraph());
    // The toolkit hands a value on to its field a moment later.
    const shows = (name: string, wanted: string): Promise<string> =>
      until(
        () => field(host, name).inputValue(),
        (value) => value === wanted,
      );
    await slider(host).focus();
    await host.page.keyboard.press("ArrowRight");
    await until(
      () => field(host, "trainTo").inputValue(),
      (value) => value === "2024-04-01",
    );
    assert.equal(await slider(host).evaluate((one) => document.activeElement === one), true);
    await host.page.keyboard.press("Home");
    await shows("trainTo", "2022-01-03");
    await field(host, "share").fill("50");
    await field(host, "share").press("Enter");
    await shows("trainTo", "2023-06-26");
    assert.equal(await slider(host).getAttribute("aria-valuetext"), "2023-06-26, 78 of 156 dates");
    // A day without data means the last one before it.
    await field(host, "trainTo").fill("2024-01-05");
    await field(host, "trainTo").press("Enter");
    await shows("trainTo", "2024-01-01");
    await shows("share", "67.3 %");
    await field(host, "to").fill("2021-01-01");
    await field(host, "to").press("Enter");
    await host.page.getByText("This is not a date of the data in this order.").waitFor();
    const box = await host.page.locator(".chart svg").boundingBox();
    assert.ok(box);
    await host.page.mouse.move(box.x + box.width / 4, box.y + 60);
    await host.page.mouse.down();
    await host.page.mouse.move(box.x + box.width / 2, box.y + 60);
    await host.page.mouse.up();
    const half = await until(
      () => slider(host).getAttribute("aria-valuetext"),
      (text) => /, 7\d of 156/.test(text ?? ""),
    );
    assert.match(half ?? "", /^2023-0[67]/);
  });

  it("says which events lie on one side of the split only", async () => {
    const host = await opened(demoGraph());
    await host.page.getByText("Only in training, so evaluation cannot test them: Website down.").waitFor();
    await field(host, "trainTo").fill("2022-09-19");
    await field(host, "trainTo").press("Enter");
    await host.page.getByText("Only in evaluation, so training cannot learn them: Black Week.").waitFor();
  });

  it("shows, copies and sends the same request, nodes and edges character for character", async () => {
    const odd = demoGraph().replace(
      '"harmonics": 2',
      '"harmonics": 2.0, "note": "\\u00e9 1e-7", "big": 12345678901234567890',
    );
    const host = await opened(odd);
    await settled(host, (text) => text.includes("12345678901234567890"));
    await host.page.getByRole("button", { name: "Copy", exact: true }).click();
    await host.page.getByText("Copied.").waitFor();
    const body = host.last("copy")?.text ?? "";
    await buildButton(host).click();
    const sent = await until(
      () => Promise.resolve(host.last("build")),
      (one) => one !== undefined,
    );
    const order = host.ordered();
    assert.ok(sent && order);
    const target = { document: "file:///a", connectionId: "a", team: "1", project: "1", name: null };
    const { before, after } = requestOf(order, sandboxServer, projectOf(target));
    const nodes = odd.slice(odd.indexOf('"nodes": ') + 9, odd.indexOf(',\n  "edges"'));
    assert.ok(body.startsWith(before) && body.endsWith(after) && body.includes(nodes));
    const { dates, trainShare, training } = planOf(order, "file:///a", odd);
    assert.deepEqual([dates?.train.length, dates?.evaluation.length, trainShare], [117, 39, 0.75]);
    assert.deepEqual(training, { epochs: 50, learningRate: 0.01, samples: 2 });
    const whole = JSON.parse(body) as { sandbox: unknown; model_detail: Record<string, unknown> };
    assert.deepEqual(whole.sandbox, { sampler: "nuts", seed: 1 });
    assert.equal(whole.model_detail["dataset_id"], 8);
    await host.page.getByRole("button", { name: "Python", exact: true }).click();
    await host.page.getByRole("button", { name: "Open Beside" }).click();
    const program = await until(
      () => Promise.resolve(host.last("openText")),
      (one) => one !== undefined,
    );
    assert.match(program?.text ?? "", /os\.environ\["ALVISS_TOKEN"\]/);
    const script = `${(program?.text ?? "").split("request = ")[0]}print(BODY, end="")`;
    assert.equal(execFileSync("python3", ["-c", script], { encoding: "utf8" }), body);
    await host.page.getByRole("button", { name: "curl", exact: true }).click();
    await host.page.getByRole("button", { name: "Open Beside" }).click();
    const shell =
      (
        await until(
          () => Promise.resolve(host.last("openText")),
          (one) => one?.language === "curl",
        )
      )?.text ?? "";
    assert.ok(shell.includes("$ALVISS_TOKEN"));
    const echoed = execFileSync("sh", ["-c", `curl() { cat; }\n${shell}`], { encoding: "utf8" });
    assert.equal(echoed, `${body}\n`);
  });

  it("lets the sandbox's errors stop it, and another server's only ask", async () => {
    const faulty = demoGraph().replace('"max_lag": 13', '"max_lag": 0');
    const host = await opened(faulty);
    await host.page.getByText("The sandbox takes no graph with errors. Mend them first.").first().waitFor();
    await settled(host, (text) => text.includes('"graph_detail"'));
    assert.equal(await buildButton(host).getAttribute("disabled"), "");
    await host.page.getByRole("list", { name: "Checks" }).getByRole("button").first().click();
    await until(
      () => Promise.resolve(host.last("goTo")?.offset),
      (offset) => offset === faulty.indexOf('0,\n        "prior"') || offset !== undefined,
    );
    await host.showGraph(demoGraph());
    await until(
      () => buildButton(host).getAttribute("disabled"),
      (value) => value === null,
    );
    await host.page.close();
    const cloud = await opened(faulty, { isSandbox: false });
    await cloud.page.getByRole("button", { name: "Build Anyway" }).click();
    assert.equal(await cloud.page.locator('[data-name="seed"]').count(), 0);
    const order = await until(
      () => Promise.resolve(cloud.ordered()),
      (one) => one !== undefined,
    );
    assert.equal(order?.sandbox, null);
  });

  it("tells what the server said, keeps the graph, and is not sent twice by two presses", async () => {
    const host = await opened(demoGraph());
    await settled(host, (text) => text.includes('"graph_detail"'));
    await buildButton(host).dblclick();
    await until(
      () => Promise.resolve(host.sent.filter(({ type }) => type === "build").length),
      (count) => count > 0,
    );
    assert.equal(await buildButton(host).getAttribute("disabled"), "");
    const sentence = 'The server did not accept the request. The server said: "no data". The graph is kept as it is.';
    await host.post({ type: "job", state: "refused", sentence });
    await host.showGraph(demoGraph(), [
      { severity: "error", sentence: 'The server refused it: "no data"', offset: 3, fromServer: true },
    ]);
    await host.page.getByRole("button", { name: 'The server refused it: "no data"' }).waitFor();
    await picture(host, "refused");
    await host.post({ type: "job", state: "begun", sentence: "Model #12 is being trained." });
    await host.page.getByRole("button", { name: "Show Jobs" }).waitFor();
    assert.equal(await buildButton(host).getAttribute("disabled"), "");
    assert.equal(host.sent.filter(({ type }) => type === "build").length, 1);
    await field(host, "epochs").fill("60");
    await until(
      () => buildButton(host).getAttribute("disabled"),
      (value) => value === null,
    );
  });

  it("offers what the data hold, and fields where a server does not tell", async () => {
    const host = await opened(demoGraph());
    const list = (name: string): Locator => host.page.locator(`vscode-dropdown[data-name="${name}"]`);
    await list("country").focus();
    await host.page.keyboard.press("ArrowDown");
    await until(
      () => Promise.resolve(host.last("pick")?.data.combination),
      (one) => one?.country === "NOR",
    );
    assert.deepEqual(host.last("pick")?.data.combination, { country: "NOR", region: "all", grouping: "all" });
    assert.deepEqual(await list("region").locator("vscode-option").allTextContents(), ["North", "South", "all"]);
    assert.equal(await list("country").evaluate((one) => document.activeElement === one), true);
    await host.page.close();
    const other = await opened(demoGraph(), { datasets: [{ ...swedishDataset, combinations: null }] });
    await field(other, "country").fill("SWE");
    await field(other, "country").press("Enter");
    await until(
      () => Promise.resolve(other.last("pick")?.data.combination),
      (one) => one?.country === "SWE",
    );
  });

  it("says what is wrong with a number and sends nothing until it is mended", async () => {
    const host = await opened(demoGraph());
    await settled(host, (text) => text.includes('"graph_detail"'));
    await field(host, "learningRate").fill("2");
    await host.page.getByText("Give a number above 0 and up to 1, such as 0.01.").waitFor();
    assert.equal(await buildButton(host).getAttribute("disabled"), "");
    await field(host, "learningRate").fill("0.02");
    await settled(host, (text) => text.includes('"learning_rate": 0.02'));
    assert.equal(await buildButton(host).getAttribute("disabled"), null);
  });

  it("builds at the first press after a number was typed, though its field says it once more when it is left", async () => {
    const host = await opened(demoGraph());
    await settled(host, (text) => text.includes('"graph_detail"'));
    await field(host, "epochs").focus();
    await host.page.keyboard.press("ControlOrMeta+a");
    await host.page.keyboard.type("70");
    await settled(host, (text) => text.includes('"epochs": 70'));
    await buildButton(host).click();
    await until(
      () => Promise.resolve(host.sent.filter(({ type }) => type === "build").length),
      (count) => count === 1,
    );
  });

  it("is as it was after a reload", async () => {
    const host = await opened(demoGraph());
    await field(host, "share").fill("50");
    await field(host, "share").press("Enter");
    await field(host, "epochs").fill("7");
    await host.page.locator("vscode-checkbox").click();
    await host.page.getByRole("button", { name: "curl", exact: true }).click();
    await settled(host, (text) => text.includes('"activate":true') && text.includes('"epochs":7'));
    await host.page.reload();
    const text = await settled(host, (shown) => shown.includes("curl --fail-with-body"));
    assert.ok(text.includes('"activate":true') && text.includes('"epochs":7'));
    assert.equal(await slider(host).getAttribute("aria-valuetext"), "2023-06-26, 78 of 156 dates");
  });

  it("splits dates without sales, and says where there are none to split", async () => {
    const { dates } = threeYears();
    const host = await opened(demoGraph(), { calendar: { dates, sales: null, events: [] } });
    await host.page.locator("p", { hasText: "This server does not tell sales" }).waitFor();
    const of = host.last("pick")?.data ?? assert.fail("nothing picked");
    await host.post({ type: "calendar", of, calendar: { dates: [], sales: null, events: [] } });
    await host.page.getByText("The dataset has no sales for this combination.").waitFor();
  });

  it("takes no dates of other data than those that are chosen, and shows none where a part is missing", async () => {
    const host = await opened(demoGraph(), {
      datasets: [{ ...swedishDataset, combinations: null }],
      isSilent: (message) => message.type === "pick" && message.data.combination.country !== "SWE",
    });
    const type = async (name: string, text: string): Promise<void> => {
      await field(host, name).fill(text);
      await field(host, name).press("Enter");
    };
    const isOff = (): Promise<string | null> => buildButton(host).getAttribute("disabled");
    await type("country", "SWE");
    await settled(host, (text) => text.includes('"graph_detail"'));
    const swedish = host.last("pick")?.data ?? assert.fail("nothing picked");
    await type("country", "NOR");
    await slider(host).waitFor({ state: "detached" });
    await host.post({ type: "calendar", of: swedish, calendar: threeYears() });
    await host.post({ type: "trouble", of: swedish, sentence: "Gone.", words: null, mayPass: true });
    await settled(host, (text) => text === "");
    assert.deepEqual([await slider(host).count(), await isOff()], [0, ""]);
    const norwegian = host.last("pick")?.data ?? assert.fail("nothing picked");
    await host.post({ type: "calendar", of: norwegian, calendar: threeYears() });
    await settled(host, (text) => text.includes('"NOR"'));
    await type("region", "");
    await slider(host).waitFor({ state: "detached" });
    await host.post({ type: "calendar", of: norwegian, calendar: threeYears() });
    await settled(host, (text) => text === "");
    assert.deepEqual([await slider(host).count(), await isOff()], [0, ""]);
  });

  it("sends only what it shows: not before the request is there, and not beside a wrong date", async () => {
    const host = await opened(demoGraph(), {
      isSilent: (message) => message.type === "look" && message.order.epochs === 60,
    });
    const isOff = (wanted: string | null): Promise<string | null> =>
      until(
        () => buildButton(host).getAttribute("disabled"),
        (value) => value === wanted,
      );
    await settled(host, (text) => text.includes('"graph_detail"'));
    await isOff(null);
    await field(host, "to").fill("2021-01-01");
    await field(host, "to").press("Enter");
    await host.page.getByText("This is not a date of the data in this order.").waitFor();
    await isOff("");
    await field(host, "to").fill("2024-12-02");
    await field(host, "to").press("Enter");
    await isOff(null);
    await field(host, "epochs").fill("60");
    await until(
      () => Promise.resolve(host.last("look")?.order.epochs),
      (epochs) => epochs === 60,
    );
    await isOff("");
    await buildButton(host).click({ force: true });
    const target = { document: "file:///a", connectionId: "a", team: "1", project: "1", name: null };
    const answer = async (late: number): Promise<void> => {
      const { number, order } = host.last("look") ?? assert.fail("nothing looked at");
      const request = requestOf(order, sandboxServer, projectOf(target));
      await host.post({ type: "request", number: number - late, ...request });
    };
    await answer(1);
    await isOff("");
    // Leaving the field is a change as well, with a look of its own.
    await until(
      async () => {
        await answer(0);
        return buildButton(host).getAttribute("disabled");
      },
      (value) => value === null,
    );
    const build = await buildButton(host).elementHandle();
    await field(host, "share").fill("50");
    await buildButton(host).click({ force: true });
    assert.equal(await build?.evaluate((one) => one.isConnected), true);
    assert.equal(host.last("build"), undefined);
  });

  it("asks for a dataset by its id where none is known, and shows it when it is there", async () => {
    const host = await openPage(demoGraph());
    await host.post({ type: "datasets", datasets: [], areAll: false, added: null, combinations: [] });
    await host.page.getByText("No finished dataset of this project is known here.").waitFor();
    await host.page.getByRole("button", { name: "Add Dataset by Id..." }).click();
    assert.ok(
      await until(
        () => host.last("addDataset"),
        (asked) => asked !== undefined,
      ),
    );
    await host.post({ type: "datasets", datasets: [swedishDataset], areAll: false, added: null, combinations: [] });
    await host.page.locator('[data-name="dataset"]').waitFor();
  });

  it("offers to add another dataset where the server does not list all, and chooses the one that was added", async () => {
    const host = await openPage(demoGraph());
    const add = host.page.getByRole("button", { name: "Add Dataset by Id..." });
    assert.equal(await add.count(), 0);
    const other = { ...swedishDataset, id: "9", label: "#9" };
    const datasets = [swedishDataset, other];
    await host.post({ type: "datasets", datasets: [swedishDataset], areAll: false, added: null, combinations: [] });
    await add.click();
    await host.post({ type: "datasets", datasets, areAll: false, added: other.id, combinations: [] });
    const picked = await until(
      () => host.last("pick"),
      (asked) => asked?.data.dataset === "9",
    );
    assert.deepEqual(picked?.data.combination, swedishDataset.combinations?.[0]);
    await host.page.locator("pre", { hasText: '"dataset_id": 9' }).waitFor();
  });
});
