type Witness = readonly number[];

/** Smallest range over the witnesses of any masked cell; `null` when nothing is masked. */
export function smallestRange(witnesses: readonly Witness[], masked: number): number | null {
  if (masked === 0) return null;
  let least = Infinity;
  for (let cell = 0; cell < masked; cell += 1) {
    const values = witnesses.map((witness) => witness[cell] ?? NaN);
    const spread =
      values.reduce((a, b) => Math.max(a, b), -Infinity) - values.reduce((a, b) => Math.min(a, b), Infinity);
    least = Math.min(least, spread);
  }
  return least;
}

/** Whether a witness is that table. */
export function isSame(witness: Witness, table: Witness): boolean {
  return witness.every((value, cell) => value === table[cell]);
}

/**
 * Witnesses that still prove every masked cell, without those that the others make useless. The true
 * table, which a search may meet by chance, is the first to go (specification §6).
 */
export function leanProof(witnesses: readonly number[][], truth: Witness): number[][] {
  const isTruth = (witness: Witness): boolean => isSame(witness, truth);
  let kept = [...witnesses];
  for (const witness of witnesses.toSorted((a, b) => Number(isTruth(b)) - Number(isTruth(a)))) {
    const without = kept.filter((other) => other !== witness);
    const range = smallestRange(without, truth.length);
    if (range === null || range >= 1) kept = without;
  }
  return kept;
}

/** A report without the witnesses that the others make useless; what they say of hidden cells goes with them. */
export function leanReport<T extends { witnesses: number[][]; hidden?: number[][] }>(
  report: T,
  truth: Witness,
): T {
  const witnesses = leanProof(report.witnesses, truth);
  const { hidden } = report;
  if (!hidden) return { ...report, witnesses };
  const rank = new Map(report.witnesses.map((witness, index) => [witness, index]));
  return { ...report, witnesses, hidden: witnesses.map((witness) => hidden[rank.get(witness) ?? -1] ?? []) };
}
