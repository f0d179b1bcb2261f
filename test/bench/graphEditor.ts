// Speed of the graph editor's page in a browser. Prints one "name value unit budget" line for each figure.
import { type Page } from "playwright-core";
import { launchBrowser } from "../harness/browser.mjs";
import { chromium } from "../harness/chromium.mjs";
import { englishGraphTexts, GraphPageHost, startGraphPage } from "../support/graphPage";
import { demoGraph } from "../support/demoGraphs";
import { randomLinks } from "../support/randomGraph";

function graphText(count: number): string {
  const { from, to } = randomLinks(count);
  const nodes = Array.from({ length: count }, (_, i) => ({ id: `node ${String(i)}`, kind: "box", weight: i }));
  const edges = [...from].map((end, i) => ({ source: `node ${String(end)}`, target: `node ${String(to[i])}` }));
  return JSON.stringify({ nodes, edges }, undefined, 1);
}

function report(name: string, value: number, unit: string, budget?: number): void {
  const over = budget !== undefined && value > budget;
  console.log([name, value.toFixed(1), unit, budget ?? "", over ? "OVER" : ""].join(" ").trim());
  if (over) process.exitCode = 1;
}

/** Milliseconds from the start of the page to `ready`, from there to the first picture, and the longest time between frames on the way. */
async function opening({ page }: GraphPageHost): Promise<{ ready: number; picture: number }> {
  await page.waitForFunction(() => performance.getEntriesByName("picture").length > 0);
  return page.evaluate(() => {
    const at = (name: string): number => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
    return { ready: at("ready"), picture: at("picture") - at("ready") };
  });
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

/** The 95th percentile of the time between frames while the picture is moved or zoomed. */
function frameTime(page: Page, how: "rest" | "pan" | "zoom"): Promise<number> {
  return page.evaluate(
    (how) =>
      new Promise<number>((done) => {
        const times: number[] = [];
        let last = performance.now();
        const frame = document.querySelector(".diagram");
        const next = (): void => {
          times.push(performance.now() - last);
          last = performance.now();
          if (times.length > 90) done(times.slice(1).sort((a, b) => a - b)[Math.floor(0.95 * (times.length - 1))] ?? 0);
          else {
            const deltaY = how === "zoom" ? (times.length % 2 === 0 ? 60 : -60) : 10;
            const wheel = { deltaX: how === "pan" ? 10 : 0, deltaY, clientX: 400, clientY: 300, cancelable: true };
            if (how !== "rest") frame?.dispatchEvent(new WheelEvent("wheel", wheel));
            requestAnimationFrame(next);
          }
        };
        requestAnimationFrame(next);
      }),
    how,
  );
}

const [server, texts] = await Promise.all([startGraphPage(), englishGraphTexts()]);
const browser = await launchBrowser(await chromium());
try {
  for (const count of [1000, 10_000]) {
    const size = `${String(count)} nodes`;
    const text = graphText(count);
    const host = await GraphPageHost.open(browser, server, texts, text, {});
    const { ready, picture } = await opening(host);
    report(`page to ready, ${size}`, ready, "ms");
    report(`ready to first picture, ${size}`, picture, "ms", count === 1000 ? 500 : 3000);
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
