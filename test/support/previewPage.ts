// The built page of a data file in a browser, with the host's part played by the test.
import { type Browser } from "playwright-core";
import { type PreviewReport } from "../../src/ui/dataFiles/worker/workerMessages";
import {
  type FromPreview,
  type PreviewData,
  type PreviewMemory,
  type PreviewView,
} from "../../webview/shared/previewMessages";
import { type PreviewStrings } from "../../webview/shared/previewStrings";
import { englishTexts, PageServer, type Theme } from "./pageServer";
import { newPlayedPage, PlayedPage } from "./playedPage";

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

export interface PageOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly memory?: PreviewMemory;
  readonly isText?: boolean;
}

export class OpenedPreview extends PlayedPage {
  static async open(
    browser: Browser,
    server: PageServer,
    strings: PreviewStrings,
    view: PreviewView,
    { theme = "vscode-dark", width = 1280, memory, isText = true }: PageOptions = {},
  ): Promise<OpenedPreview> {
    const { page, complaints } = await newPlayedPage(browser, { theme, width, memory });
    await page.goto(server.url);
    const opened = new OpenedPreview(page, complaints);
    const about = { name: "Media.csv", folder: "data", isText };
    await opened.receive({ type: "start", strings, locale: "en", ...about }, { type: "view", view });
    return opened;
  }

  sent(): Promise<readonly FromPreview[]> {
    return this.page.evaluate(() => globalThis.played.sent as FromPreview[]);
  }

  memory(): Promise<PreviewMemory | undefined> {
    return this.page.evaluate(() => globalThis.played.memory as PreviewMemory | undefined);
  }
}
