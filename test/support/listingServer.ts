import { type ServerResponse } from "node:http";
import { answerJson, type RawServer, type SeenRequest, serveRaw } from "./rawServer";

export interface ListingServer extends RawServer {
  /** Records by collection (`models`), newest first; each is also answered by its id. */
  readonly records: Map<string, Record<string, unknown>[]>;
  /** What is answered instead, by the end of the path: a status, or a record where a list would be. */
  readonly instead: Map<string, number>;
  /** Settings that make a signed-in window take it for the platform. */
  readonly settings: Readonly<Record<string, string>>;
}

/**
 * A server that lists with pages as the sandbox does, as large and as broken as a test wants it; any token will do.
 * `more`: answers before anything else, and says whether it did.
 */
export async function listingServer(
  more: (request: SeenRequest, response: ServerResponse) => boolean = () => false,
): Promise<ListingServer> {
  const records = new Map<string, Record<string, unknown>[]>();
  const instead = new Map<string, number>();
  const respond = (request: SeenRequest, response: ServerResponse): void => {
    if (more(request, response)) return;
    const { url } = request;
    const { pathname, searchParams } = new URL(url, "http://server");
    const status = [...instead].find(([end]) => pathname.endsWith(end))?.[1];
    if (status !== undefined) return answerJson(response, { detail: `No ${pathname} today.` }, status);
    if (pathname.endsWith("/team/teams")) return answerJson(response, [{ Id: 1, Name: "Nordic" }]);
    if (pathname.endsWith("/projects/1")) return answerJson(response, [{ Id: 1, Name: "Coffee", Periodicity: "Week" }]);
    const [, collection = "", id] = /\/projects\/1\/1\/(\w+)(?:\/(\w+))?$/.exec(pathname) ?? [];
    const all = records.get(collection);
    if (collection !== "" && id === undefined) return answerJson(response, page(all ?? [], searchParams));
    const found = id === "active" ? all?.find(({ Active }) => Active) : all?.find(({ IId }) => String(IId) === id);
    answerJson(response, found ?? { detail: `${collection} ${id ?? ""} not found.` }, found ? 200 : 404);
  };
  const server = await serveRaw(respond);
  const settings = {
    "alviss.api.baseUrl": `${server.origin}/v1/api`,
    "alviss.api.teamsUrl": `${server.origin}/v1/team/teams`,
  };
  return { ...server, records, instead, settings };
}

function page(all: readonly Record<string, unknown>[], query: URLSearchParams): readonly Record<string, unknown>[] {
  const before = query.get("before");
  const from = before === null ? 0 : all.findIndex(({ IId }) => String(IId) === before) + 1;
  return all.slice(from, from + Number(query.get("limit") ?? all.length));
}

const countries = ["SWE", "NOR", "DNK", "FIN", "ISL"];

/** So many finished models, newest first, spread over five countries. */
export function manyModels(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => {
    const id = count - index;
    return {
      IId: id,
      Status: "completed",
      Country: countries[id % countries.length],
      Region: "all",
      Grouping: "all",
      DataSet: { IId: 1 },
      Metrics: { eval: { r2: 0.9, mape: 0.02 + (id % 100) / 1000 } },
    };
  });
}
