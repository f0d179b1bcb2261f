import * as z from "zod/mini";
import { type AttributionSetRecord, listAttributionSets, readAttributionSet } from "../store/attributionSetRecords";
import { activate, type Project, readProject } from "../store/projectRecords";
import { type Api } from "./api";
import { completedAttribution } from "./attributions";
import { idNumber, listQuery } from "./inputShapes";
import { conflict, notFound } from "./refusal";
import { statusWord, wireAttributionSet } from "./wireRecords";

const PROJECT = "/projects/:team/:project";
const P = `${PROJECT}/attributionset`;

const alignment = z.object({
  attributionjob_ids: z.array(idNumber).check(z.minLength(1)),
  active: z.optional(z.nullable(z.boolean())),
});

function findSet(api: Api, project: Project, iid: number): AttributionSetRecord {
  const set = readAttributionSet(api.training.place.db, { projectId: project.id, iid });
  if (!set) throw notFound(`There is no attribution set ${iid} in this project.`);
  return set;
}

export function attributionSetRoutes(api: Api): void {
  const { db } = api.training.place;

  api.route({
    method: "POST",
    path: `${PROJECT}/attributionset_align_dates`,
    body: alignment,
    handle: ({ project, body }) => {
      const owner = project();
      for (const iid of body.attributionjob_ids) completedAttribution(api, owner, iid);
      const iid = api.training.alignAttributions(owner.id, body.attributionjob_ids, body.active ?? false);
      return wireAttributionSet(findSet(api, owner, iid), owner);
    },
  });
  api.route({
    method: "GET",
    path: P,
    query: listQuery,
    handle: ({ project, query }) => {
      const owner = project();
      return listAttributionSets(db, owner.id, query).map((set) => wireAttributionSet(set, owner));
    },
  });
  api.route({
    method: "GET",
    path: `${P}/active`,
    handle: ({ project }) => {
      const owner = project();
      if (owner.activeSet === null) throw notFound("No attribution set is active in this project.");
      return wireAttributionSet(findSet(api, owner, owner.activeSet), owner);
    },
  });
  api.route({
    method: "GET",
    path: `${P}/:attribution_set_id`,
    handle: ({ project, id }) => wireAttributionSet(findSet(api, project(), id("attribution_set_id")), project()),
  });
  api.route({
    method: "PATCH",
    path: `${P}/:attribution_set_id/activate`,
    handle: ({ project, id }) => {
      const owner = project();
      const set = findSet(api, owner, id("attribution_set_id"));
      if (set.state !== "done") {
        throw conflict(`Attribution set ${set.iid} is ${statusWord("attributionSet", set.state)}, not complete.`);
      }
      activate(db, owner.id, "set", set.iid);
      return wireAttributionSet(set, readProject(db, owner.id) ?? owner);
    },
  });
}
