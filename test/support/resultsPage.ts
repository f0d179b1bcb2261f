// The built results page in a browser: under its own content security policy, with the host's part played by the test.
import { build, type Plugin } from "esbuild";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { type AddressInfo } from "node:net";
import { join } from "node:path";
import { type Browser, type Page } from "playwright-core";
import { type FromResults, type ResultsMemory, type ResultsView } from "../../webview/shared/resultsMessages";
import { type ResultsStrings } from "../../webview/shared/resultsStrings";
import { resultsHtml } from "../../src/ui/results/resultsHtml";

const root = join(import.meta.dirname, "..", "..");
const themeSheet = readFileSync(join(root, "test/fixtures/themes/themes.css"), "utf8");

export const themes = ["vscode-dark", "vscode-light", "vscode-high-contrast", "vscode-high-contrast-light"] as const;
export type Theme = (typeof themes)[number];

/** The texts in English, as the host sends them: l10n.t without a translation gives back the text. */
export async function englishStrings(): Promise<ResultsStrings> {
  const vscode: Plugin = {
    name: "vscode",
    setup: (context) => {
      context.onResolve({ filter: /^vscode$/ }, () => ({ path: "vscode", namespace: "vscode" }));
      const contents = "export const l10n = { t: (text) => text };";
      context.onLoad({ filter: /.*/, namespace: "vscode" }, () => ({ contents }));
    },
  };
  const entry = join(root, "src/ui/results/resultsTexts.ts");
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    format: "esm",
    write: false,
    plugins: [vscode],
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString("base64");
  const made = (await import(`data:text/javascript;base64,${code}`)) as { resultsTexts: () => ResultsStrings };
  return made.resultsTexts();
}

export class ResultsPageServer {
  private constructor(
    private readonly server: Server,
    /** The page's bundle. */
    readonly script: string,
    /** The files that the bundle was made of. */
    readonly modules: readonly string[],
  ) {}

  static async start(): Promise<ResultsPageServer> {
    const shared = { bundle: true, minify: true, write: false, absWorkingDir: root, target: "chrome128" } as const;
    const [page, sheet] = await Promise.all([
      build({
        ...shared,
        entryPoints: ["webview/results/main.ts"],
        platform: "browser",
        format: "iife",
        metafile: true,
      }),
      build({ ...shared, entryPoints: ["webview/results/results.css"] }),
    ]);
    const script = page.outputFiles[0]?.text ?? "";
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const html = resultsHtml({
      cspSource: url,
      scriptUri: `${url}/results.js`,
      styleUri: `${url}/results.css`,
      language: "en",
      title: "Attribution #5",
    });
    const files: Readonly<Record<string, readonly [string, string]>> = {
      "/": ["text/html", html],
      "/themes.css": ["text/css", themeSheet],
      "/results.js": ["text/javascript", script],
      "/results.css": ["text/css", sheet.outputFiles[0]?.text ?? ""],
    };
    server.on("request", (request, response) => {
      const [type, text] = files[request.url ?? ""] ?? ["text/plain", ""];
      response.writeHead(200, { "content-type": type }).end(text);
    });
    return new ResultsPageServer(server, script, Object.keys(page.metafile.inputs));
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  /** The page as VS Code loads it: theme variables on the body, and its API of three functions. */
  async open(browser: Browser): Promise<OpenedPage> {
    const page = await browser.newPage({ reducedMotion: "reduce" });
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    // tsx marks functions with a helper that is not there in the page.
    await page.addInitScript("globalThis.__name = (named) => named;");
    await page.addInitScript(playVscode);
    await page.goto(this.url);
    return new OpenedPage(page, complaints);
  }
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
    strings: ResultsStrings,
    view: ResultsView,
    { theme, width, memory }: { readonly theme: Theme; readonly width: number; readonly memory: unknown },
  ): Promise<void> {
    await this.page.setViewportSize({ width, height: 640 });
    await this.page.evaluate(
      (given) => {
        document.body.className = given.theme;
        document.body.dataset["vscodeThemeKind"] = given.theme;
        Object.assign(globalThis.played, { sent: [], memory: given.memory });
      },
      { theme, memory },
    );
    const target = { connectionId: "sandbox", team: "1", project: "1", attribution: "5" };
    await this.receive({ type: "start", strings, locale: "en", target }, { type: "view", view });
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
