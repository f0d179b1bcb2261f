import { Uri } from "vscode";
import { type AnyId, type Kind, type ObjectRef, type ProjectRef } from "../../platform/ids";

/** Which record a document shows. */
export interface RecordAddress {
  readonly connectionId: string;
  readonly project: ProjectRef;
  readonly ref: ObjectRef;
}

const scheme = "alviss-record";
const kinds: readonly string[] = ["upload", "dataset", "model", "attribution", "attributionSet"] satisfies Kind[];

/** The path ends in the title, which is what a tab shows; the query says exactly which record it is. */
export function recordUri({ connectionId, project, ref, title }: RecordAddress & { readonly title: string }): Uri {
  const query = JSON.stringify([connectionId, project.team, project.project, ref.kind, ref.id]);
  return Uri.from({ scheme, path: `/${title.replaceAll(/[\\/]/g, "-")}.json`, query });
}
recordUri.scheme = scheme;

/** Undefined for an address that this version did not make. */
export function readRecordAddress(uri: Uri): RecordAddress | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(uri.query);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 5 || !parts.every((part) => typeof part === "string")) return undefined;
  const [connectionId = "", team, project, kind = "", id] = parts;
  if (!kinds.includes(kind)) return undefined;
  const isId = (text: AnyId | undefined): boolean => /^(-?\d|".+"$)/.test(text ?? "");
  if (![team, project, id].every((one) => isId(one as AnyId))) return undefined;
  return { connectionId, project: { team, project }, ref: { kind, id } } as RecordAddress;
}
