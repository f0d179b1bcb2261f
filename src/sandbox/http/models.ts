import * as z from "zod/mini";
import { type FileType } from "../../dataFiles/fileTypes";
import { listModels, type ModelRecord, readModel } from "../store/modelRecords";
import { type Project } from "../store/projectRecords";
import { combinationOf } from "../training/modelFrame";
import { modelDiagnostics } from "../training/modelDiagnostics";
import { type Api } from "./api";
import { completeDataset } from "./datasets";
import { checkedGraph, GRAPH_PATH } from "./graphs";
import { combination, idNumber, listQuery, modelParam, sandboxOptions, trainingDates } from "./inputShapes";
import { conflict, invalid, invalidValue, notFound } from "./refusal";
import { statusWord, wireModel } from "./wireRecords";

const P = "/projects/:team/:project";
const CALENDAR: FileType = "Sales";
const ACTIVATING = "Activating a model";

const refitBody = z.object({
  model_detail: z.object({
    dataset_id: idNumber,
    ...trainingDates,
    activate: z.optional(z.nullable(z.boolean())),
  }),
  model_param: modelParam,
  sandbox: sandboxOptions,
});

const buildBody = z.object({
  model_detail: z.object({
    dataset_id: idNumber,
    ...trainingDates,
    activate: z.optional(z.nullable(z.boolean())),
    modelling_combination: combination,
  }),
  model_param: modelParam,
  graph_detail: z.object({ graph: z.looseObject({ nodes: z.unknown(), edges: z.unknown() }) }),
  sandbox: sandboxOptions,
});

export function findModel(api: Api, project: Project, iid: number): ModelRecord {
  const model = readModel(api.training.place.db, { projectId: project.id, iid });
  if (!model) throw notFound(`There is no model ${iid} in this project.`);
  return model;
}

/** The model, or 409 while it has no fit. */
export function completedModel(api: Api, project: Project, iid: number): ModelRecord {
  const model = findModel(api, project, iid);
  if (model.state !== "done")
    throw api.unfinished(`Model ${iid} is ${statusWord("model", model.state)}, not completed.`);
  return model;
}

export function modelRoutes(api: Api): void {
  const { db } = api.training.place;
  const answer = (project: Project, iid: number) => wireModel(findModel(api, project, iid), project);

  api.route({
    method: "GET",
    path: `${P}/models`,
    about: "The models of a project, newest first.",
    needs: "observer",
    answers: "model",
    many: true,
    extra: true,
    query: listQuery,
    handle: ({ project, query }) => {
      const owner = project();
      return listModels(db, owner.id, query).map((model) => wireModel(model, owner));
    },
  });
  api.route({
    method: "GET",
    path: `${P}/models/:model_id`,
    about: "One model, and how far its training is.",
    needs: "observer",
    answers: "model",
    handle: ({ project, id }) => answer(project(), id("model_id")),
  });
  api.route({
    method: "GET",
    path: `${P}/models/:model_id/diagnostics`,
    about: "What a model's fit says about itself: convergence, checks, metrics.",
    needs: "observer",
    describes: "modelDiagnostics",
    extra: true,
    handle: ({ project, id }) =>
      modelDiagnostics(api.training.place.folder.fits, completedModel(api, project(), id("model_id"))),
  });
  api.route({
    method: "POST",
    path: `${P}/models/:model_id/cancel`,
    about: "Ends a training.",
    needs: "model_developer",
    answers: "model",
    extra: true,
    handle: ({ project, id }) => {
      const model = findModel(api, project(), id("model_id"));
      if (!api.training.queue.cancel("model", model) && model.state !== "cancelled") {
        throw conflict(`Model ${model.iid} is ${statusWord("model", model.state)} already.`);
      }
      return answer(project(), model.iid);
    },
  });
  trainingRoutes(api, answer);
}

function trainingRoutes(api: Api, answer: (project: Project, iid: number) => unknown): void {
  api.route({
    method: "POST",
    path: `${P}/models/:model_id/refit`,
    about: "Trains a model on other dates, starting from where it ended.",
    creates: true,
    needs: "model_developer",
    answers: "model",
    body: refitBody,
    handle: async ({ project, id, body, requireRole, signal }) => {
      if (body.model_detail.activate) requireRole("manager", ACTIVATING);
      const source = completedModel(api, project(), id("model_id"));
      await requireDates(api, project(), body.model_detail, combinationOf(source.place), signal);
      const iid = api.training.refitModel(source, choices(body));
      await api.begun("model", { projectId: source.projectId, iid }, signal);
      return answer(project(), iid);
    },
  });
  api.route({
    method: "POST",
    path: `${P}/build/model`,
    about: "Trains a new model of a graph from scratch.",
    creates: true,
    idKey: "model_id",
    needs: "model_developer",
    answers: "model",
    body: buildBody,
    graphAt: GRAPH_PATH,
    handle: async ({ project, body, posted, requireRole, signal }) => {
      if (body.model_detail.activate) requireRole("manager", ACTIVATING);
      const graph = checkedGraph(posted);
      const { country_code: country, region_code: region, grouping } = body.model_detail.modelling_combination;
      await requireDates(api, project(), body.model_detail, body.model_detail.modelling_combination, signal);
      const build = { ...choices(body), place: { country, region, grouping }, graph };
      const iid = api.training.buildModel(project().id, build);
      await api.begun("model", { projectId: project().id, iid }, signal);
      return answer(project(), iid);
    },
  });
}

const choices = ({ model_detail, model_param, sandbox }: z.infer<typeof refitBody>) => ({
  datasetIid: model_detail.dataset_id,
  trainDates: model_detail.train_dates,
  evalDates: model_detail.eval_dates,
  activate: model_detail.activate ?? false,
  epochs: model_param.epochs,
  learningRate: model_param.learning_rate,
  samples: model_param.samples,
  sampler: sandbox?.sampler,
  seed: sandbox?.seed,
});

/** Training and evaluation dates must be dates of the dataset's Sales for the model's place. */
async function requireDates(
  api: Api,
  project: Project,
  detail: z.infer<typeof refitBody>["model_detail"],
  place: z.infer<typeof combination>,
  signal: AbortSignal,
): Promise<void> {
  const dataset = completeDataset(api, project, detail.dataset_id);
  const dates = new Set(await api.training.datesOf(project.id, dataset.iid, CALENDAR, [place], signal));
  if (dates.size === 0) {
    const where = `${place.country_code}, ${place.region_code}, ${place.grouping}`;
    const message = `Dataset ${dataset.iid} has no Sales for ${where}.`;
    throw invalid(invalidValue(["body", "model_detail", "modelling_combination"], message));
  }
  const strangers = (["train_dates", "eval_dates"] as const).flatMap((list) =>
    detail[list].flatMap((date, at) =>
      dates.has(date)
        ? []
        : [invalidValue(["body", "model_detail", list, at], `${date} is not a Sales date of dataset ${dataset.iid}.`)],
    ),
  );
  if (strangers.length > 0) throw invalid(...strangers.slice(0, 20));
}
