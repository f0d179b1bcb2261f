import assert from "node:assert/strict";
import { tokenEnd, typedEnd } from "../../../../src/ui/account/tokenEnd";
import "../../../support/vscodeStandIn";

const { endProblem } = await import("../../../../src/ui/account/endProblem");

/** Late in the evening: in Greenwich it may be tomorrow, or still today. */
const now = new Date(2027, 1, 10, 23, 30).getTime();

describe("the end of a token", () => {
  it("is a day, counted from the user's own today", () => {
    for (const [date, daysLeft] of [
      ["2027-02-10", 0],
      ["2027-02-11", 1],
      ["2027-02-24", 14],
      ["2027-02-09", -1],
      ["2028-02-10", 365],
    ] as const)
      assert.deepEqual(tokenEnd(date, now), { date, daysLeft });
    for (const none of [undefined, "", "soon", "2027-02-30", "2027-2-1", "10.02.2027"])
      assert.equal(tokenEnd(none, now), undefined);
  });

  it("may be typed as a date or as a number of days", () => {
    assert.equal(typedEnd(" 2027-03-01 ", now), "2027-03-01");
    assert.equal(typedEnd("90", now), "2027-05-11");
    assert.equal(typedEnd("0", now), "2027-02-10");
    assert.equal(typedEnd("tomorrow", now), undefined);
  });

  it("is explained where it cannot be one", () => {
    for (const good of ["2027-02-10", "2028-02-10", "1", "365"]) assert.equal(endProblem(good, now), undefined, good);
    assert.match(endProblem("next year", now) ?? "", /Type a date/);
    assert.match(endProblem("2027-02-29", now) ?? "", /Type a date/);
    assert.match(endProblem("2027-02-09", now) ?? "", /This day is over/);
    for (const long of ["366", "2028-02-11", "9999"]) assert.match(endProblem(long, now) ?? "", /at most 365 days/);
  });
});
