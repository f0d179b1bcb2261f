// The built page of a data file in a browser, with the host's part played by the test.
import { type Browser, type Page } from "playwright-core";
import { type PreviewReport } from "../../src/ui/dataFiles/worker/workerMessages";
import {
  type FromPreview,
  type PreviewData,
  type PreviewMemory,
  type PreviewView,
} from "../../webview/shared/previewMessages";
import { type PreviewStrings } from "../../webview/shared/previewStrings";
import { englishTexts, PageServer, type Theme } from "./pageServer";

export interface PreviewWords {
  readonly strings: PreviewStrings;
  readonly previewData: (report: PreviewReport) => PreviewData;
}

export async function englishPreviewWords(): Promise<PreviewWords> {
  const [{ previewTexts }, { previewData }] = await Promise.all([
    englishTexts<{ previewTexts: () => PreviewStrings }>("src/ui/dataFiles/preview/previewTexts.ts"),
    englishTexts<Pick<PreviewWords, "previewData">>("src/ui/dataFiles/preview/previewData.ts"),
  ]);
  return { strings: previewTexts(), previewData };
}

export const startPreviewPage = (): Promise<PageServer> =>
  PageServer.start({
    script: "webview/data-preview/main.ts",
    style: "webview/data-preview/dataPreview.css",
    title: "Media.csv",
  });

interface PlayedPreview {
  readonly sent: FromPreview[];
  memory: PreviewMemory | undefined;
}

declare global {
  var preview: PlayedPreview;
}

export interface PageOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly memory?: PreviewMemory;
  readonly isText?: boolean;
}

/** The page as VS Code loads it: theme variables on the body, and its API of three functions. */
export class OpenedPreview {
  private constructor(
    readonly page: Page,
    /** Whatever the page wrote to the console: violations of its policy among it. */
    readonly complaints: readonly string[],
  ) {}

  static async open(
    browser: Browser,
    server: PageServer,
    strings: PreviewStrings,
    view: PreviewView,
    { theme = "vscode-dark", width = 1280, memory, isText = true }: PageOptions = {},
  ): Promise<OpenedPreview> {
    const page = await browser.newPage({ reducedMotion: "reduce", viewport: { width, height: 800 } });
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    // tsx marks functions with a helper that is not there in the page.
    await page.addInitScript("globalThis.__name = (named) => named;");
    await page.addInitScript(playVscode, { theme, memory });
    await page.goto(server.url);
    const opened = new OpenedPreview(page, complaints);
    const about = { name: "Media.csv", folder: "data", isText };
    await opened.receive({ type: "start", strings, locale: "en", ...about }, { type: "view", view });
    return opened;
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

  sent(): Promise<readonly FromPreview[]> {
    return this.page.evaluate(() => globalThis.preview.sent);
  }

  memory(): Promise<PreviewMemory | undefined> {
    return this.page.evaluate(() => globalThis.preview.memory);
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  readout(): Promise<string> {
    return this.page
      .locator(".readout")
      .evaluate((line) => Array.from(line.children, (part) => part.textContent).join(" | "));
  }
}

function playVscode({ theme, memory }: { readonly theme: string; readonly memory: PreviewMemory | undefined }): void {
  const preview: PlayedPreview = { sent: [], memory };
  Object.assign(globalThis, {
    preview,
    acquireVsCodeApi: () => ({
      postMessage: (message: FromPreview) => preview.sent.push(message),
      getState: () => preview.memory,
      setState: (state: PreviewMemory) => {
        preview.memory = state;
      },
    }),
  });
  addEventListener("DOMContentLoaded", () => {
    document.body.className = theme;
    document.body.dataset["vscodeThemeKind"] = theme;
    // The toolkit reads the variables when the page has loaded, so they come before that, as in VS Code.
    document.head.prepend(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "/themes.css" }));
  });
}
