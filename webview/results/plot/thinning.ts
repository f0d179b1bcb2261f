/**
 * Which of many points are drawn: of each stretch those where a series is smallest and largest, so that no peak is
 * lost. All of them where there are few.
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
      let [lowest, highest] = [from, from];
      for (let at = from; at < to; at++) {
        const value = values[at] ?? NaN;
        if (value < (values[lowest] ?? Infinity)) lowest = at;
        if (value > (values[highest] ?? -Infinity)) highest = at;
      }
      kept.add(lowest).add(highest);
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
