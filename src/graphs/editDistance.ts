/** The known word that takes the fewest changes of letters. */
export function nearestWord(written: string, words: readonly string[]): string | undefined {
  const from = written.toLowerCase();
  return words
    .map((word) => ({ word, distance: editDistance(from, word.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0]?.word;
}

/** Letters to add, drop or change (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= to.length; j++)
      next.push(
        Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (letter === to[j - 1] ? 0 : 1)),
      );
    row = next;
  }
  return row[to.length] ?? 0;
}
