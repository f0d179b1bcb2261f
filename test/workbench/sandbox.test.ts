import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { isAlive } from "../harness/processes.mjs";
import { until } from "../support/until";
import { describeInWorkbench, themeKinds, type Workbench } from "../support/workbench";

const running = /Sandbox\s*running at 127\.0\.0\.1:\d+, nuts/;

describeInWorkbench("the sandbox", (workbench) => {
  let scratch: string | undefined;
  afterEach(() => {
    if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
    scratch = undefined;
  });

  it("says in its row where it runs and with which engine", async () => {
    const window = workbench();
    await window.showContainer("Alviss AI");
    await window.palette("Alviss: Start Sandbox");
    await window.treeRow(running).waitFor();
    await window.treeRow("My project").waitFor();
  });

  it("gives the address of its page for tokens, good once, where no port is forwarded", async () => {
    const window = workbench();
    await window.contextMenu(window.treeRow(running), "Manage Sandbox");
    await window.toast("Open the address yourself").getByRole("button", { name: "Copy Address" }).click();
    const address = await until(
      () => window.page.evaluate(() => navigator.clipboard.readText()),
      (text) => text.includes("/manage?code="),
    );
    const page = await window.page.context().newPage();
    await page.goto(address);
    await page.waitForURL((url) => url.search === "");
    await page.getByRole("heading", { name: "Access tokens" }).waitFor();
    await page.screenshot({ path: join("out", "screenshots", "sandbox-manage.png"), fullPage: true });
    await page.goto(address);
    await page.getByRole("heading", { name: "Access tokens" }).waitFor();
    await page.close();
  });

  it("shows its log, and its folder", async () => {
    const window = workbench();
    await window.contextMenu(window.treeRow(running), "Show Sandbox Log");
    await window.page.locator(".tab", { hasText: "sandbox.log" }).waitFor();
    const opened = window.page.context().waitForEvent("page");
    await window.contextMenu(window.treeRow(running), "Open Data Folder");
    const page = await opened;
    await page.waitForURL(/folder=.*sandbox/);
    await page.close();
  });

  it("is back by itself after a crash", async () => {
    const window = workbench();
    await killed(window);
    await window.treeRow(running).waitFor();
    await window.treeRow("My project").waitFor();
    assert.equal(await window.toast("sandbox").count(), 0);
  });

  it("starts anew with a restart", async () => {
    const window = workbench();
    const before = sandboxPid(window);
    await window.contextMenu(window.treeRow(running), "Restart Sandbox");
    await until(
      () => sandboxPid(window),
      (pid) => pid !== undefined && pid !== before,
    );
    await window.treeRow(running).waitFor();
  });

  it("is emptied after a question, and says where the old data is", async () => {
    const window = workbench();
    await window.contextMenu(window.treeRow(running), "Reset Sandbox...");
    await window.dialog("Empty the sandbox?").getByRole("button", { name: "Cancel" }).click();
    assert.deepEqual(kept(window), []);
    await window.contextMenu(window.treeRow(running), "Reset Sandbox...");
    await window.screenshot("sandbox-reset");
    await window.dialog("Empty the sandbox?").getByRole("button", { name: "Reset Sandbox" }).click();
    await window.toast(/The sandbox is empty\. What it had is kept in .*before-reset-/).waitFor();
    const [folder = assert.fail("nothing was kept")] = kept(window);
    assert.ok(readdirSync(join(dataFolder(window), folder)).includes("sandbox.sqlite"));
    await window.treeRow(running).waitFor();
    await window.palette("Notifications: Clear All Notifications");
  });

  it("says where a database lies that cannot be read, and goes on with an empty one", async () => {
    const window = workbench();
    await window.palette("Alviss: Stop Sandbox");
    await window.treeRow(/Sandbox\s*stopped/).waitFor();
    writeFileSync(join(dataFolder(window), "sandbox.sqlite"), "no database at all");
    await window.palette("Alviss: Start Sandbox");
    const told = window.toast(/database could not be read, so it started with an empty one/);
    await told.waitFor();
    const [aside = assert.fail("nothing was set aside")] = readdirSync(dataFolder(window)).filter((name) =>
      name.startsWith("damaged-"),
    );
    assert.ok((await told.innerText()).includes(aside));
    assert.equal(readFileSync(join(dataFolder(window), aside, "sandbox.sqlite"), "utf8"), "no database at all");
    await window.treeRow(running).waitFor();
    await window.treeRow("My project").waitFor();
    await window.screenshot("sandbox-damaged");
    await told.getByRole("button", { name: "Show Sandbox Log" }).click();
    await window.page.locator(".tab", { hasText: "sandbox.log" }).waitFor();
    await window.palette("Notifications: Clear All Notifications");
  });

  it("asks before it moves to another data folder, and says what to do where there can be none", async () => {
    const window = workbench();
    scratch = mkdtempSync(join(tmpdir(), "alviss-test-"));
    const folder = scratch;
    changeSetting(window, join(folder, "data"));
    const question = window.toast(/still runs on .* the data of the old one stays there/);
    await question.waitFor();
    await window.screenshot("sandbox-new-folder");
    await question.getByRole("button", { name: "Restart Sandbox" }).click();
    await until(
      () => readdirSync(folder).includes("data"),
      (isThere) => isThere,
    );
    await window.treeRow(running).waitFor();

    writeFileSync(join(folder, "file"), "");
    changeSetting(window, join(folder, "file", "data"));
    await question.waitFor();
    await window.palette("Notifications: Clear All Notifications");
    await window.palette("Alviss: Stop Sandbox");
    await window.treeRow(/Sandbox\s*stopped/).waitFor();
    await window.palette("Alviss: Start Sandbox");
    await window.toast(/cannot write to its data folder/).waitFor();
    await window.treeRow(/did not start: it cannot write/).waitFor();
    changeSetting(window, "");
    await window.palette("Notifications: Clear All Notifications");
  });

  it("stops to come back after the fourth crash, says so, and can be started again", async function () {
    this.timeout(240_000);
    const window = workbench();
    // Nothing in the window says when it has heard that the data folder is the usual one again.
    await until(
      async () => {
        await window.palette("Alviss: Start Sandbox");
        return sandboxPid(window);
      },
      (pid) => pid !== undefined,
      30_000,
    );
    await window.treeRow(running).waitFor();
    await window.palette("Notifications: Clear All Notifications");
    // A start by hand that is still under way would begin the count anew.
    const before = sandboxPid(window);
    await window.contextMenu(window.treeRow(running), "Restart Sandbox");
    await followed(window, before);
    for (let crash = 1; crash <= 3; crash++) await killed(window);
    process.kill(sandboxPid(window) ?? assert.fail("no sandbox"), "SIGKILL");
    const told = window.toast(/ended unexpectedly 4 times within 10 minutes/);
    await told.waitFor();
    await window.treeRow(/Sandbox\s*failed/).waitFor();
    for (const theme of themeKinds) {
      await window.setTheme(theme);
      await window.screenshot(`sandbox-failed-${theme}`);
    }
    await told.getByRole("button", { name: "Start Sandbox" }).click();
    await window.treeRow(running).waitFor();
    await window.treeRow("My project").waitFor();
    for (const theme of themeKinds) {
      await window.setTheme(theme);
      await window.screenshot(`sandbox-running-${theme}`);
    }
  });
});

