import assert from "node:assert/strict";
import { firstOfLastYear, parseRange } from "../../../../src/ui/commands/attribution/dateRange";

const day = 86_400_000;

/** `count` dates, the last one `last`, `days` apart. */
function dates(last: string, count: number, days: number): string[] {
  const end = Date.parse(last);
  return Array.from({ length: count }, (_, index) =>
    new Date(end - (count - 1 - index) * days * day).toISOString().slice(0, 10),
  );
}

const months = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => new Date(Date.UTC(2022, index, 1)).toISOString().slice(0, 10));

const lengthOfLastYear = (all: readonly string[]): number => all.length - firstOfLastYear(all);

describe("the last year of a dataset", () => {
  it("has 52 weeks, whatever the day the last one begins", () => {
    for (let index = 0; index < 400; index++) {
      const last = new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10);
      assert.equal(lengthOfLastYear(dates(last, 156, 7)), 52, last);
    }
  });

  it("has 12 months, whichever is the last", () => {
    for (let count = 24; count < 48; count++) assert.equal(lengthOfLastYear(months(count)), 12, months(count).at(-1));
  });

  it("has all days of the year", () => {
    assert.equal(lengthOfLastYear(dates("2023-12-31", 800, 1)), 365);
    assert.equal(lengthOfLastYear(dates("2024-12-31", 800, 1)), 366);
  });

  it("is not made longer by weeks that are missing", () => {
    const all = dates("2024-12-23", 156, 7);
    const gappy = all.filter((_, index) => index % 9 !== 0);
    assert.equal(
      gappy[firstOfLastYear(gappy)],
      all.slice(-52).find((date) => gappy.includes(date)),
    );
  });

  it("is everything where there is less than a year, or where dates cannot be read", () => {
    for (const all of [dates("2024-12-23", 20, 7), ["2024-12-23"], ["week 1", "week 2"], []])
      assert.equal(firstOfLastYear(all), 0);
  });
});

describe("a typed range of dates", () => {
  const all = dates("2024-12-23", 60, 7);

  it("is two dates of the dataset, the earlier first", () => {
    const range = { start: "2024-01-01", end: "2024-12-23" };
    assert.deepEqual(parseRange("2024-01-01 - 2024-12-23", all), range);
    assert.deepEqual(parseRange(" 2024-01-01 to 2024-12-23 ", all), range);
    assert.deepEqual(parseRange("2024-12-23 - 2024-12-23", all), { start: "2024-12-23", end: "2024-12-23" });
  });

  it("is not taken the wrong way round, with a strange date, or with more or fewer than two", () => {
    for (const text of [
      "2024-12-23 - 2024-01-01",
      "2024-01-02 - 2024-12-23",
      "2024-01-01",
      "2024-01-01 - ",
      "2024-01-01 - 2024-01-08 - 2024-12-23",
      "",
    ])
      assert.equal(parseRange(text, all), undefined, text);
  });
});
