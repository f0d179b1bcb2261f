import assert from "node:assert/strict";
import { Slots } from "../../../src/jobs/slots";

const never = new AbortController().signal;

describe("calls that make something", () => {
  it("go out so many at once, the others in the order in which they came", async () => {
    let most = 2;
    const slots = new Slots(() => most);
    const entered: string[] = [];
    const enter = (name: string): Promise<void> => slots.take(name, never).then(() => void entered.push(name));
    const all = Promise.all(["a", "b", "c", "d", "e"].map(enter));
    await Promise.resolve().then(() => undefined);
    assert.deepEqual(entered, ["a", "b"]);
    slots.free("b");
    await Promise.resolve().then(() => undefined);
    assert.deepEqual(entered, ["a", "b", "c"]);
    most = 4;
    slots.free("a");
    await all;
    assert.deepEqual(entered, ["a", "b", "c", "d", "e"]);
  });

  it("hold no place that nobody waits for any more", async () => {
    const slots = new Slots(() => 1);
    await slots.take("a", never);
    const leaving = new AbortController();
    const left = slots.take("b", leaving.signal);
    const last = slots.take("c", never);
    leaving.abort();
    await assert.rejects(left, { kind: "cancelled", unsent: true });
    slots.free("a");
    await last;
    await assert.rejects(slots.take("d", leaving.signal), { kind: "cancelled" });
  });
});
