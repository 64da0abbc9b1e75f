import { audit, type AuditReport } from './audit.ts';
import { cheapestPattern } from './cutting-plane.ts';
import { checkDecomposable } from './decomposable.ts';
import { defaultSolver } from './highs.ts';
import { coarserLayouts } from './layout-plan.ts';
import { cite, done, refuse, unsupported, type Alea, type Motif, type Resultat } from './motif.ts';
import type { Norm } from './norm.ts';
import { ProtectedTable } from './protected-table.ts';
import { openCube, type CubeContent, type RawCube } from './raw-cube.ts';
import { normOf } from './release-spec.ts';
import type { SolverFactory } from './solver.ts';
import { suppressionOf, type Suppression } from './suppression.ts';
import { leanProof } from './witnesses.ts';

/** How much is guaranteed on masked cells (specification §4); this version builds `exact`. */
export type Level = 'exact' | 'interval' | 'full';

/** Who will read the release. */
export type Audience = 'internal' | 'funder' | 'open';

/** How to protect. */
export type ProtectOptions = {
  /** `exact` only in this version: the others are refused. */
  level: Level;
  /** `optimal` (default) only in this version. */
  method?: 'optimal' | 'elimination' | 'rounding' | 'cellkey';
  /** Overrides the threshold of the norm: an integer ≥ 2. */
  threshold?: number;
  /** Not built yet: a ledger is refused. */
  ledger?: unknown;
  /** Only says which entries of a ledger count. */
  audience?: Audience;
  timeLimitMs?: number;
  /** Clock in milliseconds; without it `timeLimitMs` bounds each run of the solver alone. */
  now?: () => number;
  /** Chance, used for the tie-breaking key when `key` is absent. */
  alea: Alea;
  /** Secret of the controller: tells apart patterns of equal cost. */
  key?: Uint8Array;
  solver?: SolverFactory;
  onProgress?: (p: { phase: string; bound?: number; cuts: number }) => void;
  signal?: AbortSignal;
};

/** A protected table with the audit it passed. */
export interface Protection {
  readonly table: ProtectedTable;
  readonly status: 'optimal' | 'time_limit';
  readonly level: Level;
  readonly norm: Norm;
  /** Threshold applied. */
  readonly threshold: number;
  readonly solver: { readonly name: string; readonly version: string };
  /** The audit that the table passed, with its witnesses: for `certify`. */
  readonly audit: AuditReport;
  /** For the controller only: never in a public file. */
  readonly internal: { primaries: number; secondaries: number; secondarySum: number; gap: number };
}

function checkOptions(o: ProtectOptions): Motif[] {
  const motifs: Motif[] = [];
  if (o.level !== 'exact') {
    motifs.push(unsupported(`Le niveau ${cite(o.level)} (seul ${cite('exact')} est construit)`, ['level']));
  }
  if (o.method !== undefined && o.method !== 'optimal') {
    motifs.push(
      unsupported(`La méthode ${cite(o.method)} (seule ${cite('optimal')} est construite)`, ['method']),
    );
  }
  if (o.ledger !== undefined) motifs.push(unsupported('Le registre des publications', ['ledger']));
  if (o.threshold !== undefined && !(Number.isSafeInteger(o.threshold) && o.threshold >= 2)) {
    motifs.push({
      code: 'SPEC_INVALID',
      phrase: 'Le seuil est un entier supérieur ou égal à 2.',
      path: ['threshold'],
    });
  }
  return motifs;
}

/** Whether a table in which no count is readable would be left. */
function everyLeafMasked(cube: CubeContent, isMasked: (cell: number) => boolean): boolean {
  return cube.lattice.tables.every(({ innerCells }) =>
    innerCells.every((cell) => (cube.values[cell] ?? 0) === 0 || isMasked(cell)),
  );
}

const tooFine = (cube: CubeContent, threshold: number): Motif => ({
  code: 'LAYOUT_TOO_FINE',
  phrase:
    'Le découpage est trop fin\u00a0: toutes les cases de détail seraient masquées. Regroupez des codes.',
  details: { suggestions: coarserLayouts(cube, threshold) },
});

const timeLimit: Motif = {
  code: 'TIME_LIMIT',
  phrase: 'Le temps est écoulé avant d’avoir un tableau vérifié. Rien n’est publié.',
};

type Chosen = { problem: Suppression; secondaries: readonly number[] };

