import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser } from "playwright-core";
import { FileWorker } from "../../../../src/ui/dataFiles/worker/fileWorker";
import { type PreviewData } from "../../../../webview/shared/previewMessages";
import { launchBrowser } from "../../../harness/browser.mjs";
import { chromium } from "../../../harness/chromium.mjs";
import { checkWorkerBundle } from "../../../support/checkWorkerBundle";
import { type PageServer, themes } from "../../../support/pageServer";
import { englishPreviewWords, OpenedPreview, type PreviewWords, startPreviewPage } from "../../../support/previewPage";

const HEADER = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";
const NAMES = [
  '"<script>document.title=""taken""</script>"',
  '"<img src=x onerror=""document.title=\'taken\'"">"',
  "שלום עולם",
  "\u202ekcab\u202c",
  "x".repeat(5000),
  "__proto__",
  "🏔️👩‍👩‍👧‍👦",
];
const weeks = (name: string, more = ""): string[] =>
  ["2024-01-08", "2024-01-15", "2024-01-22"].map((week, i) => `SWE,all,all,${week},${name},${String(i + 1)},2${more}`);

/** Texts that nobody should write, by what they are. */
const TEXTS: Readonly<Record<string, string>> = {
  names: [HEADER, ...NAMES.flatMap((name) => weeks(name))].join("\n"),
  places: [HEADER, ...weeks("x").map((line) => line.replace("all,all", '<b>a</b>,"<i onclick=alert(1)>\u202eb"'))].join(
    "\n",
  ),
  columns: `${HEADER},${Array.from({ length: 20_000 }, (_, i) => `c${String(i)}`).join()}\n${weeks("x", ",".repeat(20_000)).join("\n")}`,
  "no rows": HEADER,
  nothing: "",
  "a cell of 10 MB": [HEADER, ...weeks("x"), `SWE,all,all,2024-01-29,${"y".repeat(10_000_000)},1,2`].join("\n"),
  "huge numbers": [HEADER, ...weeks("x").map((line, i) => line.replace(/,\d,2$/, `,${String(i)}e307,-1e-300`))].join(
    "\n",
  ),
};

describe("the page of a hostile data file", function () {
  this.timeout(60_000);
  let browser: Browser;
  let server: PageServer;
  let words: PreviewWords;
  let worker: FileWorker;
  let bundle: Awaited<ReturnType<typeof checkWorkerBundle>>;

  before(async function () {
    this.timeout(300_000);
    [server, words, bundle] = await Promise.all([startPreviewPage(), englishPreviewWords(), checkWorkerBundle()]);
    worker = new FileWorker(bundle.url);
    browser = await launchBrowser(await chromium());
  });
  after(async () => {
    worker.dispose();
    bundle.remove();
    await browser.close();
    await server.stop();
  });

  const dataOf = async (text: string): Promise<PreviewData> => {
    const source = { kind: "bytes", bytes: new TextEncoder().encode(text) } as const;
    return words.previewData(
      await worker.call({ kind: "preview", source, fileName: "Sales.csv", type: "guess", severity: {} }),
    );
  };

  /** Into out/screenshots, for people to look at; only when asked for. */
  async function picture({ page }: OpenedPreview, name: string): Promise<void> {
    if (process.env["ALVISS_SCREENSHOTS"] === undefined) return;
    const folder = join(import.meta.dirname, "../../../../out/screenshots");
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, `preview-hostile-${name.replaceAll(" ", "-")}.png`) });
  }

  // Half of 1,280 pixels is what is left at a zoom of 200 %.
  for (const [what, text] of Object.entries(TEXTS))
    it(`${what}: is only words, and nothing of it lies beyond the edge, as charts and as a table at 200 %`, async () => {
      const data = await dataOf(text);
      for (const theme of what === "names" ? themes : themes.slice(0, 1)) {
        const one = await OpenedPreview.open(
          browser,
          server,
          words.strings,
          { kind: "data", data },
          { theme, width: 640 },
        );
        await one.page.locator(".findings").waitFor();
        for (const mode of ["Charts", "Table"]) {
          const button = one.page.getByRole("button", { name: mode, exact: true });
          if ((await button.count()) > 0) await button.click();
          await picture(one, `${what}-${theme}-${mode}`);
          assert.equal(await one.page.locator("main :is(script, img, b[onclick], i)").count(), 0);
          const wide = await one.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${mode} in ${theme}: ${String(wide)} pixels too wide`);
        }
        assert.notEqual(await one.page.title(), "taken");
        assert.deepEqual(one.complaints, []);
        await one.page.close();
      }
    });
});
