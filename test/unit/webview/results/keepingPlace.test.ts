import assert from "node:assert/strict";
import { demoHeader, demoQuery, fullTable, fullView } from "../../../support/demoResult";
import { describeResultsPage } from "../../../support/resultsPage";
import { type ResultsQuery, type ResultsView } from "../../../../webview/shared/resultsMessages";

const target = { connectionId: "sandbox", team: "1", project: "1", kind: "attribution", id: "5" } as const;

describeResultsPage("the results page leaves people where they are", ({ shown }) => {
  async function open(view: ResultsView = fullView(), query: Partial<ResultsQuery> = {}): Promise<void> {
    const memory = { v: 2, target, query: { ...demoQuery, ...query }, tab: "drivers", shares: false };
    await shown().start(
      { ...view, ...(view.kind === "result" && { query: memory.query }) },
      {
        ...{ theme: "vscode-dark", width: 1300, height: 900 },
        memory: { ...memory, tables: [], scroll: 0, sort: null },
      },
    );
    await shown().answerParts();
  }

  const queries = async (): Promise<readonly ResultsQuery[]> =>
    (await shown().sent()).flatMap((message) => (message.type === "query" ? [message.query] : []));
  const onFocused = (attribute: string): Promise<string | null> =>
    shown().page.evaluate((name) => document.activeElement?.getAttribute(name) ?? null, attribute);

  it("letters that choose from a list are no keys of the page", async () => {
    await open();
    for (const list of ["Unit", "View"]) {
      await shown().page.getByRole("combobox", { name: list, exact: true }).focus();
      await shown().press("c", "t", "f", "Escape");
    }
    assert.equal(await shown().page.locator(".figure.alone, .figure-table").count(), 0);
    assert.deepEqual(
      (await shown().sent()).filter(({ type }) => type === "copy"),
      [],
    );
    await shown().page.locator(".figure-waterfall .picture").focus();
    await shown().press("t");
    assert.equal(await shown().page.locator(".figure-waterfall .figure-table").count(), 1);
  });

  const own = { from: "2022-02-07", to: "2024-06-24" };
  const from = () => shown().page.getByLabel("From", { exact: true });

  it("a date is taken when it is confirmed or left, not with every digit of its year", async () => {
    await open(fullView(), own);
    await from().focus();
    await shown().press("0", "3", "0", "1", "2", "0", "2", "3");
    assert.deepEqual(await queries(), []);
    await shown().press("Enter");
    assert.deepEqual(await queries(), [{ ...demoQuery, ...own, from: "2023-03-01" }]);
    await from().fill("2023-05-01");
    await shown().page.getByLabel("To", { exact: true }).focus();
    assert.equal((await queries()).at(-1)?.from, "2023-05-01");
  });

  it("a date chosen in the calendar is taken at once, one outside of the data never, which is said", async () => {
    await open(fullView(), own);
    await from().evaluate((input: HTMLInputElement) => {
      input.value = "2023-02-06";
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
    assert.deepEqual(
      (await queries()).map(({ from }) => from),
      ["2023-02-06"],
    );
    await from().focus();
    await from().fill("1023-02-06");
    await shown().page.getByRole("tab", { selected: true }).focus();
    assert.equal((await queries()).length, 1);
    assert.equal(await from().inputValue(), "2023-02-06");
    const said = await shown().page.locator(".toolbar .said").innerText();
    assert.match(said, /1023 was not taken: choose a date from .*2022 to .*2024\.$/);
  });

  it("an answer takes the focus from no control, and nothing from a date that is half typed", async () => {
    await open(fullView(), own);
    const answer = async (query: Partial<ResultsQuery>): Promise<void> => {
      const view = fullView();
      assert.ok(view.kind === "result");
      await shown().receive({ type: "view", view: { ...view, query: { ...demoQuery, ...query } } });
    };
    await from().focus();
    await shown().press("0", "3");
    await answer({ ...own, level: 0.5 });
    assert.equal(await onFocused("aria-label"), "From");
    await shown().press("0", "1", "2", "0", "2", "3", "Enter");
    assert.equal((await queries()).at(-1)?.from, "2023-03-01");
    await answer({ ...own, from: "2023-03-01" });
    assert.equal(await onFocused("aria-label"), "From");
    await shown().page.getByRole("combobox", { name: "Dates", exact: true }).focus();
    await answer({});
    assert.equal(await onFocused("aria-label"), "Dates");
  });

  const loss = Array.from({ length: 60 }, (_, at) => -1000 / (1 + at));
  const running = (fraction: number, epochs: number): ResultsView => ({
    ...{ kind: "running", header: { ...demoHeader, kind: "model" }, word: "sampling", fraction },
    ...{ loss: loss.slice(0, epochs), blocks: [] },
  });

  it("a fit at work is told where it stands, to somebody who reads it", async () => {
    await open(running(0.2, 20));
    const check = shown().page.getByRole("button", { name: "Check Now" });
    await check.focus();
    const banner = await shown().page.getByRole("status").filter({ has: check }).elementHandle();
    await shown().receive({ type: "view", view: running(0.4, 30) });
    assert.equal(await onFocused("appearance"), "secondary");
    assert.equal(await banner?.evaluate((one) => one.isConnected), true);
    assert.match((await banner?.textContent()) ?? "", /40/);
    await shown().page.locator(".figure-training .picture").focus();
    await shown().press("ArrowRight", "ArrowRight", "Enter");
    const read = await shown().readout();
    await shown().receive({ type: "view", view: running(0.6, 50) });
    await shown().drawn();
    assert.equal(await onFocused("class"), "picture");
    assert.equal(await shown().readout(), read);
    assert.equal(await shown().page.locator(".readout.pinned").count(), 1);
    await shown().press("t");
    assert.equal(await shown().page.locator(".figure-table tbody tr").count(), 50);
    await shown().receive({ type: "view", view: running(0.8, 60) });
    assert.equal(await shown().page.locator(".figure-table tbody tr").count(), 60);
    assert.match((await onFocused("class")) ?? "", /figure-table/);
    assert.deepEqual(shown().complaints, []);
  });

  it("choices of single figures are there again after a reload", async () => {
    await open();
    const view = () => shown().page.getByRole("combobox", { name: "View", exact: true });
    await view().focus();
    await shown().press("ArrowDown");
    await shown().page.getByRole("button", { name: "TV", exact: true, pressed: true }).click();
    const { choices } = await shown().memory();
    assert.deepEqual(choices?.series, { view: "aboveBase", hidden: ["1"] });
    await shown().start(fullView(), {
      ...{ theme: "vscode-dark", width: 1300, height: 900 },
      memory: await shown().memory(),
    });
    await shown().answerParts();
    assert.equal(await view().evaluate((list: HTMLElement & { value: string }) => list.value), "choice 1");
    assert.equal(await shown().page.getByRole("button", { name: "TV", exact: true, pressed: false }).count(), 1);
  });

  it("a driver keeps its colour under a filter that leaves others out, also after a reload", async () => {
    const colour = async (): Promise<string> =>
      (await shown()
        .page.getByRole("button", { name: "OnlineVideo", exact: true })
        .locator("svg.swatch")
        .getAttribute("class")) ?? "";
    await open();
    assert.equal(await colour(), "swatch place-2");
    const { totals, roi, series } = fullTable();
    const rest = {
      totals: totals.filter(({ driver }) => driver !== "TV"),
      roi: roi.filter(({ channel }) => channel !== "TV"),
      series: series.filter(({ driver }) => driver !== "TV"),
    };
    const filtered = { ...fullView(rest), query: { ...demoQuery, country: "SWE" } } as ResultsView;
    await shown().receive({ type: "view", view: filtered });
    await shown().answerParts();
    assert.equal(await shown().page.getByRole("button", { name: "TV", exact: true }).count(), 0);
    assert.equal(await colour(), "swatch place-2");
    await shown().start(filtered, {
      ...{ theme: "vscode-dark", width: 1300, height: 900 },
      memory: await shown().memory(),
    });
    await shown().answerParts();
    assert.equal(await colour(), "swatch place-2");
  });
});
