import { type KnownConnection } from "../account/connections";
import { idIn, textIn } from "./toolInput";
import { type Input, type ToolParts, type ToolPlace, ToolRefusal } from "./toolParts";

/** The connections that can be used now. */
export function usable({ connections }: ToolParts): readonly KnownConnection[] {
  return connections.all().filter((connection) => connections.state(connection) === "ready");
}

/** The project that a call names, else the one that the user has chosen. */
export function placeIn(parts: ToolParts, input: Input): ToolPlace {
  const { current } = parts.chosen;
  const connection = connectionIn(parts, input, current?.connectionId);
  const [team, project] = [idIn<"team">(input, "team"), idIn<"project">(input, "project")];
  if (team !== undefined && project !== undefined) return { connection, project: { team, project } };
  if (team === undefined && project === undefined && current?.connectionId === connection.id)
    return { connection, project: { team: current.team, project: current.project } };
  throw new ToolRefusal('Say "team" and "project": alviss_list_objects with kind "project" lists them.');
}

export function connectionIn(parts: ToolParts, input: Input, usual?: string): KnownConnection {
  const all = usable(parts);
  if (all.length === 0)
    throw new ToolRefusal(
      'Nothing is connected. Ask the user to run "Alviss: Sign In with Access Token..." or "Alviss: Start Sandbox".',
    );
  const named = textIn(input, "connection");
  const found =
    named === undefined
      ? (all.find(({ id }) => id === usual) ?? (all.length === 1 ? all[0] : undefined))
      : all.find(({ id, server }) => id === named || server.name === named);
  if (found !== undefined) return found;
  const names = all.map(({ id, server }) => `"${id}" (${server.name})`).join(", ");
  throw new ToolRefusal(`Say "connection", one of: ${names}.`);
}
