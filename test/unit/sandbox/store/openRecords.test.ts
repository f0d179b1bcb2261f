import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Database } from "../../../../src/sandbox/store/database";
import { dataFolder } from "../../../../src/sandbox/store/dataFolder";
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
