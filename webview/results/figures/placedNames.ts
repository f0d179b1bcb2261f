interface Placed {
  readonly channel: string;
  /** Empty where the server does not say. */
  readonly place: string;
}

/** Rows with a name each: channels of several places are called alike, so theirs has the place in it. */
export function placedNames<Row extends Placed>(rows: readonly Row[]): (Row & { readonly name: string })[] {
  const several = new Set(rows.map(({ place }) => place)).size > 1;
  return rows.map((row) => ({
    ...row,
    name: several && row.place !== "" ? `${row.channel}, ${row.place}` : row.channel,
  }));
}
