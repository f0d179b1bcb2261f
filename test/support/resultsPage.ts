// The built results page in a browser, with the host's part played by the test.
import { type Browser, type Page } from "playwright-core";
import {
  type FromResults,
  type ResultPart,
  type ResultsMemory,
  type ResultsView,
} from "../../webview/shared/resultsMessages";
import { resultsStrings, type ResultsStrings } from "../../webview/results/strings";
import { partText } from "./demoResult";
import { PageServer, type Theme } from "./pageServer";

export const englishStrings = (): ResultsStrings => resultsStrings({});

export const startResultsPage = (): Promise<PageServer> =>
  PageServer.start({
    script: "webview/results/main.ts",
    style: "webview/results/results.css",
    title: "Attribution #5",
  });

/** The page as VS Code loads it: theme variables on the body, and its API of three functions. */
export async function openResultsPage(browser: Browser, server: PageServer): Promise<OpenedPage> {
  const page = await browser.newPage({ reducedMotion: "reduce" });
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  // tsx marks functions with a helper that is not there in the page.
  await page.addInitScript("globalThis.__name = (named) => named;");
  await page.addInitScript(playVscode);
  await page.goto(server.url);
  return new OpenedPage(page, complaints);
}

interface Played {
  sent: FromResults[];
  memory: unknown;
}

declare global {
  var played: Played;
}

function playVscode(): void {
  const played: Played = { sent: [], memory: undefined };
  Object.assign(globalThis, {
    played,
    acquireVsCodeApi: () => ({
      postMessage: (message: FromResults) => played.sent.push(message),
      getState: () => played.memory,
      setState: (state: unknown) => {
        played.memory = state;
      },
    }),
  });
  addEventListener("DOMContentLoaded", () => {
    document.body.className = "vscode-dark";
    // The toolkit reads the variables when the page has loaded, so they come before that, as in VS Code.
    document.head.prepend(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/themes.css" }));
  });
}

export class OpenedPage {
  constructor(
    readonly page: Page,
    /** Whatever the page wrote to the console: violations of its policy among it. */
    readonly complaints: readonly string[],
  ) {}

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

  async receive(...messages: readonly unknown[]): Promise<void> {
    await this.page.evaluate((all) => all.forEach((message) => window.postMessage(message)), messages);
    // Messages are delivered in order, so one that is seen to arrive means that those before it were dealt with.
    await this.page.evaluate(
      () =>
        new Promise<void>((arrived) => {
          addEventListener("message", ({ data }) => data === "last" && arrived());
          window.postMessage("last");
        }),
    );
  }

  sent(): Promise<readonly FromResults[]> {
    return this.page.evaluate(() => globalThis.played.sent);
  }

  memory(): Promise<ResultsMemory> {
    return this.page.evaluate(() => globalThis.played.memory as ResultsMemory);
  }

  /** What the keyboard is on, as its text. */
  focused(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.textContent ?? "");
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  readout(): Promise<string> {
    return this.page
      .locator(".readout")
      .evaluate((line) => Array.from(line.children, (part) => part.textContent).join(" | "));
  }

  /** The body of the table, row by row. */
  tableText(): Promise<string[][]> {
    return this.page
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => Array.from(row.children, (cell) => cell.textContent)));
  }
}
