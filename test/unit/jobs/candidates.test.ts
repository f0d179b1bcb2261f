import assert from "node:assert/strict";
import { candidatesFor } from "../../../src/jobs/candidates";
import { type Run } from "../../../src/jobs/run";
import { type AlvissClient } from "../../../src/platform/client";

describe("what a call without an answer may have made", () => {
  it("is what appeared since; a time without a zone may mean any zone", async () => {
    const postedAt = Date.UTC(2026, 0, 2, 17);
    const steps = [{ name: "Create dataset", kind: "createDataset", state: "posting", attempts: 1, postedAt }];
    const question = { question: "unknownPost", step: "Create dataset" };
    const run = { steps, question, startedAt: postedAt, connectionId: "c" } as unknown as Run;
    const created = {
      before: "2026-01-02T16:50:00Z",
      beforeElsewhere: "2026-01-02T18:50:00+02:00",
      since: "2026-01-02T17:00:05Z",
      noZone: "2026-01-02T03:00:00.123456",
      never: undefined,
    };
    const records = Object.entries(created).map(([id, createdAt]) => ({ kind: "dataset", id, createdAt }));
    const client = { list: () => Promise.resolve(records) } as unknown as AlvissClient;
    const found = await candidatesFor(run, client, []);
    assert.deepEqual(
      found?.map(({ id }) => id),
      ["since", "noZone", "never"],
    );
  });
});
