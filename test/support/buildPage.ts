// The built build page in a browser, with the extension host's part played by the real code for requests and checks.
import assert from "node:assert/strict";
import { type Browser, type Page } from "playwright-core";
import { graphProblems } from "../../src/graphs/graphProblems";
import { readGraphView } from "../../src/graphs/graphView";
import { alvissServer, type Server } from "../../src/platform/connections";
import { projectOf, requestOf } from "../../src/ui/buildPage/buildOrder";
import {
  type BuildForm,
  type BuildOrder,
  type Calendar,
  type FromBuildPage,
  isFromBuildPage,
  type PlacedProblem,
  type ShownDataset,
  type ToBuildPage,
} from "../../webview/shared/buildMessages";
import { type BuildStrings } from "../../webview/shared/buildStrings";
import { launchBrowser } from "../harness/browser.mjs";
import { chromium } from "../harness/chromium.mjs";
import { englishTexts, PageServer, type Theme } from "./pageServer";
import { newPlayedPage, post } from "./playedPage";

export async function englishBuildTexts(): Promise<BuildStrings> {
  return (await englishTexts<{ buildTexts: () => BuildStrings }>("src/ui/buildPage/buildTexts.ts")).buildTexts();
}

export const startBuildPage = (): Promise<PageServer> =>
  PageServer.start({
    script: "webview/build-page/main.ts",
    style: "webview/build-page/buildPage.css",
    title: "Build model",
  });

export const sandboxServer: Server = {
  name: "Sandbox",
  apiUrl: "http://127.0.0.1:1/v1/api",
  teamsUrl: "http://127.0.0.1:1/v1/team/teams",
  webUrl: undefined,
};

/** Mondays of three years, with a season in their sales and two events. */
export function threeYears(): Calendar {
  const dates = Array.from({ length: 156 }, (_, week) =>
    new Date(Date.UTC(2022, 0, 3 + 7 * week)).toISOString().slice(0, 10),
  );
  const sales = dates.map((_, week) => 8_000 + 2_000 * Math.sin((week / 52) * 2 * Math.PI) + 40 * (week % 7));
  const on = (...weeks: readonly number[]): string[] => weeks.flatMap((week) => dates[week] ?? []);
  return {
    dates,
    sales,
    events: [
      { name: "Website down", dates: on(36, 113) },
      { name: "Black Week", dates: on(46, 98, 151) },
    ],
  };
}

export const swedishDataset: ShownDataset = {
  id: "8",
  label: "#8, active, 156 dates",
  combinations: [
    { country: "SWE", region: "all", grouping: "all" },
    { country: "NOR", region: "North", grouping: "Shops" },
    { country: "NOR", region: "South", grouping: "Online" },
  ],
};

const usualForm: BuildForm = {
  ...{ dataset: null, combination: null, from: null, trainTo: null, to: null, share: 0.75 },
  ...{ epochs: 50, learningRate: 0.01, samples: 2, activate: false, sampler: "nuts", seed: 1 },
};

interface Options {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly isSandbox?: boolean;
  readonly original?: string;
  readonly datasets?: readonly ShownDataset[];
  readonly calendar?: Calendar;
  /** Whether the host is silent about a message. */
  readonly isSilent?: (message: FromBuildPage) => boolean;
}

/** An open page and the host that it speaks to. */
export class BuildPageHost {
  readonly sent: FromBuildPage[] = [];
  private readonly server: Server;

  private constructor(
    readonly page: Page,
    readonly complaints: string[],
    private readonly strings: BuildStrings,
    private text: string,
    private readonly options: Options,
  ) {
    this.server = options.isSandbox === false ? alvissServer : sandboxServer;
  }

  static async open(
    browser: Browser,
    server: PageServer,
    strings: BuildStrings,
    text: string,
    options: Options = {},
  ): Promise<BuildPageHost> {
    const { theme = "vscode-dark", width = 1440, height = 900 } = options;
    const receive = (message: unknown): void => host.receive(message);
    const { page, complaints } = await newPlayedPage(browser, { theme, width, height, receive });
    const host = new BuildPageHost(page, complaints, strings, text, options);
    await page.goto(server.url);
    return host;
  }

