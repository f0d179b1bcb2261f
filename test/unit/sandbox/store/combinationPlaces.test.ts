import assert from "node:assert/strict";
import { concerns, nearestPlaces } from "../../../../src/sandbox/store/combinationPlaces";

const place = (text: string) => {
  const [region = "", grouping = ""] = text.split("/");
  return { region, grouping };
};
const wanted = (text: string) => {
  const { region, grouping } = place(text);
  return { country_code: "SWE", region_code: region, grouping };
};
const nearest = (places: string[], combination: string, takeAbove = true) =>
  nearestPlaces(places.map(place), wanted(combination), takeAbove).map(
    ({ region, grouping }) => `${region}/${grouping}`,
  );

describe("combinationPlaces", () => {
  it("adds up everything below a combination that has no rows of its own", () => {
    assert.deepEqual(nearest(["North/all", "South/all"], "all/all"), ["North/all", "South/all"]);
    assert.deepEqual(nearest(["North/A", "North/B"], "North/all"), ["North/A", "North/B"]);
  });

  it("never counts rows for the whole and rows below them together", () => {
    assert.deepEqual(nearest(["all/all", "North/all"], "all/all"), ["all/all"]);
    assert.deepEqual(nearest(["North/all", "North/A", "South/A", "South/B"], "all/all"), [
      "North/all",
      "South/A",
      "South/B",
    ]);
  });

  it("takes rows above only where nothing is nearer, and only where that is asked for", () => {
    assert.deepEqual(nearest(["all/all", "South/all"], "North/all"), ["all/all"]);
    assert.deepEqual(nearest(["all/all", "North/all"], "North/all"), ["North/all"]);
    assert.deepEqual(nearest(["all/all", "South/all"], "North/all", false), []);
  });

  it("knows what has to do with a combination and what stands beside it", () => {
    assert.equal(concerns(place("all/all"), wanted("North/A")), true);
    assert.equal(concerns(place("North/B"), wanted("North/A")), false);
    assert.equal(concerns(place("South/A"), wanted("all/A")), true);
  });
});
