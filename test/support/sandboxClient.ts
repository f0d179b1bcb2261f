import { AlvissClient } from "../../src/platform/client";
import { type AnyId, type Id, parseTypedId, type ProjectRef } from "../../src/platform/ids";
import { type StartedSandbox } from "./startSandbox";

/** A client for a started sandbox; with another token where a test wants to be refused. */
export function clientOf(sandbox: StartedSandbox, token = sandbox.token): AlvissClient {
  const server = { name: "Sandbox", apiUrl: sandbox.url, teamsUrl: sandbox.teamUrl, webUrl: undefined };
  return new AlvissClient({ server, token: () => Promise.resolve(token) });
}

export function projectOf(sandbox: StartedSandbox): ProjectRef {
  return { team: idOf(sandbox.teamId), project: idOf(sandbox.projectId) };
}

export function idOf<Of extends string>(number: number): Id<Of> & AnyId {
  const found = parseTypedId<Of>(String(number));
  if (found === undefined) throw new Error(`${String(number)} is no id`);
  return found;
}
