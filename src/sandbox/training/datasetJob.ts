import { join } from "node:path";
import { type DatasetRecord, readDataset, saveDatasetContent } from "../store/datasetRecords";
import { type UploadSource } from "../store/datasetTypes";
import { activate, readProject } from "../store/projectRecords";
import { readUpload, typeOf } from "../store/uploadRecords";
import { type Job, JobFailed, sentences, type Workplace } from "./jobTypes";

/** Finds out what the merged uploads of a dataset cover. */
export const datasetJob: Job = async (place, { key, signal, report }) => {
  const dataset = readDataset(place.db, key);
  if (!dataset) throw new JobFailed("The dataset's record is gone.");
  const sources = sourcesOf(place, dataset);
  report(0.1, "merging");
  if (!sources.some(({ type }) => type === "Sales")) {
    throw new JobFailed("A dataset needs a Sales file: upload one, or extend a dataset that has one.");
  }
  const combinations = await place.machinery.combinationsOf(sources, { workerUrl: place.ingestWorker, signal });
  if (combinations.length === 0) throw new JobFailed("The Sales files of this dataset hold no rows.");
  report(0.9, "merging");
  return {
    message: sentences([dataset.mergedUploads.length > 1 ? "Where files share a key, the later upload counts." : null]),
    save: () => {
      const periodicity = readProject(place.db, key.projectId)?.periodicity ?? null;
      saveDatasetContent(place.db, key, { periodicity, combinations });
      if (dataset.activate) activate(place.db, key.projectId, "dataset", key.iid);
    },
  };
};

/** The row databases of a dataset, in merge order. */
export const sourcesOf = (place: Workplace, dataset: DatasetRecord): UploadSource[] =>
  dataset.mergedUploads.flatMap((iid) => {
    const upload = readUpload(place.db, { projectId: dataset.projectId, iid });
    if (!upload?.rowsFile) return [];
    return [{ type: typeOf(upload), file: join(place.folder.uploads, upload.rowsFile) }];
  });
