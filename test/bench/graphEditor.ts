// Speed of the graph editor's page in a browser. Prints one "name value unit budget" line for each figure.
import { type Page } from "playwright-core";
import { launchBrowser } from "../harness/browser.mjs";
import { chromium } from "../harness/chromium.mjs";
import { englishGraphTexts, GraphPageHost, startGraphPage } from "../support/graphPage";
import { demoGraph } from "../support/demoGraphs";
import { frameTime, openingTimes, plainGraph } from "../support/pictureTimes";

function report(name: string, value: number, unit: string, budget?: number): void {
  const over = budget !== undefined && value > budget;
  console.log([name, value.toFixed(1), unit, budget ?? "", over ? "OVER" : ""].join(" ").trim());
  if (over) process.exitCode = 1;
}

/** From a change of the text to the frame that shows it. */
function changeToPicture(page: Page, message: unknown, shows: string): Promise<number> {
  return page.evaluate(
    ({ message, shows }) =>
      new Promise<number>((done) => {
        const started = performance.now();
        const watch = new MutationObserver(() => {
          if (document.querySelector(shows) === null) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
        });
        watch.observe(document.body, { childList: true, subtree: true, attributes: true });
        window.postMessage(message);
      }),
    { message, shows },
  );
}

/** The longest time between two frames while `work` goes on. */
async function longestStall(page: Page, work: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    const state = { longest: 0, last: performance.now(), on: true };
    Object.assign(globalThis, { stall: state });
    const next = (): void => {
      const now = performance.now();
      state.longest = Math.max(state.longest, now - state.last);
      state.last = now;
      if (state.on) requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await work();
  return page.evaluate(() => {
    const { stall } = globalThis as unknown as { stall: { longest: number; on: boolean } };
    stall.on = false;
    return stall.longest;
  });
}

const [server, texts] = await Promise.all([startGraphPage(), englishGraphTexts()]);
const browser = await launchBrowser(await chromium());
try {
  for (const count of [1000, 10_000]) {
    const size = `${String(count)} nodes`;
    const text = plainGraph(count);
    const host = await GraphPageHost.open(browser, server, texts, text, {});
    const { ready, picture, complete } = await openingTimes(host.page);
    report(`page to ready, ${size}`, ready, "ms");
    report(`ready to first picture, ${size}`, picture, "ms", count === 1000 ? 500 : 3000);
    if (complete !== undefined) report(`ready to all nodes readable, ${size}`, complete, "ms");
    const place = text.indexOf('"kind": "box"');
    const changes = [{ offset: place + 9, length: 3, text: "tin" }];
    const change = { type: "changes", changes, length: text.length };
    const shows = count === 1000 ? '.item[aria-label^="node 0, tin"]' : "tbody tr:first-child";
    report(
      `text edit to picture, ${size}`,
      await changeToPicture(host.page, change, shows),
      "ms",
      count === 1000 ? 100 : undefined,
    );
    if (count === 1000) {
      report(`frame while nothing happens, p95, ${size}`, await frameTime(host.page, "rest"), "ms");
      report(`frame while panning, p95, ${size}`, await frameTime(host.page, "pan"), "ms", 20);
      report(`frame while zooming, p95, ${size}`, await frameTime(host.page, "zoom"), "ms", 20);
    }
    const stall = await longestStall(host.page, async () => {
      await host.page.getByRole("button", { name: "Diagram", exact: true }).click();
      await host.page.locator(".item").first().waitFor();
    });
    report(`longest stall while the diagram opens, ${size}`, stall, "ms");
    if (host.complaints.length > 0) throw new Error(host.complaints.join("\n"));
    await host.page.close();
  }
  const host = await GraphPageHost.open(browser, server, texts, demoGraph());
  await host.node("TV").click();
  const started = performance.now();
  await host.page.locator('[data-field="adstock.max_lag"] .slider').press("ArrowRight");
  await host.textOf((text) => text !== demoGraph());
  report("field edit to text, key press and two trips to the browser included", performance.now() - started, "ms", 50);
  report("script of the page", server.script.length / 1000, "kB", 450);
} finally {
  await browser.close();
  await server.stop();
}
