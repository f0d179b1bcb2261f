import * as z from "zod/mini";
import { FILE_TYPES, type FileType, fileTypeNamed } from "../../dataFiles/fileTypes";
import { type RecordKey } from "../store/jobRecords";
import { type Project } from "../store/projectRecords";
import { listUploads, readUpload } from "../store/uploadRecords";
import { type Api, MISSING_FILE } from "./api";
import { alternatives } from "./checkInput";
import { listQuery } from "./inputShapes";
import { type Profile } from "./profile";
import { receiveFile } from "./receiveFile";
import { invalid, invalidValue, notFound } from "./refusal";
import { wireUpload } from "./wireRecords";

const LONGEST_NAME = 100;
const P = "/projects/:team/:project/datauploads";

export function uploadRoutes(api: Api): void {
  const { db, folder } = api.training.place;
  const read = (project: Project, iid: number) => {
    const upload = readUpload(db, { projectId: project.id, iid });
    if (!upload) throw notFound(`There is no upload ${iid} in this project.`);
    return upload;
  };

  api.route({
    method: "POST",
    path: P,
    about: "Takes a data file and starts to read it.",
    creates: true,
    needs: "data_manager",
    answers: "upload",
    takesFile: true,
    query: namedFileType,
    handle: async ({ project, request, query, signal }) => {
      const { id: projectId } = project();
      const datasetName = typeNamed(query.dataset_name, api.profile) ?? query.dataset_name;
      const file = await receiveFile(request, { folder: folder.incoming, largest: api.largestUpload });
      if (!file) throw invalid(MISSING_FILE);
      const iid = api.training.addUpload({ projectId, datasetName, ...file });
      if (api.profile.has("refuse-at-once")) await requireReadable(api, { projectId, iid }, signal);
      else await api.begun("upload", { projectId, iid }, signal);
      return wireUpload(read(project(), iid));
    },
  });
  api.route({
    method: "GET",
    path: P,
    about: "The uploads of a project, newest first.",
    needs: "observer",
    answers: "upload",
    many: true,
    extra: true,
    query: listQuery,
    handle: ({ project, query }) => listUploads(db, project().id, query).map(wireUpload),
  });
  api.route({
    method: "GET",
    path: `${P}/:upload_id`,
    about: "One upload, and how far it is.",
    needs: "observer",
    answers: "upload",
    handle: ({ project, id }) => wireUpload(read(project(), id("upload_id"))),
  });
}

/** Waits until the file is read; its faults are those of the request. */
async function requireReadable({ training }: Api, key: RecordKey, signal: AbortSignal): Promise<void> {
  await training.queue.settled("upload", key, signal);
  const upload = readUpload(training.place.db, key);
  if (upload?.state !== "failed") return;
  throw invalid(invalidValue(["body", "file"], upload.message ?? "The file cannot be used."));
}

export const namedFileType = z.object({
  dataset_name: z
    .string()
    .check(
      z.minLength(1),
      z.maxLength(LONGEST_NAME),
      z.regex(/^[^\u0000-\u001f\u007f]*$/, "Input should have no control characters"),
    ),
});

/**
 * The file type that a `dataset_name` means. Which names the platform takes is not known, so that one outside our list is
 * refused only where data are taken strictly.
 */
export function typeNamed(name: string, { data }: Profile): FileType | undefined {
  const type = fileTypeNamed(name);
  if (type || data !== "strict-data") return type;
  const msg = `Input should be ${alternatives(FILE_TYPES)}`;
  throw invalid({ loc: ["query", "dataset_name"], msg, type: "enum" });
}
