import { env, version, workspace } from "vscode";
import { type KnownConnection } from "../../account/connections";

const variables = ["HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY", "NODE_EXTRA_CA_CERTS"] as const;

/** What decides whether a server can be reached, for the log: neither a token nor anything of the proxy but that it is set. */
export function connectionReport({ server, kind, tokenEnd }: KnownConnection): string {
  const http = workspace.getConfiguration("http");
  const isSet = (value: unknown): string => (value === undefined || value === "" ? "not set" : "set");
  const facts = [
    `API ${place(server.apiUrl)}`,
    `teams ${place(server.teamsUrl)}`,
    ...(kind === "cloud" ? [`token ends ${tokenEnd?.date ?? "at a date that was not noted"}`] : []),
    `VS Code ${version}, Node ${process.versions.node}, ${env.remoteName ?? "local"}`,
    `http.proxy ${isSet(http.get("proxy"))}`,
    ...["proxySupport", "systemCertificates"].map((key) => `http.${key} ${String(http.get(key))}`),
    ...variables.map((name) => `${name} ${isSet(process.env[name] ?? process.env[name.toLowerCase()])}`),
  ];
  return `report on ${server.name}\n${facts.map((fact) => `  ${fact}`).join("\n")}`;
}

/** Somebody may have written a password into an address. */
function place(address: string): string {
  if (!URL.canParse(address)) return "at no web address";
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
}