  /** Another graph in the document, or the same with what a server has said about it. */
  async showGraph(text: string, fromServer: readonly PlacedProblem[] = []): Promise<void> {
    this.text = text;
    await this.post({ type: "graph", text, original: this.original() }, this.problems(fromServer));
  }

  last<T extends FromBuildPage["type"]>(type: T): Extract<FromBuildPage, { readonly type: T }> | undefined {
    return this.sent.findLast((one): one is Extract<FromBuildPage, { readonly type: T }> => one.type === type);
  }

  /** What the last build ordered: the request that was shown with it. */
  ordered(): BuildOrder | undefined {
    const number = this.last("build")?.number;
    const look = this.sent.findLast((one) => one.type === "look" && one.number === number);
    return look?.type === "look" ? look.order : undefined;
  }

  post(...messages: readonly ToBuildPage[]): Promise<void> {
    return post(this.page, messages);
  }

  private receive(message: unknown): void {
    if (!isFromBuildPage(message)) {
      this.complaints.push(`unknown message ${JSON.stringify(message)}`);
      return;
    }
    this.sent.push(message);
    if (this.options.isSilent?.(message) === true) return;
    void this.answer(message).catch((error: unknown) => this.complaints.push(String(error)));
  }

  private async answer(message: FromBuildPage): Promise<void> {
    const { datasets = [swedishDataset], calendar = threeYears(), isSandbox = true } = this.options;
    const target = { document: "file:///a", connectionId: "a", team: "1", project: "1", name: "Nordic Coffee" };
    if (message.type === "ready")
      await this.post(
        {
          ...{ type: "start", strings: this.strings, locale: "en", target, isSandbox, form: usualForm },
          ...{ title: "model-11-high.alvissgraph.json", place: "Sandbox, Nordic Coffee (demo)" },
        },
        { type: "graph", text: this.text, original: this.original() },
        this.problems([]),
        { type: "datasets", datasets, areAll: true, added: null, combinations: [] },
      );
    else if (message.type === "pick") await this.post({ type: "calendar", of: message.data, calendar });
    else if (message.type === "look")
      await this.post({
        ...{ type: "request", number: message.number },
        ...requestOf(message.order, this.server, projectOf(target)),
      });
    else if (message.type === "copy") await this.post({ type: "copied" });
  }

  private original() {
    return this.options.original === undefined ? null : { name: "Original", text: this.options.original };
  }

  private problems(fromServer: readonly PlacedProblem[]): ToBuildPage {
    const view = readGraphView(this.text);
    const found = (view ? graphProblems(view) : []).map(({ severity, words, start }) => ({
      ...{ severity, sentence: words.join(" "), offset: start, fromServer: false },
    }));
    return { type: "problems", readable: view !== undefined, problems: [...fromServer, ...found] };
  }
}

type Opened = (text: string, options?: Options) => Promise<BuildPageHost>;

/** Tests with a browser and the built page; what the page complains of fails the test that made it. */
export function describeBuildPage(title: string, tests: (opened: Opened) => void): void {
  describe(title, function () {
    this.timeout(60_000);
    let browser: Browser;
    let server: PageServer;
    let strings: BuildStrings;
    let open: BuildPageHost | undefined;

    before(async function () {
      this.timeout(300_000);
      [server, strings] = await Promise.all([startBuildPage(), englishBuildTexts()]);
      browser = await launchBrowser(await chromium());
    });
    afterEach(async () => {
      assert.deepEqual(open?.complaints ?? [], []);
      await open?.page.close();
      open = undefined;
    });
    after(async () => {
      await browser.close();
      await server.stop();
    });

    tests(async (text, options) => {
      open = await BuildPageHost.open(browser, server, strings, text, options);
      return open;
    });
  });
}
