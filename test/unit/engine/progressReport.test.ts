import assert from "node:assert/strict";
import { type FitProgress } from "../../../src/sandbox/engine/contract";
import { ProgressReport } from "../../../src/sandbox/engine/progressReport";

describe("the report of progress", () => {
  it("sends the first news at once, merges what follows, and never lets the fraction fall", async () => {
    const sent: FitProgress[] = [];
    const report = new ProgressReport((progress) => sent.push(progress));
    report.report({ phase: "sampling", fraction: 0.5 });
    assert.deepEqual(sent, [{ phase: "sampling", fraction: 0.5 }]);
    const block = { draws: 600, rhat: 1.02, ess: 210 };
    report.report({ phase: "sampling", fraction: 0.2, block });
    report.report({ phase: "sampling", fraction: 0.3 });
    assert.equal(sent.length, 1);
    await report.finish();
    assert.deepEqual(sent[1], { phase: "sampling", fraction: 0.5, block });
    report.close();
  });

  it("sends every block of draws, once", async () => {
    const sent: FitProgress[] = [];
    const report = new ProgressReport((progress) => sent.push(progress));
    const blocks = [1, 2, 3].map((n) => ({ draws: 100 * n, rhat: 1.1, ess: 50 * n }));
    report.report({ phase: "sampling", fraction: 0 });
    for (const block of blocks) report.report({ phase: "sampling", fraction: 0.5, block });
    report.report({ phase: "sampling", fraction: 0.6 });
    await report.finish();
    assert.deepEqual(
      sent.flatMap(({ block }) => block ?? []),
      blocks,
    );
    report.close();
  });

  it("drops what it holds when it is closed", async () => {
    let sent = 0;
    const report = new ProgressReport(() => sent++);
    report.report({ phase: "checking", fraction: 0 });
    report.report({ phase: "checking", fraction: 0.1 });
    report.close();
    // A second report holds news for as long: when it has spoken, the first would have.
    const other = new ProgressReport(() => undefined);
    other.report({ phase: "checking", fraction: 0 });
    other.report({ phase: "checking", fraction: 0.1 });
    await other.finish();
    assert.equal(sent, 1);
  });
});
