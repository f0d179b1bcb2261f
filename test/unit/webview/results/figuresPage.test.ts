import assert from "node:assert/strict";
import { contrastOf } from "../../../support/contrast";
import { demoHeader, demoQuery, demoView, fullTable, fullText, fullView, partText } from "../../../support/demoResult";
import { type Theme, themes } from "../../../support/pageServer";
import { describeResultsPage, type OpenedPage } from "../../../support/resultsPage";
import { type ResultsMemory, type ResultsView } from "../../../../webview/shared/resultsMessages";
import { until } from "../../../support/until";

const fullAnswer = () => JSON.parse(fullText()) as Readonly<Record<string, unknown>>;
const target = { connectionId: "sandbox", team: "1", project: "1", kind: "attribution", id: "5" } as const;

describeResultsPage("the figures of the results page in a browser", ({ shown, browser }) => {
  const kept = (changes: Partial<ResultsMemory> = {}): ResultsMemory => ({
    ...{ v: 2, target, query: demoQuery, tab: "overview", shares: false, tables: [], scroll: 0, sort: null },
    ...changes,
  });

  async function open(
    tab: string,
    view: ResultsView = fullView(),
    { theme = "vscode-dark", width = 1300, ...rest }: { theme?: Theme; width?: number } & Partial<ResultsMemory> = {},
    parts: Parameters<OpenedPage["answerParts"]>[0] = {},
  ): Promise<void> {
    await shown().start(view, { theme, width, height: 900, memory: kept({ tab, ...rest }) });
    await shown().answerParts(parts);
  }

  const titles = (): Promise<string[]> => shown().page.locator(".figure h2").allInnerTexts();
  const picture = (id: string) => shown().page.locator(`.figure-${id} .picture`);

  for (const theme of themes) {
    it(`are drawn in ${theme} without breaking the page's policy, their texts readable`, async () => {
      await open("overview", fullView(), { theme });
      assert.equal((await titles()).length, 6);
      assert.equal(await shown().page.locator(".picture svg.plot").count(), 2 + 3 + 1 + 1 + 5);
      assert.equal(await shown().page.locator("svg style").count(), 0);
      const texts = shown().page.locator(
        ".figure h2, .figure .caption, .legend-item, .status, .checks th, .verdict b, .tab",
      );
      const ratios = await Promise.all((await texts.all()).map(contrastOf));
      assert.ok(ratios.length > 40 && Math.min(...ratios) >= 4.5, String(Math.min(...ratios)));
      assert.deepEqual(shown().complaints, []);
    });
  }

  it("draw an interval on a bar with a ground of the page's colour and a stroke at each end", async () => {
    for (const [tab, id, rows] of [
      ["roi", "shares", 5],
      ["curves", "split", 5],
    ] as const) {
      await open(tab);
      const ends = picture(id).locator('[aria-label="tick"] line');
      assert.equal(await ends.count(), 2 * 2 * rows, id);
      const grounds = await picture(id)
        .locator('[aria-label="link"]')
        .evaluateAll((all) => all.map((one) => one.getAttribute("stroke")));
      assert.deepEqual(grounds, ["var(--page)", "var(--text)"], id);
    }
  });

  it("keep to the width of a narrow window, and no two labels of one picture lie on one another", async () => {
    for (const [tab, width] of [
      ["overview", 700],
      ["curves", 700],
      ["roi", 1300],
      ["overview", 1280],
      ["trust", 1300],
      ["trust", 640],
      ...(["drivers", "roi", "curves", "trust", "fit"] as const).map((tab) => [tab, 320] as const),
    ] as const) {
      await open(tab, fullView(), { width });
      const found = await shown().page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
        cut: [...document.querySelectorAll(".panel-name b")]
          .filter((name) => name.scrollWidth > name.clientWidth)
          .map((name) => name.textContent),
        overlaps: [...document.querySelectorAll(".picture svg")].flatMap((svg) => {
          const boxes = [...svg.querySelectorAll("text")]
            .filter((text) => text.textContent !== "")
            .map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
          return boxes.flatMap(({ text, box }, at) =>
            boxes
              .slice(at + 1)
              .filter(
                ({ box: other }) =>
                  Math.min(box.right, other.right) - Math.max(box.left, other.left) > 1 &&
                  Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top) > 3,
              )
              .map((other) => `${text} / ${other.text}`),
          );
        }),
      }));
      assert.equal(found.width, width, tab);
      assert.deepEqual([found.overlaps, found.cut], [[], []], `${tab} at ${String(width)} px`);
    }
  });

  it("stand side by side as panels as far as the width holds them, however long a channel's name is", async () => {
    await open("curves");
    const tops = await picture("curves")
      .locator(".panel")
      .evaluateAll((panels) => panels.map((panel) => panel.getBoundingClientRect().top));
    assert.equal(tops.length, 5);
    assert.equal(new Set(tops).size, 1, "one row");
  });

  it("are read by keyboard alone: one stop a figure, arrows, Enter, T, C, Escape", async () => {
    await open("overview");
    await picture("fit").focus();
    await shown().press("End");
    const words = shown().page.locator(".figure-fit .readout");
    assert.match(await words.innerText(), /^Dec 23, 2024/);
    assert.match(await words.innerText(), /actual: [\d,]+.*expected: [\d,]+ \[[\d,]+, [\d,]+\].*evaluation/s);
    await shown().press("ArrowLeft", "Enter");
    assert.match(await words.innerText(), /^Dec 16, 2024/);
    assert.equal(await shown().page.locator(".figure-fit .readout.pinned").count(), 1);
    await picture("series").focus();
    await shown().press("Home", "ArrowDown");
    assert.match(await shown().page.locator(".figure-series .readout").innerText(), /^Jan 3, 2022\s+Base: /);
    await picture("roi").focus();
    await shown().press("ArrowDown", "ArrowDown");
    assert.match(
      await shown().page.locator(".figure-roi .readout").innerText(),
      /^OnlineVideo.*ROI: .*prior: .*marginal ROI: /s,
    );
    await picture("curves").focus();
    await shown().press("ArrowDown", "End");
    assert.match(
      await shown().page.locator(".figure-curves .readout").innerText(),
      /^OOH.*2×.*additional units: .*% of the spend beyond data$/s,
    );
    await shown().press("c");
    const [copy] = (await shown().sent()).filter((message) => message.type === "copy");
    assert.ok(copy?.type === "copy" && copy.text.startsWith("channel,multiple,spend_per_period"), "the figure in use");
    await shown().press("t");
    assert.equal(await shown().page.locator(".figure-curves table caption").count(), 1);
    assert.deepEqual((await shown().memory()).tables, ["curves"]);
    await shown().page.locator(".figure-roi .picture").focus();
    await shown().press("Escape");
    assert.equal(await shown().page.evaluate(() => document.activeElement === document.body), true);
  });

  it("say under the pointer what they say by key", async () => {
    await open("fit");
    const box = await shown().page.locator(".picture svg").boundingBox();
    assert.ok(box);
    await shown().page.mouse.move(box.x + box.width - 10, box.y + 80);
    assert.match(await shown().page.locator(".figure-fit .readout").innerText(), /^Dec 23, 2024/);
  });

  it("become a table, a CSV, an SVG and a PNG that stand alone, and a script", async () => {
    await open("drivers");
    const tools = shown().page.locator(".figure-waterfall .figure-tools");
    await tools.getByRole("button", { name: "Save as SVG..." }).click();
    await tools.getByRole("button", { name: "Save as PNG..." }).click();
    await shown().page.waitForFunction(() => globalThis.played.sent.filter(({ type }) => type === "save").length === 2);
    await tools.getByRole("button", { name: "Copy Python" }).click();
    const sent = await shown().sent();
    const [svg, png] = sent.filter((message) => message.type === "save");
    assert.ok(svg && png);
    assert.equal(svg.name, "attribution-5-waterfall.svg");
    assert.match(
      svg.data,
      /^<\?xml.*Base sells 75 % \(mean\)\. TV and Search add most.*Sandbox engine: not Alviss's own numbers/s,
    );
    assert.doesNotMatch(svg.data, /var\(|class=|<style/, "looks do not depend on a style sheet");
    assert.match(svg.data, /<svg[^>]*overflow="visible"/, "labels at the edge are not cut");
    assert.match(svg.data, /<pattern[^>]*id="hatch-2"/);
    assert.equal(Buffer.from(png.data, "base64").subarray(1, 4).toString(), "PNG");
    assert.ok(png.data.length > 20_000);
    await shown().page.locator(".figure-series .figure-tools").getByRole("button", { name: "Save as SVG..." }).click();
    await shown().page.waitForFunction(() => globalThis.played.sent.filter(({ type }) => type === "save").length === 3);
    const series = (await shown().sent()).findLast((message) => message.type === "save");
    assert.match(series?.data ?? "", />OnlineVideo<\/text>.*>actual<\/text>/s, "the legend is in the picture");
    assert.doesNotMatch(series?.data ?? "", /var\(|currentColor/);
    const script = sent.findLast((message) => message.type === "copy");
    assert.match(script?.type === "copy" ? script.text : "", /import requests.*attributions\/5\/result/s);
    await tools.getByRole("button", { name: "Show as Table" }).click();
    const rows = await shown().page.locator(".figure-waterfall tbody tr").count();
    assert.equal(rows, fullTable().totals.length + 1);
    assert.equal(await shown().page.locator('.figure-waterfall thead th[scope="col"]').count(), 5);
  });

  it("carry their warnings into pictures, where nothing else says them", async () => {
    const decay = { ...(JSON.parse(partText("decay")) as object), draws: 20 };
    await open("curves", fullView(), {}, { decay: JSON.stringify(decay) });
    await shown().page.locator(".figure-decay .figure-tools").getByRole("button", { name: "Save as SVG..." }).click();
    await shown().page.waitForFunction(() => globalThis.played.sent.some(({ type }) => type === "save"));
    const svg = (await shown().sent()).find((message) => message.type === "save");
    assert.match(svg?.data ?? "", />Interval from few draws \(20\): use 200 or more/);
  });

  it("follow the choices: one driver with its interval, shares, other dates, quarters, revenue", async () => {
    await open("drivers");
    const choose = async (label: string, option: string): Promise<void> => {
      await shown().page.getByRole("combobox", { name: label, exact: true }).click();
      await shown().page.getByRole("option", { name: option, exact: true }).click();
    };
    await choose("View", "TV");
    assert.match(
      await shown().page.locator(".figure-series h2").innerText(),
      /^TV adds \d+ units a week on average, most on/,
    );
    await choose("Unit", "Share");
    assert.match(await shown().page.locator(".figure-waterfall .figure-words .caption").innerText(), /% of total/);
    assert.equal((await shown().memory()).shares, true);
    await choose("Unit", "Revenue");
    await choose("Dates", "2023");
    await choose("Dates put together", "By quarter");
    const queries = (await shown().sent()).flatMap((message) => (message.type === "query" ? [message.query] : []));
    assert.deepEqual(queries, [
      { ...demoQuery, unit: "revenue" },
      { ...demoQuery, unit: "revenue", from: "2023-01-01", to: "2023-12-31" },
      { ...demoQuery, unit: "revenue", from: "2023-01-01", to: "2023-12-31", by: "quarter" },
    ]);
    const dates = shown().page.getByRole("combobox", { name: "Dates", exact: true });
    const chosen = await dates.getAttribute("current-value");
    await shown().receive({ type: "view", view: { ...fullView(), query: queries[0] } });
    assert.equal(await dates.getAttribute("current-value"), chosen, "the answer to the first leaves the second");
    const problem = { sentence: "The server is gone.", words: null, advice: "Start it." };
    await shown().receive({ type: "view", view: { ...fullView(), problem } });
    assert.notEqual(await dates.getAttribute("current-value"), chosen, "what failed is not what is shown");
    const unit = shown().page.getByRole("combobox", { name: "Unit", exact: true });
    assert.equal(await unit.getAttribute("current-value"), "choice 0");
    const query = { ...demoQuery, product: "Beans" };
    const choices = { products: ["Beans", "Pods"], first: "2022-01-03", last: "2024-12-23" };
    await shown().receive({ type: "view", view: { ...fullView({ choices }), query } });
    assert.equal(
      await shown().page.getByRole("combobox", { name: "Product" }).getAttribute("current-value"),
      "choice 1",
    );
  });

  it("say which response curves rest on few draws of their own", async () => {
    const answer = JSON.parse(partText("curves")) as { curves: { channel: string }[] };
    const curves = answer.curves.map((one, at) => ({ ...one, ess: at === 1 ? 40 : 900 }));
    await open("curves", fullView(), {}, { curves: JSON.stringify({ ...answer, curves }) });
    const notes = shown().page.locator(".figure-curves .notes");
    const names = answer.curves.map(({ channel }) => channel);
    const rough = (await notes.innerText()).split("\n").find((line) => line.includes("40")) ?? "";
    assert.deepEqual(
      names.filter((name) => rough.includes(name)),
      [names[1]],
    );
  });

  it("show what the next of the spend brings with its band too", async () => {
    await open("curves");
    const bands = shown().page.locator(".figure-curves .picture .band");
    const before = await bands.count();
    assert.ok(before > 0);
    await shown().page.locator(".figure-curves").getByRole("combobox", { name: "View", exact: true }).click();
    await shown().page.getByRole("option", { name: "marginal units", exact: true }).click();
    await shown().drawn();
    assert.equal(await bands.count(), before);
  });

  it("of a set are narrowed down by place, and leave out what only a model has", async () => {
    const place = { region_code: "all", grouping: "all" };
    const places = [
      { ...place, country_code: "SWE" },
      { ...place, country_code: "NOR" },
    ];
    const choices = { products: ["all"], places, first: "2022-01-03", last: "2024-12-23" };
    const header = { kind: "attributionSet", id: "3", model: null, combination: null } as const;
    await open("overview", { ...fullView({ choices }), header });
    assert.equal(await shown().page.locator("h1").innerText(), "Attribution set #3");
    assert.equal(await shown().page.locator(".figure-fit, .figure-trust").count(), 0);
    assert.equal(await shown().page.getByRole("combobox", { name: "Region" }).count(), 0, "there is one only");
    await shown().page.getByRole("combobox", { name: "Country" }).click();
    await shown().page.getByRole("option", { name: "NOR" }).click();
    assert.deepEqual((await shown().sent()).at(-1), { type: "query", query: { ...demoQuery, country: "NOR" } });
  });

  it("have the page to themselves by F or a button, larger, until Escape; files are as large", async () => {
    await open("overview");
    const shownFigures = (): Promise<string[]> =>
      shown()
        .page.locator(".figure:visible")
        .evaluateAll((all: HTMLElement[]) => all.map(({ className }) => className));
    const size = async (): Promise<number> => (await picture("fit").locator("svg").boundingBox())?.height ?? 0;
    const before = await size();
    await picture("fit").focus();
    await shown().press("End", "f");
    assert.deepEqual(await shownFigures(), ["figure figure-fit alone"]);
    const large = await size();
    assert.ok(large > 1.5 * before && large < 900, `${String(before)} became ${String(large)}`);
    const button = shown().page.locator(".figure-fit").getByRole("button", { name: "Show in Full Size" });
    assert.equal(await button.getAttribute("aria-pressed"), "true");
    await shown().press("Home");
    assert.match(await shown().page.locator(".figure-fit .readout").innerText(), /^Jan 3, 2022/, "read as before");
    const box = await picture("fit").locator("svg").boundingBox();
    assert.ok(box);
    await shown().page.mouse.move(box.x + box.width - 10, box.y + 80);
    assert.match(await shown().page.locator(".figure-fit .readout").innerText(), /^Dec 23, 2024/);
    await shown().page.locator(".figure-fit").getByRole("button", { name: "Save as SVG..." }).click();
    await shown().page.waitForFunction(() => globalThis.played.sent.some(({ type }) => type === "save"));
    const saved = (await shown().sent()).find((message) => message.type === "save");
    const heights = [...(saved?.data ?? "").matchAll(/<svg[^>]* height="([\d.]+)"/g)].map(([, height]) =>
      Number(height),
    );
    assert.ok(
      heights.some((height) => Math.abs(height - large) < 1),
      String(heights),
    );
    await shown().receive({ type: "view", view: fullView() });
    assert.equal((await shownFigures()).length, 1, "a new answer leaves it alone");
    await picture("fit").locator("svg").waitFor();
    await picture("fit").focus();
    await shown().press("Escape");
    assert.equal((await shownFigures()).length, 6);
    await until(size, (height) => height === before);
    assert.ok(await picture("fit").evaluate((figure) => figure === document.activeElement), "the reader stays there");
    await button.click();
    await shown().page.locator("#tab-roi").click();
    assert.equal((await shownFigures()).length, 2, "another tab shows all of its own");
    assert.deepEqual(shown().complaints, []);
  });

  it("tell contributions on a second scale, as parts of the total", async () => {
    await open("drivers");
    const labels = (): Promise<string[]> => picture("waterfall").locator("svg text").allTextContents();
    const total = fullTable().total.mean;
    const places = await picture("waterfall")
      .locator("svg text")
      .evaluateAll((all) =>
        all.map((text) => ({
          text: text.textContent,
          x: text.getBoundingClientRect().x + text.getBoundingClientRect().width / 2,
        })),
      );
    const at = (text: string): number => places.find((place) => place.text === text)?.x ?? NaN;
    const percents = places.flatMap(({ text, x }) => (/^\d+ %$/.test(text) ? [{ part: parseInt(text) / 100, x }] : []));
    const amounts = places.flatMap(({ text, x }) =>
      /^[\d.]+M$/.test(text) ? [{ amount: parseFloat(text) * 1e6, x }] : [],
    );
    assert.ok(percents.length >= 3 && !Number.isNaN(at("% of total")), JSON.stringify(places));
    const [low, high] = [amounts[0], amounts.at(-1)];
    assert.ok(low && high && high.x > low.x, JSON.stringify(amounts));
    for (const { part, x } of percents) {
      const expected = low.x + ((part * total - low.amount) / (high.amount - low.amount)) * (high.x - low.x);
      assert.ok(Math.abs(x - expected) < 3, `${String(part)} stands at ${String(x)}, not ${String(expected)}`);
    }
    await open("drivers", fullView(), { shares: true });
    assert.ok(!(await labels()).includes("% of total"), "the bars are shares already");
  });

  describe("of a set", () => {
    const place = { region_code: "all", grouping: "all" };
    const member = { products: ["all"], first: "2022-01-03", last: "2024-12-23", periods: 156, lacks: null };
    const members = [
      { ...member, id: 1, place: { ...place, country_code: "SWE" } },
      { ...member, id: 2, place: { ...place, country_code: "NOR" }, first: "2022-02-07" },
    ];
    const spread = (p50: number, width: number) => ({ mean: p50, p50, lo: p50 - width, hi: p50 + width });
    const part = (by: string, name: string, total: number, share: number, roi: number) => ({
      ...{ by, name, total: spread(total, total / 20), spend: total / 4 },
      media: { share: spread(share, 0.02), roi: spread(roi, 0.2) },
    });
    const breakdown = [
      ...[part("country", "SWE", 90_000, 0.2, 1.4), part("country", "NOR", 40_000, 0.3, 0.9)],
      ...[part("attribution", "1", 90_000, 0.2, 1.4), part("attribution", "2", 40_000, 0.3, 0.9)],
    ];
    const choices = {
      products: ["all"],
      places: members.map((each) => each.place),
      ...{ first: "2022-02-07", last: "2024-12-23" },
    };
    const header = { kind: "attributionSet", id: "3", model: null, combination: null } as const;
    const setView = (): ResultsView => ({ ...fullView({ members, breakdown, choices, daysPerPeriod: 7 }), header });
    const parts = () => shown().page.locator(".figure-parts");

    for (const theme of themes) {
      it(`the parts of the sum are readable in ${theme}`, async () => {
        await open("drivers", setView(), { theme });
        assert.equal(
          await parts().locator("h2").innerText(),
          "Media make up the largest part of sales in NOR: 30.0 %.",
        );
        const texts = parts().locator("h2, .caption, .legend-item, .note, .readout");
        const ratios = await Promise.all((await texts.all()).map(contrastOf));
        assert.ok(ratios.length >= 5 && Math.min(...ratios) >= 4.5, String(Math.min(...ratios)));
        assert.deepEqual(shown().complaints, []);
      });
    }

    it("the parts are read by keyboard, chosen by keyboard, and are a table and a CSV", async () => {
      await open("drivers", setView());
      await picture("parts").focus();
      await shown().press("Home");
      assert.match(await parts().locator(".readout").innerText(), /^SWE\s.*20\.0 % \[18\.0 %, 22\.0 %\]/s);
      await shown().press("ArrowDown");
      assert.match(await parts().locator(".readout").innerText(), /^NOR\s/);
      await parts().getByRole("combobox", { name: "Taken apart by" }).focus();
      // The list stays closed: one that opens and closes would take the focus back later.
      await shown().press("Home");
      await parts()
        .locator(".caption", { hasText: /attribution/i })
        .waitFor();
      await picture("parts").focus();
      await shown().press("End");
      assert.match(await parts().locator(".readout").innerText(), /^#2 NOR \/ all \/ all\s/);
      await shown().press("c");
      const copy = (await shown().sent()).findLast((message) => message.type === "copy");
      assert.match(copy?.type === "copy" ? copy.text : "", /^by,name,sales_mean.*\r\nattribution,.*90000/);
      await shown().press("t");
      assert.equal(await parts().locator("tbody tr").count(), 2);
      assert.match(await parts().locator("tbody tr").first().innerText(), /#1 SWE/);
    });
  });

  it("are there again after a reload, with tab, table and scroll", async () => {
    await open("trust", fullView(), { tables: ["trust"], scroll: 200 });
    assert.equal(await shown().page.getByRole("tab", { selected: true }).innerText(), "Trust");
    assert.equal(await shown().page.locator(".figure-trust .figure-table").count(), 1);
    assert.ok((await shown().page.evaluate(() => scrollY)) > 100);
    await shown().page.getByRole("tab", { name: "Trust" }).focus();
    await shown().press("ArrowLeft");
    assert.equal(await shown().focused(), "Curves");
    assert.equal((await shown().memory()).tab, "curves");
  });

  it("come in place when the job ends, with the picture of its training until then", async () => {
    const header = { ...demoHeader, kind: "model", id: "11", model: null } as const;
    const loss = Array.from({ length: 60 }, (_, at) => -1000 / (at + 1));
    const blocks = [{ draws: 400, rhat: 1.04, ess: 210 }];
    await open("overview", { kind: "running", header, word: "sampling", fraction: 0.6, loss, blocks });
    assert.deepEqual(await titles(), ["The chains do not agree yet: R-hat 1.04, 210 effective draws."]);
    assert.equal(await shown().page.locator(".figure-training svg.plot").count(), 2);
    await shown().receive({
      type: "view",
      view: { kind: "result", header, query: demoQuery, text: null, problem: null },
    });
    await shown().answerParts();
    assert.equal((await titles()).length, 2, "a model alone has its fit and its trust card");
    assert.deepEqual(await shown().page.getByRole("tab").allInnerTexts(), ["Overview", "Fit", "Trust"]);
    assert.deepEqual(shown().complaints, []);
  });

  it("keep chains that agree better than expected inside of their panel", async () => {
    const known = JSON.parse(partText("diagnostics")) as object;
    const diag = [0.993, 1.0002].map((rhat, at) => ({ param: `p${String(at)}`, rhat, ess: 900 }));
    await open("trust", fullView(), {}, { diagnostics: JSON.stringify({ ...known, diag }) });
    const panel = shown().page.locator(".figure-trust .panel", { hasText: "R-hat" });
    const dots = await panel
      .locator('[aria-label="dot"] circle')
      .evaluateAll((all) => all.map((dot) => Number(dot.getAttribute("cx"))));
    assert.equal(dots.length, 2);
    assert.ok(Math.min(...dots) > 20, `dots at ${dots.join(", ")}`);
  });

  it("say in their own place what a server does not tell, or could not", async () => {
    await open("overview", fullView(), {}, { curves: null });
    assert.match(await shown().page.locator(".figure-curves").innerText(), /does not tell what this figure shows/);
    await open("fit", fullView(), {}, { diagnostics: '{"v": 1, "checks": []}' });
    assert.match(await shown().page.locator(".figure-fit").innerText(), /kept no fit of this model/);
    await shown().start(fullView(), { theme: "vscode-dark", width: 1300, memory: kept({ tab: "curves" }) });
    const problem = { sentence: "The server is gone.", words: null, advice: "Start it." };
    await shown().receive({ type: "part", part: "curves", query: demoQuery, text: null, problem });
    assert.match(await shown().page.locator(".figure-curves [role=alert]").innerText(), /The server is gone/);
    const problemView = { ...fullView(), problem };
    await shown().receive({ type: "view", view: problemView });
    assert.equal(await shown().page.locator(".figures.stale").count(), 1, "the last good figures stay");
  });

  it("fill one report that needs neither the page nor the network", async () => {
    await open("overview");
    await shown().page.getByRole("button", { name: "Report..." }).click();
    await shown().answerParts();
    const report = (await shown().sent()).find((message) => message.type === "save");
    assert.ok(report?.type === "save" && report.name === "attribution-5.html");
    const plain = await browser().newPage({ offline: true });
    const wrong: string[] = [];
    plain.on("console", (message) => wrong.push(message.text()));
    await plain.setContent(report.data);
    assert.equal(await plain.locator("section").count(), 13);
    const widths = await plain
      .locator("section > svg")
      .evaluateAll((pictures) => pictures.map((picture) => picture.getBoundingClientRect().width));
    assert.equal(widths.length, 13);
    const cut = await plain.locator("section > svg > text").evaluateAll((lines) =>
      lines.flatMap((line) => {
        const end = line.closest("svg")?.getBoundingClientRect().right ?? 0;
        return line.getBoundingClientRect().right > end ? [line.textContent] : [];
      }),
    );
    assert.deepEqual(cut, [], "lines that end outside of their picture");
    assert.ok(Math.min(...widths) > 400, `as wide as they were drawn: ${widths.join(", ")}`);
    assert.equal(await plain.locator("details table").count(), 13);
    assert.equal(await plain.locator("script").count(), 0);
    assert.equal(
      await plain
        .getByText("Base sells 75 % (mean). TV and Search add most to the base; which of them is not sure.")
        .first()
        .isVisible(),
      true,
    );
    assert.equal(
      await plain.locator("section > svg > text", { hasText: "TV and Search add most" }).count(),
      0,
      "said once",
    );
    assert.match(await plain.locator("body").innerText(), /Sandbox engine: not Alviss's own numbers.*Trustworthy/s);
    const colours = (names: readonly string[]): Promise<string[]> =>
      plain.evaluate((asked) => asked.map((name) => getComputedStyle(document.body).getPropertyValue(name)), names);
    assert.deepEqual(await colours(["background-color", "color"]), ["rgb(255, 255, 255)", "rgb(59, 59, 59)"]);
    const paper = await plain.locator("section > svg > rect").first().getAttribute("fill");
    assert.equal(paper, "rgb(255, 255, 255)", "light, though the page is dark");
    assert.equal(await shown().page.evaluate(() => document.body.className), "vscode-dark");
    assert.deepEqual(wrong, []);
    await plain.close();
  });

  it("fill a report from the tab with the table too, with the numbers that are shown() now", async () => {
    await open("table");
    await shown().page.getByRole("button", { name: "Report..." }).click();
    await shown().answerParts();
    const report = (await shown().sent()).find((message) => message.type === "save");
    assert.ok(report?.type === "save");
    assert.equal(report.data.match(/<section/g)?.length, 13);
  });

  it("leave a report with a word where they are missing", async () => {
    await open("overview", fullView(), {}, { curves: null });
    await shown().page.getByRole("button", { name: "Report..." }).click();
    await shown().answerParts({ curves: null });
    const report = (await shown().sent()).find((message) => message.type === "save");
    assert.equal(report?.data.match(/<section/g)?.length, 13);
    assert.match(report?.data ?? "", /<h2>Response curves<\/h2><p>This server does not tell what this figure shows/);
  });

  it("fill a report of what a changed filter shows, and none once there is no result", async () => {
    const reports = async () => (await shown().sent()).filter((message) => message.type === "save");
    await open("fit");
    await shown().page.getByRole("button", { name: "Report..." }).click();
    await shown().page.getByRole("button", { name: "50 %" }).click();
    await shown().answerParts();
    assert.equal((await reports()).length, 0, "the numbers asked for are still to come");
    await shown().receive({ type: "view", view: demoView({ ...fullAnswer(), level: 0.5 }, { level: 0.5 }) });
    assert.equal((await reports()).length, 0);
    await shown().answerParts();
    const [report] = await reports();
    assert.match(report?.data ?? "", /50 % intervals/);
    await shown().page.getByRole("button", { name: "80 %" }).click();
    await shown().page.getByRole("button", { name: "Report..." }).click();
    await shown().receive({ type: "view", view: { kind: "deleted", header: demoHeader } });
    assert.equal((await shown().sent()).filter(({ type }) => type === "notSaved").length, 1);
    await shown().receive({ type: "view", view: fullView() });
    await shown().answerParts();
    assert.equal((await reports()).length, 1);
  });

  describe("bad input", () => {
    const full = JSON.parse(fullText()) as {
      dates: string[];
      totals: Row[];
      series: Row[];
      roi: Row[];
      actual: number[];
    };
    type Row = Readonly<Record<string, unknown>>;
    const cut = (count: number) => ({
      dates: full.dates.slice(0, count),
      actual: full.actual.slice(0, count),
      series: full.series.map((row) => ({
        ...row,
        ...Object.fromEntries(["mean", "lo", "hi"].map((key) => [key, (row[key] as number[]).slice(0, count)])),
      })),
    });
    const long = (count: number) => {
      const at = Array.from({ length: count }, (_, index) => index % full.dates.length);
      return {
        dates: at.map((_, index) => new Date(Date.UTC(1990, 0, 1 + 7 * index)).toISOString().slice(0, 10)),
        actual: at.map((index) => full.actual[index]),
        series: full.series.map((row) => ({
          ...row,
          ...Object.fromEntries(
            ["mean", "lo", "hi"].map((key) => [key, at.map((index) => (row[key] as number[])[index])]),
          ),
        })),
      };
    };
    const named = (name: string) => ({
      totals: full.totals.map((row) => (row["driver"] === "TV" ? { ...row, driver: name } : row)),
      series: full.series.map((row) => (row["driver"] === "TV" ? { ...row, driver: name } : row)),
      roi: full.roi.map((row) => (row["channel"] === "TV" ? { ...row, channel: name } : row)),
    });
    const channels = (count: number) => {
      const media = full.totals.find(({ driver }) => driver === "TV");
      const roi = full.roi.find(({ channel }) => channel === "TV");
      const series = full.series.find(({ driver }) => driver === "TV");
      const names = Array.from({ length: count }, (_, at) => `A channel with quite a long name, number ${String(at)}`);
      const base = full.totals.filter(({ kind }) => kind !== "media");
      return {
        totals: [...base, ...names.map((driver) => ({ ...media, driver }))],
        series: [...full.series.slice(0, 1), ...names.map((driver) => ({ ...series, driver }))],
        roi: names.map((channel) => ({ ...roi, channel })),
      };
    };
    const rows: readonly (readonly [what: string, changes: Readonly<Record<string, unknown>>, seen: RegExp])[] = [
      [
        "missing parts",
        { series: undefined, roi: undefined, media: undefined },
        /no contributions over time.*no price or no investment/s,
      ],
      [
        "NaN",
        { totals: full.totals.map((row, at) => (at === 1 ? { ...row, mean: null } : row)) },
        /1 rows of the answer lack numbers/,
      ],
      [
        "NaN on one date",
        {
          series: full.series.map((row, at) =>
            at === 1
              ? { ...row, mean: (row["mean"] as number[]).map((value, date) => (date === 5 ? null : value)) }
              : row,
          ),
        },
        /1 numbers of the answer are missing/,
      ],
      ["one date", cut(1), /Media add/],
      ["one channel", channels(1), /A channel with/],
      ["40 channels", channels(40), /Other \(\d+\)/],
      ["2,000 dates", long(2_000), /2,000 weeks/],
      ["zero spend", { roi: full.roi.map((row) => ({ ...row, spend: 0 })) }, /no price or no investment/],
      [
        "negative totals",
        {
          totals: full.totals.map((row) => ({ ...row, mean: -1_000, p50: -1_000, lo: -2_000, hi: -500 })),
          total: { mean: -13_000, p50: -13_000, lo: -20_000, hi: -9_000 },
        },
        /Nothing was added to the base/,
      ],
      ["a driver named like markup", named('<script>document.title="evil"</script>'), /<script>document/],
      [
        "right-to-left names",
        named("\u05d8\u05dc\u05d5\u05d5\u05d9\u05d6\u05d9\u05d4 TV"),
        /\u05d8\u05dc\u05d5\u05d5\u05d9\u05d6\u05d9\u05d4/,
      ],
      [
        "an empty result",
        { totals: [], series: [], roi: [], dates: [], actual: [] },
        /no contributions for these dates/,
      ],
    ];
    for (const [what, changes, seen] of rows) {
      it(`${what}: has a look of its own and breaks nothing`, async () => {
        await open("overview", fullView(changes));
        const text = await shown().page.locator("body").innerText();
        assert.match(text, seen);
        assert.doesNotMatch(text, /NaN|undefined|Infinity/);
        assert.notEqual(await shown().page.title(), "evil");
        const broken = await shown().page.evaluate(
          () =>
            [...document.querySelectorAll(".picture path, .picture rect, .picture text")].filter((part) =>
              /NaN|Infinity/.test(part.outerHTML),
            ).length,
        );
        assert.equal(broken, 0);
        const points = await shown().page.evaluate(() =>
          Math.max(
            ...[...document.querySelectorAll(".picture")].map(
              (one) => (one.innerHTML.match(/[ML,]-?[\d.]+,/g) ?? []).length,
            ),
          ),
        );
        assert.ok(points <= 8_000, String(points));
        assert.deepEqual(shown().complaints, []);
      });
    }

    it("an older payload: totals and returns are shown(), what it lacks is said", async () => {
      await open("overview", demoView(), {}, { curves: null });
      assert.match(
        await shown().page.locator(".figure-waterfall h2").innerText(),
        /^Base sells 7\d % \(mean\)\. TV and Search add most/,
      );
      assert.match(await shown().page.locator(".figure-series").innerText(), /no contributions over time/);
      assert.equal(await shown().page.locator(".figure-roi svg.plot").count(), 1);
    });

    it("a newer payload, or none at all: says so, and what to do", async () => {
      for (const text of ['{"v": 2}', "<html>", ""]) {
        await shown().start(
          { kind: "result", header: demoHeader, query: demoQuery, text, problem: null },
          { theme: "vscode-dark", width: 900, memory: kept() },
        );
        assert.match(
          await shown().page.locator("main").innerText(),
          /not in a form that this version reads.*Update the extension/s,
        );
      }
    });

    it("answers to questions that are no longer asked are left alone", async () => {
      await open("curves");
      const query = { ...demoQuery, level: 0.5 } as const;
      await shown().receive({ type: "part", part: "curves", query, text: partText("curves"), problem: null });
      assert.equal(await shown().page.locator(".figure-curves .panel").count(), 5);
    });
  });
});
