import assert from "node:assert/strict";
import { type StartedSandbox, startSandbox } from "../support/startSandbox";
import { addTwoCountries } from "../support/twoCountries";
import { describeInWorkbench } from "../support/workbench";

let server: StartedSandbox | undefined;

async function serverOfTwoCountries() {
  server = await startSandbox({ engine: "fast" });
  await addTwoCountries(server);
  return { "alviss.api.baseUrl": server.url, "alviss.api.teamsUrl": server.teamUrl };
}

describeInWorkbench(
  "the results of a set of two countries",
  (workbench) => {
    const page = () => workbench().webview();
    const parts = () => page().locator(".figure-parts");
    const header = () => page().locator(".page-header");

    async function choose(label: string, option: string): Promise<void> {
      const control = page().locator(`vscode-dropdown[aria-label="${label}"]:visible`);
      await control.click();
      await control.locator("vscode-option", { hasText: new RegExp(`^\\s*${option}\\s*$`) }).click();
    }

    async function partsBy(what: string, ...names: readonly string[]): Promise<string> {
      const shown = parts()
        .getByText(new RegExp(`by ${what}`))
        .first();
      // A figure that is only just made anew can lose the click.
      for (let tries = 1; ; tries++)
        try {
          await choose("Taken apart by", what);
          await shown.waitFor({ timeout: 10_000 });
          break;
        } catch (error) {
          if (tries === 5) throw error;
        }
      const drawn = await parts().locator(".picture").innerText();
      for (const name of names) assert.ok(drawn.includes(name), `${name} is not in ${drawn}`);
      return drawn;
    }

    before(async () => {
      const window = workbench();
      await window.signIn(server?.token ?? "");
      await window.setExpanded("My project", true);
      await window.setExpanded("Attribution Sets", true);
      await window.contextMenu(window.doneRow(/#1.*active, 3 attributions/), "Open Results");
      await parts().locator(".picture svg").waitFor({ timeout: 60_000 });
    });
    after(() => server?.stop());

    it("are taken apart by country, region, grouping and product", async () => {
      await workbench().screenshot("countries-overview");
      for (const [by, ...names] of [
        ["Country", "SWE", "NOR"],
        ["Region", "North", "South", "all"],
        ["Grouping", "Shops", "Cafes"],
        ["Product", "Espresso", "Filter"],
      ] as const) {
        await partsBy(by, ...names);
        await parts().scrollIntoViewIfNeeded();
        await workbench().screenshot(`countries-by-${by}`);
      }
    });

    it("say what of them is no sum over two currencies", async () => {
      assert.match(await parts().locator(".notes").innerText(), /SWE and NOR have currencies of their own/);
      await page().getByRole("tab", { name: "ROI" }).click();
      await page().locator(".figure-roi").waitFor();
      await workbench().screenshot("countries-roi");
      await page().getByRole("tab", { name: "Curves" }).click();
      await page()
        .locator(".figure-curves")
        .getByText(/currencies of their own/)
        .waitFor({ timeout: 60_000 });
      await workbench().screenshot("countries-curves");
      await choose("Unit", "Revenue");
      await page().getByRole("tab", { name: "Drivers" }).click();
      await page().locator(".figure-waterfall").waitFor();
      await workbench().screenshot("countries-revenue");
    });

    it("are money again for one country, whose own places are left to choose from", async () => {
      await choose("Region", "North");
      await header().filter({ hasText: /North/ }).waitFor({ timeout: 60_000 });
      await choose("Country", "NOR");
      await header().filter({ hasText: /NOR/ }).waitFor({ timeout: 60_000 });
      await workbench().screenshot("countries-one");
      assert.doesNotMatch(await header().innerText(), /North/);
      await page().getByRole("tab", { name: "ROI" }).click();
      await page().locator(".figure-roi .picture svg").first().waitFor({ timeout: 60_000 });
    });
  },
  serverOfTwoCountries,
);
