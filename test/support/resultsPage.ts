// The built results page in a browser, with the host's part played by the test.
import { type Browser } from "playwright-core";
import {
  type FromResults,
  type ResultPart,
  type ResultsMemory,
  type ResultsView,
} from "../../webview/shared/resultsMessages";
import { resultsStrings, type ResultsStrings } from "../../webview/results/strings";
import { launchBrowser } from "../harness/browser.mjs";
import { chromium } from "../harness/chromium.mjs";
import { partText } from "./demoResult";
import { PageServer, type Theme } from "./pageServer";
import { newPlayedPage, PlayedPage } from "./playedPage";

export const englishStrings = (): ResultsStrings => resultsStrings({});

export const startResultsPage = (): Promise<PageServer> =>
  PageServer.start({
    script: "webview/results/main.ts",
    style: "webview/results/results.css",
    title: "Attribution #5",
  });

export async function openResultsPage(browser: Browser, server: PageServer): Promise<OpenedPage> {
  const { page, complaints } = await newPlayedPage(browser);
  await page.goto(server.url);
  return new OpenedPage(page, complaints);
}

/** Tests with a browser and the built page, one for all of them: each starts it anew. */
export function describeResultsPage(
  title: string,
  tests: (running: {
    readonly shown: () => OpenedPage;
    readonly browser: () => Browser;
    readonly server: () => PageServer;
  }) => void,
): void {
  describe(title, function () {
    this.timeout(60_000);
    let browser: Browser;
    let server: PageServer;
    let shown: OpenedPage;

    before(async function () {
      this.timeout(300_000);
      server = await startResultsPage();
      browser = await launchBrowser(await chromium());
      shown = await openResultsPage(browser, server);
    });
    after(async () => {
      await browser.close();
      await server.stop();
    });

    tests({ shown: () => shown, browser: () => browser, server: () => server });
  });
}

export class OpenedPage extends PlayedPage {
  /** Starts it anew, as after a reload, in a theme and a width. */
  async start(
    view: ResultsView,
    opening: { readonly theme: Theme; readonly width: number; readonly height?: number; readonly memory: unknown },
  ): Promise<void> {
    const { theme, width, height = 640, memory } = opening;
    await this.page.setViewportSize({ width, height });
    const { kind, id } = view.header;
    const target = { connectionId: "sandbox", team: "1", project: "1", kind, id };
    const address = `http://127.0.0.1:1/v1/api/projects/1/1/${kind}s/${id}/result`;
    const start = { type: "start", translations: {}, locale: "en", target, currency: "kr", address } as const;
    // In one go: the page before may still remember something of its own, such as a late scroll.
    await this.page.evaluate(
      (given) => {
        document.body.className = given.theme;
        document.body.dataset["vscodeThemeKind"] = given.theme;
        Object.assign(globalThis.played, { sent: [], memory: given.memory });
        dispatchEvent(new MessageEvent("message", { data: given.start }));
      },
      { theme, memory, start },
    );
    await this.receive({ type: "view", view });
  }

  /** Answers what the page has asked for of its parts, as the host does; `given` in place of what the demo has. */
  async answerParts(given: Partial<Record<ResultPart, string | null>> = {}): Promise<void> {
    const asked = (await this.sent()).flatMap((message) => (message.type === "part" ? [message] : []));
    const answers = asked.map(({ part, query }) => {
      const text = part in given ? (given[part] ?? null) : partText(part);
      return { type: "part", part, query, text, problem: null };
    });
    await this.receive(...answers);
    await this.drawn();
  }

  /** Until every figure has its picture, its table or its reason for having none. */
  async drawn(): Promise<void> {
    await this.page.waitForFunction(() =>
      [...document.querySelectorAll(".picture")].every((picture) => picture.querySelector("svg") !== null),
    );
  }

  sent(): Promise<readonly FromResults[]> {
    return this.page.evaluate(() => globalThis.played.sent as FromResults[]);
  }

  memory(): Promise<ResultsMemory> {
    return this.page.evaluate(() => globalThis.played.memory as ResultsMemory);
  }

  /** What the keyboard is on, as its text. */
  focused(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.textContent ?? "");
  }

  /** The body of the table, row by row. */
  tableText(): Promise<string[][]> {
    return this.page
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => Array.from(row.children, (cell) => cell.textContent)));
  }
}
