// Speed of the results page in a browser. Prints one "name value unit budget" line for each figure.
import { launchBrowser } from "../harness/browser.mjs";
import { chromium } from "../harness/chromium.mjs";
import { demoQuery, fullView } from "../support/demoResult";
import { openResultsPage, startResultsPage } from "../support/resultsPage";
import { hoverTime, toPicture } from "../support/resultTimes";

const rounds = 5;

function report(name: string, value: number, unit: string, budget?: number): void {
  const over = budget !== undefined && value > budget;
  console.log([name, value.toFixed(1), unit, budget ?? "", over ? "OVER" : ""].join(" ").trim());
  if (over) process.exitCode = 1;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

const server = await startResultsPage();
const browser = await launchBrowser(await chromium());
try {
  const [ready, first, pointer, filter]: [number[], number[], number[], number[]] = [[], [], [], []];
  const tabs = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    const shown = await openResultsPage(browser, server);
    await shown.page.waitForFunction(() => globalThis.played.sent.length > 0);
    ready.push(await shown.page.evaluate(() => performance.now()));
    await shown.page.setViewportSize({ width: 1400, height: 900 });
    const target = { connectionId: "sandbox", team: "1", project: "1", kind: "attribution", id: "5" };
    const start = { type: "start", translations: {}, locale: "en", target, currency: "kr", address: "" };
    first.push(await toPicture(shown.page, { messages: [start, { type: "view", view: fullView() }] }));
    await shown.answerParts();
    for (const tab of ["curves", "trust"]) {
      await shown.page.locator(`#tab-${tab}`).click();
      await shown.answerParts();
    }
    for (const tab of ["Overview", "Fit", "Drivers", "ROI", "Curves", "Trust"]) {
      tabs.set(tab, [...(tabs.get(tab) ?? []), await toPicture(shown.page, { press: tab })]);
      await shown.drawn();
    }
    await shown.page.locator("#tab-overview").click();
    await shown.drawn();
    pointer.push(await hoverTime(shown.page));
    const view = { ...fullView(), query: { ...demoQuery, product: "Beans" } };
    filter.push(await toPicture(shown.page, { messages: [{ type: "view", view }] }));
    if (shown.complaints.length > 0) throw new Error(shown.complaints.join("\n"));
    await shown.page.close();
  }
  report("page to ready", median(ready), "ms");
  report("ready to first figure, with a result at hand", median(first), "ms", 500);
  report("tab switch to its first figure, slowest tab", Math.max(...[...tabs.values()].map(median)), "ms", 100);
  report("step of the pointer to its readout, p95", median(pointer), "ms", 16);
  report("answer to a filter to the first figure, the server's work apart", median(filter), "ms", 200);
  report("script of the page", server.script.length / 1000, "kB", 700);
} finally {
  await browser.close();
  await server.stop();
}
