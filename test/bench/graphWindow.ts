// Speed of the graph editor in a window of the real VS Code. Prints one "name value unit budget" line for each figure.
import { chromium } from "../harness/chromium.mjs";
import { installVscode } from "../harness/vscodeInstall.mjs";
import { freshVsix } from "../harness/vsix.mjs";
import { demoGraph } from "../support/demoGraphs";
import { frameTime, openingTimes, plainGraph } from "../support/pictureTimes";
import { Workbench } from "../support/workbench";

function report(name: string, value: number, unit: string, budget?: number): void {
  const over = budget !== undefined && value > budget;
  console.log([name, value.toFixed(1), unit, budget ?? "", over ? "OVER" : ""].join(" ").trim());
  if (over) process.exitCode = 1;
}

const [vsix, vscode, browser] = [await freshVsix(), await installVscode(), await chromium()];
const window = await Workbench.open({ vsix, vscode, browser }, {}, {});

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

try {
  for (const count of [1000, 10_000]) {
    const size = `${String(count)} nodes`;
    const frame = await open(`of-${String(count)}.alvissgraph.json`, plainGraph(count), ".item, tbody tr");
    const { ready, picture } = await openingTimes(frame);
    report(`page to ready, ${size}`, ready, "ms");
    report(`ready to first picture, ${size}`, picture, "ms", count === 1000 ? 500 : 3000);
    if (count > 1000) continue;
    report(`frame while nothing happens, p95, ${size}`, await frameTime(frame, "rest"), "ms");
    report(`frame while panning, p95, ${size}`, await frameTime(frame, "pan"), "ms", 20);
    report(`frame while zooming, p95, ${size}`, await frameTime(frame, "zoom"), "ms", 20);
  }
  const frame = await open("demo.alvissgraph.json", demoGraph(), '.item[aria-label^="TV"]');
  await window.webview().locator('.item[aria-label^="TV"]').click();
  const edited = await frame.evaluate(
    () =>
      new Promise<number>((done) => {
        const slider = document.querySelector<HTMLInputElement>('[data-field="adstock.max_lag"] .slider');
        if (!slider) throw new Error("no slider");
        slider.value = String(Number(slider.value) + 1);
        slider.dispatchEvent(new Event("input"));
        const started = performance.now();
        addEventListener("message", ({ data }: MessageEvent<{ readonly type: string }>) => {
          if (data.type === "changes") done(performance.now() - started);
        });
        slider.dispatchEvent(new Event("change"));
      }),
  );
  report("field edit to text and back to the page", edited, "ms", 50);
} finally {
  await window.close();
}
