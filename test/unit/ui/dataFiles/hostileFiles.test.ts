import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FileTaskFailed, FileWorker } from "../../../../src/ui/dataFiles/worker/fileWorker";
import { type CheckTask } from "../../../../src/ui/dataFiles/worker/workerMessages";
import { checkWorkerBundle } from "../../../support/checkWorkerBundle";
import { HOSTILE_FILES } from "../../../support/hostileFiles";

describe("hostile files", function () {
  this.timeout(60_000);
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

  const task = (name: string): CheckTask => ({
    kind: "check",
    source: { kind: "path", path: join(bundle.folder, name) },
    fileName: name,
    type: "Sales",
    severity: {},
  });
  const digest = (name: string) =>
    createHash("sha256")
      .update(readFileSync(join(bundle.folder, name)))
      .digest("hex");

  for (const { name, what, bytes, rules, at, rows } of HOSTILE_FILES)
    it(`${what}: ${rules.join(", ") || "nothing"}`, async () => {
      writeFileSync(join(bundle.folder, name), bytes());
      const before = digest(name);
      const { findings, summary } = await worker.call({
        ...task(name),
        type: rules.includes("typeUnknown") ? "guess" : "Sales",
      });
      const found = Object.keys(summary.ruleCounts).filter((rule) => rule !== "gap" && rule !== "periodStart");
      assert.deepEqual(found.sort(), [...rules].sort());
      const [first] = findings;
      if (at !== undefined && !name.endsWith(".xlsx")) assert.equal((first?.span.startLine ?? -1) + 1, at[0]);
      if (rows !== undefined) assert.equal(summary.rows, rows);
      for (const { message } of findings)
        assert.ok(message.length < 500 && !/[\u0000-\u001f\u202e]/.test(message), message);
      // Putting it right does not break on it either, and what comes out is still read.
      if (name.endsWith(".csv")) {
        const kinds = ["encoding", "separator", "names", "spaces", "numbers", "dates", "countries"] as const;
        const { source } = task(name);
        const mended = await worker.call({ kind: "mend", source, fileName: name, type: undefined, kinds });
        const again = await worker.call({ ...task(name), source: { kind: "bytes", bytes: mended.bytes } });
        assert.ok(again.summary.rows >= summary.rows);
      }
      assert.equal(digest(name), before);
    });

  it("are told of in the language of the window, to the last word", async () => {
    const english = JSON.parse(readFileSync("l10n/bundle.l10n.json", "utf8")) as Record<string, string>;
    const marked = Object.fromEntries(Object.keys(english).map((text) => [text, `«${text}»`]));
    const speaker = new FileWorker(bundle.url, marked);
    try {
      for (const { name, bytes, rules } of HOSTILE_FILES) {
        writeFileSync(join(bundle.folder, name), bytes());
        const type = rules.includes("typeUnknown") ? "guess" : "Sales";
        for (const { message, fix } of (await speaker.call({ ...task(name), type })).findings) {
          assert.match(message, /^«[^]*» «[^]*»$/, name);
          assert.match(fix?.title ?? "«»", /^«[^]*»$/, name);
        }
      }
    } finally {
      speaker.dispose();
    }
  });

  it("are more than forty", () => assert.ok(HOSTILE_FILES.length >= 40));

  it("may be folders, or go while they are read", async () => {
    mkdirSync(join(bundle.folder, "x.csv"));
    await assert.rejects(
      worker.call(task("x.csv")),
      (error) => error instanceof FileTaskFailed && error.code === "EISDIR",
    );
    const large = `Country,Region,Date,Product,UnitsSold,PricePerUnit\n${"SWE,all,2024-01-08,x,1,2\n".repeat(400_000)}`;
    writeFileSync(join(bundle.folder, "going.csv"), large);
    let gone = false;
    const onProgress = () => {
      if (!gone) unlinkSync(join(bundle.folder, "going.csv"));
      gone = true;
    };
    const { summary } = await worker.call(task("going.csv"), { onProgress });
    assert.equal(summary.rows, 400_000);
    await assert.rejects(
      worker.call(task("nothing.csv")),
      (error) => error instanceof FileTaskFailed && error.code === "ENOENT",
    );
  });
});
