import assert from "node:assert/strict";
import { parseSplit } from "../../../../src/ui/commands/ask/typedSplit";

const dates = ["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-22", "2024-01-29"];

describe("a split that is typed", () => {
  it("takes three dates of the data, as the server spells them", () => {
    assert.deepEqual(parseSplit("2024-01-08 - 2024-01-15 - 2024-01-29", dates), {
      train: ["2024-01-08", "2024-01-15"],
      evaluation: ["2024-01-22", "2024-01-29"],
    });
    const spelled = dates.map((date) => `${date}T00:00:00`);
    assert.deepEqual(parseSplit(" 2024-01-01 to 2024-01-01 to 2024-01-08 ", spelled), {
      train: ["2024-01-01T00:00:00"],
      evaluation: ["2024-01-08T00:00:00"],
    });
  });

  it("says which date the data do not have, and the nearest that they have", () => {
    const fault = (text: string) => parseSplit(text, dates);
    const nearest = ["2024-01-08", "2024-01-15"];
    assert.deepEqual(fault("2024-01-01 - 2024-01-10 - 2024-01-29"), {
      ...{ fault: "unknown", typed: "2024-01-10", nearest },
    });
    assert.deepEqual(fault("2024-01-01 - 2024-01-08 - 2025-01-01"), {
      ...{ fault: "unknown", typed: "2025-01-01", nearest: ["2024-01-29"] },
    });
    assert.deepEqual(fault("then - 2024-01-08 - 2024-01-29"), { fault: "unknown", typed: "then", nearest: [] });
  });

  it("leaves dates to train and dates to evaluate, in the order of time", () => {
    for (const text of ["2024-01-15 - 2024-01-08 - 2024-01-29", "2024-01-01 - 2024-01-29 - 2024-01-29"])
      assert.deepEqual(parseSplit(text, dates), { fault: "order" });
    for (const text of [
      "",
      "2024-01-01",
      "2024-01-01 - 2024-01-08",
      "2024-01-01 - 2024-01-08 - 2024-01-15 - 2024-01-22",
    ])
      assert.deepEqual(parseSplit(text, dates), { fault: "count" });
  });
});
