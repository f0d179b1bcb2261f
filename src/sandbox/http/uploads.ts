import { FILE_TYPES, fileTypeNamed } from "../../dataFiles/fileTypes";
import { type Project } from "../store/projectRecords";
import { listUploads, readUpload } from "../store/uploadRecords";
import { type Api } from "./api";
import { alternatives } from "./checkInput";
import { listQuery } from "./inputShapes";
import { receiveFile } from "./receiveFile";
import { type Invalid, invalid, notFound } from "./refusal";
import { wireUpload } from "./wireRecords";

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
    handle: async ({ project, request }) => {
      const { id: projectId } = project();
      const { type, errors } = namedType((request.query as Record<string, unknown>).dataset_name);
      if (!request.isMultipart()) errors.push(missingFile);
      if (type === undefined || errors.length > 0) throw invalid(...errors);
      const file = await receiveFile(request, folder.incoming);
      if (!file) throw invalid(missingFile);
      const iid = api.training.addUpload({ projectId, datasetName: type, ...file });
      return wireUpload(read(project(), iid));
    },
  });
  api.route({
    method: "GET",
    path: P,
    query: listQuery,
    handle: ({ project, query }) => listUploads(db, project().id, query).map(wireUpload),
  });
  api.route({
    method: "GET",
    path: `${P}/:upload_id`,
    handle: ({ project, id }) => wireUpload(read(project(), id("upload_id"))),
  });
}

const missingFile: Invalid = { loc: ["body", "file"], msg: "Field required", type: "missing" };

/** The file type that a `dataset_name` means. */
export function namedType(name: unknown) {
  const loc = ["query", "dataset_name"];
  if (typeof name !== "string") return { errors: [{ loc, msg: "Field required", type: "missing" } as Invalid] };
  const type = fileTypeNamed(name);
  if (type) return { type, errors: [] as Invalid[] };
  return { errors: [{ loc, msg: `Input should be ${alternatives(FILE_TYPES)}`, type: "enum" } as Invalid] };
}
