import { type AnyId, type Id, type Kind, type ObjectRef, type ProjectRef } from "./ids";
import { type KeyValueStore } from "./keyValueStore";
import { type AnyRecord } from "./records";

const storageKey = "alviss.knownObjects";
const forgottenKey = "alviss.forgottenObjects";
const mostPerFolder = 500;

/** What is known of the projects of one connection. */
export interface KnownIds {
  ids<K extends Kind>(project: ProjectRef, kind: K): readonly Id<K>[];
  /** Somebody made these, or asked for them. */
  remember(project: ProjectRef, objects: readonly ObjectRef[]): Promise<void>;
  /** Another object names these; what was forgotten stays so. */
  mention(project: ProjectRef, objects: readonly ObjectRef[]): Promise<void>;
  forget(project: ProjectRef, objects: readonly ObjectRef[]): Promise<void>;
}

type Ids = Readonly<Record<string, readonly string[]>>;

/** Ids that came by, newest first: what can be listed of a server that has no lists. */
export class KnownObjects {
  constructor(private readonly storage: KeyValueStore) {}

  of(connectionId: string): KnownIds {
    return {
      ids: (project, kind) => this.ids(connectionId, project, kind),
      remember: (project, objects) => this.remember(connectionId, project, objects),
      mention: (project, objects) => this.change(storageKey, connectionId, project, objects, withNewest),
      forget: (project, objects) => this.forget(connectionId, project, objects),
    };
  }

  private ids<K extends Kind>(connectionId: string, project: ProjectRef, kind: K): readonly Id<K>[] {
    const folder = folderKey(connectionId, project, kind);
    const forgotten = new Set(this.all(forgottenKey)[folder]);
    return (this.all(storageKey)[folder] ?? []).filter((id) => !forgotten.has(id)) as Id<K>[];
  }

  private async remember(connectionId: string, project: ProjectRef, objects: readonly ObjectRef[]): Promise<void> {
    await this.change(forgottenKey, connectionId, project, objects, without);
    await this.change(storageKey, connectionId, project, objects, withNewest);
  }

  /** It keeps its place, for whoever takes that back. */
  private forget(connectionId: string, project: ProjectRef, objects: readonly ObjectRef[]): Promise<void> {
    return this.change(forgottenKey, connectionId, project, objects, withNewest);
  }

  private async change(
    key: string,
    connectionId: string,
    project: ProjectRef,
    objects: readonly ObjectRef[],
    apply: (before: readonly string[], id: string) => readonly string[],
  ): Promise<void> {
    const all = this.all(key);
    const changed: Record<string, readonly string[]> = { ...all };
    for (const { kind, id } of objects) {
      const folder = folderKey(connectionId, project, kind);
      changed[folder] = apply(changed[folder] ?? [], id);
    }
    if (Object.keys(changed).some((folder) => changed[folder]?.join() !== (all[folder] ?? []).join()))
      await this.storage.update(key, changed);
  }

  private all(key: string): Ids {
    return this.storage.get<Ids>(key) ?? {};
  }
}

const withNewest = (before: readonly string[], id: string): readonly string[] =>
  before.includes(id) ? before : [id, ...before].slice(0, mostPerFolder);

const without = (before: readonly string[], id: string): readonly string[] => before.filter((one) => one !== id);

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
