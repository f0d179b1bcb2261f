import assert from "node:assert/strict";
import { type ChoicePlace, lastChoices, namePattern, rememberChoices } from "../../../src/workflows/lastChoices";
import { type KeyValueStore } from "../../../src/platform/keyValueStore";
import { type Plan } from "../../../src/workflows/plans";
import { idOf } from "../../support/sandboxClient";

const memoryOf = (held: Record<string, unknown> = {}): KeyValueStore & { readonly held: Record<string, unknown> } => ({
  held,
  get: <T>(key: string) => held[key] as T,
  update: (key, value) => Promise.resolve(void (held[key] = JSON.parse(JSON.stringify(value)))),
});
const place = (project: number): ChoicePlace => ({
  connection: { id: "a" },
  project: { id: idOf(project), team: idOf(1) },
});

const training = { epochs: 7, learningRate: 0.5, samples: 2 };
const refit: Plan = { workflow: "refitModel", modelId: idOf(1), datasetId: idOf(1), training, trainShare: 0.8 };

describe("what was chosen last", () => {
  it("is known in its project, and in no other", async () => {
    const memory = memoryOf();
    await rememberChoices(memory, place(1), refit);
    assert.deepEqual(lastChoices(memory, place(1)), { refit: training, trainShare: 0.8, fileTypes: {} });
    assert.deepEqual(lastChoices(memory, place(2)), {});
    assert.deepEqual(lastChoices(memory, undefined), {});
  });

  it("keeps what a plan says nothing about", async () => {
    const memory = memoryOf();
    await rememberChoices(memory, place(1), refit);
    await rememberChoices(memory, place(1), {
      workflow: "uploadFile",
      path: "C:\\in\\Sales_2024-07.csv",
      datasetName: "Sales",
    });
    const { fileTypes, trainShare } = lastChoices(memory, place(1));
    assert.deepEqual([fileTypes, trainShare], [{ "sales_#-#.csv": "Sales" }, 0.8]);
    assert.equal(fileTypes?.[namePattern("/data/SALES_2025-01.csv")], "Sales");
  });

  it("is forgotten in the project that was used longest ago, and holds nothing of the wrong shape", async () => {
    const memory = memoryOf();
    for (let project = 1; project <= 60; project++) await rememberChoices(memory, place(project), refit);
    assert.deepEqual(lastChoices(memory, place(10)), {});
    assert.equal(lastChoices(memory, place(11)).trainShare, 0.8);
    const bad = {
      trainShare: 7,
      refit: { epochs: "many" },
      samples: 0.5,
      combination: { country: 1 },
      products: "x",
      fileTypes: [1],
    };
    assert.deepEqual(lastChoices(memoryOf({ "alviss.lastChoices": { "a/1/1": bad } }), place(1)), {});
    assert.deepEqual(lastChoices(memoryOf({ "alviss.lastChoices": { "a/1/1": null } }), place(1)), {});
  });
});
