import type { AuditReport } from './audit-report.ts';
import { defaultSolver } from './highs.ts';
import { mergeCells, type ZeroSum } from './merge.ts';
import { done, refuse, type Motif, type Resultat } from './motif.ts';
import { ProtectedTable } from './protected-table.ts';
import { openCube, type CubeContent, type RawCube } from './raw-cube.ts';
import { auditRounded } from './rounding-audit.ts';
import { provenRounding } from './rounding-proof.ts';
import type { Solver, SolverFactory } from './solver.ts';
import { TwoWayFlow } from './two-way-flow.ts';
import { twoWayGraph } from './two-way.ts';

/** Most multiples of the base that a value may take beyond its two neighbours. */
const MOST_STEPS = 8;

/** How to round. */
export type RoundingOptions = {
  /** Values become multiples of it: an integer ≥ 2, 5 by default. */
  base?: number;
  solver?: SolverFactory;
  /** Seconds left before giving up, asked before every run of the solver. */
  secondsLeft?: () => number;
  signal?: AbortSignal;
};

/** A rounded table, how it was found, and the audit it passed. */
export type Rounded = {
  readonly table: ProtectedTable;
  readonly status: 'optimal' | 'time_limit';
  readonly solver: { readonly name: string; readonly version: string };
  readonly report: AuditReport;
};

/** Values to round, each once, with the sums that bind them. */
type Problem = {
  readonly base: number;
  readonly groupOf: Int32Array;
  readonly rows: readonly ZeroSum[];
  readonly values: Float64Array;
  /** How many cells of the table each value fills: 0 for those that nobody sees. */
  readonly shown: Int32Array;
};

/** One multiple up or down: a 0/1 unknown of the program. */
type Step = {
  readonly group: number;
  readonly sense: 1 | -1;
  readonly cost: number;
};

function problemOf({ lattice, values }: CubeContent, base: number): Problem {
  const merged = mergeCells(lattice.size + lattice.hidden, lattice.relations);
  const value = new Float64Array(merged.size);
  const shown = new Int32Array(merged.size);
  merged.groupOf.forEach((group, cell) => {
    value[group] = values[cell] ?? 0;
    if (cell < lattice.size) shown[group] = (shown[group] ?? 0) + 1;
  });
  return { base, groupOf: merged.groupOf, rows: merged.rows, values: value, shown };
}

/**
 * The steps that each value may take from the multiple below it: to the multiple above, and `extra`
 * multiples further on both sides. A zero takes none. The costs of a value's steps grow, so that the
 * cheapest choice takes them in order.
 */
function stepsOf({ base, values, shown }: Problem, extra: number): Step[] {
  const steps: Step[] = [];
  values.forEach((value, group) => {
    if (value === 0) return;
    const floor = Math.floor(value / base) * base;
    const weight = shown[group] ?? 0;
    const away = (to: number): number => Math.abs(value - to);
    const ups = (floor === value ? 0 : 1) + extra;
    for (let k = 1; k <= ups; k += 1) {
      const cost = weight * (away(floor + k * base) - away(floor + (k - 1) * base));
      steps.push({ group, sense: 1, cost });
    }
    for (let k = 1; k <= extra && floor - k * base >= 0; k += 1) {
      const cost = weight * (away(floor - k * base) - away(floor - (k - 1) * base));
      steps.push({ group, sense: -1, cost });
    }
  });
  return steps;
}

type Choice = { readonly taken: ArrayLike<number>; readonly status: 'optimal' | 'time_limit' };

function systemOf(problem: Problem, steps: readonly Step[]): ProgramRows {
  const stepsAt = new Map<number, number[]>();
  steps.forEach(({ group }, at) => stepsAt.set(group, [...(stepsAt.get(group) ?? []), at]));
  return problem.rows.map(({ indices, values }) => {
    const places: number[] = [];
    const factors: number[] = [];
    let rhs = 0;
    indices.forEach((group, k) => {
      const factor = values[k] ?? 0;
      rhs -= factor * Math.floor((problem.values[group] ?? 0) / problem.base);
      for (const at of stepsAt.get(group) ?? []) {
        places.push(at);
        factors.push(factor * (steps[at]?.sense ?? 1));
      }
    });
    return { indices: places, values: factors, rhs: rhs + 0 };
  });
}

