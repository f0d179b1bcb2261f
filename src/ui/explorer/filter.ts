import { type AnyRecord } from "../../platform/records";
import { stateOf } from "./objectState";
import { objectLabel, recordWords } from "./words";

const texts = new WeakMap<AnyRecord, string>();

/** What a filter finds an object by: what its row says. Made once a record, for lists of thousands. */
function textOf(record: AnyRecord): string {
  const known = texts.get(record);
  if (known !== undefined) return known;
  const text = `${objectLabel(record)} ${recordWords(record)} ${record.name ?? ""}`.toLowerCase();
  texts.set(record, text);
  return text;
}

/** Every word has to fit: a state such as `is:failed`, or a part of what the row says. */
export function fitting(
  records: readonly AnyRecord[],
  active: string | undefined,
  filter: string | undefined,
): readonly AnyRecord[] {
  const words = (filter ?? "").toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return records;
  return records.filter((record) => words.every((word) => fits(record, record.id === active, word)));
}

function fits(record: AnyRecord, isActive: boolean, word: string): boolean {
  if (word === "is:active") return isActive;
  const state = /^is:(done|working|failed|unknown)$/.exec(word)?.[1];
  if (state === undefined) return textOf(record).includes(word);
  const shown = stateOf(record);
  return shown === state || (state === "working" && shown === "unknown");
}
