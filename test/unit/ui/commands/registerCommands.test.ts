import assert from "node:assert/strict";
import { type LogOutputChannel } from "vscode";
import { registered, shown } from "../../../support/vscodeStandIn";

describe("a window in which the extension could not start", () => {
  const lines: string[] = [];
  let opened = 0;
  const log = {
    debug: () => undefined,
    error: (line: string) => void lines.push(line),
    show: () => void opened++,
  } as unknown as LogOutputChannel;

  it("opens its log all the same", async () => {
    const { registerCommands } = await import("../../../../src/ui/commands/registerCommands");
    const commands = registerCommands(log, () => Promise.reject(new Error("no room on the disk")));
    await registered.get("alviss.showLog")?.();
    assert.equal(opened, 1);
    commands.dispose();
    assert.equal(registered.size, 0);
  });

  it("says so once, with the reason and what still works", async () => {
    const { tellFailedStart } = await import("../../../../src/ui/kit/failedStart");
    await tellFailedStart(log, new Error("no room on the disk"));
    assert.deepEqual(shown.at(-1), [
      "error",
      "Alviss AI could not start in this window: no room on the disk",
      "Reload Window",
      "Show Log",
    ]);
    assert.match(lines.at(-1) ?? "", /^start: Error: no room on the disk\n/);
  });
});
