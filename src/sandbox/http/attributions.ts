import * as z from "zod/mini";
import { type AttributionRecord, listAttributions, readAttribution } from "../store/attributionRecords";
import { type Project } from "../store/projectRecords";
import { combinationOf } from "../training/modelFrame";
import { type Api } from "./api";
import { wholeNumber } from "./checkInput";
import { completeDataset } from "./datasets";
import { day, idNumber, listQuery } from "./inputShapes";
import { completedModel } from "./models";
import { resultOf, resultQuery } from "./results";
import { conflict, type Invalid, invalid, invalidValue, notFound } from "./refusal";
import { statusWord, wireAttribution } from "./wireRecords";

const P = "/projects/:team/:project/attributions";

const newAttribution = z.object({
  model_id: idNumber,
  dataset_id: idNumber,
  start_date: day,
  end_date: day,
  samples: wholeNumber(z.gte(1), z.lte(100_000)),
});

export function findAttribution(api: Api, project: Project, iid: number): AttributionRecord {
  const attribution = readAttribution(api.training.place.db, { projectId: project.id, iid });
  if (!attribution) throw notFound(`There is no attribution ${iid} in this project.`);
  return attribution;
}

/** The attribution, or 409 while it has no result. */
export function completedAttribution(api: Api, project: Project, iid: number): AttributionRecord {
  const attribution = findAttribution(api, project, iid);
  if (attribution.state !== "done") {
    throw api.unfinished(`Attribution ${iid} is ${statusWord("attribution", attribution.state)}, not completed.`);
  }
  return attribution;
}

export function attributionRoutes(api: Api): void {
  const { db } = api.training.place;

  api.route({
    method: "POST",
    path: P,
    about: "Splits the sales of a period among the drivers of a model.",
    creates: true,
    needs: "model_developer",
    answers: "attribution",
    body: newAttribution,
    handle: async ({ project, body, signal }) => {
      const owner = project();
      const model = completedModel(api, owner, body.model_id);
      const dataset = completeDataset(api, owner, body.dataset_id);
      const combinations = [combinationOf(model.place)];
      const dates = await api.training.datesOf(owner.id, dataset.iid, "Sales", combinations, signal);
      const wrong = wrongRange(body.start_date, body.end_date, dates);
      if (wrong) throw invalid(wrong);
      const iid = api.training.attribute(owner.id, {
        modelIid: model.iid,
        datasetIid: dataset.iid,
        startDate: body.start_date,
        endDate: body.end_date,
        samples: body.samples,
      });
      await api.begun("attribution", { projectId: owner.id, iid }, signal);
      return wireAttribution(findAttribution(api, owner, iid));
    },
  });
  api.route({
    method: "GET",
    path: P,
    about: "The attributions of a project, newest first.",
    needs: "observer",
    answers: "attribution",
    many: true,
    extra: true,
    query: listQuery,
    handle: ({ project, query }) => listAttributions(db, project().id, query).map(wireAttribution),
  });
  api.route({
    method: "GET",
    path: `${P}/:attribution_id`,
    about: "One attribution, and how far it is.",
    needs: "observer",
    answers: "attribution",
    handle: ({ project, id }) => wireAttribution(findAttribution(api, project(), id("attribution_id"))),
  });
  api.route({
    method: "GET",
    path: `${P}/:attribution_id/result`,
    about: "What an attribution found, with intervals from its draws.",
    needs: "observer",
    describes: "attributionResult",
    extra: true,
    query: resultQuery,
    handle: (call) => {
      const attribution = completedAttribution(api, call.project(), call.id("attribution_id"));
      return resultOf(api, [attribution], call.query, call);
    },
  });
  api.route({
    method: "POST",
    path: `${P}/:attribution_id/cancel`,
    about: "Ends an attribution that is not over.",
    needs: "model_developer",
    answers: "attribution",
    extra: true,
    handle: ({ project, id }) => {
      const attribution = findAttribution(api, project(), id("attribution_id"));
      if (!api.training.queue.cancel("attribution", attribution) && attribution.state !== "cancelled") {
        throw conflict(`Attribution ${attribution.iid} is ${statusWord("attribution", attribution.state)} already.`);
      }
      return wireAttribution(findAttribution(api, project(), attribution.iid));
    },
  });
}

function wrongRange(start: string, end: string, dates: readonly string[]): Invalid | undefined {
  const first = dates[0] ?? "";
  const last = dates.at(-1) ?? "";
  if (start > end) return invalidValue(["body", "end_date"], `${end} lies before the start ${start}.`);
  const span = dates.length === 0 ? "There are no Sales dates." : `The Sales dates go from ${first} to ${last}.`;
  if (start < first || dates.length === 0) return invalidValue(["body", "start_date"], `${start} is outside. ${span}`);
  return end > last ? invalidValue(["body", "end_date"], `${end} is outside. ${span}`) : undefined;
}
