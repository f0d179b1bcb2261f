import assert from "node:assert/strict";
import {
  comparedRecords,
  comparedView,
  comparisonHeader,
  comparisonMemory,
  comparisonQuery,
  comparisonText,
  openComparison,
  sentOf,
} from "../../../support/comparisonPage";
import { contrastOf } from "../../../support/contrast";
import { themes } from "../../../support/pageServer";
import { describeResultsPage } from "../../../support/resultsPage";
import { type ComparisonMemory, type ComparisonView } from "../../../../webview/shared/comparisonMessages";

type Row = Record<string, unknown> & { driver: string };
const answer = () => JSON.parse(comparisonText()) as Record<string, unknown> & { totals: Row[]; roi: Row[] };

describeResultsPage("the page that compares two results, in a browser", ({ shown }) => {
  const open = (view: ComparisonView = comparedView(), opening: Parameters<typeof openComparison>[2] = {}) =>
    openComparison(
      {
        page: shown().page,
        receive: (...messages) => shown().receive(...messages),
        drawn: () => shown().drawn(),
      },
      view,
      opening,
    );
  const figure = (id: string) => shown().page.locator(`.figure-compared${id}`);
  const titles = (): Promise<string[]> => shown().page.locator(".figure h2").allInnerTexts();
  const remembered = async (): Promise<ComparisonMemory> => (await shown().memory()) as unknown as ComparisonMemory;

  for (const theme of themes) {
    it(`draws all in ${theme} without breaking the page's policy, its texts readable`, async () => {
      await open(comparedView(), { theme });
      assert.equal((await titles()).length, 4);
      assert.equal(await shown().page.locator(".picture svg.plot").count(), 2 + 2 + 1);
      const texts = shown().page.locator(
        ".figure h2, .figure .caption, .legend-item, .facts td, .metrics td, h1, .meta",
      );
      const ratios = await Promise.all((await texts.all()).map(contrastOf));
      assert.ok(ratios.length > 60 && Math.min(...ratios) >= 4.5, String(Math.min(...ratios)));
      assert.deepEqual(shown().complaints, []);
    });
  }

  it("keeps to the width of a narrow window, and no two labels of one picture lie on one another", async () => {
    for (const width of [700, 1300]) {
      await open(comparedView(), { width });
      const found = await shown().page.evaluate(() => ({
        width: document.documentElement.scrollWidth,
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
      assert.equal(found.width, width);
      assert.deepEqual(found.overlaps, [], `${String(width)} px`);
    }
  });

  it("says what changed most clearly, by how much and how surely", async () => {
    const { roi, ...rest } = answer();
    const [tv, ...others] = roi as unknown as [Record<string, unknown>];
    const difference = { mean: 0.41, p50: 0.4, lo: 0.1, hi: 0.7, lo50: 0.3, hi50: 0.5, pHigher: 0.98 };
    const changed = { ...tv, roi: { ...(tv["roi"] as object), difference } };
    await open(comparedView({ ...rest, roi: [changed, ...others] }));
    const name = String(tv["channel"]);
    assert.equal(
      await figure("Returns").locator("h2").innerText(),
      `${name} returned 0.40 (0.10 to 0.70) more a kr in B than in A: P(higher) 98 %.`,
    );
    const less = { mean: -0.41, p50: -0.4, lo: -0.7, hi: -0.1, lo50: -0.5, hi50: -0.3, pHigher: 0.004 };
    const fallen = { ...tv, roi: { ...(tv["roi"] as object), difference: less } };
    await open(comparedView({ ...rest, roi: [fallen, ...others] }));
    assert.match(
      await figure("Returns").locator("h2").innerText(),
      /0\.40 \(0\.10 to 0\.70\) less .*P\(lower\) > 99 %/,
    );
    // Season is measured against other levels in A and B, so its sure difference is no finding.
    assert.match(await figure("Amounts").locator("h2").innerText(), /^No driver that both have surely/);
    await open(comparedView({ sameReference: true }));
    assert.match(await figure("Amounts").locator("h2").innerText(), /^Seasonality added 12\.5K .* more units in B/);
  });

  it("says how draws belong together, and what makes a difference less than it seems", async () => {
    await open(comparedView({ pairing: "draw" }));
    assert.match(await figure("Amounts").locator(".notes").innerText(), /come from one fit/);
    const { first, second } = answer() as unknown as Record<string, Record<string, unknown>>;
    await open(
      comparedView({
        first: { ...first, draws: 20, link: "log", periods: 160 },
        second: {
          ...second,
          place: { country_code: "DEU" },
          doubts: [{ check: "rhat", status: "fail", value: 1.3, limit: 1.01 }],
        },
      }),
    );
    const notes = await figure("Amounts").locator(".notes").innerText();
    for (const words of [
      /20 draws|few draws/i,
      /multiplies them/,
      /4 of A, 0 of B/,
      /two fits with draws/,
      /training mean/,
      /The fit behind .*#\d+ did not pass: Chains agree .*1\.3/,
    ])
      assert.match(notes, words);
    assert.match(await figure("Returns").locator(".notes").innerText(), /did not pass: Chains agree/);
    assert.match(await figure("Returns").locator(".notes").innerText(), /its own currency/);
    assert.match(await figure("Metrics").locator(".notes").innerText(), /different dates/);
  });

  it("names returns that are implausible in either of the two", async () => {
    const [tv, ...others] = answer().roi as unknown as [{ channel: string; roi: { second: object } }];
    const notes = (): Promise<string> => figure("Returns").locator(".notes").innerText();
    await open();
    assert.doesNotMatch(await notes(), /implausible/);
    const odd = { ...tv, roi: { ...tv.roi, second: { ...tv.roi.second, p50: 55 } } };
    await open(comparedView({ roi: [odd, ...others] }));
    assert.match(await notes(), /The ROI of TV is implausible/);
  });

  it("counts in weeks, days or quarters as a result does, and in periods where A and B differ or nobody says", async () => {
    const meta = async (first: number | undefined, second = first): Promise<string> => {
      const sides = answer() as unknown as Record<"first" | "second", object>;
      await open(
        comparedView({
          first: { ...sides.first, daysPerPeriod: first },
          second: { ...sides.second, daysPerPeriod: second },
        }),
      );
      return `${await shown().page.locator(".meta").innerText()} ${await figure("Amounts").locator(".caption").first().innerText()}`;
    };
    for (const [days, words] of [
      [1, "156 days"],
      [7, "156 weeks"],
      [91.3125, "156 quarters"],
      [undefined, "156 periods"],
    ] as const)
      assert.equal((await meta(days)).split(words).length, 3, `${words} in header and figure`);
    assert.match(await meta(7, 30.4375), /156 periods/);
  });

  it("is read by keyboard alone: rows by Up and Down, A and B or the difference by Left and Right, T, C", async () => {
    await open();
    await figure("Returns").locator(".picture").focus();
    await shown().press("Home", "ArrowDown", "ArrowUp");
    const words = figure("Returns").locator(".readout");
    assert.match(await words.innerText(), /^TV\s+A: 1\.\d\d\s+90 % interval: .*B: 1\.\d\d/s);
    await shown().press("ArrowRight");
    assert.match(await words.innerText(), /^TV\s+B less A: .*P\(B higher\): \d+ %/s);
    await shown().press("ArrowDown");
    assert.match(await words.innerText(), /^OOH/);
    await shown().press("t");
    assert.equal(await figure("Returns").locator(".figure-table table tbody tr").count(), 5);
    assert.deepEqual((await remembered()).tables, ["comparedReturns"]);
    await shown().press("c");
    const copied = (await sentOf(shown())).find(({ type }) => type === "copy");
    assert.ok(copied?.type === "copy");
    const lines = copied.text.trim().split("\r\n");
    assert.match(lines[0] ?? "", /^name,a_mean,a_median,.*difference_high,p_b_higher,unit,source$/);
    const { roi } = answer() as unknown as { roi: { channel: string; roi: { difference: { mean: number } } }[] };
    const cells = (lines[1] ?? "").split(",");
    assert.equal(cells[9], String(roi.find(({ channel }) => channel === cells[0])?.roi.difference.mean));
    assert.match(lines[1] ?? "", /Model #1 \(A\) against model #2 \(B\).*draws: A 1,000, B 1,000/);
  });

  it("asks for other numbers, keeps what is shown() until they come, and remembers them", async () => {
    await open();
    await shown().page.getByText("80 %", { exact: true }).click();
    const asked = (await sentOf(shown())).find(({ type }) => type === "compareQuery");
    assert.deepEqual(asked, { type: "compareQuery", query: { ...comparisonQuery, level: 0.8 } });
    assert.equal(await shown().page.locator("main").getAttribute("aria-busy"), "true");
    assert.equal((await titles()).length, 4);
    await shown().receive({
      type: "comparison",
      view: comparedView({ level: 0.8 }, { query: { ...comparisonQuery, level: 0.8 } }),
    });
    assert.equal(await shown().page.locator("main").getAttribute("aria-busy"), null);
    assert.match(await figure("Amounts").locator(".caption").first().innerText(), /80 % intervals/);
    assert.equal((await remembered()).query?.level, 0.8);
    await shown().page.getByText("Swap A and B", { exact: true }).click();
    assert.equal((await sentOf(shown())).at(-1)?.type, "swap");
  });

  it("has the table of returns in medians, as its picture, and that of amounts in means, which add up", async () => {
    await open(comparedView(), { memory: comparisonMemory({ tables: ["comparedReturns", "comparedAmounts"] }) });
    const { roi } = answer() as unknown as {
      roi: readonly { channel: string; roi: { first: { p50: number; mean: number } } }[];
    };
    const skewed = roi.find(({ roi: { first } }) => first.p50.toFixed(2) !== first.mean.toFixed(2));
    assert.ok(skewed);
    const row = figure("Returns").locator("tbody tr").filter({ hasText: skewed.channel });
    assert.equal(await row.locator("td").first().innerText(), skewed.roi.first.p50.toFixed(2));
    assert.match(await figure("Returns").locator("table thead").innerText(), /A: Median/);
    assert.match(await figure("Amounts").locator("table thead").innerText(), /A: mean/);
  });

  it("has tabs, and comes back with its tab, tables and shares", async () => {
    await open(comparedView(), {
      memory: comparisonMemory({ tab: "drivers", shares: true, tables: ["comparedAmounts"] }),
    });
    assert.equal((await titles()).length, 1);
    assert.match(await figure("Amounts").locator("table thead").innerText(), /% of total/);
    await shown().page.getByRole("tab", { name: "Changes" }).click();
    assert.match(
      (await titles()).join(),
      /^What differs: Model, Dataset, Training dates, Sampler, Uploads, and Graph\./,
    );
    assert.equal((await remembered()).tab, "changes");
    const text = await figure("Changes").innerText();
    for (const words of [
      /Only in the dataset of A: #103 Media/,
      /node Radio was added/,
      /edge OOH → Sales was removed/,
    ])
      assert.match(text, words);
    assert.match(text, /TV: adstock\.type is "none", was "geometric"/);
  });

  it("is saved as a report with all figures, tables and caveats, whatever tab is open", async () => {
    await open(comparedView(), { memory: comparisonMemory({ tab: "fit" }) });
    await shown().page.getByText("Report...", { exact: true }).click();
    const saved = (await sentOf(shown())).find(({ type }) => type === "save");
    assert.ok(saved?.type === "save");
    assert.equal(saved.name, "model-1-against-model-2.html");
    assert.equal(saved.data.match(/<section>/g)?.length, 4);
    assert.equal(saved.data.match(/<svg[^>]*role="img"/g)?.length, 3);
    for (const words of ["Sandbox engine", "two fits with draws", "node Radio was added", "Model #1 (A) against"])
      assert.ok(saved.data.includes(words), words);
    assert.ok(!saved.data.includes("<script"));
  });

  it("is saved as a report of what was asked for last, once that is there, in light colours", async () => {
    await open();
    await shown().page.getByRole("button", { name: "50 %" }).click();
    await shown().page.getByText("Report...", { exact: true }).click();
    const saved = async () => (await sentOf(shown())).filter(({ type }) => type === "save");
    assert.deepEqual(await saved(), []);
    await shown().receive({
      type: "comparison",
      view: comparedView({ level: 0.5 }, { query: { ...comparisonQuery, level: 0.5 } }),
    });
    const [report] = await saved();
    assert.ok(report?.type === "save");
    assert.match(report.data, /50 %/);
    assert.match(report.data, /background: rgb\(255, 255, 255\)/);
  });

  it("is copied as scripts that read the same call", async () => {
    await open();
    for (const button of await shown().page.getByRole("button", { name: "Copy Python" }).all()) await button.click();
    const scripts = (await sentOf(shown())).flatMap((message) => (message.type === "copy" ? [message.text] : []));
    assert.equal(scripts.length, 4);
    for (const script of scripts) {
      assert.match(script, /results\/compare\?first=models%2F1&second=models%2F2/);
      assert.match(script, /PARAMS = \{"level": "0\.9"\}/);
    }
  });

  describe("whatever an answer is like", () => {
    const spread = { mean: 1, p50: 1, lo: 0.5, hi: 2, lo50: 0.8, hi50: 1.2 };
    const both = { first: spread, second: spread, difference: { ...spread, pHigher: 0.6 } };
    const only = { first: spread, second: null, difference: null };
    const row = (driver: string, amount: object = both, kind = "media") => ({
      ...{ driver, kind, zeroSum: false, amount, share: amount },
    });

    it("shows records and fits where the server compares nothing, and why", async () => {
      const problem = { sentence: "This server publishes no way to compare.", words: null, advice: null };
      await open(comparedView({}, { text: null, problem }));
      assert.deepEqual((await titles()).length, 2);
      assert.match(await shown().page.locator(".banner.error").innerText(), /publishes no way/);
    });

    for (const [what, text] of [
      ["of another version", JSON.stringify({ ...answer(), v: 2 })],
      ["without totals", JSON.stringify({ v: 1 })],
      ["that is no JSON", "<html>"],
    ] as const) {
      it(`says that it cannot read an answer ${what}`, async () => {
        await open(comparedView({}, { text }));
        assert.match(await shown().page.locator(".banner.error").innerText(), /not in a form that this version reads/);
        assert.equal((await titles()).length, 2);
      });
    }

    it("leaves out rows without numbers and says how many, and shows what is left", async () => {
      const text = comparisonText()
        .replace(/"mean":-?[\d.]+,"p50":-?[\d.]+/, '"mean":NaN,"p50":NaN')
        .replace('"totals":[', '"totals":[{"driver":"Ghost","amount":{"first":null}},');
      await open(comparedView({}, { text }));
      assert.match(await figure("Amounts").locator(".notes").innerText(), /1 rows of the answer lack numbers/);
      assert.deepEqual(shown().complaints, []);
    });

    it("shows an answer with the least there can be", async () => {
      await open(comparedView({}, { text: JSON.stringify({ v: 1, totals: [] }) }));
      assert.equal((await titles()).length, 4);
      assert.match(await figure("Amounts").innerText(), /no contributions to compare/);
      assert.match(await figure("Returns").innerText(), /no ROI to compare/);
    });

    it("names what only one has, and says where nothing is common", async () => {
      await open(
        comparedView({ totals: [row("TV", only), row("Radio", { ...only, first: null, second: spread })], roi: [] }),
      );
      assert.match(
        await figure("Amounts").locator("h2").innerText(),
        /^The two have no driver in common.*Only in A: TV\. Only in B: Radio\.$/,
      );
      const texts = await figure("Amounts").locator("svg text").allTextContents();
      assert.ok(texts.includes("only in A") && texts.includes("only in B"));
      await open(comparedView({ totals: [row("TV"), row("OOH", only)], roi: [] }));
      assert.match(await figure("Amounts").locator("h2").innerText(), /Only in A: OOH/);
    });

    it("holds 40 channels, markup as names and names from right to left", async () => {
      const names = [
        "<script>alert(1)</script>",
        "تلفزيون",
        ...Array.from({ length: 38 }, (_, at) => `Channel ${String(at)}`),
      ];
      const roi = names.map((channel) => ({ channel, spend: { first: 5, second: 6 }, roi: both }));
      await open(comparedView({ totals: names.map((name) => row(name)), roi }));
      assert.equal((await figure("Returns").locator(".picture svg title").count()) > 0, true);
      assert.equal(await shown().page.locator("main script").count(), 0);
      await figure("Returns").locator(".picture").focus();
      await shown().press("Home", "ArrowDown");
      assert.match(await figure("Returns").locator(".readout").innerText(), /^تلفزيون/);
      assert.deepEqual(shown().complaints, []);
    });

    it("has a sentence for what is at work, gone or failed", async () => {
      const header = comparisonHeader;
      await open({ kind: "running", header, which: "second", word: "training", fraction: 0.4 });
      assert.match(await shown().page.locator(".banner").innerText(), /Model #2 is still at work.*training.*40/s);
      await open({ kind: "deleted", header, which: "first" });
      assert.match(await shown().page.locator(".banner").innerText(), /Model #1 is no longer on the server/);
      const problem = { sentence: "It failed.", words: "out of luck", advice: "Choose another." };
      await open({ kind: "failed", header, problem });
      assert.match(await shown().page.locator(".banner").innerText(), /It failed\..*out of luck.*Choose another/s);
      await shown().receive({ type: "comparison", view: comparedView() });
      assert.equal((await titles()).length, 4, "it compares as soon as it can");
    });

    it("says what graphs and records do not tell", async () => {
      const graphs = { state: "unread", level: "low", changes: [], more: 0 } as const;
      const diagnostics = { first: null, second: null };
      await open(comparedView({}, { records: { facts: [], uploads: null, graphs, diagnostics } }));
      assert.match(await figure("Changes").innerText(), /records tell of no difference.*graphs could not be read/s);
      assert.match(await figure("Metrics").innerText(), /does not tell how well/);
      await open(comparedView({}, { records: { ...comparedRecords, graphs: { ...graphs, state: "tooLarge" } } }));
      assert.match(await figure("Changes").innerText(), /too large to be compared here/);
    });
  });
});
