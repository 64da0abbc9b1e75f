import type { CellKey } from './cell-key.ts';
import type { CountRules } from './count-rules.ts';
import type { Ledger } from './ledger-chain.ts';
import type { Audience } from './ledger-entry.ts';
import type { Level } from './level.ts';
import { cite, unsupported, type Alea, type Motif } from './motif.ts';
import type { Norm } from './norm.ts';
import type { SolverFactory } from './solver.ts';

export type { Audience };

/** How to protect. */
export type ProtectOptions = {
  /**
   * `exact`: no masked cell can be recomputed. `interval`: moreover each sensitive cell of value a
   * stays undetermined over k − 1 at least, with a − 1 and a + 1 both possible. `full`: moreover
   * nobody who knows a count of one, because it is theirs, recomputes another sensitive cell.
   */
  level: Level;
  /**
   * `optimal` (default): the cheapest pattern. `elimination`: a good one in little time, for tables of
   * tens of thousands of cells; as safe, but the status is `time_limit`.
   */
  method?: 'optimal' | 'elimination' | 'rounding' | 'cellkey';
  /** Overrides the threshold of the norm: an integer ≥ 2. */
  threshold?: number;
  /** A dated norm in place of the one that the specification names: norms change, this code does not. */
  norm?: Norm;
  /** Rules on top of the threshold: group disclosure, zeros as sensitive as small counts. */
  rules?: CountRules;
  /**
   * What readers know of masked cells, as in `audit`. `[0, null]` (default) is the attacker of the
   * specification. `[1, null]` is the reader who sees that zeros are published, hence that a masked
   * cell holds at least 1: a stronger attacker, who costs a few more masked cells.
   */
  bounds?: { masked?: readonly [number, number | null] };
  /**
   * Cells that must be published, such as the grand total `{}`: others are masked in their place. A
   * key that the release has not is ignored. Refused with `NOT_PROTECTABLE` when that cannot be.
   */
  publish?: readonly CellKey[];
  /** What was published before: the release is then safe beside it too. Asks for a `universe`. */
  ledger?: Ledger;
  /** Who will read the release, hence which past ones they know; `open` (everybody) when absent. */
  audience?: Audience;
  /**
   * Time for the search; then what it has is made safe and given with its gap, or nothing is. That
   * and the verification may take as long again, or 30 seconds where this is more.
   */
  timeLimitMs?: number;
  /** Clock in milliseconds; without it `timeLimitMs` bounds each run of the solver alone. */
  now?: () => number;
  /** Chance, used for the tie-breaking key when `key` is absent. */
  alea: Alea;
  /** Secret of the controller: tells apart patterns of equal cost. */
  key?: Uint8Array;
  solver?: SolverFactory;
  onProgress?: (p: { phase: string; bound?: number; cuts: number }) => void;
  /** Heeded between two runs of the solver. */
  signal?: AbortSignal;
};

const LEVELS: readonly string[] = ['exact', 'interval', 'full'] satisfies Level[];
const METHODS: readonly string[] = [
  'optimal',
  'elimination',
  'rounding',
] satisfies ProtectOptions['method'][];

const invalid = (phrase: string, path: string): Motif => ({ code: 'SPEC_INVALID', phrase, path: [path] });

/** Everything wrong with the options. */
export function checkOptions(o: ProtectOptions): Motif[] {
  const motifs: Motif[] = [];
  if (!LEVELS.includes(o.level)) {
    motifs.push(invalid('Le niveau est exact, interval ou full.', 'level'));
  }
  if (o.method === 'cellkey') {
    motifs.push({
      code: 'UNSUPPORTED',
      phrase:
        'Un cube ne garde pas les enregistrements\u00a0: pour un tableau de bord interne, appelez perturbCounts (@porte-plume/statistiques/cellkey). Ce bruit ne protège pas une publication.',
      path: ['method'],
    });
  } else if (o.method !== undefined && !METHODS.includes(o.method)) {
    motifs.push(unsupported(`La méthode ${cite(o.method)}`, ['method']));
  }
  if (o.threshold !== undefined && !(Number.isSafeInteger(o.threshold) && o.threshold >= 2)) {
    motifs.push(invalid('Le seuil est un entier supérieur ou égal à 2.', 'threshold'));
  }
  const norm = o.norm?.threshold;
  if (norm !== undefined && !(Number.isSafeInteger(norm) && norm >= 2)) {
    motifs.push(invalid('Le seuil de la norme est un entier supérieur ou égal à 2.', 'norm'));
  }
  const k: unknown = o.rules?.groupDisclosure?.k;
  if (o.rules?.groupDisclosure && k !== 0 && k !== 1) {
    motifs.push(invalid(`${cite('groupDisclosure')} demande k égal à 0 ou 1.`, 'rules'));
  }
  if (o.bounds?.masked) {
    const [least, most] = o.bounds.masked;
    if ((least !== 0 && least !== 1) || most !== null) {
      motifs.push(invalid('Ce que sait le lecteur des cases masquées est [0, null] ou [1, null].', 'bounds'));
    }
  }
  return motifs;
}
