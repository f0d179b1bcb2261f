import assert from "node:assert/strict";
import { addDataset, listDatasets } from "../../../../src/sandbox/store/datasetRecords";
import { beginJob, endJob, finishJob, readJob, unfinishedJobs } from "../../../../src/sandbox/store/jobRecords";
import { activate, addProject, choosePeriodicity, readProject } from "../../../../src/sandbox/store/projectRecords";
import { addUpload } from "../../../../src/sandbox/store/uploadRecords";
import { scratchRecords } from "../../../support/scratchRecords";

describe("job records", () => {
  const records = scratchRecords();
  const dataset = (projectId: number) =>
    addDataset(
      records().db,
      { projectId, uploadIds: [101], parentIds: [], mergedUploads: [101], activate: false },
      "2026-01-01",
    );

  it("number datasets from 1 in every project, and uploads from 101 over all of them", () => {
    const { db } = records();
    const second = addProject(db, { teamId: 1, name: "Second" });
    assert.deepEqual([dataset(1), dataset(1), dataset(second)], [1, 2, 1]);
    const upload = (projectId: number) =>
      addUpload(
        db,
        { projectId, datasetName: "Sales", fileName: "a.csv", size: 1, sha256: "", incoming: "" },
        "2026-01-01",
      );
    assert.deepEqual([upload(1), upload(second)], [101, 102]);
  });

  it("are listed newest first, page by page", () => {
    for (let n = 0; n < 5; n++) dataset(1);
    const ids = (page: { limit?: number; before?: number }) =>
      listDatasets(records().db, 1, page).map(({ iid }) => iid);
    assert.deepEqual(ids({}), [5, 4, 3, 2, 1]);
    assert.deepEqual(ids({ limit: 2 }), [5, 4]);
    assert.deepEqual(ids({ limit: 2, before: 4 }), [3, 2]);
  });

  it("are unfinished until they are done, failed or cancelled", () => {
    const { db } = records();
    for (let n = 0; n < 4; n++) dataset(1);
    const key = (iid: number) => ({ projectId: 1, iid });
    beginJob(db, "dataset", key(1));
    finishJob(db, "dataset", key(2), null);
    endJob(db, "dataset", key(3), "failed", "no");
    assert.deepEqual(
      unfinishedJobs(db).map(({ job }) => [job.iid, job.state]),
      [
        [1, "working"],
        [4, "pending"],
      ],
    );
    assert.equal(readJob(db, "dataset", key(3))?.message, "no");
  });
});

describe("a project", () => {
  const records = scratchRecords();

  it("takes its periodicity once", () => {
    const { db } = records();
    assert.equal(choosePeriodicity(db, 1, "Week"), true);
    assert.equal(choosePeriodicity(db, 1, "Month"), false);
    assert.equal(readProject(db, 1)?.periodicity, "Week");
  });

  it("has one active dataset and one active set", () => {
    const { db } = records();
    activate(db, 1, "dataset", 3);
    activate(db, 1, "dataset", 4);
    activate(db, 1, "set", 1);
    const { activeDataset, activeSet } = readProject(db, 1) ?? {};
    assert.deepEqual([activeDataset, activeSet], [4, 1]);
  });
});
