import assert from "node:assert/strict";
import { demoGraph } from "../support/demoGraphs";
import { answerJson, type RawServer, serveRaw } from "../support/rawServer";
import { type StartedSandbox, startSandbox } from "../support/startSandbox";
import { stepsInOrder } from "../support/stepsInOrder";
import { describeInWorkbench } from "../support/workbench";

const project = "Nordic Coffee (demo)";

let server: StartedSandbox | undefined;
let evil: RawServer | undefined;

async function usualServer() {
  server = await startSandbox({ demo: true, engine: "fast" });
  evil = await serveRaw((_request, response) => answerJson(response, [{ Id: 1, Name: "Evil team" }]));
  return {
    "alviss.api.baseUrl": server.url,
    "alviss.api.teamsUrl": server.teamUrl,
    "security.workspace.trust.startupPrompt": "never",
    "security.workspace.trust.banner": "never",
  };
}

/** What somebody might put into a repository to be sent a token or a file. */
function maliciousSettings() {
  const { origin } = evil ?? assert.fail();
  const [apiUrl, teamsUrl] = [`${origin}/v1/api`, `${origin}/v1/team/teams`];
  return {
    "alviss.api.baseUrl": apiUrl,
    "alviss.api.teamsUrl": teamsUrl,
    "alviss.api.webUrl": origin,
    "alviss.connections": [{ name: "Evil", apiUrl, teamsUrl }],
    "alviss.sandbox.dataFolder": "/tmp/evil",
    "security.workspace.trust.enabled": false,
  };
}

/** Each step stands on those before it. */
describeInWorkbench(
  "a workspace that nobody trusts",
  (workbench) => {
    stepsInOrder();
    after(() => Promise.all([server?.stop(), evil?.close()]));

    it("names no server to sign in to, and everything on the user's own server can be read", async () => {
      const window = workbench();
      await window.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor();
      // Nothing stands above the welcome, which it would hide.
      await window.welcomeButton("Sign In with Access Token").waitFor();
      await window.palette("Alviss: Sign In with Access Token...");
      // There is no question which server: the folder's own would be a second one.
      await window.question(`Paste an access token of ${new URL(server?.url ?? "").host}`).waitFor();
      assert.equal(await window.page.locator(".quick-input-widget .codicon-link-external").count(), 0);
      await window.fill("Paste an access token", server?.token ?? "");
      await window.fill("When does this token end?", "");
      await window.setExpanded(project, true);
      await window.setExpanded("Models", true);
      await window.doneRow(/#1.*MAPE/).waitFor();
      await window.view("Projects").getByText("Restricted Mode: a file of this folder").waitFor();
      await window.screenshot("restricted mode");
    });

    it("offers in the view's title what decides about the trust", async () => {
      const window = workbench();
      await window.view("Projects").hover();
      await window.view("Projects").locator('.action-label[aria-label="Manage Workspace Trust"]').click();
      const page = window.page.getByText("You are in Restricted Mode");
      await page.waitFor();
      await window.page.keyboard.press("Escape");
      await page.waitFor({ state: "detached" });
    });

    it("asks before a file of it is sent, naming the file and the server", async () => {
      const window = workbench();
      await window.setExpanded("Models", false);
      await window.setExpanded("Uploads", true);
      await window.doneRow("Sales.csv").waitFor();
      const upload = async (button: string): Promise<void> => {
        await window.showContainer("Explorer");
        await window.contextMenu(window.treeRow("Media.csv"), "Upload to Alviss...");
        await window.answer("What kind of data is it?", "guessed from the header");
        const dialog = window.dialog(`Send Media.csv to ${new URL(server?.url ?? "").host}?`);
        await dialog.waitFor();
        await window.screenshot("restricted mode, upload");
        await dialog.locator(".monaco-button", { hasText: button }).click();
        await dialog.waitFor({ state: "hidden" });
        await window.showContainer("Alviss AI");
      };
      await window.showContainer("Alviss AI");
      await window.contextMenu(window.treeRow(project), "Use as Current Project");
      await upload("Cancel");
      assert.equal(await window.treeRow("Upload Media.csv").count(), 0);
      await upload("Upload");
      await window.treeRow(/Upload Media.csv.*done/).waitFor();
    });

    it("asks before a model is built from a graph of it", async () => {
      const window = workbench();
      await window.addFile("theirs.alvissgraph.json", demoGraph());
      await window.treeRow("theirs.alvissgraph.json").dblclick();
      await window.webview().locator('.item[aria-label^="TV"]').first().waitFor();
      await window.page.locator('.editor-actions .action-label[aria-label^="Build Model from This Graph"]').click();
      await window.webview().locator("pre", { hasText: '"graph_detail"' }).waitFor();
      await window.webview().getByRole("button", { name: "Build", exact: true }).click();
      const dialog = window.dialog(`Send theirs.alvissgraph.json to ${new URL(server?.url ?? "").host}?`);
      await dialog.waitFor();
      await dialog.locator(".monaco-button", { hasText: "Cancel" }).click();
      await window.webview().getByText("Nothing was sent.").waitFor();
    });

    it("has had nothing sent to where it pointed", () => {
      assert.deepEqual(evil?.seen, []);
    });
  },
  usualServer,
  { untrusted: maliciousSettings },
);
