import assert from "node:assert/strict";
import axeCore from "axe-core";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type Locator } from "playwright-core";
import { FileWorker } from "../../../../src/ui/dataFiles/worker/fileWorker";
import { type PreviewReport } from "../../../../src/ui/dataFiles/worker/workerMessages";
import { isToPreview } from "../../../../webview/shared/previewArrivals";
import { type PreviewData, type PreviewView } from "../../../../webview/shared/previewMessages";
import { launchBrowser } from "../../../harness/browser.mjs";
import { chromium } from "../../../harness/chromium.mjs";
import { checkWorkerBundle } from "../../../support/checkWorkerBundle";
import { contrastOf } from "../../../support/contrast";
import { type PageServer, themes } from "../../../support/pageServer";
import {
  englishPreviewWords,
  OpenedPreview,
  type PageOptions,
  type PreviewWords,
  startPreviewPage,
} from "../../../support/previewPage";
import { sheetOfCsv, workbookBytes } from "../../../support/workbookBytes";

const demo = (name: string): string => readFileSync(join(import.meta.dirname, "../../../../media/demo", name), "utf8");

type Locators = [Locator, Locator];

/** The demo's media with what goes wrong in real files: a fault in a number, a week lost, a row twice. */
function faultyMedia(): string {
  const lines = demo("Media.csv").trimEnd().split("\n");
  const kept = lines.filter((line) => !line.includes(",2023-06-05,") && !line.includes(",2023-06-12,"));
  const twice = kept.find((line) => line.includes(",2024-02-12,")) ?? "";
  return [...kept, twice].join("\n").replace(/(2024-09-09.*,)([\d.]+)$/m, '$1"1,5"');
}

