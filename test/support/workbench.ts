// A window of the real VS Code with the packed extension in it, and the few gestures a person makes there.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type BrowserContext, type FrameLocator, type Locator, type Page } from "playwright-core";
import { launchBrowser } from "../harness/browser.mjs";
import { endSandbox } from "../harness/detachedSandbox.mjs";
import { demoWorkspace, removeFolder, temporaryFolder } from "../harness/firstRun.mjs";
import { startMintKeyFront } from "../harness/mintKeyFront.mjs";
import { inRoot } from "../harness/paths.mjs";
import { type Vscode } from "../harness/vscodeInstall.mjs";
import { installVsix, startVscodeServer, workbenchAddress } from "../harness/vscodeServer.mjs";

interface Parts {
  readonly vsix: string;
  readonly vscode: Vscode;
  readonly browser: string;
}

/** The kinds of theme, by the class that the workbench carries under one. */
export const themeKinds = ["vs-dark", "vs", "hc-black", "hc-light"] as const;
export type ThemeKind = (typeof themeKinds)[number];

/** The names, by kind, of one built-in theme each: they change between versions. */
function builtInThemes(vscode: Vscode): ReadonlyMap<string, string> {
  const folder = join(dirname(vscode.server), "..", "extensions", "theme-defaults");
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), "utf8"));
  const { contributes } = read("package.json") as {
    contributes: { themes: readonly { label: string; uiTheme: string }[] };
  };
  const texts = read("package.nls.json") as Readonly<Record<string, string>>;
  const names = contributes.themes.map(
    ({ label, uiTheme }) => [uiTheme, texts[label.replaceAll("%", "")] ?? label] as const,
  );
  return new Map([...names].reverse());
}

export type UserSettings = Readonly<Record<string, unknown>>;

export interface WindowKind {
  /** The window does not trust the open folder; this is what the folder's own settings say. */
  readonly untrusted?: () => UserSettings;
  /** Another extension that is installed too. */
  readonly alongside?: Buffer;
  /** What extensions speak; the workbench itself has no other texts than English here. */
  readonly language?: string;
}

/**
 * Gives the tests of `body` a window of their own, with these settings of its user, which may have to be found out
 * first; each counts as skipped where no window can be served.
 */
export function describeInWorkbench(
  title: string,
  body: (workbench: () => Workbench) => void,
  settings: UserSettings | (() => Promise<UserSettings>) = {},
  kind: WindowKind = {},
): void {
  describe(title, function () {
    let open: Workbench | undefined;
    before(async function () {
      const parts = process.env["ALVISS_WORKBENCH"];
      if (parts === undefined) this.skip();
      else {
        const chosen = typeof settings === "function" ? await settings() : settings;
        open = await Workbench.open(JSON.parse(parts) as Parts, chosen, kind);
      }
    });
    afterEach(async function () {
      if (this.currentTest?.state === "failed") await open?.screenshot(`FAILED ${this.currentTest.fullTitle()}`);
    });
    after(async () => open?.close());
    body(() => {
      if (open === undefined) throw new Error("The window is only there while a test runs.");
      return open;
    });
  });
}

export class Workbench {
  private constructor(
    readonly page: Page,
    /** The folder that is open: a copy of the demo files. */
    readonly workspace: string,
    /** Where the extension keeps what all windows share. */
    readonly globalStorage: string,
    private readonly themes: ReadonlyMap<string, string>,
    private readonly ends: readonly (() => Promise<unknown> | void)[],
  ) {}

