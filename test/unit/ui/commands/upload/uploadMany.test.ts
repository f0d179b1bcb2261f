import assert from "node:assert/strict";
import { type Run, type RunOrder, type RunState } from "../../../../../src/jobs/run";
import { type Tools } from "../../../../../src/ui/commands/tools";
import { type DataFile } from "../../../../../src/ui/dataFiles/fileDesk";
import { type Place } from "../../../../../src/ui/explorer/nodes";
import { until } from "../../../../support/until";
import { cancelProgress, shown } from "../../../../support/vscodeStandIn";

const { uploadMany } = await import("../../../../../src/ui/commands/upload/uploadMany");

const place = { connection: { id: "c" }, project: { team: "1", id: "2" } } as unknown as Place;

/** The tools of a window whose uploads come to stand as told, in the order of the files. */
class Window {
  readonly asked: string[] = [];
  readonly logged: string[] = [];
  copying = 0;
  mostCopying = 0;
  started = 0;
  private refused: string | undefined;
  /** Ends the wait for all uploads. */
  letGo: () => void = () => undefined;
  private readonly gate = new Promise<void>((resolve) => (this.letGo = resolve));

  constructor(private readonly states: readonly RunState[]) {}

  readonly tools = {
    log: { error: (line: string) => this.logged.push(line) },
    memory: { get: (_key: string, usual: unknown) => usual, update: () => Promise.resolve() },
    dataFiles: {
      onDisk: async (file: DataFile["uri"]) => {
        if (file.path === this.refused) throw new Error(`${file.path} is gone.`);
        this.mostCopying = Math.max(this.mostCopying, ++this.copying);
        await new Promise((resolve) => setImmediate(resolve));
        this.copying--;
        return { path: "/a", done: () => Promise.reject(new Error("The copy is locked.")) };
      },
    },
    jobs: {
      toldTogether: new Set<string>(),
      start: ({ batch }: RunOrder) => Promise.resolve({ runId: String(this.started++), batch } as Run),
      settled: async (runId: string) => {
        await this.gate;
        return { runId, state: this.states[Number(runId)] } as Run;
      },
      whenOver: () => this.gate,
      cancel: (runId: string) => (this.asked.push(`cancel ${runId}`), Promise.reject(new Error("No answer."))),
      callOff: () => (this.asked.push("call off"), Promise.reject(new Error("No answer."))),
    },
  } as unknown as Tools;

  /** The file cannot be read. */
  refuse(name: string): void {
    this.refused = name;
  }

  send(after: boolean): Promise<void> {
    const files = this.states.map((_, at) => ({ name: `${at}.csv`, uri: { path: `${at}.csv` } }) as DataFile);
    const types = files.map(() => "Media");
    const next = after ? { extendIds: [], activate: true } : undefined;
    return uploadMany(this.tools, place, { files, types, checked: [], after: next });
  }

  async allStarted(): Promise<void> {
    await until(
      () => this.started,
      (count) => count === this.states.length,
    );
  }
}

describe("sending several files", () => {
  beforeEach(() => void shown.splice(0));

  const saidAfter = async (...states: RunState[]): Promise<string[][]> => {
    const window = new Window(states);
    window.letGo();
    await window.send(true);
    return shown;
  };

  it("says nothing where all are there, and what does not follow where one has ended badly", async () => {
    assert.deepEqual(await saidAfter("succeeded", "succeeded"), []);
    assert.deepEqual(await saidAfter("succeeded", "failed", "paused"), [
      ["warning", "1 of 3 files were uploaded, so no dataset is made of them."],
    ]);
  });

  it("says that the dataset still follows where an upload only stands still", async () => {
    assert.deepEqual(await saidAfter("succeeded", "paused", "needsAnswer"), [
      ["information", "1 of 3 files were uploaded. The dataset is made once the others are there, too."],
    ]);
  });

  it("calls all of them off at Cancel, and says so though every file arrives", async () => {
    const window = new Window(["succeeded", "succeeded"]);
    const sent = window.send(true);
    await window.allStarted();
    cancelProgress();
    window.letGo();
    await sent;
    assert.ok(window.asked.includes("call off"));
    assert.deepEqual(shown, [["warning", "Cancelled: 2 of 2 files were uploaded, and no dataset is made of them."]]);
  });

  it("says at Cancel how many may be there all the same, and where they are asked about", async () => {
    const window = new Window(["needsAnswer", "succeeded", "needsAnswer", "cancelled"]);
    const sent = window.send(true);
    await window.allStarted();
    cancelProgress();
    window.letGo();
    await sent;
    const text =
      "Cancelled: 1 of 4 files were uploaded, and no dataset is made of them. " +
      "2 more had been sent in full and may be there, too: the view Jobs asks about them.";
    assert.deepEqual(shown, [["warning", text, "Show Jobs"]]);
  });

  it("says so after Cancel, too, where one of them could not be started", async () => {
    const window = new Window(["needsAnswer", "succeeded"]);
    window.refuse("1.csv");
    const sent = assert.rejects(window.send(true), /1\.csv is gone/);
    await until(
      () => window.started,
      (count) => count === 1,
    );
    cancelProgress();
    window.letGo();
    await sent;
    assert.match(String(shown[0]?.[1]), /^Cancelled: 0 of 2 files were uploaded.* One more had been sent in full/);
    assert.deepEqual([...window.tools.jobs.toldTogether], []);
  });

  it("copies no more than two at a time to disk, and none after Cancel", async () => {
    const window = new Window(["succeeded", "succeeded", "succeeded", "succeeded", "succeeded"]);
    window.letGo();
    await window.send(true);
    assert.deepEqual([window.mostCopying, window.started, shown], [2, 5, []]);
    const stopped = new Window(["succeeded", "succeeded", "succeeded"]);
    stopped.letGo();
    const sent = stopped.send(true);
    cancelProgress();
    await sent;
    assert.deepEqual(
      [stopped.started, shown],
      [2, [["warning", "Cancelled: 2 of 3 files were uploaded, and no dataset is made of them."]]],
    );
  });

  it("lets a copy that cannot be removed, or an answer that fails, do no harm", async () => {
    const window = new Window(["succeeded", "succeeded"]);
    const sent = window.send(true);
    await window.allStarted();
    cancelProgress();
    window.letGo();
    await sent;
    await until(
      () => window.logged.map((line) => line.replace(/\n[^]*/, "")).sort(),
      (lines) => lines.length === 4,
    );
    assert.match(
      window.logged.join(),
      /cancelling an upload: Error: No answer[^]*copy of a file: Error: The copy is locked/,
    );
  });

  it("cancels each of them where nothing follows", async () => {
    const window = new Window(["cancelled", "succeeded"]);
    const sent = window.send(false);
    await window.allStarted();
    cancelProgress();
    window.letGo();
    await sent;
    assert.deepEqual([window.asked, shown], [["cancel 0", "cancel 1"], []]);
  });
});