describe("the page of a data file in a browser", function () {
  this.timeout(30_000);
  let browser: Browser;
  let server: PageServer;
  let words: PreviewWords;
  let worker: FileWorker;
  let bundle: Awaited<ReturnType<typeof checkWorkerBundle>>;
  let media: PreviewData;

  before(async function () {
    this.timeout(300_000);
    [server, words, bundle] = await Promise.all([startPreviewPage(), englishPreviewWords(), checkWorkerBundle()]);
    worker = new FileWorker(bundle.url);
    browser = await launchBrowser(await chromium());
    media = words.previewData(await read(new TextEncoder().encode(faultyMedia()), "Media.csv"));
  });
  after(async () => {
    worker.dispose();
    bundle.remove();
    await browser.close();
    await server.stop();
  });

  const read = (bytes: Uint8Array, fileName: string): Promise<PreviewReport> =>
    worker.call({ kind: "preview", source: { kind: "bytes", bytes }, fileName, type: "guess", severity: {} });

  const mediaTask = () => ({
    kind: "preview" as const,
    source: { kind: "bytes" as const, bytes: new TextEncoder().encode(faultyMedia()) },
    fileName: "Media.csv",
    type: "guess" as const,
    severity: {},
  });

  const dataOf = async (text: string, fileName: string): Promise<PreviewData> =>
    words.previewData(await read(new TextEncoder().encode(text), fileName));

  const opened = (view: PreviewView, options: PageOptions = {}): Promise<OpenedPreview> =>
    OpenedPreview.open(browser, server, words.strings, view, options);

  async function shown(data: PreviewData, options: PageOptions = {}): Promise<OpenedPreview> {
    return opened({ kind: "data", data }, options);
  }

  /** Into out/screenshots, for people to look at; only when asked for. */
  async function picture({ page }: OpenedPreview, name: string): Promise<void> {
    if (process.env["ALVISS_SCREENSHOTS"] === undefined) return;
    const folder = join(import.meta.dirname, "../../../../out/screenshots");
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `preview-${name}.png`) });
  }

  for (const theme of themes) {
    it(`keeps its text at 4.5:1 or more and obeys its own policy in ${theme}`, async () => {
      const one = await shown(media, { theme });
      await one.page.locator(".chart").first().focus();
      await picture(one, theme);
      const texts = one.page.locator(
        "h1, h2, .chip, .caption, .key-figures b, .chart-title > *, .axis, .readout > *, .note, .place, .message, td, th, vscode-button",
      );
      const visible = texts.filter({ hasText: /\S/ });
      const ratios = await Promise.all((await visible.all()).map(contrastOf));
      const contents = await visible.allTextContents();
      assert.ok(contents.length > 100, String(contents.length));
      assert.deepEqual(
        contents.filter((_, index) => (ratios[index] ?? 0) < 4.5),
        [],
      );
      assert.deepEqual(one.complaints, []);
      await one.page.close();
    });
  }

  /** What axe-core finds wrong with the page as it is, one line each. */
  async function violations({ page }: OpenedPreview): Promise<string[]> {
    await page.evaluate(axeCore.source);
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations: found } = await axe.run();
      return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
    });
  }

  for (const theme of themes)
    it(`has names and roles that axe-core finds nothing wrong with, in ${theme}`, async () => {
      const one = await shown(media, { theme });
      assert.deepEqual(await violations(one), []);
      await one.page.getByRole("button", { name: "Table", exact: true }).click();
      assert.deepEqual(await violations(one), []);
      await one.page.close();
    });

  it("tells each chart in a sentence, and has one tab stop for all of them", async () => {
    const one = await shown(media);
    const figures = one.page.getByRole("figure");
    assert.equal(await figures.count(), media.series.length);
    assert.match(
      (await figures.first().getAttribute("aria-label")) ?? "",
      /^TV, GRP: \d+ numbers from Jan 17, 2022.*; least .*, mean .*, most .*\. \d+ weeks between the first and the last have no row\.$/,
    );
    assert.equal(await one.page.locator(".chart[tabindex='0']").count(), 1);
    await figures.first().focus();
    await one.press("Home");
    assert.match(await one.readout(), /^TV, GRP \| 2022-01-03 \| no number$/);
    await one.press("ArrowRight");
    assert.match(await one.readout(), /^TV, GRP \| 2022-01-10 \|/);
    await one.press("ArrowDown", "ArrowDown", "End");
    assert.match(await one.readout(), /^OnlineVideo, Impression \| 2024-12-23 \| [\d,]+$/);
    assert.equal(await one.page.locator(".chart[tabindex='0']").count(), 1);
    await one.press("Escape");
    assert.equal(await one.page.evaluate(() => document.activeElement === document.body), true);
    await one.page.close();
  });

  it("says what is missing and where, also in words", async () => {
    const one = await shown(media);
    assert.match(
      await one.page.locator(".calendar .note").innerText(),
      /^Without any row: 2023-06-05, 2023-06-12\. A key twice: 2024-02-12\.$/,
    );
    assert.equal(await one.page.locator(".square.none").count(), 2);
    assert.equal(await one.page.locator(".square.duplicate").count(), 1);
    assert.match(await one.page.locator(".key-figures").innerText(), /156\s+weeks, 2 missing/);
    const spend = one.page.getByRole("table", { name: "Spend by channel" });
    assert.equal(await spend.locator("tbody tr").count(), 5);
    await one.page.close();
  });

  it("lists what was found, and each leads to its cell in the text", async () => {
    const one = await shown(media);
    const first = one.page.locator(".finding").first();
    assert.match(await first.innerText(), /line \d+, column 9\s+"1,5" in \w+ has a comma/);
    await first.getByRole("button", { name: /^Go to line \d+, column 9$/ }).click();
    await one.page.getByRole("button", { name: "Fix File..." }).click();
    await one.page.getByRole("button", { name: "Upload... (asks first)" }).click();
    await one.page.getByRole("button", { name: "Open as Text" }).click();
    assert.deepEqual(await one.sent(), [
      { type: "ready", combination: null, dates: null },
      { type: "openText", finding: 0 },
      { type: "fix" },
      { type: "upload" },
      { type: "openText", finding: null },
    ]);
    await one.page.close();
  });

  it("names the cells of a workbook, and offers no text", async () => {
    const rows = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit\nSWE,all,all,2024-01-08,Health,many,2";
    const data = words.previewData(await read(workbookBytes([sheetOfCsv("Sheet1", rows)]), "Sales.xlsx"));
    const one = await shown(data, { isText: false });
    await picture(one, "workbook");
    assert.match(await one.page.locator(".finding").first().innerText(), /^Sheet1!F2\s+"many" is not a number/);
    assert.equal(await one.page.getByRole("button", { name: "Open as Text" }).count(), 0);
    await one.page.close();
  });

  it("turns into a table with the same numbers, which are copied as CSV", async () => {
    const one = await shown(media);
    await one.page.getByRole("button", { name: "Table", exact: true }).click();
    const table = one.page.getByRole("region", { name: /^Series of SWE/ }).getByRole("table");
    assert.equal(await table.locator("tbody tr").count(), media.series.length);
    await picture(one, "table");
    await one.page.getByRole("button", { name: "Copy CSV" }).click();
    const copied = (await one.sent()).at(-1);
    assert.ok(copied?.type === "copyCsv");
    assert.equal(copied.rows, media.series.length);
    assert.match(
      copied.csv,
      /^country,region,grouping,series,measure,numbers,first,last,missing,least,mean,most,total\r\nSWE,all,all,TV,/,
    );
    await one.receive({ type: "copied", rows: copied.rows });
    assert.equal(await one.page.locator(".said").innerText(), `Copied ${String(media.series.length)} rows as CSV.`);
    assert.equal((await one.memory())?.mode, "table");
    await one.page.close();
  });

  it("shows one combination, and asks for another, and one measure of them", async () => {
    const lines = demo("Sales.csv").trimEnd().split("\n");
    const norway = lines.slice(1).map((line) => line.replace("SWE,all", "NOR,Oslo"));
    const one = await shown(await dataOf([...lines, ...norway].join("\n"), "Sales.csv"));
    await picture(one, "sales");
    await one.page.locator("vscode-dropdown[aria-label='Combination']").click();
    await one.page.getByRole("option", { name: /^NOR \/ Oslo/ }).click();
    const chosen = { country: "NOR", region: "Oslo", grouping: "all" };
    assert.deepEqual((await one.sent()).at(-1), { type: "look", combination: chosen, dates: null });
    assert.deepEqual((await one.memory())?.combination, chosen);
    const all = await one.page.getByRole("figure").count();
    await one.page.locator("vscode-dropdown[aria-label='Measure']").click();
    await one.page.getByRole("option", { name: "UnitsSold" }).click();
    const some = await one.page.getByRole("figure").count();
    assert.ok(some > 0 && some < all, `${String(some)} of ${String(all)}`);
    await one.page.close();
  });

  it("looks at the dates that are typed, by keyboard alone, and says which are none", async () => {
    const dates = { from: "2023-01-02", to: "2023-12-25" };
    const one = await shown(media);
    const [from, to] = ["From", "To"].map((name) => one.page.getByRole("textbox", { name, exact: true })) as Locators;
    assert.equal(await one.page.locator(".dates vscode-text-field").first().getAttribute("placeholder"), "2022-01-03");
    await from.focus();
    await one.page.keyboard.type("1.2.2023");
    await one.press("Enter");
    assert.equal(await one.page.locator(".said").innerText(), "This is no date. Write it as year-month-day.");
    assert.equal(await one.page.locator("vscode-text-field[aria-invalid='true']").count(), 1);
    await from.selectText();
    await one.page.keyboard.type("2023-02-30");
    await one.press("Tab");
    assert.equal(await one.page.locator("vscode-text-field[aria-invalid='true']").count(), 1);
    await one.press("Shift+Tab", "ControlOrMeta+a");
    await one.page.keyboard.type(dates.from);
    await one.press("Tab");
    assert.equal(await one.page.locator("vscode-text-field[aria-invalid='true']").count(), 0);
    assert.equal(await to.evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field), true);
    await one.page.keyboard.type("2022-12-31");
    await one.press("Enter");
    assert.equal(await one.page.locator(".said").innerText(), "The first date is after the last one.");
    await one.press("ControlOrMeta+a");
    await one.page.keyboard.type(dates.to);
    await one.press("Enter");
    const looks = (await one.sent()).slice(1);
    assert.deepEqual(looks, [
      { type: "look", combination: null, dates: { from: dates.from, to: null } },
      { type: "look", combination: null, dates },
    ]);
    assert.deepEqual((await one.memory())?.dates, dates);
    const part = await worker.call({ ...mediaTask(), dates });
    await one.receive({ type: "view", view: { kind: "data", data: words.previewData(part) } });
    await picture(one, "dates");
    assert.match(await one.page.locator(".key-figures").innerText(), /52\s+weeks, 2 missing/);
    const nowhere = await worker.call({ ...mediaTask(), dates: { from: "2030-01-01", to: null } });
    await one.receive({ type: "view", view: { kind: "data", data: words.previewData(nowhere) } });
    assert.match(
      await one.page.locator("main").innerText(),
      /No row lies between these dates\.\s+The file has dates from 2022-01-03 to 2024-12-23\./,
    );
    await one.press("Tab", "Enter");
    assert.deepEqual((await one.sent()).at(-1), { type: "look", combination: null, dates: null });
    await one.receive({ type: "view", view: { kind: "data", data: media } });
    assert.equal(await from.inputValue(), "");
    assert.deepEqual(one.complaints, []);
    await one.page.close();
  });

  it("comes back to its dates, which can be taken away again", async () => {
    const dates = { from: "2023-01-02", to: null };
    const one = await shown(media, { memory: { v: 1, mode: "charts", measure: null, combination: null, dates } });
    assert.deepEqual((await one.sent())[0], { type: "ready", combination: null, dates });
    const from = one.page.getByRole("textbox", { name: "From", exact: true });
    assert.equal(await from.inputValue(), "2023-01-02");
    await from.focus();
    await one.press("ControlOrMeta+a", "Delete", "Enter");
    assert.deepEqual((await one.sent()).at(-1), { type: "look", combination: null, dates: null });
    await one.page.close();
  });

  it("comes back after a restart as it was", async () => {
    const combination = { country: "SWE", region: "all", grouping: "all" };
    const one = await shown(media, { memory: { v: 1, mode: "table", measure: "Investment", combination } });
    assert.deepEqual((await one.sent())[0], { type: "ready", combination, dates: null });
    const measures = await one.page.locator(".table-scroll tbody td:nth-child(2)").allTextContents();
    assert.deepEqual([...new Set(measures)], ["Investment"]);
    await one.page.close();
  });

  it("keeps what it shows while the file is read again, and stays where the keyboard is", async () => {
    const one = await shown(media);
    await one.page.getByRole("figure").nth(1).focus();
    await one.press("Home", "ArrowRight");
    await one.receive({ type: "busy" });
    assert.equal(await one.page.locator("main").getAttribute("aria-busy"), "true");
    assert.equal(await one.page.getByRole("figure").count(), media.series.length);
    await one.receive({ type: "view", view: { kind: "data", data: media } });
    assert.equal(await one.page.locator("main").getAttribute("aria-busy"), null);
    assert.match(await one.readout(), /\| 2022-01-10 \|/);
    assert.equal(await one.page.evaluate(() => document.activeElement?.classList.contains("chart")), true);
    await one.page.close();
  });

  it("says why it shows nothing: reading, unreadable, gone, empty", async () => {
    const one = await opened({ kind: "reading", fraction: 0.42 });
    assert.equal(await one.page.locator(".state[role='status']").textContent(), "Reading the file: 42 %");
    await one.receive({ type: "view", view: { kind: "unreadable", sentence: "You may not read it." } });
    assert.match(await one.page.getByRole("alert").innerText(), /You may not read it\./);
    await one.page.getByRole("button", { name: "Try Again" }).click();
    assert.deepEqual((await one.sent()).at(-1), { type: "retry" });
    // What the page cannot take is said as well: it would wait for ever.
    await one.receive({ type: "view", view: { kind: "reading", fraction: 0.42 } });
    await one.receive({ type: "view", view: { kind: "reading", fraction: Infinity } });
    assert.match(await one.page.getByRole("alert").innerText(), /The file cannot be shown\./);
    await one.receive({ type: "view", view: { kind: "deleted" } });
    await picture(one, "deleted");
    assert.match(await one.page.locator("main").innerText(), /no longer there/);
    await one.receive({ type: "view", view: { kind: "data", data: await dataOf("", "Sales.csv") } });
    await picture(one, "empty");
    assert.match(await one.page.locator("main").innerText(), /There is nothing to draw/);
    assert.match(await one.page.locator(".findings").innerText(), /The file is empty/);
    assert.deepEqual(one.complaints, []);
    await one.page.close();
  });

  it("fits a narrow window, and draws nothing of a text that is no data as markup", async () => {
    const nasty = '<img src=x onerror="alert(1)">';
    const text = `Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit\nSWE,all,all,2024-01-08,"${nasty.replaceAll('"', '""')}",1,2\n`;
    const one = await shown(await dataOf(text, "Sales.csv"), { width: 700 });
    assert.equal(await one.page.locator("img").count(), 0);
    await one.receive({ type: "view", view: { kind: "data", data: media } });
    await picture(one, "700px");
    assert.ok(await one.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    assert.deepEqual(one.complaints, []);
    await one.page.close();
  });

  it("ignores what it does not know, but says that it cannot show a view that it cannot read", async () => {
    const one = await shown(media);
    await one.receive({ type: "views", view: { kind: "data", data: { ...media, series: [] } } }, 7, null);
    assert.equal(await one.page.getByRole("figure").count(), media.series.length);
    await one.receive({ type: "view", view: { kind: "data", data: { ...media, series: [{ names: 1 }] } } });
    await one.page.getByText("The file cannot be shown.").waitFor();
    assert.equal(await one.page.getByRole("figure").count(), 0);
    assert.equal(isToPreview({ type: "view", view: { kind: "data", data: media } }), true);
    await one.page.close();
  });
});
