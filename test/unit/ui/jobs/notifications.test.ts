import assert from "node:assert/strict";
import { type LedgerChange, type Run } from "../../../../src/jobs/run";
import { type Jobs } from "../../../../src/ui/jobs/jobs";
import { until } from "../../../support/until";
import { shown } from "../../../support/vscodeStandIn";

const { JobNotifications } = await import("../../../../src/ui/jobs/notifications");

/** Notifications of a ledger of which a test tells what it likes. */
function notified(jobs: Partial<Pick<Jobs, "tells" | "waitsForSandbox" | "toldTogether">> = {}) {
  shown.length = 0;
  const listeners: ((change: LedgerChange) => void)[] = [];
  const onDidChange = (listener: (change: LedgerChange) => void) => {
    listeners.push(listener);
    return { dispose: () => undefined };
  };
  const all = {
    onDidChange,
    tells: () => true,
    waitsForSandbox: () => false,
    toldTogether: new Set(),
    ...jobs,
  } as unknown as Jobs;
  const notifications = new JobNotifications(all, () => true);
  const tell = (run: Run): void => listeners.forEach((listener) => listener({ change: "updated", run }));
  const last = { runId: "last", label: "The last one", state: "failed", steps: [] } as unknown as Run;
  /** What is told is told in turn: when one more has been told, all has. */
  const told = async (): Promise<void> => {
    tell(last);
    await until(
      () => shown.length,
      () => String(shown.at(-1)?.[1]).startsWith("The last one"),
    );
    shown.pop();
  };
  return { tell, told, notifications };
}

describe("job notifications", () => {
  it("tell once, as an error, of a call whose answer never came", async () => {
    const { tell, told, notifications } = notified();
    const problem = { kind: "server", status: 502, remedy: "Look for it before you try again." };
    const run = { runId: "r", label: "Create dataset", state: "needsAnswer", steps: [], problem } as unknown as Run;
    tell(run);
    tell({ ...run });
    await told();
    notifications.dispose();
    assert.deepEqual(shown, [
      [
        "error",
        "Create dataset: it may have been created, but no answer came. The server failed. Look for it before you try again.",
        "Answer...",
        "Show Log",
        "Copy Details",
      ],
    ]);
  });

  it("leave uploads that were cancelled together to the one message about them", async () => {
    const toldTogether = new Set(["together"]);
    const { tell, told, notifications } = notified({ toldTogether });
    const batch = { id: "together", isCalledOff: true };
    const run = { runId: "r", label: "Upload A.csv", state: "needsAnswer", steps: [], batch };
    tell(run as unknown as Run);
    tell({ ...run, runId: "failed", state: "failed" } as unknown as Run);
    tell({ ...run, runId: "apart", label: "Upload B.csv", batch: { ...batch, id: "apart" } } as unknown as Run);
    await told();
    notifications.dispose();
    assert.deepEqual(
      shown.map(([, text]) => text),
      [
        "Upload A.csv failed: no reason was given",
        "Upload B.csv: it may have been created, but no answer came. no reason was given",
      ],
    );
  });

  it("tell once of a job that stands still until somebody resumes it, and not of one that is asked about on", async () => {
    const { tell, told, notifications } = notified();
    const run = {
      ...{ runId: "r", label: "Refresh model 8", state: "paused", steps: [] },
      problem: { kind: "rateLimited", status: 429, serverWords: "Slow down" },
    } as unknown as Run;
    tell(run);
    tell({ ...run });
    tell({ ...run, runId: "silent", silentFor: 400_000 });
    tell({ ...run, runId: "signedOut", problem: { kind: "notSignedIn" } });
    await told();
    notifications.dispose();
    assert.equal(shown.length, 1);
    const [kind, text, ...buttons] = shown[0] ?? [];
    assert.deepEqual([kind, ...buttons], ["error", "Resume", "Show Log", "Copy Details"]);
    assert.match(String(text), /^Refresh model 8 stands still until you resume it: .*Slow down/);
  });

  it("say nothing of a job that goes on as soon as the sandbox is there again", async () => {
    const { tell, told, notifications } = notified({ waitsForSandbox: () => true });
    const problem = { kind: "invalid", serverWords: "The sandbox is stopped." };
    tell({ runId: "r", label: "Refit", state: "paused", steps: [], problem } as unknown as Run);
    await told();
    notifications.dispose();
    assert.deepEqual(shown, []);
  });

  it("do not say that something was created by a call that only changes", async () => {
    const { tell, told, notifications } = notified();
    const steps = [{ name: "Activate dataset", object: { kind: "dataset", id: "7" } }];
    const question = { question: "unknownPost", step: "Activate dataset" };
    tell({ runId: "r", label: "Activate", state: "needsAnswer", steps, question } as unknown as Run);
    await told();
    notifications.dispose();
    assert.match(String(shown[0]?.[1]), /^Activate: it may have happened, but no answer came\./);
  });

  it("tell of a job of which nothing was heard for a day, and leave what another window tells", async () => {
    const { tell, told, notifications } = notified({ tells: ({ runId }) => runId !== "another" });
    for (const runId of ["mine", "another"]) {
      const problem = { kind: "network" };
      tell({ runId, label: "Refit", state: "lost", steps: [], problem } as unknown as Run);
    }
    await told();
    notifications.dispose();
    assert.deepEqual(
      shown.map(([kind, text]) => [kind, text]),
      [["error", "Refit is lost: nothing was heard of it for 24 hours. The server cannot be reached."]],
    );
  });
});
