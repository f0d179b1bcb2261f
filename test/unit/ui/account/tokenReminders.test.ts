import assert from "node:assert/strict";
import { type Memento } from "vscode";
import { alvissServer } from "../../../../src/platform/connections";
import { inMemory } from "../../../../src/platform/keyValueStore";
import { type KnownConnection } from "../../../../src/ui/account/connections";
import { shown } from "../../../support/vscodeStandIn";

const { TokenReminders } = await import("../../../../src/ui/account/tokenReminders");

describe("the reminders of a token's end", () => {
  const noted = new Date(2027, 0, 1, 12).getTime();
  const day = 24 * 3_600_000;
  let now: number;
  let ends: string | undefined;
  let memory: Memento;
  let days: number;
  const windows: InstanceType<typeof TokenReminders>[] = [];

  beforeEach(() => {
    [now, ends, days] = [noted, "2027-03-01", 0];
    const kept = inMemory();
    memory = {
      keys: () => [],
      get: <T>(key: string, usual?: T) => (kept.get<T>(key) ?? usual) as T,
      update: (key: string, value: unknown) => kept.update(key, value),
    };
    shown.length = 0;
  });
  afterEach(() => {
    for (const one of windows.splice(0)) one.dispose();
  });

  const openWindow = () => {
    const all = (): KnownConnection[] => [
      {
        ...{ id: "a", account: "Anna", kind: "cloud", server: alvissServer },
        ...(ends !== undefined && { tokenEnd: { date: ends, daysLeft: 0 } }),
      },
    ];
    const reminders = new TokenReminders({
      connections: { all, onDidChange: () => ({ dispose: () => undefined }), dayChanged: () => void (days += 1) },
      memory,
      log: { error: (line) => assert.fail(String(line)) },
      now: () => now,
    });
    windows.push(reminders);
    return reminders;
  };
  /** Every day of two months, in two windows. */
  const wholeTime = async (): Promise<string[]> => {
    const [one, other] = [openWindow(), openWindow()];
    await one.look();
    const told: string[] = [];
    for (let passed = 0; passed < 65; passed++) {
      now = noted + passed * day;
      await one.look();
      await other.look();
      told.push(...shown.splice(0).map(([kind, text]) => `${passed} ${kind ?? ""}: ${text ?? ""}`));
    }
    return told;
  };

  it("come 14 and 3 days before, once each, whatever the number of windows", async () => {
    const told = await wholeTime();
    assert.equal(told.length, 2, told.join("\n"));
    assert.match(told[0] ?? "", /^45 information: Alviss, Anna: the access token ends in 14 days, on 2027-03-01/);
    assert.match(told[1] ?? "", /^56 warning: Alviss, Anna: the access token ends in 3 days/);
    assert.ok(days >= 64, "the days left are not drawn anew");
  });

  it("do not come for what was noted with so few days left, and begin anew with another token", async () => {
    ends = "2027-01-09";
    assert.equal((await wholeTime()).length, 1, "told of the fourteen days that were never left");
    [now, ends] = [noted, "2027-02-20"];
    assert.equal((await wholeTime()).length, 2);
    ends = undefined;
    assert.equal((await wholeTime()).length, 0);
  });

  it("are one, and the later one, where nobody looked in between", async () => {
    const window = openWindow();
    await window.look();
    now = noted + 58 * day;
    await window.look();
    await openWindow().look();
    assert.deepEqual(
      shown.map(([kind, text]) => [kind, /ends tomorrow/.test(text ?? "")]),
      [["warning", true]],
    );
  });
});
