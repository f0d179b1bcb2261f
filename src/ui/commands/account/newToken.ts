import { type KnownConnection } from "../../account/connections";
import { type Tools } from "../tools";
import { askEnd } from "./askEnd";
import { askToken } from "./askToken";

/** Gives a connection another token in place: its projects and its jobs stay. */
export async function newToken(tools: Tools, connection: KnownConnection, title: string): Promise<void> {
  const { id, account, server } = connection;
  const token = await askToken(tools, server, title, id);
  if (token === undefined) return;
  await tools.connections.keep(id, account, token, { ends: await askEnd(tools, title) });
}
