import assert from "node:assert/strict";
import { until } from "../support/until";
import { describeInWorkbench, type Workbench } from "../support/workbench";

describeInWorkbench(
  "records, addresses and help",
  (workbench) => {
    before(async () => {
      const window = workbench();
      await window.startDemo();
      await window.setExpanded("Uploads", true);
    });

    it("copies the calls of two selected uploads from their menu", async () => {
      const window = workbench();
      await window.treeRow("#104 Events").click();
      await window.treeRow("#103 Distribution").click({ modifiers: ["Shift"] });
      await window.contextMenu(window.treeRow("#103 Distribution"), "Copy as curl");
      const copied = await until(
        () => clipboard(window),
        (text) => text.startsWith("curl"),
      );
      const calls = copied.split("\n");
      assert.deepEqual(
        calls.map((call) =>
          /^curl .*'(http:\/\/127\.0\.0\.1:\d+\/v1\/api\/projects\/2\/2\/datauploads\/\d+)'$/
            .exec(call)?.[1]
            ?.slice(-3),
        ),
        ["104", "103"],
      );
    });

    it("compares two selected uploads side by side", async () => {
      const window = workbench();
      await window.contextMenu(window.treeRow("#103 Distribution"), "Compare Records");
      await window.tab("Upload 104 ↔ Upload 103").waitFor();
      await window.page.locator(".monaco-diff-editor .line-insert").first().waitFor();
      await window.screenshot("two-records");
    });

    it("copies an API path from the palette, asking for what the tree would know", async () => {
      const window = workbench();
      await window.palette("Alviss: Copy API Path");
      await window.type("Which project?", "Nordic Coffee (demo)");
      await window.type("Of which kind?", "Dataset");
      await window.answer("Which one?", "Enter an Id...");
      await window.question("Id, as the server writes it").waitFor();
      await window.quickInput().fill("77");
      await window.page.keyboard.press("Enter");
      await window.question("The server does not have this.").waitFor();
      await window.quickInput().fill("1"); // The reason goes with the first key.
      await window.page.keyboard.press("Enter");
      await until(
        () => clipboard(window),
        (text) => text === "/projects/2/2/datasets/1",
      );
    });

    it("opens a record from the palette", async () => {
      const window = workbench();
      await window.palette("Alviss: Open Record as JSON");
      await window.type("Of which kind?", "Model");
      await window.accept("Which one?");
      await window.tab("Model 1.json").waitFor();
      await window.screenshot("record-of-a-model");
    });

    it("says where the sandbox documents its calls", async () => {
      const window = workbench();
      await window.palette("Alviss: Open API Documentation");
      const toast = window.toast("Open the address yourself");
      await toast.locator(".monaco-button", { hasText: "Copy Address" }).click();
      const address = await until(
        () => clipboard(window),
        (text) => text.startsWith("http"),
      );
      assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/v1\/api\/docs$/);
      assert.equal((await fetch(address)).status, 200);
    });

    it("says in words that there is no web app for the sandbox", async () => {
      const window = workbench();
      await window.palette("Alviss: Open in Browser");
      await window.toast("The sandbox has no web app").waitFor();
    });

    it("opens a page to report an issue on, with facts and without names", async () => {
      const window = workbench();
      await window.palette("Alviss: Report Issue...");
      const page = window.page.locator(".editor-instance:visible .view-lines");
      await page.filter({ hasText: /Connections:.sandbox.\(ready\)/ }).waitFor();
      assert.doesNotMatch(await page.innerText(), /127\.0\.0\.1|Nordic/);
    });
  },
  { "alviss.sandbox.engine": "fast" },
);

/** What the window's browser holds. */
const clipboard = (window: Workbench): Promise<string> => window.page.evaluate(() => navigator.clipboard.readText());
