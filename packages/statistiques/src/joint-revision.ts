import { describeCell } from './cell-words.ts';
import type { Change } from './joint-model.ts';
import { jointSpace } from './joint-predicate.ts';
import type { JointRelease } from './joint-release.ts';
import { cite, MotifList, type Motif } from './motif.ts';

/** A figure given twice for the same records: what was said before, and what is said now. */
type Revised = { readonly cell: Readonly<Record<string, string>> };

/** What the last release changes in figures already published. */
export type Revision = {
  /** Why it cannot be published, if so. */
  readonly motifs: readonly Motif[];
  /** Figures that moved, by however little. */
  readonly changes: readonly Change[];
};

/**
 * Compares every figure with those published earlier for the same records (specification §7.5): a
 * late entry is a table of one person, so a figure moves by nothing or by `threshold` at least.
 *
 * The last release is the candidate, with its true values. Motifs: `REVISION_TOO_SMALL`;
 * `LEDGER_BLOCKS` when a figure moves within one vintage.
 */
export function revisionOf(releases: readonly JointRelease[], threshold: number): Revision {
  const space = jointSpace(releases);
  const last = releases.length - 1;
  const motifs = new MotifList();
  const changes: Change[] = [];
  const seen = new Map<string, { vintage: string; value: number; release: number }[]>();
  releases.forEach((release, index) => {
    const { vintage } = release.universe;
    release.cells.forEach(({ codes, value }, row) => {
      if (value === null) return;
      const predicate = space.predicateOf(index, codes);
      if (!predicate) return;
      const earlier = seen.get(predicate.key) ?? [];
      const isSmall = value > 0 && value < threshold;
      // Once a cell, however many past releases gave it.
      const told = new Set<string>();
      const tell = (motif: Motif): void => {
        if (!told.has(motif.code)) motifs.add(motif);
        told.add(motif.code);
      };
      for (const known of earlier) {
        const delta = value - known.value;
        if (delta === 0) continue;
        if (index === last && Math.abs(delta) < threshold) {
          if (!isSmall) tell(tooSmall(cellOf(release, codes), row));
        } else if (index === last && known.vintage === vintage) {
          tell(sameVintage(cellOf(release, codes), row));
        }
        const isLater = vintage > known.vintage;
        changes.push({
          predicate,
          vintage: isLater ? vintage : known.vintage,
          delta: isLater ? delta : -delta,
        });
      }
      if (!earlier.some((known) => known.vintage === vintage && known.value === value)) {
        earlier.push({ vintage, value, release: index });
      }
      seen.set(predicate.key, earlier);
    });
  });
  return { motifs: motifs.motifs, changes };
}

const cellOf = (release: JointRelease, codes: readonly string[]): Revised['cell'] =>
  Object.fromEntries(release.dims.map((dim, axis) => [dim, codes[axis] ?? '']));

// No figure in these sentences: the difference is what must not be known.
const tooSmall = (cell: Revised['cell'], row: number): Motif => ({
  code: 'REVISION_TOO_SMALL',
  phrase: `Case ${cite(describeCell(cell))}\u00a0: le chiffre déjà publié a trop peu changé, l’écart désignerait des personnes. Gardez le chiffre publié\u00a0; comptez les saisies tardives dans la période suivante.`,
  path: ['cells', row],
  details: { cell },
});

const sameVintage = (cell: Revised['cell'], row: number): Motif => ({
  code: 'LEDGER_BLOCKS',
  phrase: `Case ${cite(describeCell(cell))}\u00a0: un autre chiffre est déjà publié pour le même millésime. Une révision porte un nouveau millésime.`,
  path: ['cells', row],
  details: { blockingCells: [{ cell }] },
});
