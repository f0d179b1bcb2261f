import assert from "node:assert/strict";
import { fileTypeNamed, fileTypeSpec, SPECIFIED_TYPES } from "../../../src/dataFiles/fileTypes";
import { guessType } from "../../../src/dataFiles/guessType";

const rows = (text: string) => text.split("\n").map((line) => line.split(","));

describe("guessType", () => {
  it("is sure of a header that has exactly the columns of a type", () => {
    for (const type of SPECIFIED_TYPES) {
      const header = fileTypeSpec(type).columns.map(({ name }) => name);
      assert.deepEqual(guessType([header]), { type, sureness: 1, layout: "long" });
      assert.equal(guessType([[...header].reverse()]).type, type);
    }
  });

  it("is less sure when names are missing, foreign or spelled differently", () => {
    const spelled = guessType(rows("country,region,date,product,unitssold,priceperunit"));
    assert.equal(spelled.type, "Sales");
    assert.ok(spelled.sureness > 0.5 && spelled.sureness < 1, String(spelled.sureness));
    const lacking = guessType(rows("Country,Region,Date,Product,UnitsSold"));
    assert.equal(lacking.type, "Sales");
    assert.ok(lacking.sureness < 1);
  });

  it("knows a type by all of its columns among many others", () => {
    const more = Array.from({ length: 20_000 }, (_, i) => `c${String(i)}`).join();
    for (const type of SPECIFIED_TYPES) {
      const names = fileTypeSpec(type).columns.map(({ name }) => name);
      assert.equal(guessType(rows(`${names.join()},${more}`)).type, type);
    }
    const sales = guessType(rows(`Country,Region,Date,Product,UnitsSold,PricePerUnit,${more}`));
    assert.ok(sales.sureness >= 0.5, String(sales.sureness));
    assert.equal(guessType(rows(`Country,Region,Date,Product,UnitsSold,${more}`)).type, null);
  });

  it("knows names that are written with spaces or as other programs write them", () => {
    for (const header of [
      "Country, Region, Grouping, Date, Product, Units Sold, Price Per Unit",
      "country,region,date,product,units_sold,price_per_unit",
    ]) {
      const { type, sureness } = guessType(rows(header));
      assert.equal(type, "Sales");
      assert.ok(sureness >= 0.5 && sureness < 1, String(sureness));
    }
    assert.equal(guessType(rows("Country,Region,Start Date,End Date,Event")).type, "Events");
  });

  it("guesses nothing from a header that fits no type", () => {
    assert.deepEqual(guessType(rows("a,b,c")), { type: null, sureness: 0, layout: "long" });
  });

  it("tells the wide layout and its type from the names of the first rows", () => {
    const wide = {
      Sales:
        "Country,SWE,SWE\nRegion,all,all\nProduct,Health,Life\nGrouping,all,all\nMetric,UnitsSold,PricePerUnit\n2018-01-08,1,2",
      Distribution: "Country,SWE\nRegion,all\nProduct,Health\nChannel,Agents\nGrouping,all\n2018-01-08,90",
      Events:
        "Country,SWE,SWE\nRegion,all,all\nEvent,Strike,Strike\nGrouping,all,all\nMetric,StartDate,EndDate\n,2018-01-08,2018-01-10",
      Macro: "Country,SWE\nRegion,all\nIndicator,CCI\nGrouping,all\n2018-01-08,1",
    };
    for (const [type, text] of Object.entries(wide)) {
      const guess = guessType(rows(text));
      assert.deepEqual([guess.type, guess.layout], [type, "wide"]);
    }
  });

  it("takes the name of the file where the columns are not documented", () => {
    assert.deepEqual(guessType(rows("Country,Date,Awareness"), "data/Brand_2024.csv").type, "Brand");
    assert.equal(guessType(rows("x,y"), "competitor-media.csv").type, "Competitor Media");
  });
});

describe("fileTypeNamed", () => {
  it("knows a type in any case and with or without its space", () => {
    assert.equal(fileTypeNamed("CompetitorPrice"), "Competitor Price");
    assert.equal(fileTypeNamed("competitor_distribution"), "Competitor Distribution");
    assert.equal(fileTypeNamed("Prices"), undefined);
  });
});