  static async open(
    { vsix, vscode, browser: executable }: Parts,
    settings: UserSettings,
    { untrusted, alongside, language }: WindowKind,
  ): Promise<Workbench> {
    const folder = temporaryFolder();
    const userFolder = join(folder, "data", "User");
    const ends: (() => Promise<unknown> | void)[] = [() => removeFolder(folder), () => endSandbox(userFolder)];
    try {
      await installVsix(vscode, folder, vsix);
      if (alongside !== undefined) {
        const other = join(folder, "other.vsix");
        writeFileSync(other, alongside);
        await installVsix(vscode, folder, other);
      }
      const workspace = demoWorkspace(folder);
      const args = untrusted === undefined ? ["--disable-workspace-trust"] : [];
      if (untrusted !== undefined) writeWorkspaceSettings(workspace, untrusted());
      const server = await startVscodeServer(vscode, { dataFolder: folder, args, settings });
      ends.push(() => server.stop());
      const front = await startMintKeyFront(server.port);
      ends.push(() => front.close());
      const browser = await launchBrowser(executable);
      ends.push(() => browser.close());
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
      await context.grantPermissions(["clipboard-read", "clipboard-write"]);
      // tsx wraps the functions that tests send into the page in calls of this one, to keep their names.
      await context.addInitScript("globalThis.__name = (f) => f");
      if (language !== undefined)
        await context.addInitScript((name) => Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: name }), language);
      const address = workbenchAddress({ port: front.port, token: server.token }, { folder: workspace });
      const page = await newPage(context, address);
      const storage = join(userFolder, "globalStorage", "alviss-vscode.alviss-vscode");
      const workbench = new Workbench(page, workspace, storage, builtInThemes(vscode), ends);
      await workbench.ready();
      return workbench;
    } catch (error) {
      await endAll(ends);
      throw error;
    }
  }

  /** A second window of the same user on the same folder. */
  async another(): Promise<Workbench> {
    const page = await newPage(this.page.context(), this.page.url());
    const ends = [() => page.close()];
    const window = new Workbench(page, this.workspace, this.globalStorage, this.themes, ends);
    await window.extensionShown();
    return window;
  }

  close(): Promise<void> {
    return endAll(this.ends);
  }

  /**
   * As a person reloads the window. The view container that was in front (a few seconds ago: so often is that stored)
   * comes back by itself, and is waited for: a click on its icon just then would close it.
   */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.extensionShown();
    // A side bar that was closed stays closed: then there is nothing to wait for.
    const shown = this.containerTitle("").first();
    await shown.waitFor({ timeout: 10_000 }).catch(() => undefined);
  }

  /** On a first run the extension brings itself to the front. */
  private async ready(): Promise<void> {
    await this.containerTitle("Alviss AI").waitFor({ timeout: 90_000 });
    await this.extensionShown();
  }

  private extensionShown(): Promise<void> {
    return this.activityItem("Alviss AI").waitFor({ timeout: 60_000 });
  }

  /** Runs a command by its title. While the window starts up, a change of focus can close the box again. */
  async palette(title: string): Promise<void> {
    for (let tries = 1; ; tries++)
      try {
        await this.page.keyboard.press("F1");
        await this.quickInput().waitFor({ timeout: 8000 });
        await this.quickInput().fill(`>${title}`, { timeout: 8000 });
        await this.walkTo(title);
        // Where the box has closed meanwhile, nothing else is to get the key.
        await this.quickInput().press("Enter", { timeout: 3000 });
        return;
      } catch (error) {
        if (tries === 5) throw error;
        await this.page.keyboard.press("Escape");
      }
  }

  /** Signs in by the palette, and answers what is asked on the way. */
  async signIn(
    token: string,
    {
      server,
      account,
      ends = "",
    }: { readonly server?: string; readonly account?: string; readonly ends?: string } = {},
  ): Promise<void> {
    await this.palette("Alviss: Sign In with Access Token...");
    if (server !== undefined) await this.answer("Which server?", server);
    await this.fill("Paste an access token", token);
    if (account !== undefined) await this.fill("Name this account", account);
    await this.fill("When does this token end?", ends);
  }

  activityItem(title: string): Locator {
    return this.page.locator(`.activitybar .action-label[aria-label^="${title}"]`);
  }

  /** Brings a view container to the front, whether or not it is there already. */
  async showContainer(title: string): Promise<void> {
    const shown = this.containerTitle(title);
    // The whole item: a badge may lie over its icon.
    const label = this.page.locator(`.action-label[aria-label^="${title}"]`);
    const item = this.page.locator(".activitybar .action-item", { has: label });
    for (let tries = 1; !(await shown.isVisible()); tries++) {
      await item.click();
      // Another container may come to the front just then: on a first run the extension's own.
      await shown.waitFor({ timeout: 3000 }).catch((error: unknown) => {
        if (tries === 5) throw error;
      });
      // What is told of an icon under the mouse lies over the rows beside it.
      await this.page.mouse.move(640, 2);
    }
  }

  containerTitle(title: string): Locator {
    return this.page.locator(".part.sidebar .composite.title", { hasText: title });
  }

  /** Puts a file into the open folder and shows it in the Explorer, which may not watch the folder yet. */
  async addFile(name: string, text: string): Promise<void> {
    writeFileSync(join(this.workspace, name), text);
    await this.showContainer("Explorer");
    await this.palette("Refresh Explorer");
    await this.treeRow(name).waitFor();
  }

  /** The section of a side bar with one view in it. */
  view(title: string): Locator {
    return this.page.locator(".part.sidebar .split-view-view", {
      has: this.page.locator(`.pane-header[aria-label^="${title}"]`),
    });
  }

  /** The button of a welcome text. */
  /** Starts the sandbox, until its demo is whole: the last of it is the attribution set, whose list stays open. */
  async startDemo(): Promise<void> {
    await this.showContainer("Alviss AI");
    await this.welcomeButton("Start Sandbox with Demo Data").click();
    await this.setExpanded("Attribution Sets", true);
    await this.starred(this.doneRow(/#1.*active, 1 attribution/)).waitFor({ timeout: 180_000 });
  }

  welcomeButton(title: string): Locator {
    return this.page.locator(".welcome-view .monaco-button", { hasText: title });
  }

  treeRow(text: string | RegExp): Locator {
    return this.page.locator(".part.sidebar .monaco-list-row", { hasText: text }).first();
  }

  /** The row of a job's object that is done: one that still works says so in words. */
  doneRow(text: string | RegExp): Locator {
    const rows = this.page.locator(".part.sidebar .monaco-list-row", { hasText: text });
    return rows.filter({ hasNotText: /pending|processing|training/ }).first();
  }

  /** The same row while its icon says that it is the active object of the project. */
  starred(row: Locator): Locator {
    return row.and(this.page.locator(":has(.custom-view-tree-node-item-icon.codicon-star-full)"));
  }

  /** Opens or closes a row of a tree, if it is not so already; a tree that is just drawn anew can lose the click. */
  async setExpanded(text: string | RegExp, expanded: boolean): Promise<void> {
    const row = this.treeRow(text);
    await row.waitFor();
    const wanted = row.and(this.page.locator(`[aria-expanded="${String(expanded)}"]`));
    for (let tries = 1; (await wanted.count()) === 0; tries++) {
      await row.locator(".monaco-tl-twistie").click();
      await wanted.waitFor({ timeout: 3000 }).catch((error: unknown) => {
        if (tries === 5) throw error;
      });
    }
  }

  /**
   * Chooses from a row's menu, which is opened again when the row's own state came too late for it, or when a tree that
   * was drawn anew took it away.
   */
  async contextMenu(row: Locator, item: string): Promise<void> {
    for (let tries = 1; ; tries++)
      try {
        await row.click({ button: "right" });
        await this.menuItem(item).waitFor({ timeout: 5000 });
        if (await this.clickMenuItem(item)) return;
      } catch (error) {
        if (tries === 5) throw error;
        await this.page.keyboard.press("Escape");
      }
  }

  /** Chooses from the submenu of Alviss in a row's menu. */
  async submenu(row: string, item: string): Promise<void> {
    for (let tries = 1; ; tries++)
      try {
        await this.treeRow(row).click({ button: "right" });
        await this.page.locator(".monaco-menu .action-menu-item", { hasText: /^Alviss/ }).hover();
        await this.menuItem(item).waitFor({ timeout: 5000 });
        if (await this.clickMenuItem(item)) return;
      } catch (error) {
        if (tries === 5) throw error;
        await this.page.keyboard.press("Escape");
      }
  }

  /** Drags a file from the Explorer onto a row of the extension's own side bar, which comes to the front on the way. */
  async drag(file: string, target: Locator): Promise<void> {
    await this.treeRow(file).hover();
    await this.page.mouse.down();
    await this.dragOver(this.activityItem("Alviss AI"));
    await target.waitFor();
    await this.dragOver(target);
    await this.page.mouse.up();
  }

  /** The first move onto something only enters it; from the second on it is dragged over. */
  private async dragOver(target: Locator): Promise<void> {
    const box = await target.boundingBox();
    if (box === null) throw new Error("There is nothing to drag it over.");
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await this.page.mouse.move(x, y, { steps: 8 });
    await this.page.mouse.move(x + 1, y);
  }

  /** Clicks until the menu closes: one that has only just opened takes no click. False where none was taken. */
  async clickMenuItem(item: string): Promise<boolean> {
    const chosen = this.menuItem(item);
    for (let tries = 1, clicked = false; ; tries++)
      try {
        if ((await chosen.count()) === 0) return clicked;
        await chosen.click({ timeout: 3000 });
        clicked = true;
        await chosen.waitFor({ state: "detached", timeout: 3000 });
      } catch (error) {
        if (tries === 5) throw error;
      }
  }

  menuItem(title: string): Locator {
    return this.page.locator(".monaco-menu .action-label", { hasText: title });
  }

  /** An open editor, by its label. */
  tab(label: string): Locator {
    return this.page.locator(".tabs-container .tab", { hasText: label });
  }

  toast(text: string | RegExp): Locator {
    return this.page.locator(".notifications-toasts .notification-list-item", { hasText: text });
  }

  dialog(text: string | RegExp): Locator {
    return this.page.locator(".monaco-dialog-box", { hasText: text });
  }

  quickInput(): Locator {
    return this.page.locator(".quick-input-widget input:is([type='text'], [type='password'])");
  }

  quickPickRow(text: string | RegExp): Locator {
    return this.page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();
  }

  /** The row that Enter would take. */
  focusedPick(text: string | RegExp): Locator {
    return this.page.locator(".quick-input-list .monaco-list-row.focused", { hasText: text });
  }

  /** Arrows down to a row: the palette may put a command with a similar title first. */
  private async walkTo(label: string): Promise<void> {
    const row = this.page.locator(`.quick-input-list .monaco-list-row[aria-label^="${label}"]`).first();
    await row.waitFor({ timeout: 8000 });
    for (let steps = 0; !/\bfocused\b/.test((await row.getAttribute("class")) ?? ""); steps++) {
      if (steps === 20) throw new Error(`The arrow keys do not reach "${label}".`);
      await this.page.keyboard.press("ArrowDown");
    }
  }

  /** Answers a question by typing the start of a row's text. */
  async type(question: string, text: string): Promise<void> {
    await this.question(question).waitFor();
    await this.page.keyboard.type(text);
    await this.focusedPick(text).waitFor();
    await this.acceptText(question);
  }

  /** Answers the question that stands in the list's box with one of its rows. */
  async answer(question: string, row: string | RegExp): Promise<void> {
    await this.question(question).waitFor();
    await this.quickPickRow(row).click();
    await this.question(question).waitFor({ state: "hidden" });
  }

  /** Takes what a list proposes, once it has something to propose. */
  async accept(question: string): Promise<void> {
    await this.question(question).waitFor();
    await this.quickPickRow("").waitFor();
    await this.page.locator(".quick-input-widget .monaco-progress-container.active").waitFor({ state: "hidden" });
    await this.acceptText(question);
  }

  /** The last questions before a training on the sandbox, answered as they propose. */
  async startSandboxTraining(): Promise<void> {
    await this.accept("How does the sandbox fit the model?");
    await this.acceptText("Seed: the same seed gives the same model.");
    await this.accept("Does the model become the active one");
    await this.accept("This starts a job on");
  }

  /** Takes the text that a box proposes; again, where another part of the window had the focus and got the key. */
  async acceptText(prompt: string): Promise<void> {
    const asked = this.question(prompt);
    await asked.waitFor();
    for (let tries = 1; ; tries++)
      try {
        await this.quickInput().press("Enter", { timeout: 10_000 });
        await asked.waitFor({ state: "hidden", timeout: 10_000 });
        return;
      } catch (error) {
        if (!(await asked.isVisible())) return;
        if (tries === 3) throw error;
      }
  }

  /** Answers a question with a text in place of the one that the box proposes. */
  async fill(prompt: string, text: string): Promise<void> {
    await this.question(prompt).waitFor();
    await this.quickInput().fill(text);
    await this.acceptText(prompt);
  }

  /** The box of a list or of a text, by its placeholder or by the prompt below it. */
  question(text: string): Locator {
    const box = this.page.locator(".quick-input-widget:visible");
    return box
      .filter({ has: this.page.locator(`input[placeholder*="${text}"]`) })
      .or(box.filter({ has: this.page.locator(".quick-input-message", { hasText: text }) }));
  }

  /** The page inside the webview that was opened last. */
  webview(): FrameLocator {
    return this.page.frameLocator("iframe.webview.ready").last().frameLocator("iframe#active-frame");
  }

  /** Asks again where another part of the window takes the focus from the list of themes, which closes it. */
  async setTheme(kind: ThemeKind): Promise<void> {
    const name = this.themes.get(kind) ?? kind;
    const shown = this.page.locator(`.monaco-workbench.${kind}`);
    for (let tries = 1; ; tries++)
      try {
        await this.palette("Preferences: Color Theme");
        await this.question("Select Color Theme").waitFor({ timeout: 8000 });
        await this.quickInput().fill(name, { timeout: 8000 });
        await this.focusedPick(name).waitFor({ timeout: 8000 });
        await this.quickInput().press("Enter", { timeout: 3000 });
        await shown.waitFor({ timeout: 8000 });
        return;
      } catch (error) {
        if (tries === 5) throw error;
        await this.page.keyboard.press("Escape");
      }
  }

  /** Into out/screenshots, for people to look at. */
  async screenshot(name: string): Promise<void> {
    const folder = inRoot("out", "screenshots");
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name.replaceAll(/[^\w.-]+/g, "-").slice(0, 120)}.png`) });
  }
}

function writeWorkspaceSettings(workspace: string, settings: UserSettings): void {
  const folder = join(workspace, ".vscode");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
}

async function newPage(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(address, { waitUntil: "commit" });
  return page;
}

/** The last that was started ends first; one that fails does not keep the others. */
async function endAll(ends: readonly (() => Promise<unknown> | void)[]): Promise<void> {
  for (const end of [...ends].reverse()) await Promise.resolve(end()).catch((error: unknown) => console.error(error));
}
