// Speed of the graph editor's page in a browser. Prints one "name value unit budget" line for each figure.
import { type Page } from "playwright-core";
import { launchBrowser } from "../harness/browser.mjs";
import { chromium } from "../harness/chromium.mjs";
import { englishGraphTexts, GraphPageHost, startGraphPage } from "../support/graphPage";
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

/** From the message to the frame that shows what it brought. */
function timeOf(page: Page, message: unknown): Promise<number> {
  return page.evaluate(
    (sent) =>
      new Promise<number>((done) => {
        const started = performance.now();
        window.postMessage(sent);
        addEventListener(
          "message",
          () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - started))),
          { once: true },
        );
      }),
    message,
  );
}

/** The 95th percentile of the time between frames while the picture is moved or zoomed. */
function frameTime(page: Page, deltaX: number): Promise<number> {
  return page.evaluate(
    (dx) =>
      new Promise<number>((done) => {
        const times: number[] = [];
        let last = performance.now();
        const frame = document.querySelector(".diagram");
        const next = (): void => {
          times.push(performance.now() - last);
          last = performance.now();
          if (times.length > 90) done(times.slice(1).sort((a, b) => a - b)[Math.floor(0.95 * (times.length - 1))] ?? 0);
          else {
            const deltaY = dx === 0 ? (times.length % 2 === 0 ? 60 : -60) : 10;
            frame?.dispatchEvent(
              new WheelEvent("wheel", { deltaX: dx, deltaY, clientX: 400, clientY: 300, cancelable: true }),
            );
            requestAnimationFrame(next);
          }
        };
        requestAnimationFrame(next);
      }),
    deltaX,
  );
}

const [server, texts] = await Promise.all([startGraphPage(), englishGraphTexts()]);
const browser = await launchBrowser(await chromium());
try {
  for (const count of [1000, 10_000]) {
    const size = `${String(count)} nodes`;
    const host = await GraphPageHost.open(browser, server, texts, '{"nodes":[],"edges":[]}', {});
    const text = graphText(count);
    report(
      `text to picture, ${size}`,
      await timeOf(host.page, { type: "document", text }),
      "ms",
      count === 1000 ? 500 : 3000,
    );
    const place = text.indexOf('"weight": 7,') < 0 ? text.indexOf('"weight": 7') : text.indexOf('"weight": 7,');
    const changes = [{ offset: place + 10, length: 1, text: "8" }];
    const change = { type: "changes", changes, length: text.length };
    report(`edit to picture, ${size}`, await timeOf(host.page, change), "ms", count === 1000 ? 100 : undefined);
    if (count === 1000) {
      report(`frame while panning, p95, ${size}`, await frameTime(host.page, 10), "ms", 20);
      report(`frame while zooming, p95, ${size}`, await frameTime(host.page, 0), "ms", 20);
    }
    if (host.complaints.length > 0) throw new Error(host.complaints.join("\n"));
    await host.page.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
