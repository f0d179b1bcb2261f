import { type Database } from "../../src/sandbox/store/database";
import { type DataFolder, dataFolder } from "../../src/sandbox/store/dataFolder";
import { openRecords } from "../../src/sandbox/store/openRecords";
import { scratchFolder } from "./scratchFolder";

/** Fresh records for each test of the describe block that calls this. */
export function scratchRecords(): () => { db: Database; folder: DataFolder } {
  const path = scratchFolder();
  let records: { db: Database; folder: DataFolder } | undefined;
  beforeEach(() => {
    const folder = dataFolder(path());
    records = { folder, db: openRecords(folder) };
  });
  afterEach(() => records?.db.close());
  return () => {
    if (!records) throw new Error("scratchRecords serves tests, not the describe block");
    return records;
  };
}
