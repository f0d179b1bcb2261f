/** What stands typed in cells and not in the graph: it outlives the page, and is never applied by itself. */
import { type TypedText } from "../shared/graphMessages";
import { type Unfinished } from "./cellField";

export class CellTexts {
  /** Why a text was not taken, where that was tried. */
  private readonly faults = new Map<string, string>();

  constructor(
    public kept: readonly TypedText[],
    private readonly notApplied: string,
    private readonly onChange: () => void,
  ) {}

  /** `before`: what the cell holds; what was typed while it held something else is no longer meant. */
  of(row: string, column: string, before: string): Unfinished | undefined {
    const typed = this.kept.find(isAt(row, column));
    if (typed?.before !== before) return undefined;
    return { text: typed.text, fault: this.faults.get(placeOf(row, column)) ?? this.notApplied };
  }

  /** Text that is being typed, or was left; with `fault` it has been tried. */
  note(row: string, column: string, { before, text }: Pick<TypedText, "before" | "text">, fault?: string): void {
    const others = this.kept.filter((one) => !isAt(row, column)(one));
    const wasKept = others.length < this.kept.length;
    if (fault === undefined) this.faults.delete(placeOf(row, column));
    else this.faults.set(placeOf(row, column), fault);
    if (text === before && !wasKept) return;
    this.kept = text === before ? others : [...others, { of: row, field: column, before, text }];
    this.onChange();
  }

  forget(row: string, column: string): void {
    this.note(row, column, { before: "", text: "" });
  }
}

const placeOf = (row: string, column: string): string => JSON.stringify([row, column]);

const isAt =
  (row: string, column: string) =>
  ({ of, field }: TypedText): boolean =>
    of === row && field === column;