const dataFolder = (window: Workbench): string => join(window.globalStorage, "sandbox");

const kept = (window: Workbench): string[] =>
  readdirSync(dataFolder(window)).filter((name) => name.startsWith("before-reset-"));

function sandboxPid(window: Workbench): number | undefined {
  try {
    const text = readFileSync(join(dataFolder(window), "sandbox.lock"), "utf8");
    const { pid } = JSON.parse(text) as { pid: number };
    return isAlive(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Kills it, and waits until another one has its place. */
async function killed(window: Workbench): Promise<void> {
  const before = sandboxPid(window) ?? assert.fail("no sandbox");
  process.kill(before, "SIGKILL");
  await followed(window, before);
}

/** Until another one has the place of the former, and the window knows it. */
async function followed(window: Workbench, before: number | undefined): Promise<void> {
  await until(
    () => sandboxPid(window),
    (pid) => pid !== undefined && pid !== before,
  );
  const { url } = JSON.parse(readFileSync(join(dataFolder(window), "sandbox.lock"), "utf8")) as { url: string };
  await window.treeRow(`running at ${new URL(url).host}`).waitFor();
}

/** As the settings editor writes it for the machine of the extension host. */
function changeSetting(window: Workbench, folder: string): void {
  const file = join(dirname(dirname(dirname(dirname(window.globalStorage)))), "data", "Machine", "settings.json");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ "alviss.sandbox.dataFolder": folder }));
}
