import assert from "node:assert/strict";
import fc from "fast-check";
import { isCountryCode, COUNTRY_COUNT } from "../../../src/dataFiles/countries";
import { dayOfBytes, dayOfIso, isoOfDay, NO_DAY } from "../../../src/dataFiles/dates";
import {
  type DatedPeriodicity,
  inferPeriodicity,
  periodIndex,
  periodStart,
  weekdayOf,
} from "../../../src/dataFiles/periods";

const day = fc.integer({ min: dayOfIso("1600-01-01"), max: dayOfIso("2399-12-31") });
const periodicities: readonly DatedPeriodicity[] = ["Day", "Week", "Month", "Quarter", "Year"];

describe("dates", () => {
  it("agree with the calendar of the platform, four hundred years both ways", () => {
    fc.assert(
      fc.property(day, (number) => {
        const iso = new Date(number * 86_400_000).toISOString().slice(0, 10);
        assert.equal(isoOfDay(number), iso);
        assert.equal(dayOfIso(iso), number);
        assert.equal(dayOfBytes(new TextEncoder().encode(iso), 0, 10), number);
      }),
    );
  });

  it("refuse days that do not exist and other ways to write one", () => {
    for (const text of [
      "2023-02-29",
      "1900-02-29",
      "2024-13-01",
      "2024-04-31",
      "2024-1-01",
      "2024/01/01",
      "20240101",
      "",
    ]) {
      assert.equal(dayOfIso(text), NO_DAY, text);
      assert.equal(dayOfBytes(new TextEncoder().encode(text), 0, text.length), NO_DAY, text);
    }
    assert.notEqual(dayOfIso("2000-02-29"), NO_DAY);
  });
});

describe("periods", () => {
  it("start at or before every day they hold, and the next one after it", () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...periodicities), (number, periodicity) => {
        const index = periodIndex(number, periodicity);
        assert.ok(periodStart(index, periodicity) <= number && number < periodStart(index + 1, periodicity));
      }),
    );
  });

  it("begin weeks on Monday", () => {
    assert.equal(weekdayOf(dayOfIso("2018-01-07")), "Sunday");
    assert.equal(isoOfDay(periodStart(periodIndex(dayOfIso("2018-01-07"), "Week"), "Week")), "2018-01-01");
  });

  it("are told from the usual distance, gaps or not", () => {
    for (const periodicity of periodicities) {
      const first = periodIndex(dayOfIso("2020-01-01"), periodicity);
      const indexes = Array.from({ length: 40 }, (_, i) => i).filter((i) => i % 9 !== 4);
      const days = indexes.map((i) => periodStart(first + i, periodicity));
      assert.equal(inferPeriodicity(days), periodicity);
    }
    assert.equal(inferPeriodicity([1]), null);
    assert.equal(inferPeriodicity([0, 11, 30, 41]), null);
  });
});

describe("countries", () => {
  it("are the 249 codes of the standard", () => {
    assert.equal(COUNTRY_COUNT, 249);
    assert.deepEqual(["SWE", "UKR", "XKX", "swe", "UK"].map(isCountryCode), [true, true, false, false, false]);
  });
});
