import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileTaskFailed, FileWorker } from "../../../../src/ui/dataFiles/worker/fileWorker";
import { type CheckTask } from "../../../../src/ui/dataFiles/worker/workerMessages";
import { checkWorkerBundle } from "../../../support/checkWorkerBundle";
import { sheetOfCsv, workbookBytes } from "../../../support/workbookBytes";
import { until } from "../../../support/until";
import { withoutRights } from "../../../support/withoutRights";

const SALES = "Country,Region,Grouping,Date,Product,UnitsSold,PricePerUnit";

describe("the thread that reads data files", function () {
  this.timeout(30_000);
  let bundle: Awaited<ReturnType<typeof checkWorkerBundle>>;
  let worker: FileWorker;
  before(async () => {
    bundle = await checkWorkerBundle();
    worker = new FileWorker(bundle.url);
  });
  after(() => {
    worker.dispose();
    bundle.remove();
  });

  const task = (source: CheckTask["source"], fileName = "Sales.csv"): CheckTask => ({
    kind: "check",
    source,
    fileName,
    type: "guess",
    severity: {},
  });
  const text = (content: string) => task({ kind: "bytes", bytes: new TextEncoder().encode(content) });
  const weeks = (count: number) => {
    const date = (week: number) => new Date(Date.UTC(1900, 0, 1) + week * 7 * 86_400_000).toISOString().slice(0, 10);
    return Array.from({ length: count }, (_, week) => `SWE,all,all,${date(week)},Hälsa,1,2`);
  };

  it("says what a text is and where its faults are", async () => {
    const { summary, recognition, findings, words } = await worker.call(
      text([SALES, ...weeks(3), 'SWE,all,all,1900-01-22,Hälsa,"1,5",2'].join("\n")),
    );
    assert.deepEqual([summary.type, summary.rows, summary.periodicity], ["Sales", 4, "Week"]);
    assert.deepEqual([recognition.recognised, recognition.sureness], [true, 1]);
    assert.deepEqual(
      findings.map(({ rule, span, fix }) => [rule, Object.values(span), fix]),
      [["decimalComma", [4, 29, 4, 34], { title: "Change to 1.5", text: "1.5" }]],
    );
    assert.deepEqual(words["Product"], ["Hälsa"]);
  });

  it("shows a thousand findings, errors first, and counts all", async () => {
    const bad = Array.from(
      { length: 3000 },
      (_, i) => `XQZ,all,all,1900-01-01,p${String(i)},1,${i < 1200 ? "2" : "x"}`,
    );
    const { findings, summary } = await worker.call(text([SALES, ...bad].join("\n")));
    assert.deepEqual([findings.length, findings[0]?.rule, findings.at(-1)?.rule], [1000, "number", "number"]);
    assert.deepEqual([summary.errorCount, summary.warningCount, summary.findingCount], [1800, 3000, 4800]);
  });

  it("reads a file from disk with progress", async () => {
    const path = join(bundle.folder, "large.csv");
    writeFileSync(
      path,
      [SALES, ...Array.from({ length: 400 }, (_, i) => weeks(1000).map((row) => row.replace("Hälsa", `p${String(i)}`)))]
        .flat()
        .join("\n"),
    );
    const fractions: number[] = [];
    const { summary } = await worker.call(task({ kind: "path", path }), { onProgress: (f) => fractions.push(f) });
    assert.deepEqual([summary.rows, summary.findingCount], [400_000, 0]);
    assert.ok(fractions.length > 0 && fractions.every((f, i) => f > 0 && f <= 1 && f >= (fractions[i - 1] ?? 0)));
  });

  it("lets go of a check at once that nobody waits for, and does the next", async () => {
    const path = join(bundle.folder, "large.csv");
    const controller = new AbortController();
    const old = worker.call(task({ kind: "path", path }), { signal: controller.signal });
    controller.abort();
    await assert.rejects(old, { name: "AbortError" });
    const { summary } = await worker.call(text(`${SALES}\n${weeks(1).join("")}`));
    assert.equal(summary.rows, 1);
    await assert.rejects(worker.call(text(SALES), { signal: AbortSignal.abort() }), { name: "AbortError" });
  });

  it("says why a file cannot be read, and goes on", async () => {
    const code = (path: string) =>
      worker.call(task({ kind: "path", path })).then(
        () => "read",
        (error: FileTaskFailed) => error.code,
      );
    assert.equal(await code(join(bundle.folder, "nothing.csv")), "ENOENT");
    mkdirSync(join(bundle.folder, "folder.csv"));
    assert.equal(await code(join(bundle.folder, "folder.csv")), "EISDIR");
    const closed = join(bundle.folder, "closed.csv");
    writeFileSync(closed, SALES);
    assert.equal(await withoutRights(closed, () => code(closed)), "EACCES");
    assert.equal((await worker.call(text(SALES))).summary.errorCount, 1);
  });

  it("puts a file right", async () => {
    const bytes = new TextEncoder().encode(`${SALES}\nSweden,all,all,31/12/2018,x,1,2\n`);
    const kinds = ["countries", "dates"] as const;
    const mended = await worker.call({
      ...{ kind: "mend", source: { kind: "bytes", bytes }, fileName: "x.csv", type: undefined },
      kinds,
    } as const);
    assert.equal(new TextDecoder().decode(mended.bytes), `${SALES}\nSWE,all,all,2018-12-31,x,1,2\n`);
  });

  it("writes the values of a workbook as CSV, put right", async () => {
    const csv = `${SALES}\nSweden,all,all,2024-01-08,"a",1.5,2`;
    const bytes = workbookBytes([sheetOfCsv("Sales", csv.replaceAll('"', ""))]);
    const task = { kind: "mend", source: { kind: "bytes", bytes }, fileName: "x.xlsx", type: undefined } as const;
    const mended = await worker.call({ ...task, kinds: ["countries"] });
    assert.equal(new TextDecoder().decode(mended.bytes), `${SALES}\nSWE,all,all,2024-01-08,a,1.5,2\n`);
    assert.deepEqual(mended.counts, { workbook: 1, countries: 1 });
    const guess = await worker.call({ kind: "guess", source: { kind: "bytes", bytes }, fileName: "x.xlsx" });
    assert.deepEqual([guess.type, guess.recognised], ["Sales", true]);
  });

  it("is started when it is needed and ended when it has nothing to do", async () => {
    const own = new FileWorker(bundle.url, {}, 20);
    assert.equal(own.isRunning, false);
    await own.call(text(SALES));
    assert.equal(own.isRunning, true);
    await until(
      () => own.isRunning,
      (running) => !running,
    );
    await own.call(text(SALES));
    own.dispose();
  });

  it("tells all who wait when it breaks, and is there for the next", async () => {
    const broken = new FileWorker(new URL("data:text/javascript,throw new Error('no')"));
    await assert.rejects(
      broken.call(text(SALES)),
      (error) => error instanceof FileTaskFailed && error.message === "no",
    );
    broken.dispose();
  });
});
