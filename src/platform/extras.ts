import { type AnyRecord } from "./records";

/** Servers that send these keys beyond the documented ones also have the calls beyond the documented ones. */
export function hasExtras(record: AnyRecord): boolean {
  return "Phase" in record.raw && "Progress" in record.raw;
}
