import assert from "node:assert/strict";
import { COUNTRY_COUNT, isCountryCode } from "../../../src/dataFiles/countries";
import { countryCodeOf } from "../../../src/dataFiles/countryNames";
import { dateReadings, isoOfLocal, onlyIsoOf } from "../../../src/dataFiles/localDates";
import { markShown, plainNumber, plainReadings } from "../../../src/dataFiles/localNumbers";

describe("numbers with the marks of a country", () => {
  const both = (text: string) => [plainNumber(text, ","), plainNumber(text, ".")];

  it("are read by their decimal mark", () => {
    assert.deepEqual(both("1.234,56"), ["1234.56", null]);
    assert.deepEqual(both("1,234.56"), [null, "1234.56"]);
    assert.deepEqual(both("3,14"), ["3.14", null]);
    assert.deepEqual(both("-1 234 567,8"), ["-1234567.8", null]);
    assert.deepEqual(both("1\u00a0234,5"), ["1234.5", null]);
    assert.deepEqual(both("1'234.50"), [null, "1234.50"]);
  });

  it("may mean two numbers", () => {
    assert.deepEqual(plainReadings("1,234"), ["1.234", "1234"]);
    assert.equal(markShown("1,234"), undefined);
    assert.deepEqual([markShown("12,5"), markShown("1.5"), markShown("7")], [",", ".", undefined]);
  });

  it("are none where the marks stand in the wrong place", () => {
    for (const text of ["1,23,456", "1.2.3", "12,", ",5", "1 23", "abc", "", "1,2.3,4", "=1+1", "٣"])
      assert.deepEqual(plainReadings(text), [], text);
  });

  it("may have a currency, a sign anywhere, or the parentheses of accountants", () => {
    const readings: Readonly<Record<string, readonly string[]>> = {
      "$1,234.50": ["1234.50"],
      " $ 1,234.50 ": ["1234.50"],
      "-$1,234.50": ["-1234.50"],
      "$(1,234.50)": ["-1234.50"],
      "($120.00)": ["-120.00"],
      "1.234,50\u00a0€": ["1234.50"],
      "-120,5 EUR": ["-120.5"],
      "1\u202f234,50 €": ["1234.50"],
      "1\u00a0234,50 kr": ["1234.50"],
      "\u2212120,5 kr.": ["-120.5"],
      "kr 1 234 567": ["1234567"],
      "1 234:-": ["1234"],
      "R$ 1.234,50": ["1234.50"],
      "-R$ 1.234,50": ["-1234.50"],
      "CHF 1\u2019234.50": ["1234.50"],
      "£12": ["12"],
      "(1 234)": ["-1234"],
      "1.234,50-": ["-1234.50"],
      "\u200e-5,5": ["-5.5"],
      "1,5E+03": ["1.5E+03"],
      "$-": ["0"],
    };
    for (const [text, wanted] of Object.entries(readings)) assert.deepEqual(plainReadings(text), wanted, text);
  });

  it("are left alone where what stands around them is not known", () => {
    for (const text of [
      "12 MSEK",
      "5 tkr",
      "3 kg",
      "1 234 567 8",
      "--5",
      "(-5)",
      "$5 €",
      "€ 5 %",
      "12a",
      "-",
      "()",
      "1234 567",
      "%",
    ])
      assert.deepEqual(plainReadings(text), [], text);
  });

  it("with a percent sign are a share or points", () => {
    assert.deepEqual(plainReadings("12,5 %"), ["0.125", "12.5"]);
    assert.deepEqual(plainReadings("7%"), ["0.07", "7"]);
    assert.deepEqual(plainReadings("100 %", false, { percent: "share" }), ["1"]);
    assert.deepEqual(plainReadings("(0,5%)", false, { percent: "share" }), ["-0.005"]);
  });

  it("that count things have no decimals, and those with zeros in front no thousands", () => {
    assert.deepEqual(plainReadings("1,234", true), ["1234"]);
    assert.deepEqual(plainReadings("0,123"), ["0.123"]);
  });

  it("that are plain have nothing to be changed to", () => {
    for (const text of ["12", "12.5", "-0.5"]) assert.deepEqual(plainReadings(text), [], text);
  });
});

