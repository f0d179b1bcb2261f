import { type Memento } from "vscode";
import { type AnyId, type Id, type Kind, type ObjectRef, type ProjectRef } from "../../platform/ids";
import { type AnyRecord } from "../../platform/records";

const storageKey = "alviss.knownObjects";
const mostPerFolder = 500;

/** Ids that came by, newest first: what the tree shows of a server that has no lists. */
export class KnownObjects {
  constructor(private readonly storage: Memento) {}

  ids<K extends Kind>(connectionId: string, project: ProjectRef, kind: K): readonly Id<K>[] {
    return (this.all()[folderKey(connectionId, project, kind)] ?? []) as Id<K>[];
  }

  async remember(connectionId: string, project: ProjectRef, objects: readonly ObjectRef[]): Promise<void> {
    const all = this.all();
    const changed: Record<string, readonly string[]> = { ...all };
    for (const { kind, id } of objects) {
      const key = folderKey(connectionId, project, kind);
      const before = changed[key] ?? [];
      if (!before.includes(id)) changed[key] = [id, ...before].slice(0, mostPerFolder);
    }
    if (Object.keys(changed).some((key) => changed[key] !== all[key])) await this.storage.update(storageKey, changed);
  }

  private all(): Readonly<Record<string, readonly string[]>> {
    return this.storage.get<Readonly<Record<string, readonly string[]>>>(storageKey, {});
  }
}

/** The other objects that a record names. */
export function mentioned(record: AnyRecord): ObjectRef[] {
  const refs = <K extends Kind>(kind: K, ids: readonly (AnyId | undefined)[] | undefined): ObjectRef[] =>
    (ids ?? []).flatMap((id) => (id === undefined ? [] : [{ kind, id } as ObjectRef]));
  switch (record.kind) {
    case "upload":
      return [];
    case "dataset":
      return [...refs("upload", record.uploadIds), ...refs("dataset", record.parentIds)];
    case "model":
      return [...refs("dataset", [record.datasetId]), ...refs("model", [record.sourceModelId])];
    case "attribution":
      return [...refs("model", [record.modelId]), ...refs("dataset", [record.datasetId])];
    case "attributionSet":
      return refs("attribution", record.attributionIds);
  }
}

const folderKey = (connectionId: string, { team, project }: ProjectRef, kind: Kind): string =>
  `${connectionId}/${team}/${project}/${kind}`;