type ProgramRows = { indices: number[]; values: number[]; rhs: number }[];

/** The choice of least total change, or `null` when there is none with these steps. */
function cheapestChoice(
  solver: Solver,
  steps: readonly Step[],
  rows: ProgramRows,
  seconds: number,
): Choice | 'stopped' | null {
  if (rows.some(({ indices, rhs }) => indices.length === 0 && rhs !== 0)) return null;
  if (steps.length === 0) return { taken: [], status: 'optimal' };
  const model = solver.load(
    {
      costs: Float64Array.from(steps, ({ cost }) => cost),
      lower: new Float64Array(steps.length),
      upper: new Float64Array(steps.length).fill(1),
      rows: rows.map(({ indices, values, rhs }) => ({ indices, values, lower: rhs, upper: rhs })),
    },
    'general',
  );
  try {
    model.setInteger();
    const { status, x } = model.minimise(seconds);
    if (status === 'infeasible') return null;
    // Out of time, the best table so far may do: it is checked like any other.
    if (status !== 'optimal' && status !== 'limit') return 'stopped';
    const taken = Array.from(x, (value) => Math.round(value));
    const fits = rows.every(
      ({ indices, values, rhs }) =>
        indices.reduce((sum, at, k) => sum + (values[k] ?? 0) * (taken[at] ?? NaN), 0) === rhs,
    );
    if (!fits || taken.length !== steps.length) return 'stopped';
    return { taken, status: status === 'optimal' ? 'optimal' : 'time_limit' };
  } finally {
    model.dispose();
  }
}

/** A two-way table has a rounding that no solver is needed for; it may not be the closest one. */
function choiceByFlow(steps: readonly Step[], rows: ProgramRows): Choice | null {
  const lower = new Float64Array(steps.length);
  const upper = new Float64Array(steps.length).fill(1);
  const graph = twoWayGraph({ size: steps.length, rows, lower, upper });
  if (!graph) return null;
  const nearest = Float64Array.from(steps, ({ cost }) => (cost < 0 ? 1 : 0));
  const flow = new TwoWayFlow(graph, lower, upper, nearest);
  return flow.settle() ? { taken: flow.value, status: 'time_limit' } : null;
}

/** The rounded value of every group. */
function roundedValues(problem: Problem, steps: readonly Step[], taken: ArrayLike<number>): Float64Array {
  const rounded = problem.values.map((value) => Math.floor(value / problem.base) * problem.base);
  steps.forEach(({ group, sense }, at) => {
    rounded[group] = (rounded[group] ?? 0) + sense * problem.base * (taken[at] ?? 0);
  });
  return rounded;
}

/** Whether a rounded table keeps its promises: sums, distance to the truth, zeros. */
function keepsPromises(problem: Problem, rounded: Float64Array, extra: number): boolean {
  const additive = problem.rows.every(
    ({ indices, values }) =>
      indices.reduce((sum, group, k) => sum + (values[k] ?? 0) * (rounded[group] ?? NaN), 0) === 0,
  );
  const most = (extra + 1) * problem.base;
  return (
    additive &&
    rounded.every((value, group) => {
      const truth = problem.values[group] ?? 0;
      return value >= 0 && Math.abs(value - truth) < most && (truth > 0 || value === 0);
    })
  );
}

const infeasible: Motif = {
  code: 'ROUNDING_INFEASIBLE',
  phrase: 'Aucun arrondi proche ne garde les totaux. Rien n’est publié\u00a0: essayez une autre base.',
};
const timeLimit: Motif = {
  code: 'TIME_LIMIT',
  phrase: 'Le temps est écoulé avant d’avoir un tableau arrondi. Rien n’est publié.',
};

