import { listProjects, listTeams } from "../store/projectRecords";
import { type Api } from "./api";
import { wireProject, wireTeam } from "./wireRecords";

export function teamRoutes(api: Api): void {
  const { db } = api.training.place;
  api.teamRoute({
    method: "GET",
    path: "/teams",
    about: "The teams that there are.",
    needs: "observer",
    answers: "team",
    many: true,
    handle: () => listTeams(db).map(wireTeam),
  });
  api.route({
    method: "GET",
    path: "/projects/:team",
    about: "The projects of a team, newest first.",
    needs: "observer",
    answers: "project",
    many: true,
    extra: true,
    handle: ({ team }) => listProjects(db, team().id).map(wireProject),
  });
}
