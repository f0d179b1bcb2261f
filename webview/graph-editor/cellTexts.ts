/** What stands typed in the cells of a table and not in the graph, and why what was tried of it was not taken. */
import { type GraphView } from "../../src/graphs/graphView";
import { type TypedText } from "../shared/graphMessages";
import { type Unfinished } from "./cellField";
import { TypedTexts } from "./typedTexts";

export class CellTexts {
  /** Why a text was not taken, where that was tried. */
  private readonly faults = new Map<string, string>();
  private readonly texts: TypedTexts;
  private taken: TypedText | undefined;

  constructor(
    kept: readonly TypedText[],
    private readonly notApplied: string,
    private readonly onChange: () => void,
  ) {
    this.texts = new TypedTexts(kept);
  }

  get kept(): readonly TypedText[] {
    return this.texts.kept;
  }

  /** `before`: what the cell holds. */
  of(row: string, column: string, before: string): Unfinished | undefined {
    const text = this.texts.of(row, column, before);
    if (text === undefined) return undefined;
    return { text, fault: this.faults.get(placeOf(row, column)) ?? this.notApplied };
  }

  follow(graph: GraphView): void {
    this.texts.follow(graph);
  }

  /** Text that is being typed, or was left; with `fault` it has been tried. */
  note(row: string, column: string, { before, text }: Pick<TypedText, "before" | "text">, fault?: string): void {
    if (fault === undefined) this.faults.delete(placeOf(row, column));
    else this.faults.set(placeOf(row, column), fault);
    this.change(() => this.texts.note({ of: row, field: column, before, text }));
  }

  /** What a cell held is sent, and stands there again if it is refused. */
  took(row: string, column: string, { before, text }: Pick<TypedText, "before" | "text">): void {
    this.forget(row, column);
    this.taken = { of: row, field: column, before, text };
  }

  refused(fault: string): void {
    if (this.taken) this.note(this.taken.of, this.taken.field, this.taken, fault);
    this.taken = undefined;
  }

  /** There is another text of the graph, with what was sent. */
  arrived(): void {
    this.taken = undefined;
  }

  forget(row: string, column: string): void {
    this.faults.delete(placeOf(row, column));
    this.change(() => this.texts.forget(row, column));
  }

  private change(make: () => void): void {
    const { kept } = this;
    make();
    if (this.kept !== kept) this.onChange();
  }
}

const placeOf = (row: string, column: string): string => JSON.stringify([row, column]);
