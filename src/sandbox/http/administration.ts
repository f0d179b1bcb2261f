import * as z from "zod/mini";
import { PERIODICITIES } from "../../dataFiles/fileTypes";
import { addProject, addTeam, readProject, readTeam } from "../store/projectRecords";
import { ROLES } from "../store/roles";
import { createToken, listTokens, LONGEST_TOKEN_DAYS, revokeToken } from "../store/tokenRecords";
import { type Api } from "./api";
import { wholeNumber } from "./checkInput";
import { idNumber } from "./inputShapes";
import { notFound } from "./refusal";
import { wireProject, wireTeam, wireToken } from "./wireRecords";

/** A name that people can read: no control characters, something beside spaces. */
export const shownName = z
  .string()
  .check(
    z.trim(),
    z.minLength(1),
    z.maxLength(100),
    z.regex(/^[^\u0000-\u001f\u007f]*$/, "Input should have no control characters"),
  );

export const newToken = z.object({
  name: shownName,
  role: z.enum(ROLES),
  days: z._default(wholeNumber(z.gte(1), z.lte(LONGEST_TOKEN_DAYS)), LONGEST_TOKEN_DAYS),
});
export const newTeam = z.object({ name: shownName });
export const newProject = z.object({
  team_id: idNumber,
  name: shownName,
  periodicity: z.optional(z.nullable(z.enum(PERIODICITIES))),
});

/** Calls that manage what a server of the platform keeps in its web pages: tokens, teams and projects. */
export function administrationRoutes(api: Api, now: () => number): void {
  const { db } = api.training.place;
  api.route({
    method: "POST",
    path: "/sandbox/tokens",
    about: "Makes an access token. Its value is in this answer and nowhere else.",
    needs: "admin",
    body: newToken,
    handle: ({ body }) => {
      const { token, record } = createToken(db, body, now());
      return { ...wireToken(record, now()), Token: token };
    },
  });
  api.route({
    method: "GET",
    path: "/sandbox/tokens",
    about: "The access tokens, newest first, without their values.",
    needs: "admin",
    handle: () => listTokens(db).map((record) => wireToken(record, now())),
  });
  api.route({
    method: "POST",
    path: "/sandbox/tokens/:token_id/revoke",
    about: "Ends an access token for good.",
    needs: "admin",
    handle: ({ id }) => {
      const record = revokeToken(db, id("token_id"), now());
      if (!record) throw notFound(`There is no access token ${id("token_id")}.`);
      return wireToken(record, now());
    },
  });
  placeRoutes(api);
}

function placeRoutes(api: Api): void {
  const { db } = api.training.place;
  api.route({
    method: "POST",
    path: "/sandbox/teams",
    about: "Makes a team.",
    needs: "admin",
    body: newTeam,
    handle: ({ body }) => wireTeam({ id: addTeam(db, body.name), name: body.name }),
  });
  api.route({
    method: "POST",
    path: "/sandbox/projects",
    about: "Makes a project in a team. Without a periodicity it takes that of its first Sales.",
    needs: "admin",
    body: newProject,
    handle: ({ body: { team_id: teamId, name, periodicity = null } }) => {
      if (!readTeam(db, teamId)) throw notFound(`There is no team ${teamId}.`);
      const project = readProject(db, addProject(db, { teamId, name, periodicity }));
      return project && wireProject(project);
    },
  });
}
