import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { demoQuery } from "../../../support/demoResult";
import { describeResultsPage } from "../../../support/resultsPage";
import { type ModelAttribution, type ResultsHeader } from "../../../../webview/shared/resultsMessages";

describeResultsPage("the page of a model leads to its attributions", ({ shown }) => {
  const header: ResultsHeader = { kind: "model", id: "11", model: null, combination: "SWE / all / all" };
  const view = { kind: "result", header, query: demoQuery, text: null, problem: null } as const;
  const one: ModelAttribution = {
    ...{ id: "5", shown: "5", first: "2022-01-03", last: "2024-12-23", draws: 800, running: false },
  };
  const line = () => shown().page.getByRole("navigation");

  const tell = (attributions: readonly ModelAttribution[], { areAll = true, anyFailed = false } = {}) =>
    shown().receive({ type: "attributions", attributions, anyFailed, areAll });

  async function open(attributions: readonly ModelAttribution[], { areAll = true, width = 1280 } = {}): Promise<void> {
    await shown().start(view, {
      theme: width < 400 ? "vscode-high-contrast" : "vscode-dark",
      width,
      memory: undefined,
    });
    await shown().answerParts();
    await tell(attributions, { areAll });
  }

  /** Into out/screenshots, for people to look at, when asked for. */
  async function picture(name: string): Promise<void> {
    if (process.env["ALVISS_SCREENSHOTS"] === undefined) return;
    const folder = join(import.meta.dirname, "../../../../out/screenshots");
    mkdirSync(folder, { recursive: true });
    await shown().page.screenshot({ path: join(folder, `model-attributions-${name}.png`) });
  }

  it("one button each, newest first, with its dates and draws", async () => {
    await open([{ ...one, id: "8", shown: "8", running: true }, one]);
    await picture("two");
    assert.match(await line().innerText(), /^2 attributions of this model tell what sales came from:/);
    assert.deepEqual(await line().locator("vscode-button").allInnerTexts(), [
      "#8, Jan 3, 2022 – Dec 23, 2024, still running",
      "#5, Jan 3, 2022 – Dec 23, 2024, 800 draws",
    ]);
    await line().getByRole("button", { name: "#5" }).click();
    assert.deepEqual((await shown().sent()).at(-1), { type: "openAttribution", id: "5" });
  });

  it("that the keyboard reaches before the views, and stays on when their number changes", async () => {
    await open([one]);
    await shown().press("Tab");
    assert.match(await shown().focused(), /^#5/);
    await tell([{ ...one, id: "8", shown: "8" }, one]);
    assert.match(await shown().focused(), /^#5/);
    await shown().press("Enter");
    assert.deepEqual((await shown().sent()).at(-1), { type: "openAttribution", id: "5" });
    await shown().press("Tab");
    assert.equal(await shown().focused(), "Overview");
  });

  it("or, without any, a button that runs one", async () => {
    await open([]);
    await picture("none");
    assert.match(await line().innerText(), /No attribution of this model has been run/);
    await line().getByRole("button", { name: "Run Attribution..." }).click();
    assert.deepEqual((await shown().sent()).at(-1), { type: "attribute" });
    await tell([], { areAll: false });
    assert.match(await line().innerText(), /is known here/, "where the server has no list");
    await tell([], { anyFailed: true });
    assert.match(await line().innerText(), /^The last attribution of this model failed\./);
  });

  it("with a name of their own, and in one sentence that a screen reader hears when it changes", async () => {
    await open([]);
    assert.equal(await line().getAttribute("aria-label"), "Attributions");
    const sentence = await line().getByRole("status").elementHandle();
    await tell([one]);
    assert.equal(await sentence?.innerText(), "An attribution of this model tells what sales came from:");
  });

  it("the newest five of many, without what the server does not tell", async () => {
    const bare = { first: null, last: "soon", draws: null };
    await open(Array.from({ length: 7 }, (_, at) => ({ ...one, ...bare, id: `${9 - at}`, shown: `${9 - at}` })));
    assert.deepEqual(await line().locator("vscode-button").allInnerTexts(), ["#9", "#8", "#7", "#6", "#5"]);
    assert.match(await line().innerText(), /and 2 older ones, in the view Projects/);
  });

  it("in lines of their own where the window is narrow, with nothing cut off", async () => {
    await open([{ ...one, id: "8", shown: "8" }, one], { width: 320 });
    await picture("narrow");
    const { scroll, right } = await shown().page.evaluate(() => ({
      scroll: document.documentElement.scrollWidth,
      right: Math.max(
        ...[...document.querySelectorAll(".attributions > *")].map((part) => part.getBoundingClientRect().right),
      ),
    }));
    assert.ok(scroll <= 320 && right <= 320, `${scroll}, ${right}`);
  });

  it("not while the model is fitted, and not on the page of an attribution", async () => {
    await open([one]);
    await shown().receive({
      type: "view",
      view: { kind: "running", header, word: "training", fraction: null, loss: [], blocks: [] },
    });
    assert.equal(await line().count(), 0);
    await tell([one]);
    assert.equal(await line().count(), 0, "an answer that comes too late");
  });
});
