import assert from "node:assert/strict";
import { type Locator } from "playwright-core";
import { type StartedSandbox, startSandbox } from "../support/startSandbox";
import { stepsInOrder } from "../support/stepsInOrder";
import { describeInWorkbench, themeKinds, type Workbench } from "../support/workbench";

const pasteHere = "Paste an access token";

let usual: StartedSandbox | undefined;
let staging: StartedSandbox | undefined;

/** Two servers that the window knows by its settings alone. */
async function twoServers() {
  [usual, staging] = await Promise.all([startSandbox({ demo: true, engine: "fast" }), startSandbox()]);
  return {
    "alviss.api.baseUrl": usual.url,
    "alviss.api.teamsUrl": usual.teamUrl,
    "alviss.api.webUrl": "https://web.example",
    "alviss.connections": [
      { name: "Staging", apiUrl: staging.url, teamsUrl: staging.teamUrl },
      { name: "Nowhere", apiUrl: "http://example.org/api", teamsUrl: "http://example.org/teams" },
    ],
  };
}

/** Each step stands on those before it. */
describeInWorkbench(
  "accounts",
  (workbench) => {
    stepsInOrder();
    after(() => Promise.all([usual?.stop(), staging?.stop()]));

    it("are signed in to a server that is chosen, and not to one whose address is of no use", async () => {
      const window = workbench();
      await window.palette("Alviss: Sign In with Access Token...");
      await window.question("Which server?").waitFor();
      await window.screenshot("sign in, which server");
      await window.answer("Which server?", "Nowhere");
      await window.toast(/must start with https/).waitFor();
      await window.palette("Notifications: Clear All Notifications");
    });

    it("need a token, and each mistake in pasting it has its sentence", async () => {
      const window = workbench();
      const token = usual?.token ?? "";
      await window.palette("Alviss: Sign In with Access Token...");
      await window.answer("Which server?", new RegExp(`^${hostOf(usual)}`));
      await window.question(pasteHere).waitFor();
      for (const [pasted, sentence] of [
        ["", /the field is empty/],
        [`Bearer ${token}`, /without the word Bearer/],
        [`Authorization: Bearer ${token}`, /whole header line/],
        [`"${token}"`, /without quotation marks/],
        [`${token}\n${token}`, /no spaces or line breaks/],
        [usual?.tokens?.["expired"] ?? "", /has expired: make a new one.*has expired/],
        [usual?.tokens?.["revoked"] ?? "", /was revoked: make a new one/],
        [staging?.token ?? "", /does not know this token.*belong to another server/],
      ] as const)
        await paste(window, pasted, sentence);
      await window.screenshot("sign in, a token of another server");
      const shown = await window.page.locator(".quick-input-widget input").first().getAttribute("type");
      assert.equal(shown, "password");
    });

    it("are offered the page where tokens are made, in the box that asks for one", async () => {
      const window = workbench();
      const button = window.page.locator(".quick-input-widget .action-label.codicon-link-external");
      await button.click();
      await window.dialog("https://web.example/-/user#access-tokens").waitFor();
      await window.screenshot("sign in, token page");
      await window.page.keyboard.press("Escape");
      await window.page.keyboard.press("Escape");
      await window.question(pasteHere).waitFor({ state: "hidden" });
      await window.welcomeButton("Sign In with Access Token").waitFor();
      await window.palette("Alviss: Open Access Token Page");
      await window.answer("Which server?", new RegExp(`^${hostOf(usual)}`));
      await window.dialog("https://web.example/-/user#access-tokens").waitFor();
      await window.page.keyboard.press("Escape");
    });

    it("stand side by side: two servers, and two accounts on one", async () => {
      const window = workbench();
      const host = hostOf(usual);
      await window.signIn(`\n ${usual?.token ?? ""}\t`, { server: host, ends: "12" });
      await window.treeRow(new RegExp(`${host}.*token ends in 12 days`)).waitFor();
      await window.treeRow("Nordic Coffee (demo)").waitFor();
      await window.palette("Alviss: Sign In with Access Token...");
      await window.answer("Which server?", "Staging");
      await paste(window, usual?.token ?? "", new RegExp(`belongs to another server, ${host}`));
      await window.page.keyboard.press("Escape");
      await window.signIn(staging?.token ?? "", { server: "Staging" });
      await window.treeRow("Staging").waitFor();
      await window.treeRow("My project").waitFor();
      await window.palette("Alviss: Sign In with Access Token...");
      await window.answer("Which server?", host);
      await window.fill(pasteHere, usual?.tokens?.["observer"] ?? "");
      await window.question("Name this account").waitFor();
      await typeInstead(window, "", /Give the account a name/);
      await typeInstead(window, "Olga");
      await window.question("When does this token end?").waitFor();
      await typeInstead(window, "soon", /Type a date/);
      await typeInstead(window, "400", /at most 365 days/);
      await typeInstead(window, "365");
      await window.treeRow(`${host}Olga`).waitFor();
      for (const kind of themeKinds) {
        await window.setTheme(kind);
        await window.screenshot(`three accounts ${kind}`);
      }
    });

    it("are all there after a reload, and know their servers", async () => {
      const window = workbench();
      await window.reload();
      await window.showContainer("Alviss AI");
      for (const row of [/token ends in 12 days/, "Staging", "Olga"]) await window.treeRow(row).waitFor();
    });

    it("are signed out of by the Accounts menu", async () => {
      const window = workbench();
      await openAccounts(window);
      for (const account of [hostOf(usual), "Staging", `${hostOf(usual)}, Olga`])
        await window.menuItem(`${account} (Alviss AI)`).first().waitFor();
      await window.screenshot("accounts menu");
      await window.menuItem("Staging (Alviss AI)").hover();
      await window.menuItem("Sign Out").waitFor();
      await window.clickMenuItem("Sign Out");
      await confirm(window.dialog("Staging"), "Sign Out");
      await window.treeRow("Staging").waitFor({ state: "detached" });
      await window.treeRow("Olga").waitFor();
    });

    it("are signed out of by our command, which names what stays", async () => {
      const window = workbench();
      await window.contextMenu(window.treeRow("Olga"), "Sign Out");
      const dialog = window.dialog(/Sign out of .*Olga\?/);
      await dialog.waitFor();
      await window.screenshot("sign out");
      assert.match((await dialog.textContent()) ?? "", /stays valid until you revoke it.*data stay on the server/s);
      await confirm(dialog, "Cancel");
      await window.treeRow("Olga").waitFor();
      await window.contextMenu(window.treeRow("Olga"), "Sign Out");
      await confirm(window.dialog(/Sign out of .*Olga\?/), "Sign Out");
      await window.treeRow("Olga").waitFor({ state: "detached" });
      await window.treeRow(/token ends in 12 days/).waitFor();
    });
  },
  twoServers,
);

const hostOf = (server: StartedSandbox | undefined): string => (server === undefined ? "" : new URL(server.url).host);

/** Into the box that is open; with a problem it stays open. */
async function typeInstead(window: Workbench, text: string, problem?: RegExp): Promise<void> {
  await window.quickInput().fill(text);
  await window.page.keyboard.press("Enter");
  if (problem !== undefined) await window.page.locator(".quick-input-message", { hasText: problem }).waitFor();
}

/** Through the clipboard, as tokens are. */
async function paste(window: Workbench, text: string, sentence: RegExp): Promise<void> {
  const { page } = window;
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  if (text !== "") await page.keyboard.press("Control+V");
  await page.keyboard.press("Enter");
  await page.locator(".quick-input-message", { hasText: sentence }).waitFor();
}

async function openAccounts(window: Workbench): Promise<void> {
  await window.page.locator('.activitybar .action-label[aria-label^="Accounts"]').click();
  await window.page.locator(".monaco-menu").first().waitFor();
}

async function confirm(dialog: Locator, button: string): Promise<void> {
  await dialog.locator(".monaco-button", { hasText: button }).click();
  await dialog.waitFor({ state: "hidden" });
}
