/** Longer words are no names that somebody has misspelt, and comparing them would take long. */
const longest = 100;

/** The known word that takes the fewest changes of letters. */
export function nearestWord(written: string, words: readonly string[]): string | undefined {
  if (written.length > longest) return undefined;
  const from = written.toLowerCase();
  let nearest: string | undefined;
  let fewest = Infinity;
  for (const word of words) {
    // At least the letters that one has more than the other.
    if (word.length > longest || Math.abs(word.length - from.length) >= fewest) continue;
    const distance = editDistance(from, word.toLowerCase());
    if (distance < fewest) [nearest, fewest] = [word, distance];
  }
  return nearest;
}

/** Letters to add, drop or change (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Uint32Array.from({ length: to.length + 1 }, (_, i) => i);
  let next = new Uint32Array(to.length + 1);
  for (let i = 0; i < from.length; i++) {
    next[0] = i + 1;
    for (let j = 1; j <= to.length; j++) {
      const change = from.charCodeAt(i) === to.charCodeAt(j - 1) ? 0 : 1;
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change);
    }
    [row, next] = [next, row];
  }
  return row[to.length] ?? 0;
}
