import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { contrastOf } from "../../../support/contrast";
import { demoHeader, demoQuery, demoTable, demoView } from "../../../support/demoResult";
import { type Theme, themes } from "../../../support/pageServer";
import { describeResultsPage, type OpenedPage } from "../../../support/resultsPage";
import { type ResultsMemory, type ResultsView } from "../../../../webview/shared/resultsMessages";

const target = { connectionId: "sandbox", team: "1", project: "1", kind: "attribution", id: "5" } as const;

describeResultsPage("the table of the results page in a browser", ({ shown, server }) => {
  async function opened(
    { theme = "vscode-dark", width = 1280, memory = kept() }: { theme?: Theme; width?: number; memory?: unknown },
    view: ResultsView = demoView(),
  ): Promise<OpenedPage> {
    await shown().start(view, { theme, width, memory });
    return shown();
  }

  const kept = (changes: Partial<ResultsMemory> = {}): ResultsMemory => ({
    ...{
      v: 2,
      target: { ...target },
      query: demoQuery,
      tab: "table",
      shares: false,
      tables: [],
      scroll: 0,
      sort: null,
    },
    ...changes,
  });

  /** Into out/screenshots, for people to look at; takes as long as all the rest, so only when asked for. */
  async function picture(opened: OpenedPage, name: string): Promise<void> {
    if (process.env["ALVISS_SCREENSHOTS"] === undefined) return;
    const folder = join(import.meta.dirname, "../../../../out/screenshots");
    mkdirSync(folder, { recursive: true });
    await opened.page.screenshot({ path: join(folder, `results-${name}.png`), fullPage: true });
  }

  for (const theme of themes) {
    it(`keeps its text at 4.5:1 or more and obeys its own policy in ${theme}`, async () => {
      const shown = await opened({ theme });
      await shown.page.locator("tbody td").nth(3).focus();
      await picture(shown, theme);
      const texts = shown.page.locator(
        "h1, h2, .meta, .caption, .sandbox-label, .groups th, .unit, .sort, tbody tr:nth-child(1) > *, tfoot td, .readout > *, .note, kbd, vscode-button",
      );
      const ratios = await Promise.all((await texts.all()).map(contrastOf));
      const words = await texts.allTextContents();
      const faint = words.filter((_, index) => (ratios[index] ?? 0) < 4.5);
      assert.ok(words.length > 40);
      assert.deepEqual(faint, []);
      assert.deepEqual(shown.complaints, []);
    });
  }

  it("is a table that a screen reader can find its way in", async () => {
    const { page } = await opened({});
    assert.match(
      await page.locator("table > caption").innerText(),
      /TV and Search add most.*\n?.*equal-tailed 90 % intervals/s,
    );
    const groups = page.locator('th[scope="colgroup"]');
    assert.deepEqual(await groups.allInnerTexts(), ["Contribution", "Share of total", "Return on spend"]);
    const heads = await page.locator('thead th[scope="col"]').allTextContents();
    assert.equal(heads.length, 10);
    assert.deepEqual(heads.slice(2, 4), ["Mean units sold", "90 % interval low to high"]);
    assert.equal(await page.locator('tbody th[scope="row"]').count(), 13);
    assert.equal(await page.locator('thead th[aria-sort="descending"]').textContent(), "Mean units sold");
    assert.equal(await page.getByRole("heading", { level: 1, name: "Attribution #5" }).count(), 1);
    assert.equal(await page.getByText("Sandbox engine: not Alviss's own numbers").count(), 1);
    assert.equal(await page.getByRole("button", { name: "90 %", pressed: true }).count(), 1);
    assert.match(
      await page.locator(".meta").innerText(),
      /^model #11, SWE \/ all \/ all, Jan 3, 2022.*Dec 23, 2024, 156 weeks, 800 draws, 90 % intervals, seed 1, engine 1$/,
    );
  });

  it("has one tab stop for each button and one for the whole table", async () => {
    const shown = await opened({});
    const stops: string[] = [];
    for (let stop = 0; stop < 11; stop++) {
      await shown.press("Tab");
      stops.push(await shown.focused());
    }
    assert.deepEqual(stops.slice(0, 5), ["Table", "50 %", "80 %", "90 %", "95 %"]);
    assert.deepEqual(
      stops.slice(7),
      ["Compare with...", "CSV...", "Report...", "Base"],
      "after the dates and the unit",
    );
    await shown.press("Tab");
    assert.equal(await shown.page.evaluate(() => document.activeElement === document.body), true);
  });

  it("reads the cells with the arrow keys and sorts with Enter on a heading", async () => {
    const shown = await opened({});
    await shown.page.locator('table [tabindex="0"]').focus();
    await shown.press("ArrowDown", "ArrowRight", "ArrowRight");
    assert.equal(
      await shown.readout(),
      "TV: Contribution, Mean | 106,303 units sold | 90 % interval: 94,549 to 118,476 | row 2 of 13, sorted by Mean",
    );
    await shown.press("End");
    assert.match(await shown.readout(), /^TV: Return on spend, P\(ROI > 1\) \| > 99 % \|/);
    await shown.press("Control+Home", "Enter");
    const byName = (await shown.tableText()).map(([name]) => name ?? "");
    assert.deepEqual(byName, [...byName].sort(new Intl.Collator("en").compare));
    assert.equal(await shown.page.locator('th[aria-sort="ascending"]').textContent(), "Driver");
    assert.equal(await shown.focused(), "Driver");
    await shown.press("Control+End");
    assert.match(await shown.readout(), /^Total: /);
    await shown.press("Escape");
    assert.equal(await shown.page.evaluate(() => document.activeElement === document.body), true);
  });

  it("asks for another level, keeps the table until the answer, and stays on the button", async () => {
    const shown = await opened({});
    const before = await shown.tableText();
    await shown.page.getByRole("button", { name: "50 %" }).click();
    assert.deepEqual((await shown.sent()).at(-1), { type: "query", query: { ...demoQuery, level: 0.5 } });
    assert.equal(await shown.page.locator('main[aria-busy="true"]').count(), 1);
    assert.deepEqual(await shown.tableText(), before);
    await shown.receive({ type: "view", view: demoView({ level: 0.5 }, { level: 0.5 }) });
    assert.equal(await shown.focused(), "50 %");
    assert.equal(await shown.page.getByRole("button", { pressed: true }).count(), 1);
    assert.equal(await shown.page.getByRole("button", { pressed: true, name: "50 %" }).count(), 1);
    assert.equal(await shown.page.locator("main[aria-busy]").count(), 0);
    assert.equal(await shown.page.locator("thead").getByText("50 % interval").count(), 3);
    assert.equal((await shown.memory()).query?.level, 0.5);
  });

  it("copies the table in the order in which it stands by the key C", async () => {
    const shown = await opened({});
    await shown.page.getByRole("button", { name: "ROI, median" }).click();
    await shown.press("c");
    const copies = (await shown.sent()).filter((message) => message.type === "copy");
    assert.equal(copies.length, 1);
    const names = copies[0]?.text
      .split("\r\n")
      .slice(1, 14)
      .map((line) => line.split(",")[0]);
    assert.deepEqual(
      names,
      (await shown.tableText()).map(([name]) => name),
    );
    assert.equal(names?.[0], "Search");
    assert.equal(copies[0]?.note, "Copied 14 rows as CSV.");
    await shown.receive({ type: "said", note: "Copied 14 rows as CSV." });
    assert.equal(await shown.page.getByRole("status").innerText(), "Copied 14 rows as CSV.");
  });

  it("writes no file of a model without a fit to write, and says why", async () => {
    const header = { ...demoHeader, kind: "model" as const };
    const nothing = "No file was written. This server does not tell what this figure shows.";
    const kept = "No file was written. The server kept no fit of this model for these dates.";
    for (const [diagnostics, words] of [
      [null, nothing],
      ['{"v":1}', kept],
    ] as const) {
      const shown = await opened({}, { kind: "result", header, query: demoQuery, text: null, problem: null });
      await shown.page.getByRole("button", { name: "CSV..." }).click();
      await shown.answerParts({ diagnostics });
      await shown.page.getByRole("status").getByText(words).waitFor();
      const sent = (await shown.sent()).map(({ type }) => type);
      assert.deepEqual([sent.at(-1), sent.includes("save")], ["notSaved", false]);
    }
  });

  it("does not scroll sideways or cut text at 700 px, where the table scrolls by itself", async () => {
    const shown = await opened({ width: 700, theme: "vscode-light" }, demoView({ draws: 40 }));
    await picture(shown, "700");
    const widths = await shown.page.evaluate(() => {
      const scroll = document.querySelector(".table-scroll");
      const cut = [...document.querySelectorAll("h1, h2, p, li, .readout, .toolbar, .toolbar *, .banner *")].filter(
        (part) => part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== "inline",
      );
      return {
        page: document.documentElement.scrollWidth,
        table: (scroll?.scrollWidth ?? 0) > (scroll?.clientWidth ?? 0),
        outside: [...document.querySelectorAll("h1, h2, p, li, .readout, .toolbar > *")].filter(
          (part) => part.getBoundingClientRect().right > innerWidth,
        ).length,
        cut: cut.map((part) => part.className || part.tagName),
      };
    });
    assert.deepEqual(widths, { page: 700, table: true, outside: 0, cut: [] });
    await shown.page.locator('table [tabindex="0"]').focus();
    await shown.press("End");
    const [cell, name] = await Promise.all([
      shown.page.locator(":focus").boundingBox(),
      shown.page.locator("tbody th").first().boundingBox(),
    ]);
    assert.ok(cell !== null && cell.x + cell.width <= 700, "the focused cell is in sight");
    assert.ok(name !== null && name.x >= 0 && name.x < 20, "the driver's name stays in sight");
  });

  it("remembers what it shows and in which order, and starts with that order again", async () => {
    const shown = await opened({});
    await shown.page.getByRole("button", { name: "Spend" }).click();
    const memory = await shown.memory();
    const { choices, ...rest } = memory;
    assert.deepEqual(rest, kept({ sort: { column: "spend", descending: true } }));
    assert.equal(choices?.series.view, "withBase");
    const again = await opened({ memory });
    assert.equal((await again.tableText())[1]?.[0], "OOH");
    const broken = await opened({ memory: { v: 1, sort: "spend" } });
    assert.equal(await broken.page.getByRole("tab", { selected: true }).innerText(), "Overview");
  });

  it("shows names from the data as text, whatever they hold", async () => {
    const evil = '<img src=x onerror="document.title=1">';
    const [first, ...rest] = demoTable().totals;
    assert.ok(first !== undefined);
    const shown = await opened({}, demoView({ totals: [{ ...first, driver: evil }, ...rest] }));
    assert.equal((await shown.tableText())[0]?.[0], evil);
    assert.equal(await shown.page.locator("img").count(), 0);
  });

  it("says what stands in the way of a table, and what to do", async () => {
    const problem = { sentence: "The server failed.", words: "no such table", advice: "Try later." };
    const shown = await opened({ width: 900 }, { kind: "failed", header: demoHeader, problem });
    assert.equal(await shown.page.locator("[role=alert] code").innerText(), "no such table");
    await picture(shown, "failed");
    await shown.page.getByRole("button", { name: "Try Again" }).click();
    await shown.page.getByRole("button", { name: "Show Log" }).click();
    assert.deepEqual((await shown.sent()).slice(-2), [{ type: "retry" }, { type: "showLog" }]);
    await shown.receive({
      type: "view",
      view: { kind: "running", header: demoHeader, word: "processing", fraction: 0.4, loss: [], blocks: [] },
    });
    assert.match(await shown.page.locator("main").innerText(), /still running.*processing, 40 %.*Check Now/s);
    await picture(shown, "running");
    await shown.receive({ type: "view", view: { kind: "deleted", header: demoHeader } });
    assert.match(await shown.page.locator("main").innerText(), /no longer on the server/);
    await shown.receive({ type: "view", view: { kind: "loading", header: demoHeader } });
    assert.equal(await shown.page.locator("main .block").count(), 9);
    await shown.receive({ type: "view", view: { ...demoView(), problem } });
    assert.equal(await shown.page.locator("tbody tr").count(), 13, "the last table stays beside the problem");
    await picture(shown, "stale");
    assert.deepEqual(shown.complaints, []);
  });

  it("ignores messages that it does not know", async () => {
    const shown = await opened({});
    const before = await shown.page.locator("body").innerText();
    const { result } = { result: demoTable() };
    await shown.receive(
      null,
      5,
      { type: "view" },
      { type: "view", view: { kind: "result", header: demoHeader, result } },
    );
    assert.equal(await shown.page.locator("body").innerText(), before);
    assert.deepEqual(shown.complaints, []);
  });

  it("carries no React with it and stays small", () => {
    assert.deepEqual(
      server().modules.filter((module) => /node_modules\/(react|react-dom|scheduler)\//.test(module)),
      [],
    );
    assert.doesNotMatch(server().script, /react\.element|react-dom/);
    assert.ok(server().script.length < 700_000, `${String(server().script.length)} characters`);
  });
});
