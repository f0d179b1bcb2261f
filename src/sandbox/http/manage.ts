import { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import type * as z from "zod/mini";
import { type Database } from "../store/database";
import { addProject, addTeam, readProject, readTeam, renameProject, renameTeam } from "../store/projectRecords";
import { createToken, revokeToken } from "../store/tokenRecords";
import { newProject, newTeam, newToken } from "./administration";
import { type Api } from "./api";
import { checkInput } from "./checkInput";
import { closedPage, enteringPage, MANAGE_PATH, managePage } from "./managePage";
import { isFormToken, type ManageSession, ManageSessions } from "./manageSessions";
import { sendPage } from "./page";
import { type Invalid } from "./refusal";

/** Bytes of a form; what comes after is not looked at. */
const LONGEST_FORM = 16_384;
const COOKIE = "alviss_manage";
const CLOSED =
  "Open this page from the extension, or by POST /v1/api/sandbox/manage: its address then has a code in it.";
const SPENT = "The code in this address was used already or is more than a minute old: open the page anew.";

type Fields = Readonly<Record<string, string>>;
/** What a form does; answers what is wrong with it, or what to show once. */
type Action = (fields: Fields, id: number) => { complaint: string } | { fresh?: { name: string; token: string } };

/** The page that manages tokens, teams and projects, and the call that gives its address. */
export function manageRoutes(app: FastifyInstance, api: Api, now: () => number): void {
  const sessions = new ManageSessions(now);
  api.route({
    method: "POST",
    path: "/sandbox/manage",
    about: "The address of the page that manages tokens, teams and projects: good for a minute, once.",
    needs: "admin",
    handle: ({ request }) => {
      const { code, seconds } = sessions.makeCode();
      return { url: `http://${request.headers.host ?? ""}${MANAGE_PATH}?code=${code}`, expires_in: seconds };
    },
  });
  const desk = new ManageDesk(api.training.place.db, sessions, now);
  app.get(MANAGE_PATH, (request, reply) => desk.show(request, reply));
  for (const [path, action] of desk.actions) {
    app.post(`${MANAGE_PATH}/${path}`, { bodyLimit: LONGEST_FORM }, (request, reply) =>
      desk.act(request, reply, action),
    );
  }
}

class ManageDesk {
  constructor(
    readonly db: Database,
    readonly sessions: ManageSessions,
    readonly now: () => number,
  ) {}

  show(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { code } = request.query as { code?: unknown };
    const session = this.#sessionOf(request);
    if (typeof code === "string") {
      const key = this.sessions.exchange(code);
      if (key !== undefined) {
        reply.header("Set-Cookie", `${COOKIE}=${key}; Path=${MANAGE_PATH}; HttpOnly; SameSite=Strict; Max-Age=3600`);
        return sendPage(reply, enteringPage());
      }
      if (!session) return sendPage(reply.code(403), closedPage(SPENT));
    }
    return session ? this.#page(reply, session, {}) : sendPage(reply.code(403), closedPage(CLOSED));
  }

  act(request: FastifyRequest, reply: FastifyReply, action: Action): FastifyReply {
    const session = this.#sessionOf(request);
    const fields = Object.fromEntries(new URLSearchParams(request.bodyBytes?.toString()));
    if (!session || isFromElsewhere(request) || !isFormToken(session, fields.form_token ?? "")) {
      return sendPage(reply.code(403), closedPage(CLOSED));
    }
    const outcome = action(fields, Number((request.params as { id?: string }).id));
    if ("complaint" in outcome) return this.#page(reply.code(422), session, outcome);
    // A page that shows a token is answered at once; after any other change a reload must not send the form again.
    return outcome.fresh ? this.#page(reply, session, outcome) : reply.code(303).header("Location", MANAGE_PATH).send();
  }

  readonly actions: readonly (readonly [path: string, action: Action])[] = [
    [
      "tokens",
      (fields) =>
        this.#with(newToken, { ...fields, days: Number(fields.days) }, (wanted) => {
          const { token, record } = createToken(this.db, wanted, this.now());
          return { fresh: { name: record.name, token } };
        }),
    ],
    ["tokens/:id/revoke", (_, id) => (revokeToken(this.db, id, this.now()) ? {} : missing("token", id))],
    ["teams", (fields) => this.#with(newTeam, fields, ({ name }) => void addTeam(this.db, name))],
    [
      "teams/:id/projects",
      (fields, id) =>
        this.#with(newProject, { ...fields, team_id: id, periodicity: fields.periodicity || null }, (wanted) => {
          if (!readTeam(this.db, id)) return missing("team", id);
          addProject(this.db, { teamId: id, name: wanted.name, periodicity: wanted.periodicity ?? null });
          return {};
        }),
    ],
    ["teams/:id/name", (fields, id) => this.#rename(fields, id, "team")],
    ["projects/:id/name", (fields, id) => this.#rename(fields, id, "project")],
  ];

  #rename(fields: Fields, id: number, what: "team" | "project"): ReturnType<Action> {
    return this.#with(newTeam, fields, ({ name }) => {
      if (!(what === "team" ? readTeam : readProject)(this.db, id)) return missing(what, id);
      (what === "team" ? renameTeam : renameProject)(this.db, id, name);
      return {};
    });
  }

  #with<S extends z.ZodMiniType>(
    schema: S,
    fields: unknown,
    work: (checked: z.infer<S>) => ReturnType<Action> | undefined,
  ): ReturnType<Action> {
    const errors: Invalid[] = [];
    const checked = checkInput(schema, fields, "body", errors);
    if (errors.length === 0) return work(checked as z.infer<S>) ?? {};
    return { complaint: errors.map(({ loc, msg }) => `${loc.slice(1).join(" ")}: ${msg}.`).join(" ") };
  }

  #sessionOf({ headers }: FastifyRequest): ManageSession | undefined {
    const pairs = (headers.cookie ?? "").split(";").map((pair) => pair.trim().split("="));
    return this.sessions.find(pairs.find(([name]) => name === COOKIE)?.[1]);
  }

  #page(reply: FastifyReply, { formToken }: ManageSession, more: object): FastifyReply {
    return sendPage(reply, managePage({ db: this.db, now: this.now(), formToken, ...more }));
  }
}

const missing = (what: string, id: number) => ({ complaint: `There is no ${what} ${id}.` });

/** Browsers say where a form stands; programs without an origin still need cookie and form token. */
function isFromElsewhere({ headers }: FastifyRequest): boolean {
  const { origin } = headers;
  return origin !== undefined && origin !== `http://${headers.host ?? ""}`;
}
