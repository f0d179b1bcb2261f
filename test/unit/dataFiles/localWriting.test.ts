import assert from "node:assert/strict";
import { COUNTRY_COUNT, isCountryCode } from "../../../src/dataFiles/countries";
import { countryCodeOf } from "../../../src/dataFiles/countryNames";
import { isoOfLocal, onlyIsoOf, orderShown } from "../../../src/dataFiles/localDates";
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

  it("are left alone where two days are, or none", () => {
    for (const text of ["01/07/2018", "31/31/2018", "1/7/18", "2018-13-01", "yesterday", ""])
      assert.equal(onlyIsoOf(text), null, text);
    assert.deepEqual(
      [isoOfLocal("01/07/2018", "dayFirst"), isoOfLocal("01/07/2018", "monthFirst")],
      ["2018-07-01", "2018-01-07"],
    );
    assert.deepEqual(["31.12.2018", "12/31/2018", "01/07/2018"].map(orderShown), ["dayFirst", "monthFirst", undefined]);
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
