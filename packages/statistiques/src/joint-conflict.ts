import type { CellKey } from './cell-key.ts';
import { describeCell } from './cell-words.ts';
import { JointKnowledge, type Equality, type JointWatch } from './joint-attack.ts';
import type { JointModel, PastCell } from './joint-model.ts';
import type { JointRelease } from './joint-release.ts';
import { cite, type Motif } from './motif.ts';
import type { Solver } from './solver.ts';

/** A published cell of the table, over the atoms. */
export type Told = Equality & { readonly key: CellKey };

const keyOf = ({ dims, cells }: JointRelease, row: number): CellKey =>
  Object.fromEntries(dims.map((dim, axis) => [dim, cells[row]?.codes[axis] ?? '']));

/** Smallest length of a beginning that fails, those of `length` failing; `null` when stopped. */
function shortest(length: number, fails: (length: number) => boolean | 'stopped'): number | null {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const verdict = fails(middle);
    if (verdict === 'stopped') return null;
    if (verdict) high = middle;
    else low = middle + 1;
  }
  return high;
}

/**
 * Which cell of a table contradicts the past, and which past cell: the first of the table that no
 * longer fits, then the first of the past that it needs for that. Called only when they contradict
 * each other; without time left, no cell is named. Code: `TABLE_NOT_ADDITIVE`.
 */
export function conflictOf(
  model: JointModel,
  told: readonly Told[],
  solver: Solver,
  watch: JointWatch,
): Motif {
  const past = model.past.flatMap((cell): (PastCell & { value: number })[] =>
    cell.value === null ? [] : [{ ...cell, value: cell.value }],
  );
  const fails = (ofPast: number, ofTable: number): boolean | 'stopped' => {
    const knowledge = new JointKnowledge(model, [...past.slice(0, ofPast), ...told.slice(0, ofTable)]);
    if (!knowledge.consistent) return true;
    const completed = knowledge.completion(solver, watch);
    return completed === 'stopped' ? 'stopped' : completed === null;
  };
  const isSeen = fails(past.length, told.length) === true;
  const ofTable = isSeen ? shortest(told.length, (length) => fails(past.length, length)) : null;
  const ofPast = ofTable === null ? null : shortest(past.length, (length) => fails(length, ofTable));
  const here = ofTable === null ? undefined : told[ofTable - 1];
  const there = ofPast === null ? undefined : past[ofPast - 1];
  const release = there && model.releases[there.release];
  const cells = [
    ...(here ? [{ cell: here.key }] : []),
    ...(there && release ? [{ releaseId: release.releaseId ?? '', cell: keyOf(release, there.row) }] : []),
  ];
  return {
    code: 'TABLE_NOT_ADDITIVE',
    phrase: phraseOf(
      here && describeCell(here.key),
      there && release && { id: release.releaseId ?? '', cell: describeCell(keyOf(release, there.row)) },
    ),
    ...(cells.length > 0 && { details: { cells } }),
  };
}

function phraseOf(here: string | undefined, there: { id: string; cell: string } | undefined): string {
  const last = there ? `la case ${cite(there.cell)} de ${cite(there.id)}` : '';
  if (here !== undefined && there) {
    return `Ce tableau contredit les publications passées\u00a0: sa case ${cite(here)} et ${last} ne peuvent pas être vraies ensemble, avec les autres chiffres publiés.`;
  }
  if (here !== undefined) return `Ce tableau se contredit à la case ${cite(here)}.`;
  if (there) return `Les publications passées se contredisent entre elles\u00a0: voyez ${last}.`;
  return 'Ce tableau contredit les publications passées\u00a0: aucun effectif ne correspond à toutes.';
}
