import { PERIODICITIES } from "../../dataFiles/fileTypes";
import { type Database } from "../store/database";
import { listProjects, listTeams, type Project } from "../store/projectRecords";
import { ROLE_NAMES, ROLES } from "../store/roles";
import { listTokens, LONGEST_TOKEN_DAYS, type TokenRecord } from "../store/tokenRecords";
import { escaped, page } from "./page";
import { tokenState } from "./wireRecords";

export const MANAGE_PATH = "/manage";

interface Shown {
  readonly db: Database;
  readonly now: number;
  readonly formToken: string;
  /** A token that was just made: it is shown this once. */
  readonly fresh?: { readonly name: string; readonly token: string };
  /** What was wrong with a form. */
  readonly complaint?: string;
}

/** The page with everything that can be managed. */
export function managePage({ db, now, formToken, fresh, complaint }: Shown): string {
  const form = (action: string, fields: string, button: string): string =>
    `<form method="post" action="${MANAGE_PATH}/${action}"><input type="hidden" name="form_token" value="${escaped(formToken)}">` +
    `${fields}<button>${button}</button></form>`;
  const body = `<h1>Alviss AI sandbox</h1>
<p>Access tokens, teams and projects of the sandbox on this machine.</p>
${complaint === undefined ? "" : `<p class="note" role="alert">${escaped(complaint)}</p>`}
${fresh ? freshToken(fresh) : ""}
<h2>Access tokens</h2>
${tokenTable(listTokens(db), now, form)}
${form("tokens", `${nameField("Name of the token")}${roleField()}${daysField()}`, "Make a token")}
<h2>Teams and projects</h2>
${listTeams(db)
  .map(({ id, name }) => teamSection(id, name, listProjects(db, id), form))
  .join("")}
${form("teams", nameField("Name of the team"), "Make a team")}`;
  return page("Alviss AI sandbox: tokens, teams and projects", body);
}

type Form = (action: string, fields: string, button: string) => string;

const freshToken = ({ name, token }: { name: string; token: string }): string =>
  `<p class="note" role="status">The token <b>${escaped(name)}</b> is <code>${escaped(token)}</code>. ` +
  `Copy it now: it is not shown again.</p>`;

function tokenTable(tokens: readonly TokenRecord[], now: number, form: Form): string {
  if (tokens.length === 0) return "<p>There are none yet.</p>";
  const rows = tokens.map((token) => {
    const state = tokenState(token, now);
    const revoke = state === "valid" ? form(`tokens/${token.id}/revoke`, "", `Revoke ${escaped(token.name)}`) : "";
    const cells = [
      escaped(token.name),
      ROLE_NAMES[token.role],
      day(token.createdAt),
      day(token.expiresAt),
      state,
      revoke,
    ];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
  });
  return `<table><tr><th>Name</th><th>Role</th><th>Made</th><th>Good until</th><th>State</th><th></th></tr>${rows.join("")}</table>`;
}

const day = (time: string): string => escaped(time.slice(0, 10));

function teamSection(id: number, name: string, projects: readonly Project[], form: Form): string {
  const rows = projects.map(
    (project) =>
      `<tr><td>${project.id}</td><td>${escaped(project.name)}</td>` +
      `<td>${project.periodicity ?? "as its first Sales file"}</td>` +
      `<td>${form(`projects/${project.id}/name`, nameField("New name"), "Rename the project")}</td></tr>`,
  );
  return `<h3>${escaped(name)} (team ${id})</h3>
<table><tr><th>Project</th><th>Name</th><th>Periodicity</th><th></th></tr>${rows.join("")}</table>
${form(`teams/${id}/projects`, `${nameField("Name of the project")}${periodicityField()}`, "Make a project")}
${form(`teams/${id}/name`, nameField("New name"), "Rename the team")}`;
}

const nameField = (label: string): string => `<label>${label}<input name="name" required maxlength="100"></label>`;

const options = (pairs: readonly (readonly [value: string, text: string])[]): string =>
  pairs.map(([value, text]) => `<option value="${value}">${text}</option>`).join("");

const roleField = (): string =>
  `<label>Role<select name="role">${options(ROLES.map((role) => [role, ROLE_NAMES[role]]))}</select></label>`;

const daysField = (): string =>
  `<label>Days until it expires<input name="days" type="number" min="1" max="${LONGEST_TOKEN_DAYS}" value="90" required></label>`;

const periodicityField = (): string =>
  `<label>Periodicity<select name="periodicity">${options([
    ["", "as its first Sales file"],
    ...PERIODICITIES.map((each) => [each, each] as const),
  ])}</select></label>`;

/** What somebody sees who has no session: no word of what there is. */
export const closedPage = (why: string): string =>
  page("Alviss AI sandbox", `<h1>Alviss AI sandbox</h1><p class="note" role="alert">${escaped(why)}</p>`);

/**
 * Goes on by itself: a page that another site led to may not send a strict cookie yet, while the next one, which this
 * page leads to, does.
 */
export const enteringPage = (): string =>
  page(
    "Alviss AI sandbox",
    `<meta http-equiv="refresh" content="0;url=${MANAGE_PATH}"><p><a href="${MANAGE_PATH}">Go on</a></p>`,
  );
