import assert from "node:assert/strict";
import { dayOfIso } from "../../../../src/dataFiles/dates";
import { calendarOf } from "../../../../src/sandbox/store/calendar";

const days = (...dates: string[]) => Int32Array.from(dates, dayOfIso);

describe("calendar", () => {
  it("keeps missing periods in their places", () => {
    const calendar = calendarOf(days("2024-01-01", "2024-01-08", "2024-01-29", "2024-02-05"), null);
    assert.deepEqual(calendar.dates, [
      "2024-01-01",
      "2024-01-08",
      "2024-01-15",
      "2024-01-22",
      "2024-01-29",
      "2024-02-05",
    ]);
    assert.deepEqual([calendar.missing, calendar.unit, calendar.daysPerPeriod], [2, "week", 7]);
  });

  it("leaves weeks that begin on Sunday on their Sundays", () => {
    const calendar = calendarOf(days("2018-01-07", "2018-01-14", "2018-01-28"), "Week");
    assert.deepEqual(calendar.dates, ["2018-01-07", "2018-01-14", "2018-01-21", "2018-01-28"]);
    assert.equal(calendar.indexOf(dayOfIso("2018-01-13")), 0);
    assert.equal(calendar.indexOf(dayOfIso("2018-02-03")), 3);
    assert.equal(calendar.indexOf(dayOfIso("2018-02-04")), -1);
    assert.equal(calendar.indexOf(dayOfIso("2018-01-06")), -1);
  });

  it("knows months and quarters of different lengths", () => {
    const months = calendarOf(days("2023-11-01", "2024-02-01", "2023-12-01", "2024-03-01").sort(), "Month");
    assert.deepEqual(months.dates, ["2023-11-01", "2023-12-01", "2024-01-01", "2024-02-01", "2024-03-01"]);
    assert.equal(months.endOf(3) - (months.starts[3] ?? 0), 29);
    assert.equal(months.indexOf(dayOfIso("2024-01-31")), 2);
    const quarters = calendarOf(days("2023-10-01", "2024-01-01", "2024-07-01"), "Quarter");
    assert.deepEqual(quarters.dates, ["2023-10-01", "2024-01-01", "2024-04-01", "2024-07-01"]);
  });

  it("takes irregular dates as they are", () => {
    const calendar = calendarOf(days("2024-01-01", "2024-01-12", "2024-01-15", "2024-02-20"), null);
    assert.equal(calendar.dates.length, 4);
    assert.equal(calendar.indexOf(dayOfIso("2024-01-13")), 1);
    assert.equal(calendar.indexOf(dayOfIso("2023-12-31")), -1);
  });

  it("takes two dates inside one week as they are, instead of losing one", () => {
    assert.equal(calendarOf(days("2024-01-01", "2024-01-03", "2024-01-08", "2024-01-15"), "Week").dates.length, 4);
  });
});
