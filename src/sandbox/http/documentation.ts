import { type FastifyInstance } from "fastify";
import { ROLE_NAMES } from "../store/roles";
import { type Api, API_BASE, type ListedRoute } from "./api";
import { ASSUMPTIONS } from "./assumptions";
import { openApi } from "./openApi";
import { escaped, page, sendPage } from "./page";

/** What the API is, for programs and for people; needs no token. */
export function documentationRoutes(app: FastifyInstance, api: Api, version: string): void {
  // Made when somebody asks: a start should not wait for it.
  let document: object | undefined;
  app.get(`${API_BASE}/openapi.json`, () => (document ??= openApi(api.routes, version, api.profile)));
  app.get(`${API_BASE}/docs`, (_request, reply) => sendPage(reply, page("Alviss AI sandbox", docsBody(api))));
}

function docsBody({ routes, profile }: Api): string {
  const documented = routes.filter(({ extra, path }) => !extra && !path.startsWith("/sandbox/"));
  const extras = routes.filter((route) => !documented.includes(route));
  return `<h1>Alviss AI sandbox</h1>
<p class="note">This is not the platform: it is a stand-in on your own machine, made from what the platform's public pages
say. Everything they leave open is listed under <a href="#assumptions">assumptions</a>. Profile:
<code>${escaped(profile.names.join(","))}</code>.</p>
<p>Send <code>Authorization: Bearer TOKEN</code> with every call. The same as a document for programs:
<a href="openapi.json">openapi.json</a>.</p>
<h2>Documented calls</h2>${tableOf(documented)}
<h2>Extras of the sandbox</h2>${tableOf(extras)}
<h2 id="assumptions">Assumptions</h2>
<table><tr><th>About</th><th>What the sandbox does</th><th>Otherwise</th></tr>${ASSUMPTIONS.map(
    ({ about, says, otherwise = "" }) =>
      `<tr><td>${escaped(about)}</td><td>${escaped(says)}</td><td>${escaped(otherwise)}</td></tr>`,
  ).join("")}</table>`;
}

const tableOf = (routes: readonly ListedRoute[]): string =>
  `<table><tr><th>Call</th><th>What it does</th><th>Role</th></tr>${routes.map(rowOf).join("")}</table>`;

const rowOf = ({ method, url, about, needs }: ListedRoute): string =>
  `<tr><td><code>${method} ${escaped(url.replace(/:(\w+)/g, "{$1}"))}</code></td><td>${escaped(about)}</td>` +
  `<td>${ROLE_NAMES[needs]}</td></tr>`;
