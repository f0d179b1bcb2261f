import assert from "node:assert/strict";
import { type Memento } from "vscode";
import { alvissServer } from "../../../../src/platform/connections";
import { inMemory } from "../../../../src/platform/keyValueStore";
import { type ConnectionState, type KnownConnection } from "../../../../src/ui/account/connections";
import type * as Module from "../../../../src/ui/account/tokenRenewals";
import { shown } from "../../../support/vscodeStandIn";

const { TokenRenewals } = await import("../../../../src/ui/account/tokenRenewals");

describe("a refused token", () => {
  const connection: KnownConnection = { id: "a", kind: "cloud", account: "", server: alvissServer };
  let token: string | undefined;
  let serial: string;
  let memory: Memento;

  beforeEach(() => {
    [token, serial] = ["one", "1"];
    const kept = inMemory();
    memory = {
      keys: () => [],
      get: <T>(key: string, usual?: T) => (kept.get<T>(key) ?? usual) as T,
      update: (key: string, value: unknown) => kept.update(key, value),
    };
    shown.length = 0;
  });

  /** Each window has a state of its own; the tokens and the memory are shared. */
  const openWindow = () => {
    let state: ConnectionState = "ready";
    const listeners = new Set<() => void>();
    const parts = {
      connections: {
        get: () => connection,
        state: () => state,
        token: () => Promise.resolve(token),
        refuse: () => (state === "refused" ? false : ((state = "refused"), true)),
        onDidChange: (listener: () => void) => {
          listeners.add(listener);
          return { dispose: () => listeners.delete(listener) };
        },
      },
      tokens: { envelope: () => Promise.resolve(token === undefined ? undefined : { token, serial }) },
      memory,
      log: { error: (line: string) => assert.fail(line) },
    };
    const renewals = new TokenRenewals(parts as unknown as Module.TokenRenewalsParts);
    const replace = (by: string): void => {
      [token, serial, state] = [by, by, "ready"];
      for (const listener of [...listeners]) listener();
    };
    return { renewals, replace, state: () => state };
  };
  const many = (renewals: Module.TokenRenewals, count: number) =>
    Promise.all(Array.from({ length: count }, () => renewals.refused("a", "one")));

  it("is asked about once, however many calls it was refused in", async () => {
    const { renewals, state } = openWindow();
    assert.deepEqual(new Set(await many(renewals, 10)), new Set(["declined"]));
    assert.equal(shown.length, 1);
    assert.match(shown[0]?.[1] ?? "", /^Alviss: The server refused the token/);
    assert.equal(state(), "refused");
    assert.deepEqual(await many(renewals, 3), ["notAsked", "notAsked", "notAsked"]);
    assert.equal(shown.length, 1);
  });

  it("is asked about by one window, and again after the next one is refused too", async () => {
    await many(openWindow().renewals, 2);
    const other = openWindow();
    assert.deepEqual(await many(other.renewals, 1), ["notAsked"]);
    assert.equal(other.state(), "refused");
    assert.equal(shown.length, 1);
    other.replace("two");
    assert.equal(await other.renewals.refused("a", "two"), "declined");
    assert.equal(shown.length, 2);
  });

  it("says nothing of the one that has taken its place meanwhile", async () => {
    const { renewals, replace, state } = openWindow();
    replace("two");
    assert.equal(await renewals.refused("a", "one"), "renewed");
    assert.equal(await renewals.isReplaced("a"), true);
    assert.equal(state(), "ready");
    assert.equal(shown.length, 0);
    assert.equal(await renewals.refused("a", "two"), "declined");
    assert.equal(await renewals.isReplaced("a"), false);
  });

  it("is not asked about where nobody is signed in any more", async () => {
    const { renewals } = openWindow();
    token = undefined;
    assert.equal(await renewals.refused("a", "one"), "notAsked");
    assert.equal(shown.length, 0);
  });
});
