import assert from "node:assert/strict";
import { type Page } from "playwright-core";
import { demoQuery, fullText, fullView, partText } from "../../../support/demoResult";
import { describeResultsPage } from "../../../support/resultsPage";
import { resultParts } from "../../../../webview/shared/resultsMessages";

const script = "<script>document.title = 1</script> and more than a panel is wide";
const arabic = "وسائل التواصل (فيديو)";
const renamed = (text: string): string =>
  text.replaceAll('"TV"', JSON.stringify(script)).replaceAll('"OnlineVideo"', JSON.stringify(arabic));

/** Titles with the notes below each, sorted. */
type Told = readonly (readonly [string, ...string[]])[];

describeResultsPage("the report of a result with names of every kind", ({ shown, browser }) => {
  const target = { connectionId: "sandbox", team: "1", project: "1", kind: "attribution", id: "5" } as const;
  const parts = Object.fromEntries(resultParts.map((part) => [part, renamed(partText(part))]));
  let report: Page;

  before(async function () {
    this.timeout(60_000);
    const memory = { v: 2, target, query: demoQuery, tab: "overview", shares: false };
    await shown().start(fullView(JSON.parse(renamed(fullText())) as Record<string, unknown>), {
      ...{ theme: "vscode-high-contrast", width: 1300, height: 900 },
      memory: { ...memory, tables: [], scroll: 0, sort: null },
    });
    await shown().answerParts(parts);
    await shown().page.getByRole("button", { name: "Report..." }).click();
    await shown().answerParts(parts);
    const saved = (await shown().sent()).find((message) => message.type === "save");
    assert.ok(saved?.type === "save");
    report = await browser().newPage({ offline: true, viewport: { width: 1000, height: 800 } });
    await report.setContent(saved.data);
  });
  after(() => report.close());

  it("shows them as the text that they are", async () => {
    const { title, scripts } = await report.evaluate(() => ({
      title: document.title,
      scripts: document.scripts.length,
    }));
    assert.deepEqual([title, scripts], ["Attribution #5", 0]);
    const text = await report.locator("body").innerText();
    assert.ok(text.includes(script) && text.includes(arabic));
    const rows = await report.locator("details tbody th").allTextContents();
    assert.ok(rows.includes(script) && rows.includes(arabic), "in the tables");
  });

  it("keeps the words of its pictures apart, and in them", async () => {
    const wrong = await report.locator("section > svg").evaluateAll((pictures) =>
      pictures.flatMap((picture) => {
        const [edge, all] = [picture.getBoundingClientRect(), [...picture.querySelectorAll(":scope > text")]];
        const boxes = all.map((line) => ({ text: line.textContent, box: line.getBoundingClientRect() }));
        return boxes.flatMap(({ text, box }, at) => [
          ...(box.right > edge.right || box.left < edge.left ? [`${text} ends outside`] : []),
          ...boxes.slice(at + 1).flatMap((other) => {
            const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
            return across > 1 && down > 3 ? [`${text} on ${other.text}`] : [];
          }),
        ]);
      }),
    );
    assert.deepEqual(wrong, []);
  });

  it("marks the panels of a channel as the page does", async () => {
    const curves = report.locator("section > svg", { hasText: "next kr" });
    const marks = await curves.locator(":scope > svg:not(:has(text))").count();
    assert.equal(marks, 5);
  });

  it("says what the page says: the same figures, each with its finding and its caveats", async () => {
    const reported: Told = await report
      .locator("section")
      .evaluateAll((sections) =>
        sections.map((section) => [
          section.querySelector("h2")?.textContent ?? "",
          ...[...section.querySelectorAll(":scope > .note")].map((note) => note.textContent),
        ]),
      );
    const paged = new Map<string, Told[number]>();
    for (const tab of ["Overview", "Fit", "Drivers", "ROI", "Curves", "Trust"]) {
      await shown().page.getByRole("tab", { name: tab, exact: true }).click();
      await shown().answerParts(parts);
      const figures: Told = await shown()
        .page.locator(".figure")
        .evaluateAll((all) =>
          all.map((figure) => [
            figure.querySelector("h2")?.textContent ?? "",
            ...[...figure.querySelectorAll(":scope > .notes p")].map((note) => note.textContent),
          ]),
        );
      for (const figure of figures) paged.set(figure[0], figure);
    }
    assert.deepEqual([...reported].sort(), [...paged.values()].sort());
  });
});
