import { listProjects, listTeams } from "../store/projectRecords";
import { type Api } from "./api";
import { wireProject, wireTeam } from "./wireRecords";

export function teamRoutes(api: Api): void {
  const { db } = api.training.place;
  api.teamRoute({ method: "GET", path: "/teams", handle: () => listTeams(db).map(wireTeam) });
  api.route({
    method: "GET",
    path: "/projects/:team",
    handle: ({ team }) => listProjects(db, team().id).map(wireProject),
  });
}
