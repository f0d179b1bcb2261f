import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JobLedger } from "../../../src/jobs/ledger";
import { type Run, type RunOrder } from "../../../src/jobs/run";
import { parseTypedId, showId } from "../../../src/platform/ids";
import { type Plan } from "../../../src/workflows/plans";
import { answerJson } from "../../support/rawServer";
import { pathOf, type ScriptedPlatform, scriptedPlatform } from "../../support/scriptedPlatform";
import { type LedgerWindows, ledgerWindows } from "../../support/startLedgerWindow";

/** The calls of the workflow in order: what each is called here, where it goes, and what its object is read from. */
const calls = [
  { name: "upload", path: "datauploads", object: "datauploads" },
  { name: "extend", path: "datasets", object: "datasets" },
  { name: "activate", path: /^datasets\/[0-9]+\/activate$/, object: undefined },
  { name: "dates", path: /^datasets\/[0-9]+\/dates$/, object: undefined },
  { name: "refit", path: "models/8/refit", object: "models" },
  { name: "attribute", path: "attributions", object: "attributions" },
] as const;
type Call = (typeof calls)[number];

/** When the window is killed: the server has the call but did nothing; it did it and did not answer; it is asked about it. */
type Moment = "before its effect" | "after its effect" | "while waiting";

/** The dates are only read, whatever the method says: they may be asked for as often as one likes. */
const changing = calls.filter(({ name }) => name !== "dates");

const isCall = ({ path }: Call, asked: string): boolean =>
  typeof path === "string" ? path === asked : path.test(asked);

describe("a window killed in the middle of upload, extend, dates, refit, attribute", function () {
  this.timeout(20_000);
  let windows: LedgerWindows;
  let platform: ScriptedPlatform;
  let folder: string;
  let ledger: JobLedger | undefined;

  before(async () => {
    windows = await ledgerWindows();
  });
  after(() => windows.close());
  beforeEach(async () => {
    platform = await scriptedPlatform();
    folder = await mkdtemp(join(tmpdir(), "alviss-killed-"));
    await writeFile(join(folder, "Sales.csv"), "Country\n");
  });
  afterEach(async () => {
    await ledger?.dispose();
    await platform.close();
    await rm(folder, { recursive: true, force: true });
  });

  const directory = (): string => join(folder, "runs");
  const order = (): RunOrder => {
    const plan: Plan = {
      workflow: "refreshModel",
      files: [{ path: join(folder, "Sales.csv"), datasetName: "Sales" }],
      modelId: parseTypedId("8") ?? assert.fail(),
      training: { epochs: 5, learningRate: 0.01, samples: 2 },
      trainShare: 0.75,
      samples: 20,
      activate: true,
    };
    return { plan, label: "refresh", connectionId: "c", startedBy: "test", ...platform.project };
  };

  /** Effects at the server, by call: what a user would find there. */
  let effects: string[];
  const lostId = 90;

  /** Runs the workflow in a process of its own and kills that at a moment; answers how many requests were out by then. */
  const killAt = async (call: Call, moment: Moment): Promise<void> => {
    effects = [];
    let listed: object[] = [];
    const strike = new Promise<void>((resolve) => {
      let isOver = false;
      platform.intercept = ({ method, url }, response) => {
        const path = pathOf({ url });
        if (url.includes("limit=")) {
          answerJson(response, listed);
          return true;
        }
        if (path === "datasets/active") {
          answerJson(response, { IId: 7, Status: "complete" });
          return true;
        }
        const isNow =
          moment === "while waiting"
            ? method === "GET" && call.object !== undefined && new RegExp(`^${call.object}/4`).test(path)
            : method === "POST" && isCall(call, path);
        const called = method === "GET" ? undefined : changing.find((one) => isCall(one, path));
        if (isOver || !isNow) {
          if (called !== undefined) effects.push(called.name);
          return false;
        }
        isOver = true;
        if (moment === "after its effect") {
          effects.push(call.name);
          listed = [{ IId: lostId, Status: "created", CreatedAt: new Date().toISOString() }];
        }
        resolve();
        return true;
      };
    });
    const window = windows.open({
      directory: directory(),
      server: platform.server,
      token: "sandbox_x",
      order: order(),
    });
    await strike;
    await window.end("SIGKILL");
  };

  const goOn = async (): Promise<Run> => {
    ledger = await JobLedger.open({ directory: directory(), clientFor: () => Promise.resolve(platform.client()) });
    assert.ok(ledger.leads, "the lock of a killed window stands in nobody's way");
    await ledger.resume();
    return ledger.settled(ledger.runs[0]?.runId ?? "");
  };

  const answer = async (run: Run, call: Call, moment: Moment): Promise<Run> => {
    assert.equal(run.state, "needsAnswer");
    assert.equal(run.question?.question, "unknownPost");
    assert.ok(ledger);
    if (moment === "before its effect") await ledger.answer(run.runId, { answer: "repeat" });
    else if (call.object === undefined) await ledger.answer(run.runId, { answer: "exists" });
    else {
      const found = await ledger.candidates(run.runId);
      assert.deepEqual(
        found?.map(({ id }) => showId(id)),
        [String(lostId)],
      );
      await ledger.answer(run.runId, { answer: "exists", ...(found?.[0] && { id: found[0].id }) });
    }
    return ledger.settled(run.runId);
  };

  const posts = (call: Call): number =>
    platform.seen.filter((one) => one.method === "POST" && isCall(call, pathOf(one))).length;

  for (const call of calls)
    for (const moment of ["before its effect", "after its effect", "while waiting"] as const) {
      if (moment === "while waiting" && call.object === undefined) continue;
      if (moment === "after its effect" && call.name === "dates") continue;
      it(`goes on at "${call.name}", killed ${moment}`, async () => {
        await killAt(call, moment);
        const mustAsk = moment !== "while waiting" && call.name !== "dates";
        const before = platform.made().length;
        let run = await goOn();
        if (mustAsk) {
          assert.equal(platform.made().length, before, "nothing is sent before the question is answered");
          run = await answer(run, call, moment);
        }
        assert.equal(run.state, "succeeded", JSON.stringify(run.problem));
        for (const one of changing) {
          const isRepeated = one === call && moment === "before its effect";
          assert.equal(posts(one), isRepeated ? 2 : 1, `POSTs of ${one.name}`);
        }
        assert.deepEqual(
          effects,
          changing.map(({ name }) => name),
          "each effect once, in order",
        );
      });
    }

  it("gives up a run whose call may have happened, without sending anything", async () => {
    const [, extend] = calls;
    await killAt(extend, "after its effect");
    const run = await goOn();
    const before = platform.seen.length;
    await ledger?.answer(run.runId, { answer: "giveUp" });
    assert.equal(ledger?.runs[0]?.state, "stopped");
    assert.equal(platform.seen.length, before);
  });

  it("does not go on with an id that the server does not have", async () => {
    const [, extend] = calls;
    await killAt(extend, "before its effect");
    const run = await goOn();
    const intercept = platform.intercept;
    platform.intercept = (request, response) => {
      if (pathOf(request) !== "datasets/77") return intercept(request, response);
      answerJson(response, { detail: "No such dataset" }, 404);
      return true;
    };
    const id = parseTypedId("77");
    assert.ok(id);
    await assert.rejects(async () => ledger?.answer(run.runId, { answer: "exists", id }), {
      serverWords: "No such dataset",
    });
    assert.equal(ledger?.runs[0]?.state, "needsAnswer");
  });
});
