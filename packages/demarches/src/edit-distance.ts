/**
 * Edits (insert, delete, replace, swap of neighbours) from one word to another, or `max + 1` when more than `max`.
 * Only the diagonal band that `max` edits can reach is computed: the search compares each unknown word with
 * every term of the index.
 */
export function editDistance(a: string, b: string, max: number): number {
  const tooFar = max + 1;
  if (Math.abs(a.length - b.length) > max) return tooFar;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = new Array<number>(b.length + 1).fill(tooFar);
    row[0] = i;
    let least = i;
    const last = Math.min(b.length, i + max);
    for (let j = Math.max(1, i - max); j <= last; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (previous[j] ?? tooFar) + 1,
        (row[j - 1] ?? tooFar) + 1,
        (previous[j - 1] ?? tooFar) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforePrevious[j - 2] ?? tooFar) + 1);
      }
      row[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > max) return tooFar;
    beforePrevious = previous;
    previous = row;
  }
  return Math.min(previous[b.length] ?? tooFar, tooFar);
}
