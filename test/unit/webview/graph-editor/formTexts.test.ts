import assert from "node:assert/strict";
import { demoGraph } from "../../../support/demoGraphs";
import { describeGraphPage, type GraphPageHost } from "../../../support/graphPage";
import { until } from "../../../support/until";

const harmonics = (host: GraphPageHost) => host.page.locator('[data-field="harmonics"] vscode-text-field input');
const mark = (host: GraphPageHost) => host.page.locator('[data-field="harmonics"] .unapplied');

describeGraphPage("what is typed in the form of the graph editor and not applied", (opened) => {
  /** A page that comes back after another one in which the field was being filled in. */
  async function again(): Promise<GraphPageHost> {
    const before = await opened(demoGraph());
    await before.node("Seasonality").click();
    await harmonics(before).fill("5");
    await until(
      () => before.memory?.typed.length,
      (count) => count === 1,
    );
    const host = await opened(demoGraph(), { memory: before.memory });
    await mark(host).waitFor();
    return host;
  }

  it("stays with a node that is called otherwise, and goes with one that is deleted", async () => {
    const host = await again();
    const ids = (from: string, to: string): string => demoGraph().replaceAll(`"${from}"`, `"${to}"`);
    await host.type(ids("Seasonality", "Year"));
    await host.node("Year").click();
    await mark(host).waitFor();
    assert.equal(await harmonics(host).inputValue(), "5");
    await host.page.keyboard.press("Escape");
    await host.type('{"schema":"alviss-sandbox/high/1","nodes":[{"id":"Sales","type":"target"}],"edges":[]}');
    await until(
      () => host.memory?.typed.length,
      (count) => count === 0,
    );
  });

  it("stands in its field when the page comes back, and is applied only when that is confirmed", async () => {
    const host = await again();
    await until(
      () => harmonics(host).inputValue(),
      (value) => value === "5",
    );
    await host.picture("typed-and-not-applied");
    await harmonics(host).click();
    await host.node("Trend").click();
    await host.node("Seasonality").click();
    await mark(host).waitFor();
    assert.equal(await host.settled(), demoGraph());
    await harmonics(host).press("Enter");
    await host.textOf((text) => text === demoGraph().replace('"harmonics": 2', '"harmonics": 5'));
    await mark(host).waitFor({ state: "detached" });
    await until(
      () => host.memory?.typed.length,
      (count) => count === 0,
    );
  });

  it("is given up with Escape", async () => {
    const host = await again();
    await harmonics(host).press("Escape");
    await mark(host).waitFor({ state: "detached" });
    await until(
      () => harmonics(host).inputValue(),
      (value) => value === "2",
    );
    await until(
      () => host.memory?.typed.length,
      (count) => count === 0,
    );
    assert.equal(await host.settled(), demoGraph());
  });
});
