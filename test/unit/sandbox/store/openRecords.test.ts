import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addAttribution, saveAttributionResult } from "../../../../src/sandbox/store/attributionRecords";
import { Database } from "../../../../src/sandbox/store/database";
import { dataFolder } from "../../../../src/sandbox/store/dataFolder";
import { addModel } from "../../../../src/sandbox/store/modelRecords";
import { openRecords } from "../../../../src/sandbox/store/openRecords";
import { addProject, listProjects, listTeams } from "../../../../src/sandbox/store/projectRecords";
import { addUpload } from "../../../../src/sandbox/store/uploadRecords";
import { scratchFolder } from "../../../support/scratchFolder";

describe("opening the records of a folder", () => {
  const path = scratchFolder();

  it("gives an empty folder one team and one project, once", () => {
    const folder = dataFolder(path());
    openRecords(folder).close();
    const db = openRecords(folder);
    assert.deepEqual(listTeams(db), [{ id: 1, name: "My team" }]);
    assert.deepEqual(
      listProjects(db, 1).map(({ id, name }) => ({ id, name })),
      [{ id: 1, name: "My project" }],
    );
    db.close();
  });

  it("opens in spite of the lock directory that a killed process leaves, and finds what was committed", () => {
    const folder = dataFolder(path());
    const before = openRecords(folder);
    addProject(before, 1, "Kept");
    before.close();
    mkdirSync(`${folder.database}.lock`);
    const after = openRecords(folder);
    assert.deepEqual(
      listProjects(after, 1).map(({ name }) => name),
      ["Kept", "My project"],
    );
    after.close();
  });

  it("keeps received files that an unfinished upload waits for, and removes the others", () => {
    const folder = dataFolder(path());
    const db = openRecords(folder);
    const upload = {
      projectId: 1,
      datasetName: "Sales" as const,
      fileName: "Sales.csv",
      size: 1,
      sha256: "",
      incoming: "wanted",
    };
    addUpload(db, upload, "2026-01-01");
    db.close();
    for (const name of ["wanted", "orphan"]) writeFileSync(join(folder.incoming, name), "x");
    openRecords(folder).close();
    assert.deepEqual(readdirSync(folder.incoming), ["wanted"]);
  });

  it("keeps the draws that a model or an attribution names, and removes what else is left among them", () => {
    const folder = dataFolder(path());
    const db = openRecords(folder);
    const place = { country: "SWE", region: "all", grouping: "all" };
    const choices = {
      datasetIid: 1,
      sourceIid: null,
      place,
      trainDates: [],
      evalDates: [],
      epochs: 1,
      learningRate: 1,
    };
    const rest = { samples: 1, sampler: "fast" as const, seed: 1, activate: false };
    addModel(db, 1, { ...choices, ...rest, graphId: null, instanceId: null, note: null }, "2026-01-01");
    db.run("UPDATE models SET fit = ?", [JSON.stringify({ drawsFile: "model-1-1.f64" })]);
    const attribution = { modelIid: 1, datasetIid: 1, startDate: "", endDate: "", samples: 1 };
    const iid = addAttribution(db, 1, attribution, "2026-01-01");
    saveAttributionResult(db, { projectId: 1, iid }, { file: "attribution-1-1.f64" });
    db.close();
    const kept = ["attribution-1-1.f64", "model-1-1.f64"];
    for (const name of [...kept, "model-1-2.f64", "model-1-3.f64.part"]) writeFileSync(join(folder.fits, name), "x");
    openRecords(folder).close();
    assert.deepEqual(readdirSync(folder.fits).sort(), kept);
  });

  it("refuses a file that a newer program wrote, and leaves it as it is", () => {
    const folder = dataFolder(path());
    openRecords(folder).close();
    const newer = new Database(folder.database);
    newer.exec("PRAGMA user_version = 99");
    newer.close();
    assert.throws(() => openRecords(folder), /schema version 99.*use a newer sandbox/);
    assert.ok(existsSync(folder.database));
    assert.ok(!existsSync(`${folder.database}.lock`));
  });
});
