import * as l10n from "@vscode/l10n";
/** A server that speaks the REST API. URLs without a trailing slash. */
export interface Server {
  readonly name: string;
  readonly apiUrl: string;
  readonly teamsUrl: string;
  readonly webUrl: string | undefined;
}

/** An account on a server. Two accounts on one server are two connections. */
export interface Connection {
  readonly id: string;
  readonly server: Server;
  /** What the user calls the account; empty when there is only one. */
  readonly account: string;
}

export const alvissServer: Server = {
  name: "Alviss",
  apiUrl: "https://app.alviss.io/api/v1/api",
  teamsUrl: "https://api.alviss.io/v1/team/teams",
  webUrl: "https://app.alviss.io",
};

/** The platform documents its calls under two hosts: they count as one place for a token. */
const documentedOrigins: readonly string[] = ["https://app.alviss.io", "https://api.alviss.io"];

const loopbackHosts = /^(localhost|127(\.[0-9]{1,3}){3}|\[::1\])$/;

export function isLoopback(url: string): boolean {
  return URL.canParse(url) && loopbackHosts.test(new URL(url).hostname);
}

/** Whether an address is one of the platform's own. */
export function isDocumentedOrigin(url: string): boolean {
  return URL.canParse(url) && documentedOrigins.includes(new URL(url).origin);
}

/** The origins a server's token may be sent to. */
export function tokenOrigins(server: Server): readonly string[] {
  const origin = new URL(server.apiUrl).origin;
  return documentedOrigins.includes(origin) ? documentedOrigins : [origin];
}

/** Whether objects of the server at this address are objects of this one. What runs on this machine may move. */
export function isSameServer(server: Server, apiUrl: string): boolean {
  return server.apiUrl === apiUrl || (isLoopback(server.apiUrl) && isLoopback(apiUrl));
}

/** Why a server cannot be used, as one sentence; undefined when it can. */
export function serverProblem(server: Server): string | undefined {
  for (const url of [server.apiUrl, server.teamsUrl]) {
    if (!URL.canParse(url)) return l10n.t('"{0}" is not a web address.', url);
    const parsed = new URL(url);
    if (parsed.protocol !== "https:" && !(parsed.protocol === "http:" && isLoopback(url))) {
      return l10n.t('"{0}" must start with https://, because an access token is sent to it.', url);
    }
    if (parsed.username !== "" || parsed.password !== "")
      return l10n.t("The address of {0} must not hold a password.", server.name);
  }
  if (!tokenOrigins(server).includes(new URL(server.teamsUrl).origin)) {
    return l10n.t(
      '"{0}" is on another server than "{1}", and a token belongs to one server only.',
      server.teamsUrl,
      server.apiUrl,
    );
  }
  return undefined;
}
