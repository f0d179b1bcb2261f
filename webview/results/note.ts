/** A sentence below a figure or a table. */
export interface Note {
  readonly look: "information" | "warning";
  readonly text: string;
}
