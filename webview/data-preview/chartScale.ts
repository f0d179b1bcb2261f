/** Numbers beside the lines of a chart, as short as they can be. */
export function axisNumbers(locale: string): (value: number) => string {
  const format = new Intl.NumberFormat(locale, { notation: "compact", maximumSignificantDigits: 3 });
  return (value) => format.format(value).replace(/^-/, "\u2212");
}

/** Numbers at which the lines of a chart stand: round ones, 0 among them, from the least to the most. */
export function roundMarks(least: number, most: number): number[] {
  const from = Math.min(0, least);
  const to = Math.max(0, most);
  if (to === from) return [0];
  const raw = (to - from) / 2.5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((times) => times * power).find((one) => one >= raw) ?? raw;
  const marks: number[] = [];
  for (let at = Math.ceil(from / step); at * step <= to; at++) marks.push(at * step);
  return marks;
}

/** Slots at which a new year begins, or, within a short time, a new month; at most six of them. */
export function dateMarks(starts: readonly string[]): { readonly slot: number; readonly label: string }[] {
  const years = changes(starts, 4);
  const marks = years.length > 2 || starts.length < 2 ? years : changes(starts, 7);
  const every = Math.ceil(marks.length / 6);
  return marks.filter((_, i) => i % every === 0);
}

function changes(starts: readonly string[], length: number): { readonly slot: number; readonly label: string }[] {
  const label = (at: number): string => (starts[at] ?? "").slice(0, length);
  return starts.flatMap((_, slot) =>
    slot === 0 || label(slot) !== label(slot - 1) ? [{ slot, label: label(slot) }] : [],
  );
}

/** Neighbouring slots that have something in common, as ranges: first and last. */
export function rangesOf(slots: number, has: (slot: number) => boolean): [number, number][] {
  const ranges: [number, number][] = [];
  for (let slot = 0; slot < slots; slot++) {
    if (!has(slot)) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === slot - 1) last[1] = slot;
    else ranges.push([slot, slot]);
  }
  return ranges;
}
