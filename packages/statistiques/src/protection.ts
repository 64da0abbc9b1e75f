import { attainableDemands } from './attainable.ts';
import { cheapestPattern, type Judge, type Pattern, type SearchWatch } from './cutting-plane.ts';
import { eventLoopTurn } from './event-loop.ts';
import { Gate } from './gate.ts';
import { defaultSolver } from './highs.ts';
import { isTooLarge } from './large-limit.ts';
import { done, refuse, type Motif, type Resultat } from './motif.ts';
import { checkOptions, type ProtectOptions } from './protect-options.ts';
import { openCube, type CubeContent, type RawCube } from './raw-cube.ts';
import { normOf } from './release-spec.ts';
import type { Protection } from './protected-release.ts';
import type { Solver } from './solver.ts';
import { alwaysMasked, groupsAt, suppressionOf, type Suppression } from './suppression.ts';

export type { Level } from './level.ts';

/** Whether every leaf of every table is masked; a published zero is something that a table says. */
function everyLeafMasked(cube: CubeContent, isMasked: (cell: number) => boolean): boolean {
  return cube.lattice.tables.every(({ innerCells }) => innerCells.every(isMasked));
}

// What only some releases need is loaded when they do: the rest of the package stays light in a page.
async function tooFine(cube: CubeContent, threshold: number): Promise<Motif> {
  const { coarserLayouts } = await import('./layout-plan.ts');
  return {
    code: 'LAYOUT_TOO_FINE',
    phrase:
      'Le découpage est trop fin\u00a0: toutes les cases de détail seraient masquées. Regroupez des codes.',
    details: { suggestions: coarserLayouts(cube, threshold) },
  };
}

const timeLimit: Motif = {
  code: 'TIME_LIMIT',
  phrase: 'Le temps est écoulé avant d’avoir un tableau vérifié. Rien n’est publié.',
};

const aborted: Motif = { code: 'ABORTED', phrase: 'La protection a été interrompue. Rien n’est publié.' };

const auditFailed: Motif = {
  code: 'AUDIT_FAILED',
  phrase: 'Le tableau protégé n’a pas passé l’audit. Rien n’est publié.',
};

const solverMissing: Motif = {
  code: 'SOLVER_MISSING',
  phrase: 'Le solveur ne peut pas être chargé. Rien n’est publié.',
};

const notProtectable: Motif = {
  code: 'NOT_PROTECTABLE',
  phrase:
    'Même en masquant toutes les cases possibles, des effectifs resteraient retrouvables. Rien n’est publié.',
};

function internalFigures(
  cube: CubeContent,
  problem: Suppression,
  { status, secondaries, bound }: Extract<Pattern, { bound: number }>,
): Protection['internal'] {
  const cost = secondaries.reduce((sum, group) => sum + (problem.costs[group] ?? 0), 0);
  const primary = new Set(problem.primaries);
  const secondary = new Set(secondaries);
  const figures = {
    primaries: 0,
    secondaries: 0,
    secondarySum: 0,
    gap: status === 'time_limit' && cost > 0 ? Math.max(0, (cost - bound) / cost) : 0,
  };
  problem.groupOf.subarray(0, cube.lattice.size).forEach((group, cell) => {
    if (primary.has(group)) figures.primaries += 1;
    if (!secondary.has(group)) return;
    figures.secondaries += 1;
    figures.secondarySum += cube.values[cell] ?? 0;
  });
  return figures;
}

/** The pattern by the method asked for: each is judged by the same gate. */
async function patternBy(
  method: ProtectOptions['method'],
  problem: Suppression,
  solver: Solver,
  watch: SearchWatch,
  judge: Judge,
): Promise<Pattern> {
  if (method !== 'elimination' && !isTooLarge(problem)) return cheapestPattern(problem, solver, watch, judge);
  const { eliminatedPattern } = await import('./large-tables.ts');
  return eliminatedPattern(problem, solver, watch, judge);
}

/** Making safe and verifying what an unfinished search leaves may take this long beyond the limit. */
const FINISHING_MS = 30_000;

/** Seconds left for the search, and for what follows it. */
function clocks({ timeLimitMs = Infinity, now = () => 0 }: ProtectOptions): {
  search: () => number;
  gate: () => number;
} {
  const start = now();
  const left = (limit: number): number => (limit - (now() - start)) / 1000;
  return {
    search: () => left(timeLimitMs),
    gate: () => left(timeLimitMs + Math.max(timeLimitMs, FINISHING_MS)),
  };
}

