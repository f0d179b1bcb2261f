import assert from "node:assert/strict";
import { demoHeader, demoQuery, fullView, partText } from "../../../support/demoResult";
import { describeResultsPage, type OpenedPage } from "../../../support/resultsPage";
import { type ResultsView } from "../../../../webview/shared/resultsMessages";

interface Card {
  readonly top: number;
  readonly bottom: number;
  readonly width: number;
  /** Of what stands in it: words that nobody reads yet keep their place. */
  readonly end: number;
  readonly picture: number;
}

describeResultsPage("the cards of the overview, in a browser", ({ shown }) => {
  const target = { connectionId: "sandbox", team: "1", project: "1", kind: "attribution", id: "5" } as const;

  async function open(
    width: number,
    view: ResultsView = fullView(),
    parts: Parameters<OpenedPage["answerParts"]>[0] = {},
  ): Promise<void> {
    const memory = {
      v: 2,
      target,
      query: demoQuery,
      tab: "overview",
      shares: false,
      tables: [],
      scroll: 0,
      sort: null,
    };
    await shown().start(view, { theme: "vscode-dark", width, height: 900, memory });
    await shown().answerParts(parts);
    await settled();
  }

  /** Pictures are drawn one a frame. */
  const settled = (): Promise<void> =>
    shown().page.evaluate(async () => {
      for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
    });

  const card = (id: string): Promise<Card> =>
    shown()
      .page.locator(`.figure-${id}`)
      .evaluate((section) => {
        const { top, bottom, width } = section.getBoundingClientRect();
        const inside = [...section.querySelectorAll(":scope > *, .aside")].map((one) => one.getBoundingClientRect());
        const picture = section.querySelector(".picture")?.getBoundingClientRect().height ?? 0;
        return { top, bottom, width, end: Math.max(...inside.map((box) => box.bottom)), picture };
      });

  const cards = async (): Promise<readonly [fit: Card, series: Card, trust: Card]> => [
    await card("fit"),
    await card("series"),
    await card("trust"),
  ];

  /** With the margin that every card has inside. */
  const blanks = (all: readonly Card[]): number => Math.max(...all.map(({ bottom, end }) => bottom - end));

  /** What the demo has, with so many checks that need a look. */
  const withLooks = (looks: number): string => {
    const answer = JSON.parse(partText("diagnostics")) as { checks: object[] };
    const look = { id: "mape", status: "look", value: 2.4, limit: 2, text: "", help: "a look at the events" };
    return JSON.stringify({ ...answer, checks: [...answer.checks, ...Array.from({ length: looks }, () => look)] });
  };

  for (const [what, width, diagnostics] of [
    ["where the verdict is the taller", 1280, withLooks(0)],
    ["where the verdict is much taller", 1280, withLooks(6)],
    ["where a narrow verdict is tall", 1000, withLooks(0)],
    ["where a wide verdict is the lower", 1900, withLooks(0)],
  ] as const)
    it(`end at one line without a blank, ${what}`, async () => {
      await open(width, fullView(), { diagnostics });
      const all = await cards();
      const [fit, series, trust] = all;
      assert.ok(Math.abs(fit.top - trust.top) < 1 && Math.abs(series.bottom - trust.bottom) < 1);
      assert.ok(blanks(all) < 20, String(blanks(all)));
    });

  it("have pictures as high as usual where they stand one below the other", async () => {
    await open(1000);
    const [fit] = await cards();
    await shown().page.setViewportSize({ width: 700, height: 900 });
    await settled();
    const [narrow, series, trust] = await cards();
    assert.ok(narrow.bottom < series.top && series.bottom < trust.top);
    assert.ok(narrow.picture < fit.picture - 20, `${String(narrow.picture)} after ${String(fit.picture)}`);
    assert.ok(blanks([narrow, series, trust]) < 20);
    const order = await shown()
      .page.locator(".figure-fit")
      .evaluate((section) =>
        [".picture", ".readout", ".aside"].map((part) => section.querySelector(part)?.getBoundingClientRect().top ?? 0),
      );
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
      "what is read stands right below its picture",
    );
  });

  it("are level again when one is shown as its table and back, and do not move while one is read", async () => {
    await open(1280);
    const before = await cards();
    const tableButton = shown().page.locator(".figure-trust .tool").first();
    await tableButton.click();
    await settled();
    const all = await cards();
    assert.ok(Math.abs(all[0].picture - before[0].picture) > 6, "a table is not as high as pictures");
    assert.ok(blanks(all) < 20, String(blanks(all)));
    await tableButton.click();
    await settled();
    assert.deepEqual(await cards(), before);
    await shown().page.locator(".figure-series .picture").hover();
    await settled();
    const read = await cards();
    assert.deepEqual(
      read.map(({ picture }) => picture),
      before.map(({ picture }) => picture),
    );
  });

  it("of a model alone are as wide as the page, its verdict below its fit", async () => {
    const header = { ...demoHeader, kind: "model", id: "11", model: null } as const;
    await open(1280, { kind: "result", header, query: demoQuery, text: null, problem: null });
    const [fit, trust] = [await card("fit"), await card("trust")];
    assert.ok(fit.width > 1200 && trust.width === fit.width && fit.bottom < trust.top);
    assert.ok(blanks([fit, trust]) < 20);
  });
});
