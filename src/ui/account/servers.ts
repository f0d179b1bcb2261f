import { alvissServer, isDocumentedOrigin, type Server } from "../../platform/connections";
import { setting } from "../kit/settings";

/** The servers that the user's settings name, the usual one first; their addresses may be of no use. */
export function knownServers(): readonly Server[] {
  const usual = usualServer();
  const names = new Set<string>();
  const further = setting("connections").flatMap((entry) => {
    const server = furtherServer(entry);
    // A name stands for one server: what was kept for it must not go to a second one.
    if (server === undefined || names.has(server.name)) return [];
    names.add(server.name);
    return [server];
  });
  return [usual, ...further];
}

/** The server of a connection, by its name in the settings; undefined: the usual one. */
export function serverNamed(name: string | undefined): Server {
  if (name === undefined) return usualServer();
  return (
    knownServers()
      .slice(1)
      .find((server) => server.name === name) ?? { ...nowhere, name }
  );
}

/** What a connection keeps of its server: nothing of the usual one, the name of another. */
export function keptName(server: Server): string | undefined {
  return knownServers()
    .slice(1)
    .find(({ name, apiUrl }) => name === server.name && apiUrl === server.apiUrl)?.name;
}

const nowhere: Server = { name: "", apiUrl: "", teamsUrl: "", webUrl: undefined };

function usualServer(): Server {
  const apiUrl = trimmed(setting("api.baseUrl"));
  const webUrl = trimmed(setting("api.webUrl"));
  const isOfAlviss = webUrl === alvissServer.webUrl;
  return {
    name: usualName(apiUrl),
    apiUrl,
    teamsUrl: trimmed(setting("api.teamsUrl")),
    // The default is the web app of Alviss AI, which knows nothing of what is on another server.
    webUrl: webUrl === "" || (isOfAlviss && !isDocumentedOrigin(apiUrl)) ? undefined : webUrl,
  };
}

/** What to call a server: another one than Alviss AI goes by its host. The settings may hold anything. */
function usualName(apiUrl: string): string {
  if (apiUrl.startsWith(`${new URL(alvissServer.apiUrl).origin}/`)) return alvissServer.name;
  return (URL.canParse(apiUrl) && new URL(apiUrl).host) || apiUrl || alvissServer.name;
}

/** An entry of the list in the settings; VS Code underlines what does not fit and hands it over all the same. */
function furtherServer(entry: unknown): Server | undefined {
  const { name, apiUrl, teamsUrl, webUrl } = (entry ?? {}) as Partial<Record<keyof Server, unknown>>;
  if (typeof name !== "string" || typeof apiUrl !== "string" || typeof teamsUrl !== "string") return undefined;
  if (name.trim() === "") return undefined;
  return {
    name: name.trim(),
    apiUrl: trimmed(apiUrl),
    teamsUrl: trimmed(teamsUrl),
    webUrl: typeof webUrl === "string" && webUrl.trim() !== "" ? trimmed(webUrl) : undefined,
  };
}

const trimmed = (url: string): string => url.trim().replace(/\/+$/, "");
