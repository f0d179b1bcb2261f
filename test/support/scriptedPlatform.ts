import { type ServerResponse } from "node:http";
import { AlvissClient } from "../../src/platform/client";
import { type Server } from "../../src/platform/connections";
import { parseTypedId, type ProjectRef } from "../../src/platform/ids";
import { answerJson, type RawServer, type SeenRequest, serveRaw } from "./rawServer";

/** Answers a request itself (true) or leaves it to the script (false). */
export type Intercept = (request: SeenRequest, response: ServerResponse) => boolean | Promise<boolean>;

export interface ScriptedPlatform {
  readonly server: Server;
  readonly seen: readonly SeenRequest[];
  readonly project: ProjectRef;
  /** `POST datasets`, in the order they came, without what only reads. */
  readonly made: () => string[];
  /** Status words that the next GETs of an object answer; the last one stays. */
  readonly words: Map<string, string[]>;
  intercept: Intercept;
  client(token?: string): AlvissClient;
  close(): Promise<void>;
}

const dates = ["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-22"];

/**
 * A server with no more than the documented calls and the documented fields, whose jobs end as the test says. For
 * what a comfortable sandbox never does: answering late, not at all, or with other words.
 */
export async function scriptedPlatform(): Promise<ScriptedPlatform> {
  let nextId = 40;
  const words = new Map<string, string[]>();
  const respond = async (request: SeenRequest, response: ServerResponse): Promise<void> => {
    if (await platform.intercept(request, response)) return;
    const path = pathOf(request);
    if (path.endsWith("/dates")) return answerJson(response, dates);
    if (path.endsWith("/activate")) return answerJson(response, "null");
    if (path.endsWith("/active")) return answerJson(response, { detail: "Nothing is active." }, 404);
    if (request.method === "POST")
      return answerJson(response, { [path === "datauploads" ? "upload_id" : "IId"]: nextId++ });
    if (!/^[a-z]+\/[0-9]+$/.test(path)) return answerJson(response, { detail: "Not Found" }, 404);
    const script = words.get(path) ?? ["done"];
    const word = (script.length > 1 ? script.shift() : script[0]) ?? "done";
    answerJson(response, { Status: word, Country: "SWE", Region: "all", Grouping: "all" });
  };
  const raw: RawServer = await serveRaw(respond);
  const server: Server = {
    name: "Scripted",
    apiUrl: `${raw.origin}/v1/api`,
    teamsUrl: `${raw.origin}/v1/team/teams`,
    webUrl: undefined,
  };
  const platform: ScriptedPlatform = {
    server,
    seen: raw.seen,
    project: { team: parseTypedId("1") ?? never(), project: parseTypedId("2") ?? never() },
    made: () =>
      raw.seen
        .filter(({ method, url }) => method !== "GET" && !url.includes("/dates"))
        .map((one) => `${one.method} ${pathOf(one)}`),
    words,
    intercept: () => false,
    client: (token = "sandbox_x") => new AlvissClient({ server, token: () => Promise.resolve(token) }),
    close: () => raw.close(),
  };
  return platform;
}

/** Inside the project. */
export function pathOf({ url }: Pick<SeenRequest, "url">): string {
  return url.replace(/\?.*/, "").replace(/^\/v1\/api\/projects\/1\/2\//, "");
}

function never(): never {
  throw new Error("cannot happen");
}
