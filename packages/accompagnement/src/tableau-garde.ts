/** Rules by which the figures of a dashboard that are no cell of a protected table stay silent. */

/**
 * Counts of one list whose sum is known: those under the threshold are null, and so are the smallest others until at least
 * two are missing and together hold twice the threshold. What is missing is then never told by a subtraction, nor nearly.
 * Zeros stay.
 */
export function maskSmall(counts: readonly number[], seuil: number): (number | null)[] {
  const petit = (count: number): boolean => count > 0 && count < seuil;
  const tus = new Set(counts.flatMap((count, rang) => (petit(count) ? [rang] : [])));
  if (tus.size === 0) return [...counts];
  const autres = counts
    .map((count, rang) => ({ count, rang }))
    .filter(({ count, rang }) => count > 0 && !tus.has(rang))
    .sort((a, b) => a.count - b.count);
  let somme = [...tus].reduce((total, rang) => total + (counts[rang] ?? 0), 0);
  for (const { count, rang } of autres) {
    if (tus.size > 1 && somme >= 2 * seuil) break;
    tus.add(rang);
    somme += count;
  }
  return counts.map((count, rang) => (tus.has(rang) ? null : count));
}

/** Nothing, or enough to be told. */
export const isEnough = (nombre: number, seuil: number): boolean => nombre === 0 || nombre >= seuil;

/** Whether a share may be told: what it counts, and what it leaves, are nothing or enough. */
export function maySayShare(compte: number, sur: number, seuil: number): boolean {
  return sur >= seuil && isEnough(compte, seuil) && isEnough(sur - compte, seuil);
}
