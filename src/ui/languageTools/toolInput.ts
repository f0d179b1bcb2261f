import { type Id, type Kind, parseTypedId } from "../../platform/ids";
import { type Combination } from "../../platform/records";
import { type Input, ToolRefusal } from "./toolParts";

export function textIn(input: Input, key: string): string | undefined {
  const value = input[key];
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return value;
  throw new ToolRefusal(`"${key}" has to be a text.`);
}

export function neededText(input: Input, key: string): string {
  const value = textIn(input, key);
  if (value === undefined) throw new ToolRefusal(`Say "${key}".`);
  return value;
}

export function numberIn(input: Input, key: string, usual: number, least: number, most: number): number {
  const value = input[key] ?? usual;
  if (typeof value === "number" && value >= least && value <= most) return value;
  throw new ToolRefusal(`"${key}" has to be a number from ${least} to ${most}.`);
}

/** Models write ids as numbers or as texts; both name the same object. */
export function idIn<Of extends string>(input: Input, key: string): Id<Of> | undefined {
  const value = input[key];
  if (value === undefined || value === null) return undefined;
  const id = typeof value === "number" || typeof value === "string" ? parseTypedId<Of>(String(value)) : undefined;
  if (id !== undefined) return id;
  throw new ToolRefusal(`"${key}" has to be an id, such as 12.`);
}

export function neededId<Of extends string>(input: Input, key: string): Id<Of> {
  const id = idIn<Of>(input, key);
  if (id === undefined) throw new ToolRefusal(`Say "${key}": alviss_list_objects lists the ids.`);
  return id;
}

export function idsIn<K extends Kind>(input: Input, key: string): readonly Id<K>[] {
  const value = input[key] ?? [];
  if (!Array.isArray(value)) throw new ToolRefusal(`"${key}" has to be a list of ids.`);
  return value.map((one: unknown) => neededId<K>({ [key]: one }, key));
}

export function neededIds<K extends Kind>(input: Input, key: string): readonly Id<K>[] {
  const ids = idsIn<K>(input, key);
  if (ids.length === 0) throw new ToolRefusal(`Say at least one id in "${key}".`);
  return ids;
}

export function combinationIn(input: Input): Combination | undefined {
  const country = textIn(input, "country");
  if (country === undefined) return undefined;
  return { country, region: textIn(input, "region") ?? "all", grouping: textIn(input, "grouping") ?? "all" };
}

export function oneOf<T extends string>(input: Input, key: string, words: readonly T[]): T {
  const value = neededText(input, key);
  const found = words.find((word) => word === value);
  if (found === undefined) throw new ToolRefusal(`"${key}" has to be one of ${words.join(", ")}.`);
  return found;
}
