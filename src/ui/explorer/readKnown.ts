import { AlvissError } from "../../platform/errors";
import { type Id, type Kind, type ProjectRef } from "../../platform/ids";
import { type AnyRecord } from "../../platform/records";
import { mentioned } from "./knownObjects";
import { type FolderNode, objectNodeId, projectNodeId } from "./nodes";
import { type Sources } from "./sources";

type Needed = Pick<Sources, "client" | "known" | "ended" | "signal">;

/** Without a list, objects are read one by one; what is gone is left out. */
export async function readKnown(
  node: FolderNode,
  wanted: number,
  { client, known, ended, signal }: Needed,
): Promise<AnyRecord[]> {
  const { connection, holds } = node;
  const project: ProjectRef = { team: node.project.team, project: node.project.id };
  const ids: readonly Id<Kind>[] = known.ids(connection.id, project, holds).slice(0, wanted);
  const read = async (id: Id<Kind>): Promise<AnyRecord | undefined> => {
    const before = ended(objectNodeId(projectNodeId(connection.id, project), holds, id));
    if (before !== undefined) return before;
    try {
      return await client.read(project, { kind: holds, id }, { signal });
    } catch (error) {
      if (error instanceof AlvissError && error.kind === "notFound") return undefined;
      throw error;
    }
  };
  const records = (await Promise.all(ids.map(read))).filter((record) => record !== undefined);
  await known.remember(connection.id, project, records.flatMap(mentioned));
  return records;
}
