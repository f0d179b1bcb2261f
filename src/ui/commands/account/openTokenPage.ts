import { env, Uri } from "vscode";
import { type ConnectionNode } from "../../explorer/nodes";
import { type Tools } from "../tools";

export async function openTokenPage(tools: Tools, node?: ConnectionNode): Promise<void> {
  const { webUrl } = node?.connection.server ?? tools.connections.serverToSignIn();
  await env.openExternal(Uri.parse(`${webUrl ?? "https://app.alviss.io"}/-/user#access-tokens`));
}
