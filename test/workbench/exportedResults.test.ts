import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Page } from "playwright-core";
import { until } from "../support/until";
import { describeInWorkbench } from "../support/workbench";

/** What a reader sees first, in the page and in the file: texts with one space where there is some. */
interface Shown {
  readonly heading: string;
  readonly meta: string;
  readonly numbers: readonly string[];
  readonly findings: readonly string[];
}

describeInWorkbench("the report of results", (workbench) => {
  const page = () => workbench().webview();
  const dates = () => page().locator('vscode-dropdown[aria-label="Dates"]');
  let opened: Page | undefined;

  before(async () => {
    const window = workbench();
    await window.startDemo();
    await window.setExpanded("Attribution Sets", false);
    await window.setExpanded("Attributions", true);
  });
  afterEach(() => opened?.close());

  const plain = (text: string): string => text.replace(/\s+/g, " ").trim();
  const shownBy = async (of: Pick<Page, "locator">, findings: string): Promise<Shown> => ({
    heading: plain(await of.locator("h1").innerText()),
    meta: plain(await of.locator(".meta").first().innerText()),
    numbers: (await of.locator(".key-figures li").allInnerTexts()).map(plain),
    findings: (await of.locator(findings).allInnerTexts()).map(plain),
  });

  /** Chooses where the file goes, and waits until it is there. */
  async function saveAs(name: string): Promise<string> {
    const window = workbench();
    const file = join(window.workspace, name);
    const box = window.page.locator(".quick-input-widget:visible", { hasText: "Show Local" });
    await box.waitFor();
    await window.quickInput().fill(file);
    await box.getByText("OK", { exact: true }).click();
    await box.waitFor({ state: "hidden" });
    await until(() => existsSync(file), Boolean);
    return file;
  }

  /** As a colleague opens it: in a browser without a network. */
  async function openOffline(file: string): Promise<{ readonly report: Page; readonly asked: readonly string[] }> {
    const browser = workbench().page.context().browser();
    assert.ok(browser);
    const asked: string[] = [];
    opened = await browser.newPage({ offline: true, viewport: { width: 1100, height: 900 } });
    opened.on("request", (request) => asked.push(request.url()));
    opened.on("console", (message) => asked.push(message.text()));
    await opened.goto(pathToFileURL(file).href);
    return { report: opened, asked };
  }

  it("is written from the toolbar, and shows offline the numbers that the page shows", async () => {
    const window = workbench();
    await window.contextMenu(window.doneRow(/#1 model #1/), "Open Results");
    await page().locator(".figure-waterfall .picture svg").first().waitFor({ timeout: 60_000 });
    await dates().click();
    await dates().locator("vscode-option", { hasText: "2023" }).click();
    await page().getByRole("group", { name: "Interval" }).getByText("80 %").click();
    await page()
      .locator(".meta", { hasText: /52 weeks.*\b80\s%\sintervals/ })
      .waitFor({ timeout: 60_000 });
    await page().locator(".figure-roi .picture svg").first().waitFor({ timeout: 60_000 });
    const shown = await shownBy(page(), ".figure-waterfall h2, .figure-roi h2");
    assert.equal(shown.numbers.length, 4);
    await page().getByRole("button", { name: "Report..." }).click();
    const file = await saveAs("for a colleague.html");
    await page().getByText("Saved for a colleague.html.", { exact: true }).waitFor();
    const { report, asked } = await openOffline(file);
    const told = await shownBy(report, "section h2");
    assert.deepEqual({ ...told, findings: [] }, { ...shown, findings: [] });
    for (const finding of shown.findings) assert.ok(told.findings.includes(finding), finding);
    assert.ok((await report.locator("section > svg").count()) >= 12);
    assert.ok((await report.locator("details table tbody tr").count()) > 100);
    assert.deepEqual(asked, [pathToFileURL(file).href]);
  });

  it("is written from the palette without a page, of the attribution that is chosen", async () => {
    const window = workbench();
    await window.palette("View: Close All Editors");
    await window.palette("Alviss: Export Results as HTML Report...");
    await window.answer("Which project?", /Nordic Coffee/);
    await window.accept("The results of what?");
    await window.accept("The results of which attribution?");
    const { report } = await openOffline(await saveAs("whole.html"));
    const { heading, meta, numbers } = await shownBy(report, "section h2");
    assert.equal(heading, "Attribution #1");
    assert.match(meta, /156 weeks.* 90 % intervals/);
    assert.equal(numbers.length, 4);
  });
});
