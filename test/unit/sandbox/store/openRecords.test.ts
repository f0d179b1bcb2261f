import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { addAttribution, saveAttributionResult } from "../../../../src/sandbox/store/attributionRecords";
import { Database } from "../../../../src/sandbox/store/database";
import { dataFolder } from "../../../../src/sandbox/store/dataFolder";
import { addModel } from "../../../../src/sandbox/store/modelRecords";
import { openRecords } from "../../../../src/sandbox/store/openRecords";
import { addProject, listProjects, listTeams } from "../../../../src/sandbox/store/projectRecords";
import { prepareSchema } from "../../../../src/sandbox/store/schema";
import { findToken, makeToken, tokenDigest } from "../../../../src/sandbox/store/tokenRecords";
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
    addProject(before, { teamId: 1, name: "Kept" });
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
    const kept = ["attribution-1-1.f64", "model-1-1-predictive.json", "model-1-1.f64"];
    for (const name of [...kept, "model-1-2.f64", "model-1-2-predictive.json", "model-1-3.f64.part"])
      writeFileSync(join(folder.fits, name), "x");
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

  describe("with a database that is not as it should be", () => {
    const spoil = (change: (file: string) => void) => {
      const folder = dataFolder(path());
      const db = openRecords(folder);
      for (let i = 0; i < 200; i++) addProject(db, { teamId: 1, name: `Project ${String(i)} ${"x".repeat(400)}` });
      db.close();
      writeFileSync(join(folder.fits, "model-1-1.f64"), "draws");
      change(folder.database);
      return folder;
    };

    for (const [name, change] of [
      ["is no database", (file) => writeFileSync(file, "not a database at all".repeat(100))],
      ["has lost its middle", (file) => writeFileSync(file, damaged(readFileSync(file)))],
      ["is cut short", (file) => truncateSync(file, 3 * 4096 + 100)],
      ["has no byte left", (file) => truncateSync(file, 0)],
    ] as const satisfies readonly (readonly [string, (file: string) => void])[]) {
      it(`sets one aside that ${name}, with the draws, and says where`, () => {
        const folder = spoil(change);
        const spoilt = readFileSync(folder.database);
        const told: string[] = [];
        const db = openRecords(folder, (kept) => told.push(kept));
        db.close();
        assert.equal(told.length, 1);
        assert.deepEqual(readFileSync(join(told[0] ?? "", "sandbox.sqlite")), spoilt);
        assert.deepEqual(readdirSync(join(told[0] ?? "", "fits")), ["model-1-1.f64"]);
      });
    }

    it("keeps the draws of one that is gone altogether, and says where", () => {
      const told: string[][] = [];
      openRecords(spoil(rmSync), (...words) => told.push(words)).close();
      const [[kept = "", why] = []] = told;
      assert.equal(why, "the file is gone");
      assert.deepEqual(readdirSync(join(kept, "fits")), ["model-1-1.f64"]);
    });

    it("takes a file without a byte in an empty folder for one that was never filled", () => {
      const folder = dataFolder(path());
      writeFileSync(folder.database, "");
      const db = openRecords(folder, assert.fail);
      assert.equal(listTeams(db).length, 1);
      db.close();
    });

    it("leaves one of another program, or of a newer version of this one, alone", () => {
      for (const [statement, words] of [
        ["CREATE TABLE notes (x)", /another program/],
        ["PRAGMA user_version = 99", /schema version 99/],
      ] as const) {
        const folder = dataFolder(join(path(), statement.slice(0, 6)));
        const other = new Database(folder.database);
        other.exec(statement);
        other.close();
        const before = readFileSync(folder.database);
        assert.throws(() => openRecords(folder, assert.fail), words);
        assert.deepEqual(readFileSync(folder.database), before);
      }
    });

    it("brings one of the first version up to date, keeps the old file, and its tokens stay good for a year", () => {
      const folder = dataFolder(path());
      const old = new Database(folder.database);
      prepareSchema(old, undefined, 1);
      const token = makeToken();
      old.run("INSERT INTO tokens (hash, name, created_at) VALUES (?, 'script', '2026-01-01T00:00:00.000Z')", [
        tokenDigest(token).toString("hex"),
      ]);
      old.close();
      const db = openRecords(folder);
      const found = findToken(db, token);
      db.close();
      assert.deepEqual([found?.role, found?.expiresAt], ["admin", "2027-01-01T00:00:00.000Z"]);
      assert.ok(existsSync(`${folder.database}.version-1`));
    });
  });
});

/** Pages that a disk gave back as nonsense. */
function damaged(bytes: Buffer): Buffer {
  bytes.fill(0x7a, 4096, bytes.length - 4096);
  return bytes;
}
