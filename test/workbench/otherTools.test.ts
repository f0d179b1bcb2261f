import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MERIDIAN } from "../support/otherToolFiles";
import { describeInWorkbench } from "../support/workbench";

describeInWorkbench("a table of another tool", (workbench) => {
  it("becomes files of the platform beside it, once it is said what its names do not say", async function () {
    this.timeout(240_000);
    const window = workbench();
    await window.addFile("Meridian.csv", MERIDIAN);
    await window.treeRow("Meridian.csv").dblclick();
    const lens = window.page.locator(".codelens-decoration", { hasText: "Split into Alviss Files..." });
    await lens.waitFor();
    await window.screenshot("other-tool-lens");
    await window.palette("Alviss: Split a Table of Another Tool...");
    await window.accept("Which file?");
    await window.answer("Sales are units and a price", /conversions are units, revenue_per_conversion is their price/);
    await window.question("Which columns are wanted?").waitFor();
    await window.screenshot("other-tool-columns");
    await window.accept("Which columns are wanted?");
    await window.fill("The country of the sales", "Sweden");
    await window.fill("The product that is sold", "Coffee");
    const names = ["Sales", "Media", "Events", "Macro"];
    for (const name of names) await window.tab(`Meridian.${name}.csv`).waitFor();
    const read = (name: string) => readFileSync(join(window.workspace, name), "utf8");
    assert.match(read("Meridian.Sales.csv"), /\nSWE,Geo0,all,2023-01-02,Coffee,310,12\.5\n/);
    assert.match(read("Meridian.Media.csv"), /\nSWE,Geo1,all,2023-01-09,all,Channel0,all,Impression,2700\n/);
    assert.match(read("Meridian.Events.csv"), /\nSWE,Geo0,all,2023-01-09,2023-01-15,Promo\n/);
    assert.match(read("Meridian.Macro.csv"), /\nSWE,Geo0,all,2023-01-02,competitor_sales_control,0\.4\n/);
    assert.equal(read("Meridian.csv"), MERIDIAN);
    await window.tab("Meridian.Sales.csv").click();
    await window.page.locator(".codelens-decoration", { hasText: "Sales, long layout" }).waitFor();
    await window.screenshot("other-tool-split");
  });
});