describe("dates of other orders", () => {
  it("are read where only one day is possible", () => {
    assert.equal(onlyIsoOf("31/12/2018"), "2018-12-31");
    assert.equal(onlyIsoOf("12/31/2018"), "2018-12-31");
    assert.equal(onlyIsoOf("2018/1/7"), "2018-01-07");
    assert.equal(onlyIsoOf("20180107"), "2018-01-07");
    assert.equal(onlyIsoOf("2018-01-07 00:00:00"), "2018-01-07");
    assert.equal(onlyIsoOf("43107"), "2018-01-07");
    assert.equal(onlyIsoOf("02/02/2018"), "2018-02-02");
  });

  it("may name their month, have a time of day, or be those of a whole period", () => {
    const days: Readonly<Record<string, string>> = {
      "1-jul-18": "2018-07-01",
      "07-Jan-18": "2018-01-07",
      "1. Januar 2018": "2018-01-01",
      "7 de janeiro de 2018": "2018-01-07",
      "1 févr. 2018": "2018-02-01",
      "5-Mrz-24": "2024-03-05",
      "3 maj 2024": "2024-05-03",
      "January 7, 2018": "2018-01-07",
      "2018-Jul-01": "2018-07-01",
      "Jan 2018": "2018-01-01",
      "2018-01-07 13:45": "2018-01-07",
      "2018-01-07T00:00:00Z": "2018-01-07",
      "31.12.2018 00:00:00": "2018-12-31",
      "12/31/2018 12:00:00 AM": "2018-12-31",
      "13/1/18": "2018-01-13",
      "1/13/99": "1999-01-13",
      "2018\u201301\u201307": "2018-01-07",
      "43107,5": "2018-01-07",
      "2018-07": "2018-07-01",
      "07/2018": "2018-07-01",
      "2018-Q3": "2018-07-01",
      "Q3 2018": "2018-07-01",
      "2018-W01": "2018-01-01",
      "2020-W53": "2020-12-28",
      "2019": "2019-01-01",
    };
    for (const [text, iso] of Object.entries(days)) assert.equal(onlyIsoOf(text), iso, text);
  });

  it("are none where they are no day, or one that depends on where the clock stands", () => {
    for (const text of [
      "2018-01-07T23:30:00Z",
      "2019-W53",
      "31-Feb-18",
      "7-xyz-18",
      "Jan-18",
      "13/2018",
      "2018-Q5",
      "12:30",
      "1.7-2018",
      "99999999",
    ])
      assert.deepEqual([...dateReadings(text)], [], text);
  });

  it("are left alone where two days are, or none", () => {
    for (const text of ["01/07/2018", "31/31/2018", "1/7/18", "18-01-07", "2018-13-01", "yesterday", ""])
      assert.equal(onlyIsoOf(text), null, text);
    assert.deepEqual(
      [isoOfLocal("01/07/2018", "dayFirst"), isoOfLocal("01/07/2018", "monthFirst")],
      ["2018-07-01", "2018-01-07"],
    );
    assert.deepEqual(
      ["31.12.2018", "12/31/2018", "01/07/2018", "18-01-07"].map((text) => [...dateReadings(text).keys()].join()),
      ["dayFirst", "monthFirst", "dayFirst,monthFirst", "dayFirst,yearFirst"],
    );
  });
});

describe("names of countries", () => {
  it("become their codes, in several languages", () => {
    const names = ["Sweden", "Sverige", " schweden ", "se", "swe", "USA", "UK", "Deutschland", "France", "España"];
    assert.deepEqual(names.map(countryCodeOf), [
      ...["SWE", "SWE", "SWE", "SWE", "SWE", "USA", "GBR", "DEU", "FRA", "ESP"],
    ]);
  });

  it("that nobody knows have none", () => {
    for (const name of ["", "Atlantis", "all", "Europe", "constructor", "__proto__"])
      assert.equal(countryCodeOf(name), null, name);
  });

  it("lead to every code of the table", () => {
    const english = new Intl.DisplayNames(["en"], { type: "region" });
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
    const pairs = letters.flatMap((one) => letters.map((two) => one + two));
    const known = new Set(pairs.map(countryCodeOf).filter((code) => code !== null));
    assert.equal(known.size, COUNTRY_COUNT);
    assert.ok([...known].every(isCountryCode));
    assert.equal(countryCodeOf(english.of("NO") ?? ""), "NOR");
  });
});