/** What `protect` of `on-demand.ts` promises, done. */
export async function protect(cube: RawCube, o: ProtectOptions): Promise<Resultat<Protection>> {
  const content = openCube(cube);
  // Loaded only by those who keep a ledger.
  const joint = o.ledger ? await import('./joint-protection.ts') : null;
  const motifs = checkOptions(o);
  if (joint && o.ledger) motifs.push(...joint.checkJoint(content.spec, o.ledger, o.method));
  if (motifs.length > 0) return refuse(...motifs);
  const norm = o.norm ?? normOf(content.spec);
  const threshold = o.threshold ?? norm.threshold;
  const key = o.key ?? o.alea(32);
  const problemOf = (cube: CubeContent): Suppression =>
    suppressionOf(cube, threshold, key, {
      level: o.level,
      lowest: o.bounds?.masked?.[0] === 1 ? 1 : 0,
      ...(o.rules && { rules: o.rules }),
      ...(o.publish && { publish: o.publish }),
    });
  const asked = problemOf(content);
  const wanted = groupsAt(content.lattice, asked.groupOf, o.publish ?? []);
  if (asked.primaries.some((group) => wanted.has(group))) return refuse(notProtectable);
  const { search: secondsLeft, gate: verify } = clocks(o);
  if (o.method === 'rounding') {
    const { protectByRounding } = await import('./rounding-protection.ts');
    const { primaries } = internalFigures(content, asked, { status: 'optimal', secondaries: [], bound: 0 });
    return protectByRounding(content, o, { norm, threshold, primaries, secondsLeft });
  }
  const leavesNothing = (secondaries: readonly number[]): boolean => {
    const masked = new Set([...alwaysMasked(asked), ...secondaries]);
    return everyLeafMasked(content, (cell) => masked.has(asked.groupOf[cell] ?? 0));
  };
  if (leavesNothing([])) return refuse(await tooFine(content, threshold));
  const solver = await (o.solver ?? defaultSolver)().catch(() => null);
  if (!solver) {
    const { protectByFlows } = await import('./two-way-protection.ts');
    const flows = o.ledger ? null : protectByFlows(content, asked);
    if (!flows) return refuse(solverMissing);
    if (leavesNothing(flows.pattern.secondaries)) return refuse(await tooFine(content, threshold));
    const { table, report, pattern, solver: by } = flows;
    const internal = Object.freeze(internalFigures(content, asked, pattern));
    const { status } = pattern;
    return done(
      Object.freeze({ table, status, level: o.level, norm, threshold, solver: by, audit: report, internal }),
    );
  }
  const { signal, onProgress } = o;
  const watch: SearchWatch = {
    secondsLeft,
    signal,
    onProgress,
    finishing: verify,
    ...(signal && { pause: eventLoopTurn }),
  };
  const problem = attainableDemands(asked, solver, { ...watch, secondsLeft: verify });
  if (!problem) return refuse(signal?.aborted ? aborted : timeLimit);
  const toGate: SearchWatch = { ...watch, secondsLeft: verify };
  const search = (of: Suppression, judge: Judge): Promise<Pattern> =>
    patternBy(o.method, of, solver, watch, judge);
  const gate = new Gate(content, problem, solver, toGate);
  const found =
    joint && o.ledger
      ? await joint.jointPattern(content, problem, {
          ...o,
          ledger: o.ledger,
          threshold,
          solver,
          watch,
          toGate,
          search,
          problemOf,
        })
      : done({ pattern: await search(problem, gate.judge), passed: gate.passed });
  if (signal?.aborted) return refuse(aborted);
  if (!found.ok) return found;
  const { pattern } = found.value;
  const passed = found.value.passed ?? gate.passed;
  if (pattern.status === 'stopped') return refuse(timeLimit);
  if (pattern.status === 'infeasible') return refuse(notProtectable);
  if (pattern.status === 'unproven' || !passed) return refuse(auditFailed);
  if (leavesNothing(pattern.secondaries)) return refuse(await tooFine(content, threshold));
  return done(
    Object.freeze({
      table: passed.table,
      status: pattern.status,
      level: o.level,
      norm,
      threshold,
      solver: Object.freeze({ name: solver.name, version: solver.version }),
      audit: passed.report,
      internal: Object.freeze(internalFigures(content, problem, pattern)),
    }),
  );
}
