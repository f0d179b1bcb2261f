import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type UploadSource } from "../../../../src/sandbox/store/datasetTypes";
import { ingestUpload } from "../../../../src/sandbox/store/ingestUpload";
import { readMerged } from "../../../../src/sandbox/store/mergeUploads";
import { buildFrame } from "../../../../src/sandbox/training/buildFrame";
import { loadFrame } from "../../../../src/sandbox/training/loadFrame";
import { dataWorkerBundle } from "../../../support/dataWorkerBundle";
import { scratchFolder } from "../../../support/scratchFolder";

const NATION = { country_code: "SWE", region_code: "all", grouping: "all" };

describe("loadFrame", function () {
  this.timeout(20_000);
  const workerUrl = dataWorkerBundle();
  const folder = scratchFolder();

  it("builds in the worker the very frame that is built here, and leaves the files as they were", async () => {
    const host = { workerUrl: workerUrl(), signal: new AbortController().signal };
    const sources: UploadSource[] = [];
    for (const type of ["Sales", "Media", "Events", "Distribution"] as const) {
      const file = fileURLToPath(new URL(`../../../../media/demo/${type}.csv`, import.meta.url));
      const report = await ingestUpload({ file, type, format: "csv", directory: join(folder(), "uploads"), ...host });
      sources.push({ type, file: report.file ?? "" });
    }
    const before = readdirSync(join(folder(), "uploads"));
    const loaded = await loadFrame({ sources, combination: NATION, products: "pooled" }, host);
    const tables = sources.flatMap(({ type }) => readMerged(sources, type) ?? []);
    assert.deepEqual(loaded, buildFrame({ tables, combination: NATION, products: "pooled" }));
    assert.deepEqual(readdirSync(join(folder(), "uploads")), before);
    const nowhere = { sources, combination: { ...NATION, country_code: "DNK" }, products: "sum" } as const;
    await assert.rejects(loadFrame(nowhere, host), { message: "There are no Sales rows for DNK, all, all." });
  });
});
