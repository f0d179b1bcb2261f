import assert from "node:assert/strict";
import { numberFormat, periodOf } from "../../../../webview/shared/numberFormat";

describe("numbers of results", () => {
  const english = numberFormat("en");

  it("have decimals only where the column is small, and a minus sign as wide as a digit", () => {
    assert.equal(english.amount(1234.56, 2000), "1,235");
    assert.equal(english.amount(1.26, 20), "1.3");
    assert.equal(english.amount(1.234, 2), "1.23");
    assert.equal(english.amount(-8716, 1e6), "\u22128,716");
    assert.equal(english.amount(-0.2, 500), "0");
  });

  it("are percentages with one decimal, two where one would show nothing", () => {
    assert.equal(english.percent(0.0754), "7.5");
    assert.equal(english.percent(-0.0002), "\u22120.02");
    assert.equal(english.percent(0), "0.0");
    assert.equal(english.wholePercent(0.95), "95");
  });

  it("are compact with three digits", () => {
    assert.equal(english.compact(1_406_550), "1.41M");
    assert.equal(english.compact(12_340), "12.3K");
  });

  it("follow the language, and English where the language is unknown", () => {
    assert.equal(numberFormat("de").amount(1234567, 1234567), "1.234.567");
    assert.equal(numberFormat("sv").periods(156, "week"), "156 veckor");
    assert.equal(numberFormat("not a language").ratio(1.5), "1.50");
  });

  it("name the period that the dates are apart, months and missing dates included", () => {
    assert.equal(periodOf(["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-29"]), "week");
    assert.equal(periodOf(["2024-01-01", "2024-02-01", "2024-03-01"]), "month");
    assert.equal(periodOf(["2024-01-01", "2024-01-02"]), "day");
    assert.equal(periodOf(["2024-01-01", "2024-04-01", "2024-07-01"]), "quarter");
    assert.equal(periodOf(["2024-01-01", "2025-01-01"]), "year");
    assert.equal(periodOf(["2024-01-01"]), "other");
    assert.equal(english.periods(3, "quarter"), undefined);
  });
});
