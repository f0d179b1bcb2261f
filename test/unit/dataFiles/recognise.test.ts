import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { recognise } from "../../../src/dataFiles/recognise";

const found = (text: string) => {
  const { type, layout, recognised } = recognise(new TextEncoder().encode(text), "data.csv");
  return [recognised, recognised ? type : null, layout];
};

describe("recognising a data file", () => {
  it("needs every required name, in any spelling and between any separators", () => {
    const header = "Country,Region,Date,Product,UnitsSold,PricePerUnit";
    assert.deepEqual(found(`${header}\nSWE,all,2024-01-08,x,1,2`), [true, "Sales", "long"]);
    assert.deepEqual(found(header.toLowerCase().replaceAll(",", ";")), [true, "Sales", "long"]);
    assert.deepEqual(found(header.replace(",Date", "")), [false, null, "long"]);
  });

  it("knows the wide layout by its rows", () => {
    assert.deepEqual(found("Country,SWE\nRegion,all\nIndicator,CCI\n2024-01-08,1"), [true, "Macro", "wide"]);
  });

  it("leaves files of other tools alone", () => {
    for (const text of [
      "",
      "DATE,revenue,tv_S,ooh_S,print_S,facebook_I,search_clicks_P\n2015-11-23,2754371,22358,0,12728,72903,0",
      "date_week,y,x1,x2,event_1,event_2,dayofyear,t\n2018-04-02,3984.66,0.31,0,0,0,92,0",
      "geo,time,Channel0_impression,Channel0_spend,conversions,revenue_per_conversion,population\nGeo0,2021-01-25,1,2,3,4,5",
      "id,name,country\n1,a,SWE",
    ])
      assert.equal(found(text)[0], false, text);
  });

  it("knows the demo files", () => {
    for (const type of ["Sales", "Media", "Distribution", "Events"])
      assert.deepEqual(found(readFileSync(`media/demo/${type}.csv`, "utf8")).slice(0, 2), [true, type]);
  });
});
