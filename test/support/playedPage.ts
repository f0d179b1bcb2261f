// A built page in a browser, with VS Code's part played: theme variables on the body, and its API of three functions.
import { type Browser, type Page } from "playwright-core";
import { type Theme } from "./pageServer";

interface Played {
  /** What the page has sent, where nobody receives it. */
  sent: { readonly type: string }[];
  memory: unknown;
}

declare global {
  var played: Played;
  var hostReceives: ((message: unknown) => void) | undefined;
}

export interface PlayedOptions {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  /** What the page has kept from the last time. */
  readonly memory?: unknown;
  /** Takes every message of the page as it comes. */
  readonly receive?: (message: unknown) => void;
}

interface NewPage {
  readonly page: Page;
  /** Whatever the page wrote to the console: violations of its policy among it. */
  readonly complaints: string[];
}

/** A page that has nothing in it yet: what it sends comes as soon as it goes to its address. */
export async function newPlayedPage(browser: Browser, options: PlayedOptions = {}): Promise<NewPage> {
  const { theme = "vscode-dark", width = 1280, height = 800, memory, receive } = options;
  const page = await browser.newPage({ reducedMotion: "reduce", viewport: { width, height } });
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(error.message));
  if (receive !== undefined) await page.exposeFunction("hostReceives", receive);
  // tsx marks functions with a helper that is not there in the page.
  await page.addInitScript("globalThis.__name = (named) => named;");
  await page.addInitScript(playVscode, { theme, memory });
  return { page, complaints };
}

/** Messages to a page of which the host knows nothing more. */
export async function post(page: Page, messages: readonly unknown[]): Promise<void> {
  await page.evaluate((all) => all.forEach((message) => window.postMessage(message)), messages);
}

/** A page whose messages are gathered, for a test that plays the host itself. */
export class PlayedPage {
  constructor(
    readonly page: Page,
    readonly complaints: readonly string[],
  ) {}

  async receive(...messages: readonly unknown[]): Promise<void> {
    await post(this.page, messages);
    // Messages are delivered in order, so one that is seen to arrive means that those before it were dealt with.
    await this.page.evaluate(
      () =>
        new Promise<void>((arrived) => {
          addEventListener("message", ({ data }) => data === "last" && arrived());
          window.postMessage("last");
        }),
    );
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

function playVscode({ theme, memory }: { readonly theme: string; readonly memory: unknown }): void {
  // A page that is loaded again finds what it has kept since.
  const kept = sessionStorage.getItem("memory");
  const played: Played = { sent: [], memory: kept === null ? memory : JSON.parse(kept) };
  Object.assign(globalThis, {
    played,
    acquireVsCodeApi: () => ({
      postMessage: (message: Played["sent"][number]) => {
        if (globalThis.hostReceives === undefined) played.sent.push(message);
        else globalThis.hostReceives(message);
      },
      getState: () => played.memory,
      setState: (state: unknown) => {
        played.memory = state;
        sessionStorage.setItem("memory", JSON.stringify(state));
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
