import * as z from "zod/mini";
import { type AttributionSetRecord, listAttributionSets, readAttributionSet } from "../store/attributionSetRecords";
import { activate, type Project, readProject } from "../store/projectRecords";
import { type Api } from "./api";
import { completedAttribution } from "./attributions";
import { idNumber, listQuery } from "./inputShapes";
import { notFound } from "./refusal";
import { resultOf, resultQuery } from "./results";
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

function completeSet(api: Api, project: Project, iid: number): AttributionSetRecord {
  const set = findSet(api, project, iid);
  if (set.state === "done") return set;
  throw api.unfinished(`Attribution set ${set.iid} is ${statusWord("attributionSet", set.state)}, not complete.`);
}

const later = (a: string | undefined, b: string | undefined) => ((a ?? "") > (b ?? "") ? a : b);
const earlier = (a: string | undefined, b: string | undefined) =>
  a !== undefined && (b === undefined || a < b) ? a : b;

export function attributionSetRoutes(api: Api): void {
  const { db } = api.training.place;

  api.route({
    method: "POST",
    path: `${PROJECT}/attributionset_align_dates`,
    about: "Makes a set of attributions over the dates that all of them cover.",
    creates: true,
    needs: "model_developer",
    answers: "attributionSet",
    body: alignment,
    handle: async ({ project, body, requireRole, signal }) => {
      if (body.active) requireRole("manager", "Activating an attribution set");
      const owner = project();
      for (const iid of new Set(body.attributionjob_ids)) completedAttribution(api, owner, iid);
      const iid = api.training.alignAttributions(owner.id, body.attributionjob_ids, body.active ?? false);
      await api.begun("attributionSet", { projectId: owner.id, iid }, signal);
      return wireAttributionSet(findSet(api, owner, iid), project());
    },
  });
  api.route({
    method: "GET",
    path: P,
    about: "The attribution sets of a project, newest first.",
    needs: "observer",
    answers: "attributionSet",
    many: true,
    extra: true,
    query: listQuery,
    handle: ({ project, query }) => {
      const owner = project();
      return listAttributionSets(db, owner.id, query).map((set) => wireAttributionSet(set, owner));
    },
  });
  api.route({
    method: "GET",
    path: `${P}/active`,
    about: "The attribution set in use.",
    needs: "observer",
    answers: "attributionSet",
    handle: ({ project }) => {
      const owner = project();
      if (owner.activeSet === null) return api.noneActive("No attribution set is active in this project.");
      return wireAttributionSet(findSet(api, owner, owner.activeSet), owner);
    },
  });
  api.route({
    method: "GET",
    path: `${P}/:attribution_set_id`,
    about: "One attribution set, and how far it is.",
    needs: "observer",
    answers: "attributionSet",
    handle: ({ project, id }) => wireAttributionSet(findSet(api, project(), id("attribution_set_id")), project()),
  });
  api.route({
    method: "GET",
    path: `${P}/:attribution_set_id/result`,
    about: "What the attributions of a set found together, over the dates that they share.",
    needs: "observer",
    describes: "attributionResult",
    extra: true,
    query: resultQuery,
    handle: (call) => {
      const { project, id, query } = call;
      const owner = project();
      const { attributionIds, startDate, endDate } = completeSet(api, owner, id("attribution_set_id"));
      const members = attributionIds.map((iid) => completedAttribution(api, owner, iid));
      const span = { from: startDate ?? undefined, to: endDate ?? undefined };
      const [from, to] = [later(query.from, span.from), earlier(query.to, span.to)];
      return resultOf(api, members, { ...query, from, to }, call, span);
    },
  });
  api.route({
    method: "PATCH",
    path: `${P}/:attribution_set_id/activate`,
    about: "Makes an attribution set the one in use.",
    activates: true,
    needs: "manager",
    answers: "attributionSet",
    handle: ({ project, id }) => {
      const owner = project();
      const set = completeSet(api, owner, id("attribution_set_id"));
      activate(db, owner.id, "set", set.iid);
      return wireAttributionSet(set, readProject(db, owner.id) ?? owner);
    },
  });
}
