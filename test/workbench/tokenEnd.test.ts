import assert from "node:assert/strict";
import { type StartedSandbox, startSandbox } from "../support/startSandbox";
import { stepsInOrder } from "../support/stepsInOrder";
import { replaceStored } from "../support/windowStorage";
import { describeInWorkbench, type Workbench } from "../support/workbench";

let server: StartedSandbox | undefined;

async function usualServer() {
  server = await startSandbox();
  return { "alviss.api.baseUrl": server.url, "alviss.api.teamsUrl": server.teamUrl };
}

/** Each step stands on those before it. */
describeInWorkbench(
  "a token near its end",
  (workbench) => {
    stepsInOrder();
    after(() => server?.stop());

    it("is told of 14 days before, once, and says so in its row", async () => {
      const window = workbench();
      await window.signIn(server?.token ?? "", { ends: "20" });
      await window.treeRow("My project").waitFor();
      assert.equal(await window.treeRow("token ends").count(), 0);
      await daysPass(window, 20, 13);
      await window.toast(/the access token ends in 13 days, on \d{4}-\d\d-\d\d, as you noted/).waitFor();
      await window.screenshot("token ends in 13 days");
      await daysPass(window, 13, 12);
      assert.equal(await window.toast("access token").count(), 0);
    });

    it("is warned of 3 days before, and can be replaced from there", async () => {
      const window = workbench();
      await daysPass(window, 12, 2);
      const warning = window.toast("the access token ends in 2 days");
      await warning.locator(".codicon-warning").waitFor();
      await warning.locator(".monaco-button", { hasText: "Replace Token" }).click();
      await window.fill("Paste an access token", server?.token ?? "");
      await window.fill("When does this token end?", "90");
      await window.treeRow("token ends").waitFor({ state: "detached" });
      await window.treeRow("My project").waitFor();
    });

    it("whose secret is lost is asked for again, without a loop", async () => {
      const window = workbench();
      await window.page.evaluate(() => {
        for (const key of Object.keys(localStorage)) if (key.includes("secret")) localStorage.removeItem(key);
      });
      await window.reload();
      await window.showContainer("Alviss AI");
      await window.treeRow("token missing").waitFor();
      await window.treeRow("The token is gone: sign in again").waitFor();
      await window.screenshot("secret lost");
      assert.equal(await window.toast("").count(), 0);
      await window.palette("Alviss: Test Connection");
      await window.toast(/There is no access token for this connection, so nothing was sent/).waitFor();
      await window.palette("Alviss: Sign In with Access Token...");
      await window.question("Sign in to which account?").waitFor();
      await window.quickPickRow("Another Account").waitFor();
      await window.page.keyboard.press("Escape");
      await window.treeRow("sign in again").click();
      await window.fill("Paste an access token", server?.token ?? "");
      await window.fill("When does this token end?", "");
      await window.treeRow("My project").waitFor();
      assert.equal(await window.treeRow("token missing").count(), 0);
    });
  },
  usualServer,
);

/**
 * As if the noted day had come nearer since: what the window keeps of it is moved, and the window opened again. It
 * writes down what it keeps every few seconds only, and once more when it is closed: then it is moved again.
 */
async function daysPass(window: Workbench, left: number, leftThen: number): Promise<void> {
  for (let tries = 1; ; tries++)
    try {
      await replaceStored(window.page, dayIn(left), dayIn(leftThen));
      await window.reload();
      await window.showContainer("Alviss AI");
      await window.treeRow(`token ends in ${String(leftThen)} days`).waitFor({ timeout: 30_000 });
      return;
    } catch (error) {
      if (tries === 3) throw error;
    }
}

function dayIn(days: number): string {
  const now = new Date();
  return new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate() + days)).toISOString().slice(0, 10);
}