/** The audit that the table must pass: each cell undetermined over base − 1 at least. */
async function auditOf(
  { lattice }: CubeContent,
  table: ProtectedTable,
  o: RoundingOptions,
  solver: Solver | null,
): Promise<Resultat<AuditReport>> {
  const rounding = table.rounding ?? { base: 2 };
  const published = table.cells.map(({ valeur }) => valeur ?? 0);
  const proven = provenRounding(lattice, published, rounding.base);
  if (proven) return done(proven);
  return auditRounded(table, {
    ...rounding,
    width: rounding.base - 1,
    ...(solver && { solver: () => Promise.resolve(solver) }),
    ...(o.secondsLeft && { secondsLeft: o.secondsLeft }),
    ...(o.signal && { signal: o.signal }),
  });
}

/** Rounds the content of a cube; see `roundControlled`. */
export async function roundContent(content: CubeContent, o: RoundingOptions): Promise<Resultat<Rounded>> {
  const base = o.base ?? 5;
  if (!Number.isSafeInteger(base) || base < 2) {
    return refuse({
      code: 'SPEC_INVALID',
      phrase: 'La base d’arrondi est un entier supérieur ou égal à 2.',
      path: ['base'],
    });
  }
  const problem = problemOf(content, base);
  const solver = await (o.solver ?? defaultSolver)().catch(() => null);
  for (let extra = 0; extra <= MOST_STEPS; extra += 1) {
    const left = o.secondsLeft?.() ?? Infinity;
    if (o.signal?.aborted) {
      return refuse({ code: 'ABORTED', phrase: 'L’arrondi a été interrompu. Rien n’est publié.' });
    }
    if (left <= 0) return refuse(timeLimit);
    const steps = stepsOf(problem, extra);
    const rows = systemOf(problem, steps);
    const choice = solver ? cheapestChoice(solver, steps, rows, left) : choiceByFlow(steps, rows);
    if (choice === 'stopped') return refuse(timeLimit);
    if (!choice && !solver) break;
    if (!choice) continue;
    const rounded = roundedValues(problem, steps, choice.taken);
    const { spec, lattice } = content;
    const published = Array.from(problem.groupOf.subarray(0, lattice.size), (group) => rounded[group] ?? 0);
    const rounding = { base, steps: extra };
    const table = new ProtectedTable(spec, lattice, published, rounding);
    const audited = await auditOf(content, table, o, solver);
    if (!audited.ok) return audited;
    const report = audited.value;
    if (!keepsPromises(problem, rounded, extra) || !report.consistent || report.belowWidth > 0) {
      return refuse({
        code: 'AUDIT_FAILED',
        phrase: 'Le tableau arrondi n’a pas passé l’audit. Rien n’est publié.',
      });
    }
    const used = solver ? { name: solver.name, version: solver.version } : { name: 'flots', version: '1' };
    return done({ table, status: choice.status, solver: Object.freeze(used), report });
  }
  if (solver) return refuse(infeasible);
  return refuse({
    code: 'SOLVER_MISSING',
    phrase: 'Le solveur ne peut pas être chargé. Rien n’est publié.',
  });
}

/**
 * Rounds every cell of a cube to a multiple of `base`, just below or just above its count, so that
 * all the sums still hold and the total change is least (controlled rounding, specification §5.8).
 * Every cell is published, and `table.rounding` says how it was rounded. Multiples stay, zeros too.
 *
 * In two dimensions such a rounding always exists. With three it may not: the values may then go
 * one multiple further, then two… and `rounding.steps` says how many. Conventional rounding, cell by
 * cell, is never offered: its sums do not hold, and the gaps give counts away.
 *
 * What a reader knows: a published r stands for any count from r − base + 1 (0 at least) to
 * r + base − 1. Adding a record to a cell and to its totals changes each by one, so that no sum makes
 * this narrower: that is checked on the sums of each table before it is returned.
 *
 * Codes: `SPEC_INVALID` (base), `ROUNDING_INFEASIBLE`, `SOLVER_MISSING` (a two-way table needs none,
 * but without one its rounding may not be the closest), `TIME_LIMIT`, `ABORTED`, `AUDIT_FAILED`.
 */
export async function roundControlled(
  cube: RawCube,
  o: RoundingOptions = {},
): Promise<Resultat<ProtectedTable>> {
  const rounded = await roundContent(openCube(cube), o);
  return rounded.ok ? done(rounded.value.table) : rounded;
}