/** The public side of a pattern: `null` for every masked cell. */
function publish(cube: CubeContent, { problem, secondaries }: Chosen): ProtectedTable {
  const masked = new Set([...problem.primaries, ...secondaries]);
  const published = Array.from(problem.groupOf.subarray(0, cube.lattice.size), (group, cell) =>
    masked.has(group) ? null : (cube.values[cell] ?? 0),
  );
  return new ProtectedTable(cube.spec, cube.lattice, published);
}

function internalFigures(cube: CubeContent, { problem, secondaries }: Chosen): Protection['internal'] {
  const primary = new Set(problem.primaries);
  const secondary = new Set(secondaries);
  const figures = { primaries: 0, secondaries: 0, secondarySum: 0, gap: 0 };
  problem.groupOf.subarray(0, cube.lattice.size).forEach((group, cell) => {
    if (primary.has(group)) figures.primaries += 1;
    if (!secondary.has(group)) return;
    figures.secondaries += 1;
    figures.secondarySum += cube.values[cell] ?? 0;
  });
  return figures;
}

/**
 * Masks the small counts of a release, and the fewest others, so that no masked cell can be
 * recomputed from the published ones (level `exact`). The result has passed the audit, by an
 * attacker who knows no truth, that values are integers ≥ 0, and every relation; otherwise nothing
 * is returned.
 *
 * Codes: `UNSUPPORTED` (other level or method, ledger, tables linked in a loop), `SPEC_INVALID`
 * (threshold), `LAYOUT_TOO_FINE`, `SOLVER_MISSING`, `TIME_LIMIT`, `ABORTED`, `AUDIT_FAILED`.
 */
export async function protect(cube: RawCube, o: ProtectOptions): Promise<Resultat<Protection>> {
  const content = openCube(cube);
  const { spec } = content;
  const motifs = [...checkOptions(o), ...checkDecomposable(spec)];
  if (motifs.length > 0) return refuse(...motifs);
  const norm = normOf(spec);
  const threshold = o.threshold ?? norm.threshold;
  const problem = suppressionOf(content, threshold, o.key ?? o.alea(32));
  const primary = new Set(problem.primaries);
  if (everyLeafMasked(content, (cell) => primary.has(problem.groupOf[cell] ?? 0))) {
    return refuse(tooFine(content, threshold));
  }
  const factory = o.solver ?? defaultSolver;
  const solver = await factory().catch(() => null);
  if (!solver) {
    return refuse({
      code: 'SOLVER_MISSING',
      phrase: 'Le solveur ne peut pas être chargé. Rien n’est publié.',
    });
  }
  const start = o.now?.() ?? 0;
  const secondsLeft = (): number => ((o.timeLimitMs ?? Infinity) - ((o.now?.() ?? 0) - start)) / 1000;
  const stopped = (): { ok: false; motifs: Motif[] } =>
    o.signal?.aborted
      ? refuse({ code: 'ABORTED', phrase: 'La protection a été interrompue. Rien n’est publié.' })
      : refuse(timeLimit);
  let passed: { table: ProtectedTable; report: AuditReport } | undefined;
  const accept = async (secondaries: readonly number[]): Promise<boolean> => {
    const table = publish(content, { problem, secondaries });
    const report = await audit(table, {
      integer: true,
      solver: () => Promise.resolve(solver),
      secondsLeft,
      ...(o.signal && { signal: o.signal }),
    });
    if (!report.ok || !report.value.consistent || report.value.exact > 0) return false;
    const truth = table.cells.flatMap(({ valeur }, cell) =>
      valeur === null ? [content.values[cell] ?? 0] : [],
    );
    const witnesses = leanProof(report.value.witnesses, truth);
    passed = { table, report: { ...report.value, witnesses } };
    return true;
  };
  const { signal, onProgress } = o;
  const pattern = await cheapestPattern(problem, solver, { secondsLeft, signal, onProgress }, accept);
  if (o.signal?.aborted || pattern.status === 'stopped') return stopped();
  if (pattern.status !== 'optimal' || !passed) {
    return refuse({
      code: 'AUDIT_FAILED',
      phrase: 'Le tableau protégé n’a pas passé l’audit. Rien n’est publié.',
    });
  }
  const chosen = { problem, secondaries: pattern.secondaries };
  const masked = new Set([...problem.primaries, ...pattern.secondaries]);
  if (everyLeafMasked(content, (cell) => masked.has(problem.groupOf[cell] ?? 0))) {
    return refuse(tooFine(content, threshold));
  }
  const { table, report } = passed;
  return done(
    Object.freeze({
      table,
      status: pattern.status,
      level: o.level,
      norm,
      threshold,
      solver: Object.freeze({ name: solver.name, version: solver.version }),
      audit: report,
      internal: Object.freeze(internalFigures(content, chosen)),
    }),
  );
}
