// Speed of the results page in a browser. Prints one "name value unit budget" line for each figure.
import { type Page } from "playwright-core";
import { launchBrowser } from "../harness/browser.mjs";
import { chromium } from "../harness/chromium.mjs";
import { demoQuery, fullView } from "../support/demoResult";
import { openResultsPage, startResultsPage } from "../support/resultsPage";

const rounds = 5;

function report(name: string, value: number, unit: string, budget?: number): void {
  const over = budget !== undefined && value > budget;
  console.log([name, value.toFixed(1), unit, budget ?? "", over ? "OVER" : ""].join(" ").trim());
  if (over) process.exitCode = 1;
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

/** From a message, or a press of a tab, until a picture that was not there before has been painted. */
function toPicture(
  page: Page,
  act: { readonly messages: readonly unknown[] } | { readonly tab: string },
): Promise<number> {
  return page.evaluate(
    (given) =>
      new Promise<number>((done) => {
        const before = new Set(document.querySelectorAll(".picture svg"));
        const started = performance.now();
        const look = (): void => {
          if ([...document.querySelectorAll(".picture svg")].some((svg) => !before.has(svg))) {
            requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
          } else requestAnimationFrame(look);
        };
        if ("tab" in given) document.querySelector<HTMLElement>(`#tab-${given.tab}`)?.click();
        else given.messages.forEach((message) => window.postMessage(message));
        look();
      }),
    act,
  );
}

/** The 95th percentile of the work of one step of the pointer over a picture: the readout has changed when it ends. */
function hover(page: Page): Promise<number> {
  return page.evaluate(() => {
    const svg = document.querySelector(".figure-fit .picture svg");
    const box = svg?.getBoundingClientRect();
    const times = Array.from({ length: 100 }, (_, at) => {
      const started = performance.now();
      const clientX = (box?.left ?? 0) + 50 + (((box?.width ?? 0) - 60) * at) / 100;
      svg?.dispatchEvent(new PointerEvent("pointermove", { clientX, clientY: (box?.top ?? 0) + 80 }));
      document.querySelector(".figure-fit .readout")?.getBoundingClientRect();
      return performance.now() - started;
    });
    return times.sort((a, b) => a - b)[94] ?? 0;
  });
}

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
    for (const tab of ["overview", "fit", "drivers", "roi", "curves", "trust"]) {
      tabs.set(tab, [...(tabs.get(tab) ?? []), await toPicture(shown.page, { tab })]);
      await shown.drawn();
    }
    await shown.page.locator("#tab-overview").click();
    await shown.drawn();
    pointer.push(await hover(shown.page));
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
