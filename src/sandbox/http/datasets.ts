import * as z from "zod/mini";
import { type DatasetRecord, listDatasets, readDataset } from "../store/datasetRecords";
import { activate, type Project, readProject } from "../store/projectRecords";
import { type Role } from "../store/roles";
import { readUpload } from "../store/uploadRecords";
import { type Api } from "./api";
import { combination, idNumber, listQuery } from "./inputShapes";
import { invalid, notFound } from "./refusal";
import { namedFileType, typeNamed } from "./uploads";
import { statusWord, wireDataset } from "./wireRecords";

const P = "/projects/:team/:project/datasets";

const newDataset = z.object({
  upload_ids: z.array(idNumber),
  dataset_ids: z.optional(z.nullable(z.array(idNumber))),
  activate: z.optional(z.nullable(z.boolean())),
});

const place = {
  country_code: z.string(),
  region_code: z._default(z.string(), "all"),
  grouping: z._default(z.string(), "all"),
};
const onePlace = z.object(place);
const suggestion = z.object({ ...place, products: z._default(z.enum(["sum", "pooled"]), "sum") });

export function findDataset(api: Api, project: Project, iid: number): DatasetRecord {
  const dataset = readDataset(api.training.place.db, { projectId: project.id, iid });
  if (!dataset) throw notFound(`There is no dataset ${iid} in this project.`);
  return dataset;
}

/** The dataset, or 409 while it cannot be used. */
export function completeDataset(api: Api, project: Project, iid: number): DatasetRecord {
  const dataset = findDataset(api, project, iid);
  if (dataset.state !== "done") {
    throw api.unfinished(`Dataset ${iid} is ${statusWord("dataset", dataset.state)}, not complete.`);
  }
  return dataset;
}

export function datasetRoutes(api: Api): void {
  const { db } = api.training.place;
  // A project's dataset in use is one of its settings; whether a Data Manager may choose it is not known.
  const activates: Role = api.profile.data === "lenient-data" ? "data_manager" : "manager";

  api.route({
    method: "POST",
    path: P,
    about: "Joins uploads into a dataset, or extends others: the later upload wins where keys meet.",
    creates: true,
    needs: "data_manager",
    answers: "dataset",
    body: newDataset,
    handle: async ({ project, body, requireRole, signal }) => {
      const owner = project();
      if (body.activate) requireRole(activates, "Activating a dataset");
      const parents = body.dataset_ids ?? [];
      if (body.upload_ids.length + parents.length === 0) {
        throw invalid({
          loc: ["body", "upload_ids"],
          msg: "List should have at least 1 item after validation, not 0",
          type: "too_short",
        });
      }
      for (const iid of new Set(body.upload_ids)) requireUpload(api, owner, iid);
      for (const iid of new Set(parents)) completeDataset(api, owner, iid);
      const iid = api.training.createDataset(owner.id, body.upload_ids, parents, body.activate ?? false);
      await api.begun("dataset", { projectId: owner.id, iid }, signal);
      return wireDataset(findDataset(api, owner, iid), project());
    },
  });
  api.route({
    method: "GET",
    path: P,
    about: "The datasets of a project, newest first.",
    needs: "observer",
    answers: "dataset",
    many: true,
    extra: true,
    query: listQuery,
    handle: ({ project, query }) => {
      const owner = project();
      return listDatasets(db, owner.id, query).map((dataset) => wireDataset(dataset, owner));
    },
  });
  api.route({
    method: "GET",
    path: `${P}/active`,
    about: "The dataset in use.",
    needs: "observer",
    answers: "dataset",
    handle: ({ project }) => {
      const owner = project();
      if (owner.activeDataset === null) return api.noneActive("No dataset is active in this project.");
      return wireDataset(findDataset(api, owner, owner.activeDataset), owner);
    },
  });
  api.route({
    method: "GET",
    path: `${P}/:dataset_id`,
    about: "One dataset, and how far it is.",
    needs: "observer",
    answers: "dataset",
    handle: ({ project, id }) => wireDataset(findDataset(api, project(), id("dataset_id")), project()),
  });
  api.route({
    method: "POST",
    path: `${P}/:dataset_id/activate`,
    about: "Makes a dataset the one in use.",
    activates: true,
    needs: activates,
    answers: "dataset",
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
    about: "The dates with rows of one file type in any of some combinations, ascending.",
    needs: "data_manager",
    query: namedFileType,
    body: z.array(combination),
    handle: ({ project, id, query, body, signal }) => {
      const type = typeNamed(query.dataset_name, api.profile) ?? query.dataset_name;
      const dataset = completeDataset(api, project(), id("dataset_id"));
      return api.training.datesOf(dataset.projectId, dataset.iid, type, body, signal);
    },
  });
  api.route({
    method: "GET",
    path: `${P}/:dataset_id/suggested_graph`,
    about: "A high-level graph of every driver that the data have.",
    needs: "observer",
    extra: true,
    query: suggestion,
    handle: async ({ project, id, query, signal }) => {
      const { products, ...where } = query;
      const dataset = completeDataset(api, project(), id("dataset_id"));
      await requireSales(api, dataset, where, signal);
      const { nodes, edges } = await api.training.suggestGraph(dataset.projectId, dataset.iid, where, products, signal);
      return { schema: "alviss-sandbox/high/1", nodes, edges };
    },
  });
  api.route({
    method: "GET",
    path: `${P}/:dataset_id/sales`,
    about: "Sales over time, products summed, and the dates of each event: what to see before dates are split.",
    needs: "observer",
    describes: "datasetSales",
    extra: true,
    query: onePlace,
    handle: async ({ project, id, query, signal }) => {
      const dataset = completeDataset(api, project(), id("dataset_id"));
      await requireSales(api, dataset, query, signal);
      return api.training.salesOf(dataset.projectId, dataset.iid, query, signal);
    },
  });
}

async function requireSales(
  api: Api,
  { projectId, iid }: DatasetRecord,
  where: z.infer<typeof onePlace>,
  signal: AbortSignal,
): Promise<void> {
  const dates = await api.training.datesOf(projectId, iid, "Sales", [where], signal);
  if (dates.length > 0) return;
  throw notFound(`Dataset ${iid} has no Sales for ${where.country_code}, ${where.region_code}, ${where.grouping}.`);
}

function requireUpload(api: Api, project: Project, iid: number): void {
  const upload = readUpload(api.training.place.db, { projectId: project.id, iid });
  if (!upload) throw notFound(`There is no upload ${iid} in this project.`);
  if (upload.state === "done") return;
  const word = statusWord("upload", upload.state);
  throw api.unfinished(`Upload ${iid} is ${word}, not complete.${upload.message ? ` ${upload.message}` : ""}`);
}
