import * as z from "zod/mini";
import { type AttributionRecord, listAttributions, readAttribution } from "../store/attributionRecords";
import { type Project } from "../store/projectRecords";
import { AttributionResults } from "../training/attributionResult";
import { combinationOf } from "../training/modelFrame";
import { type Api } from "./api";
import { wholeNumber } from "./checkInput";
import { completeDataset } from "./datasets";
import { day, idNumber, listQuery } from "./inputShapes";
import { completedModel } from "./models";
import { conflict, type Invalid, invalid, invalidValue, notFound } from "./refusal";
import { statusWord, wireAttribution } from "./wireRecords";

const P = "/projects/:team/:project/attributions";

const newAttribution = z.object({
  model_id: idNumber,
  dataset_id: idNumber,
  start_date: day,
  end_date: day,
  samples: wholeNumber().check(z.gte(1), z.lte(100_000)),
});

const resultQuery = z.object({
  level: z._default(
    z.pipe(
      z.pipe(
        z.string(),
        z.transform((text) => Number(text)),
      ),
      z.number().check(z.gt(0), z.lt(1)),
    ),
    0.9,
  ),
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
    throw conflict(`Attribution ${iid} is ${statusWord("attribution", attribution.state)}, not completed.`);
  }
  return attribution;
}

export function attributionRoutes(api: Api): void {
  const { db } = api.training.place;
  const results = new AttributionResults(api.training.place);

  api.route({
    method: "POST",
    path: P,
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
      return wireAttribution(findAttribution(api, owner, iid));
    },
  });
  api.route({
    method: "GET",
    path: P,
    query: listQuery,
    handle: ({ project, query }) => listAttributions(db, project().id, query).map(wireAttribution),
  });
  api.route({
    method: "GET",
    path: `${P}/:attribution_id`,
    handle: ({ project, id }) => wireAttribution(findAttribution(api, project(), id("attribution_id"))),
  });
  api.route({
    method: "GET",
    path: `${P}/:attribution_id/result`,
    query: resultQuery,
    handle: ({ project, id, query, signal }) =>
      results.of(completedAttribution(api, project(), id("attribution_id")), query.level, signal),
  });
  api.route({
    method: "POST",
    path: `${P}/:attribution_id/cancel`,
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
