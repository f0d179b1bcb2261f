import * as z from "zod/mini";
import { type DatasetRecord, listDatasets, readDataset } from "../store/datasetRecords";
import { activate, type Project, readProject } from "../store/projectRecords";
import { readUpload } from "../store/uploadRecords";
import { type Api } from "./api";
import { combination, idNumber, listQuery } from "./inputShapes";
import { conflict, invalid, notFound } from "./refusal";
import { namedType } from "./uploads";
import { statusWord, wireDataset } from "./wireRecords";

const P = "/projects/:team/:project/datasets";

const newDataset = z.object({
  upload_ids: z.array(idNumber),
  dataset_ids: z.optional(z.nullable(z.array(idNumber))),
  activate: z.optional(z.nullable(z.boolean())),
});

const suggestion = z.object({
  country_code: z.string(),
  region_code: z._default(z.string(), "all"),
  grouping: z._default(z.string(), "all"),
  products: z._default(z.enum(["sum", "pooled"]), "sum"),
});

export function findDataset(api: Api, project: Project, iid: number): DatasetRecord {
  const dataset = readDataset(api.training.place.db, { projectId: project.id, iid });
  if (!dataset) throw notFound(`There is no dataset ${iid} in this project.`);
  return dataset;
}

/** The dataset, or 409 while it cannot be used. */
export function completeDataset(api: Api, project: Project, iid: number): DatasetRecord {
  const dataset = findDataset(api, project, iid);
  if (dataset.state !== "done") {
    throw conflict(`Dataset ${iid} is ${statusWord("dataset", dataset.state)}, not complete.`);
  }
  return dataset;
}

export function datasetRoutes(api: Api): void {
  const { db } = api.training.place;

  api.route({
    method: "POST",
    path: P,
    body: newDataset,
    handle: ({ project, body }) => {
      const owner = project();
      const parents = body.dataset_ids ?? [];
      if (body.upload_ids.length + parents.length === 0) {
        throw invalid({
          loc: ["body", "upload_ids"],
          msg: "List should have at least 1 item after validation, not 0",
          type: "too_short",
        });
      }
      for (const iid of body.upload_ids) requireUpload(api, owner, iid);
      for (const iid of parents) completeDataset(api, owner, iid);
      const iid = api.training.createDataset(owner.id, body.upload_ids, parents, body.activate ?? false);
      return wireDataset(findDataset(api, owner, iid), owner);
    },
  });
  api.route({
    method: "GET",
    path: P,
    query: listQuery,
    handle: ({ project, query }) => {
      const owner = project();
      return listDatasets(db, owner.id, query).map((dataset) => wireDataset(dataset, owner));
    },
  });
  api.route({
    method: "GET",
    path: `${P}/active`,
    handle: ({ project }) => {
      const owner = project();
      if (owner.activeDataset === null) throw notFound("No dataset is active in this project.");
      return wireDataset(findDataset(api, owner, owner.activeDataset), owner);
    },
  });
  api.route({
    method: "GET",
    path: `${P}/:dataset_id`,
    handle: ({ project, id }) => wireDataset(findDataset(api, project(), id("dataset_id")), project()),
  });
  api.route({
    method: "POST",
    path: `${P}/:dataset_id/activate`,
    handle: ({ project, id }) => {
      const dataset = completeDataset(api, project(), id("dataset_id"));
      activate(db, dataset.projectId, "dataset", dataset.iid);
      return wireDataset(dataset, readProject(db, dataset.projectId) ?? project());
    },
  });
  contentRoutes(api);
}

/** Calls that read the rows of a dataset. */
function contentRoutes(api: Api): void {
  api.route({
    method: "POST",
    path: `${P}/:dataset_id/dates`,
    body: z.array(combination),
    handle: ({ project, id, body, request, signal }) => {
      const { type, errors } = namedType((request.query as Record<string, unknown>).dataset_name);
      if (type === undefined) throw invalid(...errors);
      const dataset = completeDataset(api, project(), id("dataset_id"));
      return api.training.datesOf(dataset.projectId, dataset.iid, type, body, signal);
    },
  });
  api.route({
    method: "GET",
    path: `${P}/:dataset_id/suggested_graph`,
    query: suggestion,
    handle: async ({ project, id, query, signal }) => {
      const { products, ...place } = query;
      const dataset = completeDataset(api, project(), id("dataset_id"));
      const dates = await api.training.datesOf(dataset.projectId, dataset.iid, "Sales", [place], signal);
      if (dates.length === 0) {
        throw notFound(
          `Dataset ${dataset.iid} has no Sales for ${place.country_code}, ${place.region_code}, ${place.grouping}.`,
        );
      }
      const { nodes, edges } = await api.training.suggestGraph(dataset.projectId, dataset.iid, place, products, signal);
      return { schema: "alviss-sandbox/high/1", nodes, edges };
    },
  });
}

function requireUpload(api: Api, project: Project, iid: number): void {
  const upload = readUpload(api.training.place.db, { projectId: project.id, iid });
  if (!upload) throw notFound(`There is no upload ${iid} in this project.`);
  if (upload.state === "done") return;
  const word = statusWord("upload", upload.state);
  throw conflict(`Upload ${iid} is ${word}, not complete.${upload.message ? ` ${upload.message}` : ""}`);
}
