import { type Server } from "./connections";
import { type Kind, type ObjectRef, pathSegment, type ProjectRef, showId } from "./ids";
import { type Combination } from "./records";
import { type ResultKind } from "./results";

const collections: { readonly [K in Kind]: string } = {
  upload: "datauploads",
  dataset: "datasets",
  model: "models",
  attribution: "attributions",
  attributionSet: "attributionset",
};

/** Paths are relative to the address of the API, as the platform's documents write them. */
export function projectPath({ team, project }: ProjectRef): string {
  return `/projects/${pathSegment(team)}/${pathSegment(project)}`;
}

export function collectionPath(project: ProjectRef, kind: Kind): string {
  return `${projectPath(project)}/${collections[kind]}`;
}

export function objectPath(project: ProjectRef, { kind, id }: ObjectRef): string {
  return `${collectionPath(project, kind)}/${pathSegment(id)}`;
}

/** Where a server tells what an attribution or a set found, or what the fit of a model says about itself. */
export function resultAddress({ apiUrl }: Server, project: ProjectRef, ref: ObjectRef<ResultKind>): string {
  return `${apiUrl}${objectPath(project, ref)}/${ref.kind === "model" ? "diagnostics" : "result"}`;
}

export interface ComparedPair {
  readonly first: ObjectRef;
  readonly second: ObjectRef;
}

/** Where a server tells how a second result differs from a first; each is named by the end of its path. */
export function comparisonAddress(
  { apiUrl }: Server,
  project: ProjectRef,
  { first, second }: ComparedPair,
  query: Readonly<Record<string, string>> = {},
): string {
  const name = ({ kind, id }: ObjectRef): string => `${collections[kind]}/${showId(id)}`;
  const whole = new URLSearchParams({ first: name(first), second: name(second), ...query });
  return withQuery(`${apiUrl}${projectPath(project)}/results/compare`, whole);
}

export function withQuery(url: string, query: URLSearchParams): string {
  return query.size === 0 ? url : `${url}?${query.toString()}`;
}

/** Where a person reads how a server's calls are used; the platform's own page asks for a sign-in in the browser. */
export function docsAddress({ apiUrl }: Server): string {
  // The platform documents its page under one of its two hosts only.
  return apiUrl === "https://app.alviss.io/api/v1/api" ? "https://api.alviss.io/v1/api/docs" : `${apiUrl}/docs`;
}

/** What a person types into a shell to read an object; the token stays in the environment. */
export function curlCommand({ apiUrl }: Server, project: ProjectRef, ref: ObjectRef): string {
  const url = `${apiUrl}${objectPath(project, ref)}`.replaceAll("'", "%27");
  return `curl --fail-with-body --header "Authorization: Bearer $ALVISS_TOKEN" '${url}'`;
}

export const placeQuery = ({ country, region, grouping }: Combination): URLSearchParams =>
  new URLSearchParams({ country_code: country, region_code: region, grouping });
