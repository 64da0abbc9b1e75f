import type { Columns } from './build-cube.ts';
import type { GeneralisationRows } from './kanon-hierarchy.ts';
import { readQuasiRecords, textOf } from './kanon-records.ts';
import { KanonSearch } from './kanon-search.ts';
import { cite, done, MotifList, refuse, type Motif, type Resultat } from './motif.ts';

/** What to reach, and how the values of each quasi-identifier may be generalised. */
export type KanonOptions = {
  /** Every record left looks like at least k − 1 others: an integer ≥ 2. */
  k: number;
  /** A hierarchy for each quasi-identifier; the other columns play no part. */
  hierarchies: Readonly<Record<string, GeneralisationRows>>;
  /** Largest share of the records that may be suppressed, in [0, 1]. */
  suppressionLimit: number;
  /** Needs `now`; without a clock, the search runs to its end. */
  timeLimitMs?: number;
  /** Clock in milliseconds. */
  now?: () => number;
  /** Line of a record in its file, for the motifs (default: row + 2, a header and one line a record). */
  line?: (row: number) => number;
};

/** Levels of generalisation (0 = original values) and what they cost. */
export type KanonResult = {
  levels: Record<string, number>;
  /** Loss metric, 0 (nothing lost) to 1 (everything): geometric mean of 1 + loss, minus 1. */
  loss: number;
  /** Number of records suppressed. */
  suppressed: number;
  /** Nodes of the lattice whose groups were counted. */
  checks: number;
  /** `time_limit`: the best levels found in time; they do reach k, but better ones may exist. */
  status: 'optimal' | 'time_limit';
  /** Columns that would name people one by one: `IDENTIFIER_COLUMN`. */
  warnings: Motif[];
};

/** Above this many vectors of levels, the lattice does not fit in memory. */
const MOST_NODES = 2_000_000;

/** Motifs on k and the share of suppression. */
export function checkKanonNumbers(k: unknown, suppressionLimit: unknown, motifs: MotifList): void {
  if (typeof k !== 'number' || !Number.isSafeInteger(k) || k < 2) {
    motifs.add({ code: 'K_INVALID', phrase: 'k est un entier supérieur ou égal à 2.', path: ['k'] });
  }
  if (typeof suppressionLimit !== 'number' || !(suppressionLimit >= 0 && suppressionLimit <= 1)) {
    motifs.add({
      code: 'SUPPRESSION_INVALID',
      phrase: 'La part de suppression est un nombre entre 0 et 1.',
      path: ['suppressionLimit'],
    });
  }
}

/** A warning for each column whose values are all distinct: it points at records one by one. */
export function identifierWarnings(columns: Columns, quasi: readonly string[]): Motif[] {
  return Object.entries(columns).flatMap(([name, column]): Motif[] => {
    const seen = new Set<string>();
    for (let row = 0; row < column.length; row += 1) {
      seen.add(textOf(column[row]));
      if (seen.size <= row) return [];
    }
    if (seen.size < 2) return [];
    const advice = quasi.includes(name)
      ? 'Toutes ses valeurs sont différentes\u00a0: elle désigne chacun, généralisez-la d’abord.'
      : 'Toutes ses valeurs sont différentes\u00a0: retirez-la avant de transmettre le fichier.';
    return [
      { code: 'IDENTIFIER_COLUMN', phrase: `Colonne ${cite(name)}. ${advice}`, path: ['columns', name] },
    ];
  });
}

/**
 * Finds the levels of generalisation that make every record look like at least `k − 1` others, with
 * at most ⌊n·`suppressionLimit`⌋ records suppressed and the least loss (§5.11). Optimal, and the same
 * for any order of the records. Equal losses: fewest suppressed, then the smallest level of the first
 * attribute of `hierarchies`, then of the second, and so on.
 *
 * A missing value (`null` or empty) takes the line of the hierarchy for the empty text, or for `NR`.
 *
 * Codes, all at once: `K_INVALID`, `SUPPRESSION_INVALID`, `HIERARCHY_INVALID`, `COLUMN_MISSING`,
 * `COLUMNS_UNEQUAL`, `EMPTY_UNIVERSE`, `VALUE_UNKNOWN`, `K_TOO_LARGE`; then `LATTICE_TOO_LARGE`,
 * `K_UNREACHABLE`, `TIME_LIMIT` (nothing safe was found in time).
 */
export function kAnonymise(columns: Columns, o: KanonOptions): Resultat<KanonResult> {
  const start = o.now?.() ?? 0;
  const motifs = new MotifList();
  checkKanonNumbers(o.k, o.suppressionLimit, motifs);
  const records = readQuasiRecords(columns, o.hierarchies, motifs, { k: o.k, line: o.line });
  if (!records) return refuse(...motifs.motifs);

  const nodes = records.attributes.reduce((product, { levels }) => product * levels, 1);
  if (nodes > MOST_NODES) {
    return refuse({
      code: 'LATTICE_TOO_LARGE',
      phrase: `Les hiérarchies se combinent de ${nodes} façons, plus que ${MOST_NODES}. Retirez des colonnes ou des niveaux.`,
    });
  }
  const { now, timeLimitMs } = o;
  const search = new KanonSearch(records, {
    k: o.k,
    // Not a plain product: 100 × 0.29 is 28.999… in floating point.
    allowed: Math.floor(records.size * o.suppressionLimit + 1e-9),
    expired: () => now !== undefined && timeLimitMs !== undefined && now() - start >= timeLimitMs,
  });
  const { best, complete } = search.run();
  if (!best) {
    return refuse(
      complete
        ? {
            code: 'K_UNREACHABLE',
            phrase: `Même au niveau le plus général, trop d’enregistrements restent dans un groupe de moins de ${o.k}.`,
          }
        : {
            code: 'TIME_LIMIT',
            phrase: 'Le temps a manqué avant de trouver des niveaux sûrs. Rien n’est rendu.',
          },
    );
  }
  const names = records.attributes.map(({ attribute }) => attribute);
  return done({
    levels: Object.fromEntries(names.map((name, at) => [name, best.levels[at] ?? 0])),
    loss: best.loss,
    suppressed: best.suppressed,
    checks: search.checks,
    status: complete ? 'optimal' : 'time_limit',
    warnings: identifierWarnings(columns, names),
  });
}
