import assert from "node:assert/strict";
import { type LedgerChange, type Run } from "../../../../src/jobs/run";
import { type Jobs } from "../../../../src/ui/jobs/jobs";
import { shown } from "../../../support/vscodeStandIn";

const { JobNotifications } = await import("../../../../src/ui/jobs/notifications");

describe("job notifications", () => {
  it("tell once, as an error, of a call whose answer never came", () => {
    shown.length = 0;
    let tell: (change: LedgerChange) => void = () => assert.fail("nobody listens");
    const onDidChange = (listener: typeof tell) => {
      tell = listener;
      return { dispose: () => undefined };
    };
    const notifications = new JobNotifications({ onDidChange } as unknown as Jobs, () => true);
    const problem = { kind: "server", status: 502, remedy: "Look for it before you try again." };
    const run = { runId: "r", label: "Create dataset", state: "needsAnswer", steps: [], problem } as unknown as Run;
    tell({ change: "updated", run });
    tell({ change: "updated", run: { ...run } });
    notifications.dispose();
    assert.deepEqual(shown, [
      [
        "error",
        "Create dataset: it may have been created, but no answer came. The server failed. Look for it before you try again.",
        "Show Log",
        "Copy Details",
      ],
    ]);
  });
});
