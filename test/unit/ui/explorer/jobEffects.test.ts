import assert from "node:assert/strict";
import { type Run, type Step } from "../../../../src/jobs/run";
import { type ModelId } from "../../../../src/platform/ids";
import { inMemory } from "../../../../src/platform/keyValueStore";
import { KnownObjects } from "../../../../src/platform/knownObjects";
import { JobEffects } from "../../../../src/ui/explorer/jobEffects";
import { type ProjectExplorer } from "../../../../src/ui/explorer/projectExplorer";
import { until } from "../../../support/until";

const step: Step = {
  name: "Wait",
  kind: "watch",
  state: "waiting",
  attempts: 0,
  object: { kind: "model", id: "1" as ModelId },
};
const run = (state: Run["state"], endedAt?: number): Run =>
  ({ v: 1, runId: "r", state, steps: [step], connectionId: "c", team: "1", project: "2", endedAt }) as unknown as Run;

describe("what a job does to the tree", () => {
  const tell = (...runs: readonly Run[]): readonly string[] => {
    const told: string[] = [];
    const explorer = {
      folderChanged: (id: string) => Promise.resolve(told.push(`folder ${id}`)),
      jobEnded: (connectionId: string) => told.push(`ended ${connectionId}`),
      progress: () => undefined,
    } as unknown as ProjectExplorer;
    const effects = new JobEffects(explorer, new KnownObjects(inMemory()), { error: assert.fail } as never);
    for (const one of runs) effects.apply({ change: "updated", run: one });
    return told;
  };

  it("looks once, after its end, for what the server goes on to make of it", async () => {
    const told = tell(run("working"), run("succeeded", Date.now()), run("succeeded", Date.now()));
    assert.deepEqual(
      told.filter((one) => one.startsWith("ended")),
      ["ended c"],
    );
    await until(
      () => told.filter((one) => one === "folder c/1/2/model").length,
      (count) => count === 2,
    );
  });

  it("looks for nothing of runs that ended before this window was there", () => {
    assert.deepEqual(
      tell(run("succeeded", Date.now() - 3_600_000)).filter((one) => one.startsWith("ended")),
      [],
    );
  });
});
