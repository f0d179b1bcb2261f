import assert from "node:assert/strict";
import { RunBook } from "../../../src/jobs/runBook";
import { RunFiles } from "../../../src/jobs/runFiles";
import { type Run } from "../../../src/jobs/run";
import { silentLog } from "../../../src/platform/log";
import { realClock } from "../../../src/platform/settle";
import { scratchFolder } from "../../support/scratchFolder";

const run = {
  v: 1,
  runId: "r1",
  workflow: "watch",
  plan: { workflow: "watch" },
  connectionId: "c",
  team: "1",
  project: "1",
  label: "a job",
  startedAt: 1,
  startedBy: "test",
  steps: [{ name: "Wait", kind: "watch", state: "todo", attempts: 0 }],
  state: "working",
} as unknown as Run;

describe("what is known of the runs", () => {
  const folder = scratchFolder();

  it("keeps a run that is started while the folder is looked through", async () => {
    let meanwhile: () => Promise<void> = () => Promise.resolve();
    /** Takes its time between the look at the folder and its answer. */
    class SlowFiles extends RunFiles {
      override async news(isFinal: (runId: string) => boolean): ReturnType<RunFiles["news"]> {
        const news = await super.news(isFinal);
        await meanwhile();
        return news;
      }
    }
    const files = new SlowFiles(folder(), silentLog);
    const mayWrite = () => Promise.resolve(false);
    const book = new RunBook({ files, clock: realClock, log: silentLog, mayWrite });
    meanwhile = async () => {
      await files.write(run);
      book.keep(run);
    };
    await book.readNews(false);
    assert.equal(book.find("r1"), run);
    meanwhile = () => files.remove("r1");
    await book.readNews(false);
    meanwhile = () => Promise.resolve();
    await book.readNews(false);
    assert.equal(book.find("r1"), undefined);
  });

  it("forgets the uploads of a batch before its dataset, which would be made again otherwise", async () => {
    const removed: string[] = [];
    class SomeLocked extends RunFiles {
      override remove(runId: string): Promise<void> {
        removed.push(runId);
        return runId === "u2" && removed.length < 3 ? Promise.reject(new Error("It is locked.")) : super.remove(runId);
      }
    }
    const files = new SomeLocked(folder(), silentLog);
    const mayWrite = () => Promise.resolve(true);
    const book = new RunBook({ files, clock: realClock, log: silentLog, mayWrite });
    const batch = { id: "d", size: 2, place: 0, dataset: { label: "", extendIds: [], activate: false } };
    for (const runId of ["u1", "u2"]) book.keep({ ...run, runId, batch });
    book.keep({ ...run, runId: "d" });
    await assert.rejects(book.remove(["d", "u1", "u2"]), /locked/);
    assert.ok(book.find("d"));
    await book.remove(["d", "u1", "u2"]);
    assert.deepEqual([removed.includes("d"), removed.at(-1), book.runs], [true, "d", []]);
  });
});
