// Speed of the graph editor in a window of the real VS Code. Prints one "name value unit budget" line for each figure.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Frame } from "playwright-core";
import { chromium } from "../harness/chromium.mjs";
import { removeFolder, temporaryFolder } from "../harness/firstRun.mjs";
import { installVscode } from "../harness/vscodeInstall.mjs";
import { freshVsix } from "../harness/vsix.mjs";
import { changeClock, changeCommand } from "../support/changeClock";
import { demoGraph } from "../support/demoGraphs";
import { frameTime, openingTimes, plainGraph } from "../support/pictureTimes";
import { Workbench } from "../support/workbench";

function report(name: string, value: number, unit: string, budget?: number): void {
  const over = budget !== undefined && value > budget;
  console.log([name, value.toFixed(1), unit, budget ?? "", over ? "OVER" : ""].join(" ").trim());
  if (over) process.exitCode = 1;
}

const [vsix, vscode, browser] = [await freshVsix(), await installVscode(), await chromium()];
const folder = temporaryFolder();
const clock = join(folder, "changes");
const window = await Workbench.open({ vsix, vscode, browser }, {}, { alongside: changeClock(clock) });

/** Opens a file of the folder in the graph editor; its page. */
async function open(name: string, text: string, shown: string) {
  await window.addFile(name, text);
  await window.treeRow(name).dblclick();
  await window.webview().locator(shown).first().waitFor({ timeout: 60_000 });
  const body = await window.webview().locator("body").elementHandle();
  const frame = await body?.ownerFrame();
  if (!frame) throw new Error(`${name} has no page`);
  return frame;
}

/** When the page has first drawn the first card with the word, by the clock of all processes. */
function drawnWith(frame: Frame, word: string): Promise<number> {
  return frame.evaluate(
    (shows) =>
      new Promise<number>((done) => {
        const watch = new MutationObserver(() => {
          if (document.querySelector(shows) === null) return;
          watch.disconnect();
          requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())));
        });
        watch.observe(document.body, { childList: true, subtree: true, attributes: true });
      }),
    `.item[aria-label^="node 0, ${word}"]`,
  );
}

const changeTimes = (): number[] => readFileSync(clock, "utf8").trim().split("\n").map(Number);

/** Milliseconds from changes of the text to the frames that show them. */
async function textEdits(frame: Frame): Promise<readonly number[]> {
  const times: number[] = [];
  for (let edit = 0; edit < 21; edit++) {
    const drawn = drawnWith(frame, edit % 2 === 0 ? "tin" : "box");
    await window.palette(changeCommand);
    times.push((await drawn) - (changeTimes().at(-1) ?? NaN));
  }
  return times;
}

/** Moves a slider and lets it go: when, by the clock of all processes, and how long until the page has the new text. */
function fieldEdit(frame: Frame): Promise<{ readonly started: number; readonly trip: number }> {
  return frame.evaluate(
    () =>
      new Promise((done) => {
        const slider = document.querySelector<HTMLInputElement>('[data-field="adstock.max_lag"] .slider');
        if (!slider) throw new Error("no slider");
        const now = performance.now();
        const heard = ({ data }: MessageEvent<{ readonly type: string }>): void => {
          if (data.type !== "changes") return;
          removeEventListener("message", heard);
          const trip = performance.now() - now;
          // The next edit waits for the page to have come to rest.
          setTimeout(() => done({ started: performance.timeOrigin + now, trip }), 500);
        };
        addEventListener("message", heard);
        slider.value = String(Number(slider.value) + (slider.value === slider.max ? -1 : 1));
        slider.dispatchEvent(new Event("input"));
        slider.dispatchEvent(new Event("change"));
      }),
  );
}

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? NaN;

try {
  for (const count of [1000, 10_000]) {
    const size = `${String(count)} nodes`;
    const frame = await open(`of-${String(count)}.alvissgraph.json`, plainGraph(count), ".item, tbody tr");
    const { ready, picture, complete } = await openingTimes(frame);
    report(`page to ready, ${size}`, ready, "ms");
    report(`ready to first picture, ${size}`, picture, "ms", count === 1000 ? 500 : 3000);
    if (complete !== undefined) report(`ready to all nodes readable, ${size}`, complete, "ms");
    if (count > 1000) continue;
    const edits = await textEdits(frame);
    report(`first text edit to picture, ${size}`, edits[0] ?? NaN, "ms");
    report(`text edit to picture, median, ${size}`, median(edits.slice(1)), "ms", 100);
    report(`frame while nothing happens, p95, ${size}`, await frameTime(frame, "rest"), "ms");
    report(`frame while panning, p95, ${size}`, await frameTime(frame, "pan"), "ms", 20);
    report(`frame while zooming, p95, ${size}`, await frameTime(frame, "zoom"), "ms", 20);
  }
  const frame = await open("demo.alvissgraph.json", demoGraph(), '.item[aria-label^="TV"]');
  await window.webview().locator('.item[aria-label^="TV"]').click();
  const trips: { readonly started: number; readonly trip: number }[] = [];
  for (let edit = 0; edit < 12; edit++) trips.push(await fieldEdit(frame));
  const changed = changeTimes().slice(-trips.length);
  const toText = trips.map(({ started }, edit) => (changed[edit] ?? NaN) - started);
  report("first field edit to text", toText[0] ?? NaN, "ms");
  report("field edit to text, median", median(toText.slice(1)), "ms", 50);
  report("field edit to text and back to the page, median", median(trips.slice(1).map(({ trip }) => trip)), "ms");
} finally {
  await window.close();
  removeFolder(folder);
}
