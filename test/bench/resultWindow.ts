// Speed of the results in a window of the real VS Code, on the demo of its sandbox, and by product on data of two.
// Prints one "name value unit budget" line for each figure.
import { type Frame } from "playwright-core";
import { chromium } from "../harness/chromium.mjs";
import { installVscode } from "../harness/vscodeInstall.mjs";
import { freshVsix } from "../harness/vsix.mjs";
import { hoverTime, toPicture } from "../support/resultTimes";
import { startSandbox } from "../support/startSandbox";
import { addTwoCountries } from "../support/twoCountries";
import { type UserSettings, Workbench } from "../support/workbench";

const rounds = 5;
const pause = 1000;
const tabs = ["Fit", "Drivers", "ROI", "Curves", "Trust", "Overview"];

function report(name: string, value: number, unit: string, budget?: number): void {
  const over = budget !== undefined && value > budget;
  console.log([name, value.toFixed(1), unit, budget ?? "", over ? "OVER" : ""].join(" ").trim());
  if (over) process.exitCode = 1;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;

const [vsix, vscode, browser] = [await freshVsix(), await installVscode(), await chromium()];

/** Opens the results of the first attribution; their page, when it has its first picture. */
async function open(window: Workbench): Promise<Frame> {
  await window.contextMenu(window.doneRow(/#1 model #1/), "Open Results");
  await window.webview().locator(".picture svg").first().waitFor({ timeout: 120_000 });
  const body = await window.webview().locator("body").elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error("the results have no page");
  await frame.waitForFunction(() => performance.getEntriesByName("picture").length > 0);
  return frame;
}

const marks = (frame: Frame): Promise<readonly [ready: number, picture: number]> =>
  frame.evaluate(() => {
    const [ready, picture] = ["ready", "picture"].map(
      (name) => performance.getEntriesByName(name)[0]?.startTime ?? NaN,
    );
    return [ready ?? NaN, (picture ?? NaN) - (ready ?? NaN)];
  });

/** Until every figure of the tab is drawn. */
const drawn = (frame: Frame): Promise<unknown> =>
  frame.waitForFunction(() =>
    [...document.querySelectorAll(".picture")].every((picture) => picture.querySelector("svg") !== null),
  );

async function measureDemo(window: Workbench): Promise<void> {
  await window.startDemo();
  await window.setExpanded("Attributions", true);
  const [ready, first, pointer, filter]: [number[], number[], number[], number[]] = [[], [], [], []];
  const switches = new Map<string, number[]>();
  for (let round = 0; round <= rounds; round++) {
    const frame = await open(window);
    const [toReady, toFirst] = await marks(frame);
    await drawn(frame);
    for (const tab of tabs) {
      const time = await toPicture(frame, { press: tab });
      await drawn(frame);
      // In the first round the sandbox makes what it keeps from then on.
      if (round > 0) switches.set(tab, [...(switches.get(tab) ?? []), time]);
    }
    if (round > 0) {
      ready.push(toReady);
      first.push(toFirst);
      pointer.push(await hoverTime(frame));
      filter.push(await toPicture(frame, { press: "80 %" }), await toPicture(frame, { press: "90 %" }));
    }
    await window.palette("View: Close All Editors");
  }
  report("page to ready", median(ready), "ms");
  report("ready to first figure, with a cached result", median(first), "ms", 500);
  for (const [tab, times] of switches) report(`to the first figure of ${tab}`, median(times), "ms", 100);
  report("step of the pointer to its readout, p95", median(pointer), "ms", 16);
  report("another interval to the first figure, the server's work with it", median(filter), "ms", 200);
}

/** Of an attribution by product: what the server has to make, and what it has kept. */
async function measureProducts(window: Workbench, token: string): Promise<void> {
  await window.signIn(token);
  await window.setExpanded("My project", true);
  await window.setExpanded("Attributions", true);
  const frame = await open(window);
  await drawn(frame);
  const times: number[][] = [];
  for (let round = 0; round <= rounds; round++) {
    const taken: number[] = [];
    for (const choose of ["Espresso", "Filter"]) {
      // Who chooses has looked at what there is; until then the page may fetch and draw what only some figures need.
      await window.page.waitForTimeout(pause);
      taken.push(await toPicture(frame, { list: "Product", choose }));
      await drawn(frame);
    }
    times.push(taken);
    await toPicture(frame, { list: "Product", choose: "All products" });
    await drawn(frame);
  }
  report("a product to the first figure, the server's work with it", Math.max(...(times[0] ?? [])), "ms", 200);
  report("a product to the first figure, once more", median(times.slice(1).flat()), "ms", 200);
}

async function measureIn(settings: UserSettings, measure: (window: Workbench) => Promise<void>): Promise<void> {
  const window = await Workbench.open({ vsix, vscode, browser }, settings, {});
  try {
    await measure(window);
  } finally {
    await window.close();
  }
}

await measureIn({}, measureDemo);
const server = await startSandbox({ engine: "fast" });
try {
  await addTwoCountries(server);
  const settings = { "alviss.api.baseUrl": server.url, "alviss.api.teamsUrl": server.teamUrl };
  await measureIn(settings, (window) => measureProducts(window, server.token));
} finally {
  await server.stop();
}
