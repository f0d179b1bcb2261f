import { type DimensionColumn } from "../batch";
import { shown } from "../shownText";
import { TupleTable } from "../tupleTable";
import { type PreviewCombination, type WantedCombination } from "./filePreview";
import { MOST_COMBINATIONS } from "./previewLimits";

const PLACES = ["Country", "Region", "Grouping"] as const;

export const isPlace = (name: string): boolean => PLACES.some((place) => place === name);

/** Counts the rows of each combination, and tells those of one from the others. */
export class CombinationCounts {
  private readonly tuples = new TupleTable(PLACES.length);
  private readonly tuple = new Int32Array(PLACES.length);
  private readonly rows: number[] = [];
  private columns: (DimensionColumn | undefined)[] = [];
  private shown = -1;

  constructor(private readonly wanted: WantedCombination | undefined) {}

  /** The columns of the next rows. */
  begin(columns: readonly DimensionColumn[]): void {
    this.columns = PLACES.map((place) => columns.find(({ name }) => name === place));
  }

  /** Counts a row; true for one of the combination that is looked at. */
  count(row: number): boolean {
    for (let i = 0; i < PLACES.length; i++) this.tuple[i] = this.columns[i]?.codes[row] ?? 0;
    const before = this.tuples.size;
    const combination = this.tuples.intern(this.tuple);
    this.rows[combination] = (this.rows[combination] ?? 0) + 1;
    if (combination === before && this.shown < 0 && this.isWanted(combination)) this.shown = combination;
    return combination === this.shown;
  }

  /** Whether the combination that was asked for is there, or any, where none was asked for. */
  get found(): boolean {
    return this.shown >= 0;
  }

  result(): { readonly combinations: PreviewCombination[]; readonly combinationCount: number; readonly shown: number } {
    const listed = Array.from({ length: Math.min(this.rows.length, MOST_COMBINATIONS) }, (_, i) => i);
    // What is shown is always in the list, or it could not be chosen again.
    if (this.shown >= listed.length) listed[listed.length - 1] = this.shown;
    const combinations = listed.map((combination) => ({
      ...this.wordsOf(combination),
      rows: this.rows[combination] ?? 0,
    }));
    return { combinations, combinationCount: this.rows.length, shown: listed.indexOf(this.shown) };
  }

  private isWanted(combination: number): boolean {
    const { wanted } = this;
    if (wanted === undefined) return true;
    const { country, region, grouping } = this.wordsOf(combination);
    return country === wanted.country && region === wanted.region && grouping === wanted.grouping;
  }

  private wordsOf(combination: number): WantedCombination {
    const [country = "all", region = "all", grouping = "all"] = PLACES.map((_, i) =>
      shown(this.columns[i]?.dictionary[this.tuples.at(combination, i)] ?? "all"),
    );
    return { country, region, grouping };
  }
}
