/**
 * Which of many points are drawn: of each stretch those where a series is smallest and largest, so that no peak is
 * lost, and the first without a number, so that a gap stays one. All of them where there are few.
 */
export function drawnIndexes(
  count: number,
  most: number,
  ...series: readonly (readonly (number | null)[])[]
): number[] {
  const all = Array.from({ length: count }, (_, at) => at);
  if (count <= most) return all;
  const kept = new Set([0, count - 1]);
  const stretches = Math.max(1, Math.floor((most - 2) / (2 * series.length)));
  for (let stretch = 0; stretch < stretches; stretch++) {
    const from = Math.floor((stretch * count) / stretches);
    const to = Math.floor(((stretch + 1) * count) / stretches);
    for (const values of series) {
      let [lowest, highest, gap] = [-1, -1, -1];
      for (let at = from; at < to; at++) {
        const value = values[at] ?? NaN;
        if (Number.isNaN(value)) gap = gap < 0 ? at : gap;
        else {
          if (lowest < 0 || value < (values[lowest] ?? NaN)) lowest = at;
          if (highest < 0 || value > (values[highest] ?? NaN)) highest = at;
        }
      }
      for (const at of [lowest, highest, gap]) if (at >= 0) kept.add(at);
    }
  }
  return [...kept].sort((a, b) => a - b);
}

/** Of sorted pixels, the index of the nearest. */
export function nearestIndex(places: readonly number[], place: number): number {
  let best = 0;
  for (let at = 1; at < places.length; at++) {
    if (Math.abs((places[at] ?? 0) - place) < Math.abs((places[best] ?? 0) - place)) best = at;
  }
  return best;
}
