/** The kinds of objects a project holds. */
export type Kind = "upload" | "dataset" | "model" | "attribution" | "attributionSet";

/**
 * An identifier as the JSON text it arrived as: `12` or `"a-1"`, quotes included. Kept as text, so that numbers
 * beyond 2^53 survive and are posted back exactly. The brand keeps kinds, and `IId` and `Id`, apart.
 */
export type Id<Of extends string> = string & { readonly of: Of };

export type TeamId = Id<"team">;
export type ProjectId = Id<"project">;
export type UploadId = Id<"upload">;
export type DatasetId = Id<"dataset">;
export type ModelId = Id<"model">;
export type AttributionId = Id<"attribution">;
export type AttributionSetId = Id<"attributionSet">;
/** The high-level graph of a model (`GraphInstance.Graph.Id`). */
export type GraphId = Id<"graph">;
/** The low-level graph of a model (`GraphInstance.Id`). */
export type GraphInstanceId = Id<"graphInstance">;

export type AnyId = Id<string>;

/** Where the calls of a project go. */
export interface ProjectRef {
  readonly team: TeamId;
  readonly project: ProjectId;
}

/** One object of a project. */
export interface ObjectRef<K extends Kind = Kind> {
  readonly kind: K;
  readonly id: Id<K>;
}

const exactInteger = /^(0|-?[1-9][0-9]*)$/;

export const isWholeNumber = (id: AnyId): boolean => exactInteger.test(id);

/** Brands JSON text that came from a server as an id. Numbers and strings only; anything else is undefined. */
export function idFromJson<Of extends string>(jsonText: string): Id<Of> | undefined {
  const isString = jsonText.startsWith('"') && jsonText.length > 2;
  return isString || /^-?[0-9]/.test(jsonText) ? (jsonText as Id<Of>) : undefined;
}

/** The id as a person writes it: without quotes. */
export function showId(id: AnyId): string {
  return id.startsWith('"') ? (JSON.parse(id) as string) : id;
}

/** The id as one segment of a URL path. */
export function pathSegment(id: AnyId): string {
  const shown = showId(id);
  // URL parsers drop a segment that is one or two dots, percent-encoded or not, so it cannot be addressed.
  if (shown === "." || shown === "..") throw new RangeError(`"${shown}" cannot be used as an id in an address.`);
  return encodeURIComponent(shown);
}

/** What a person typed as an id: whole numbers stay numbers, everything else becomes a string. */
export function parseTypedId<Of extends string>(typed: string): Id<Of> | undefined {
  const trimmed = typed.trim();
  if (trimmed === "") return undefined;
  if (exactInteger.test(trimmed)) return trimmed as Id<Of>;
  if (/^".*"$/.test(trimmed)) {
    try {
      const inner: unknown = JSON.parse(trimmed);
      if (typeof inner === "string" && inner !== "") return JSON.stringify(inner) as Id<Of>;
    } catch {
      // Not JSON: the quotes are part of the name.
    }
  }
  return JSON.stringify(trimmed) as Id<Of>;
}
