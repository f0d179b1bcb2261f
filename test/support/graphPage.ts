// The built graph editor's page in a browser, with the extension host's part played by the real code for edits and checks.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type Locator, type Page } from "playwright-core";
import { graphChanges, isRefusal } from "../../src/graphs/applyEdit";
import { type DataSeries } from "../../src/graphs/dataSeries";
import { graphProblems } from "../../src/graphs/graphProblems";
import { readGraphView } from "../../src/graphs/graphView";
import { type GraphProblem, type GraphFix } from "../../src/graphs/problem";
import { changedText, type TextChange } from "../../src/jsonText/changes";
import {
  isFromGraphEditor,
  type FromGraphEditor,
  type GraphMemory,
  type ShownProblem,
  type ToGraphEditor,
} from "../../webview/shared/graphMessages";
import { type GraphStrings } from "../../webview/shared/graphStrings";
import { launchBrowser } from "../harness/browser.mjs";
import { chromium } from "../harness/chromium.mjs";
import { until } from "./until";
import { englishTexts, PageServer, type Theme } from "./pageServer";
import { newPlayedPage, post } from "./playedPage";

export interface GraphTexts {
  readonly strings: GraphStrings;
  readonly problemSentence: (problem: GraphProblem) => string;
  readonly fixTitle: (fix: GraphFix) => string;
}

export async function englishGraphTexts(): Promise<GraphTexts> {
  const [{ graphTexts }, problems] = await Promise.all([
    englishTexts<{ graphTexts: () => GraphStrings }>("src/ui/graphEditor/graphTexts.ts"),
    englishTexts<Pick<GraphTexts, "problemSentence" | "fixTitle">>("src/ui/graphEditor/problemTexts.ts"),
  ]);
  return { strings: graphTexts(), problemSentence: problems.problemSentence, fixTitle: problems.fixTitle };
}

export const startGraphPage = (): Promise<PageServer> =>
  PageServer.start({
    script: "webview/graph-editor/main.ts",
    style: "webview/graph-editor/graphEditor.css",
    title: "Graph",
  });

type Opened = (text: string, options?: OpenOptions) => Promise<GraphPageHost>;

/** Tests with a browser and the built page; what the page complains of fails the test that made it. */
export function describeGraphPage(title: string, tests: (opened: Opened, server: () => PageServer) => void): void {
  describe(title, function () {
    this.timeout(60_000);
    let browser: Browser;
    let server: PageServer;
    let texts: GraphTexts;
    let open: GraphPageHost[] = [];

    before(async function () {
      this.timeout(300_000);
      [server, texts] = await Promise.all([startGraphPage(), englishGraphTexts()]);
      browser = await launchBrowser(await chromium());
    });
    afterEach(async () => {
      assert.deepEqual(
        open.flatMap(({ complaints }) => complaints),
        [],
      );
      await Promise.all(open.map(({ page }) => page.close()));
      open = [];
    });
    after(async () => {
      await browser.close();
      await server.stop();
    });

    tests(
      async (text, options) => {
        const host = await GraphPageHost.open(browser, server, texts, text, options);
        open.push(host);
        return host;
      },
      () => server,
    );
  });
}

interface OpenOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly readOnly?: boolean;
  /** How the host has kept the page from the last time. */
  readonly memory?: GraphMemory | null;
  /** What the graph's dataset holds. */
  readonly series?: DataSeries;
  /** The node that somebody wants to see when it opens. */
  readonly aim?: number;
}

/** An open page with its document. */
export class GraphPageHost {
  readonly sent: FromGraphEditor[] = [];
  /** What the host keeps of the page for its file. */
  memory: GraphMemory | null = null;
  private series: DataSeries | undefined;
  private aim: number | undefined;
  private refusesNext = false;
  private idle: Promise<void> = Promise.resolve();

  private constructor(
    readonly page: Page,
    readonly complaints: string[],
    private readonly texts: GraphTexts,
    public text: string,
    private readonly readOnly: boolean,
  ) {}

  static async open(
    browser: Browser,
    server: PageServer,
    texts: GraphTexts,
    text: string,
    {
      theme = "vscode-dark",
      width = 1280,
      height = 800,
      readOnly = false,
      memory = null,
      series,
      aim,
    }: OpenOptions = {},
  ): Promise<GraphPageHost> {
    const receive = (message: unknown): void => host.receive(message);
    const { page, complaints } = await newPlayedPage(browser, { theme, width, height, receive });
    const host = new GraphPageHost(page, complaints, texts, text, readOnly);
    host.memory = memory;
    host.series = series;
    host.aim = aim;
    await page.goto(server.url);
    await host.ready();
    return host;
  }

