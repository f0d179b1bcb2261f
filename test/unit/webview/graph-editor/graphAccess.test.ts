import assert from "node:assert/strict";
import axeCore from "axe-core";
import { type GraphPageHost, describeGraphPage } from "../../../support/graphPage";
import { demoGraph, lowGraph } from "../../../support/demoGraphs";
import { themes } from "../../../support/pageServer";

/** What axe-core finds wrong with the page as it is, one line each. */
async function violations({ page }: GraphPageHost): Promise<string[]> {
  await page.evaluate(axeCore.source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll("\n", " ")}`),
    );
  });
}

describeGraphPage("the graph editor for everybody", (opened) => {
  for (const theme of themes)
    it(`has nothing that axe-core finds wrong, in ${theme}`, async () => {
      const host = await opened(demoGraph().replace('"max_lag": 13', '"max_lag": 0'), { theme });
      await host.node("TV").click();
      assert.deepEqual(await violations(host), []);
      await host.page.getByRole("button", { name: "Table", exact: true }).click();
      await host.page.getByRole("grid", { name: "Nodes" }).waitFor();
      assert.deepEqual(await violations(host), []);
      await host.page.keyboard.press("Escape");
      await host.page.getByRole("button", { name: "Add" }).click();
      await host.page.locator("dialog").waitFor();
      assert.deepEqual(await violations(host), []);
    });

  it("says names, roles and states in the accessibility tree", async () => {
    const host = await opened(lowGraph());
    await host.page.getByRole("button", { name: "Open All" }).click();
    await host.node("tv.adstock").click();
    const tree = await host.page.locator("body").ariaSnapshot();
    for (const line of [
      'toolbar "Graph tools"',
      'button "Diagram" [pressed]',
      'button "Focus"',
      'document "Diagram, nodes: 10, edges: 9"',
      "tv.adstock, adstock, influences tv.sat, influenced by tv.x, tv.alpha, selected",
      "tv, 7 nodes inside",
      'complementary "Properties"',
      'textbox "Id"',
      'combobox "Kind"',
      'checkbox "Normalised" [checked]',
    ])
      assert.ok(tree.includes(line), `${line}\n${tree}`);
  });

  it("loses nothing at 200 %", async () => {
    const host = await opened(demoGraph(), { width: 640, height: 400 });
    await host.node("TV").click();
    await host.picture("zoom-200");
    const lost = await host.page.evaluate(() => {
      const shown = [...document.querySelectorAll<HTMLElement>(".toolbar > *, .toolbar vscode-button")].filter(
        (one) => one.getClientRects().length > 0,
      );
      return shown
        .map((one) => ({ name: one.textContent, box: one.getBoundingClientRect() }))
        .filter(({ box }) => box.right > innerWidth + 1 || box.left < -1 || box.bottom > innerHeight)
        .map(({ name }) => name);
    });
    assert.deepEqual(lost, []);
    assert.ok(await host.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    const form = host.page.locator(".inspector");
    await form.getByRole("textbox", { name: "Longest lag" }).scrollIntoViewIfNeeded();
    assert.ok(((await form.boundingBox())?.height ?? 0) > 100);
    assert.ok(((await host.page.locator(".diagram").boundingBox())?.height ?? 0) > 100);
    await host.original(demoGraph().replace('"max_lag": 13', '"max_lag": 8'));
    await host.page.getByRole("button", { name: "Differences from the original: 1" }).click();
    await host.page.getByRole("button", { name: "Table", exact: true }).click();
    await host.page.locator(".tables tbody tr").first().waitFor();
    const heights = await host.page
      .locator(".tables .scroller")
      .evaluateAll((all) => all.map((one) => one.clientHeight));
    assert.ok(
      heights.length === 2 && heights.every((height) => height >= 84),
      `room for a head and two rows each: ${heights.join(", ")}`,
    );
  });

  it("moves nothing by itself", async () => {
    const host = await opened(demoGraph());
    await host.node("TV").click();
    const moving = await host.page.evaluate(() =>
      [...document.querySelectorAll("*")]
        .filter((one) => {
          const { animationName, transitionDuration } = getComputedStyle(one);
          return animationName !== "none" || transitionDuration.split(", ").some((time) => parseFloat(time) > 0);
        })
        .map((one) => one.outerHTML.slice(0, 80)),
    );
    assert.deepEqual(moving, []);
  });
});
