import assert from "node:assert/strict";
import { isFormToken, ManageSessions } from "../../../../src/sandbox/http/manageSessions";

describe("sessions of the page that manages tokens", () => {
  let now = 0;
  const sessions = () => new ManageSessions(() => now);
  beforeEach(() => (now = 1_000_000));

  it("are made from a code, once, within a minute", () => {
    const desk = sessions();
    const { code, seconds } = desk.makeCode();
    assert.equal(seconds, 60);
    now += 59_999;
    const key = desk.exchange(code);
    assert.ok(key !== undefined && desk.find(key));
    assert.equal(desk.exchange(code), undefined);
    const late = desk.makeCode();
    now += 60_000;
    assert.equal(desk.exchange(late.code), undefined);
    assert.equal(desk.exchange("made up"), undefined);
  });

  it("end after an hour, and have form tokens of their own", () => {
    const desk = sessions();
    const open = () => desk.exchange(desk.makeCode().code);
    const [first, second] = [open(), open()];
    const [a, b] = [desk.find(first), desk.find(second)];
    assert.ok(a && b && isFormToken(a, a.formToken) && !isFormToken(a, b.formToken) && !isFormToken(a, ""));
    now += 3_600_000;
    assert.equal(desk.find(first), undefined);
    assert.equal(desk.find(undefined), undefined);
  });
});