  /** Until the picture, or what stands in its place, is there. */
  async ready(): Promise<void> {
    await this.page.locator(".diagram, .banner:visible, .tables").first().waitFor();
  }

  node(name: string): Locator {
    return this.page.locator(`.item[aria-label^="${name}"]`).first();
  }

  /** Into out/screenshots, for people to look at; only when asked for. */
  async picture(name: string): Promise<void> {
    if (process.env["ALVISS_SCREENSHOTS"] === undefined) return;
    const folder = join(import.meta.dirname, "../../out/screenshots");
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `graph-${name}.png`) });
  }

  /** Until the text is as wanted. */
  textOf(fits: (text: string) => boolean): Promise<string> {
    return until(() => Promise.resolve(this.text), fits);
  }

  /** The document changed by somebody else. */
  async type(text: string): Promise<void> {
    const changes: TextChange[] = [{ start: 0, end: this.text.length, text }];
    await this.apply(changes);
  }

  /** The next wish comes to nothing. */
  refuseNext(): void {
    this.refusesNext = true;
  }

  /** Somebody wants to see a node. */
  goTo(node: number): Promise<void> {
    return this.post({ type: "goTo", node, edge: null });
  }

  /** The model that it was copied from is no longer there. */
  gone(sentence: string): Promise<void> {
    return this.post({ type: "gone", sentence });
  }

  /** The graph that the document was copied from, or another one that somebody asked for. */
  original(text: string, name: string | null = null): Promise<void> {
    return this.post({ type: "compared", text, name, asked: name !== null });
  }

  /** Until everything that the page has wished is in its text. */
  async settled(): Promise<string> {
    // A round trip through the page: what it has sent before has arrived.
    await this.page.evaluate(() => new Promise((frame) => requestAnimationFrame(() => setTimeout(frame))));
    await this.idle;
    return this.text;
  }

  private receive(message: unknown): void {
    if (!isFromGraphEditor(message)) {
      this.complaints.push(`unknown message ${JSON.stringify(message)}`);
      return;
    }
    if (message.type !== "remember") this.sent.push(message);
    this.idle = this.idle.then(() => this.obey(message));
  }

  private async obey(message: FromGraphEditor): Promise<void> {
    if (message.type === "ready") {
      await this.post(
        {
          type: "start",
          strings: this.texts.strings,
          readOnly: this.readOnly,
          copyable: this.readOnly,
          memory: this.memory,
        },
        { type: "document", text: this.text },
        { type: "problems", problems: this.problems() },
        ...(this.aim === undefined ? [] : [{ type: "goTo", node: this.aim, edge: null } as const]),
      );
    } else if (message.type === "remember") this.memory = message.memory;
    else if (message.type === "edit") {
      const view = readGraphView(this.text);
      const changes = view && graphChanges(this.text, view, message.edit);
      const isRefused = this.refusesNext;
      this.refusesNext = false;
      if (changes === undefined || isRefusal(changes) || isRefused)
        await this.post({ type: "refused", sentence: `refused: ${JSON.stringify(changes)}` });
      else await this.apply(changes);
    }
  }

  private async apply(changes: readonly TextChange[]): Promise<void> {
    this.text = changedText(this.text, changes);
    // As VS Code sends them: the last in the text first.
    const sent = [...changes]
      .sort((a, b) => b.start - a.start)
      .map(({ start, end, text }) => ({ offset: start, length: end - start, text }));
    await this.post(
      { type: "changes", changes: sent, length: this.text.length },
      { type: "problems", problems: this.problems() },
    );
  }

  private problems(): ShownProblem[] {
    let view;
    try {
      view = readGraphView(this.text);
    } catch {
      return [];
    }
    return (view ? graphProblems(view, this.series) : []).map((problem) => ({
      severity: problem.severity,
      sentence: this.texts.problemSentence(problem),
      node: problem.node ?? null,
      edge: problem.edge ?? null,
      field: problem.field ?? null,
      fixes: problem.fixes.map((fix) => ({ title: this.texts.fixTitle(fix), edit: fix.edit })),
    }));
  }

  private post(...messages: readonly ToGraphEditor[]): Promise<void> {
    return post(this.page, messages);
  }
}
