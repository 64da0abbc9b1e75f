import { attack, type Attack } from './attacker.ts';
import type { AuditOptions, AuditReport } from './audit-report.ts';
import { defaultSolver } from './highs.ts';
import type { IntegerSystem } from './linear-system.ts';
import { mergeCells } from './merge.ts';
import { done, refuse, type Motif, type Resultat } from './motif.ts';
import type { ProtectedTable, Rounding } from './protected-table.ts';
import type { PublishedTable } from './published-table.ts';
import { tableModel } from './table-model.ts';
import { attackTwoWay } from './two-way-attack.ts';
import { twoWayGraph } from './two-way.ts';

/** What a reader knows of the rounding, and how far the audit goes. */
export type RoundedAuditOptions = Rounding &
  Omit<AuditOptions, 'bounds'> & {
    /**
     * `controlled` (default): a published r may stand for any count less than a base away.
     * `conventional`: each cell was rounded alone to the nearest multiple, halves up. This package
     * never rounds so; tables made by others often are.
     */
    rule?: 'controlled' | 'conventional';
  };

/** Counts that a rounded value may stand for (specification §5.8). */
function standsFor(
  rounded: number,
  { base, steps = 0, rule = 'controlled' }: RoundedAuditOptions,
): [number, number] {
  if (rule === 'conventional') {
    return [Math.max(0, rounded - Math.floor(base / 2)), rounded + Math.ceil(base / 2) - 1];
  }
  const reach = (steps + 1) * base - 1;
  return [Math.max(0, rounded - reach), rounded + reach];
}

const notMultiples = (rows: readonly number[]): Motif[] =>
  rows.slice(0, 100).map((row) => ({
    code: 'TABLE_FORMAT',
    phrase: `La case ${row + 1} n’est pas un multiple de la base d’arrondi.`,
    path: [row],
  }));

const contradiction: Motif = {
  code: 'TABLE_NOT_ADDITIVE',
  phrase: 'Aucun tableau d’effectifs ne correspond aux valeurs arrondies.',
};

/**
 * Attacks a rounded table: between which counts is each cell, once the sums and the rule of rounding
 * are known? In the report, `exact` counts the cells, of any kind, whose count is recovered.
 *
 * Takes a table made by `roundControlled` or by anyone, and no truth. Codes: `SPEC_INVALID` (base),
 * `TABLE_FORMAT` (a value that is no multiple of the base), `UNSUPPORTED`, `SOLVER_MISSING`,
 * `TIME_LIMIT`.
 */
export async function auditRounded(
  table: ProtectedTable | PublishedTable,
  o: RoundedAuditOptions,
): Promise<Resultat<AuditReport>> {
  if (!Number.isSafeInteger(o.base) || o.base < 2 || !Number.isSafeInteger(o.steps ?? 0)) {
    return refuse({
      code: 'SPEC_INVALID',
      phrase: 'La base d’arrondi est un entier supérieur ou égal à 2.',
      path: ['base'],
    });
  }
  const read = tableModel(table);
  if (!read.ok) return read;
  const { size, rows, published, relations, rowAt } = read.value;
  const odd = table.cells.flatMap(({ valeur }, row) =>
    valeur !== null && valeur % o.base !== 0 ? [row] : [],
  );
  if (odd.length > 0) return refuse(...notMultiples(odd));

  const merged = mergeCells(size, relations);
  const lower = new Float64Array(merged.size);
  const upper = new Float64Array(merged.size).fill(Infinity);
  const within = (cell: number, least: number, most: number): void => {
    const group = merged.groupOf[cell] ?? 0;
    lower[group] = Math.max(lower[group] ?? 0, least);
    upper[group] = Math.min(upper[group] ?? Infinity, most);
  };
  published.forEach((value, cell) => {
    if (value !== null) within(cell, ...standsFor(value, o));
  });
  for (const { key, valeur } of o.insiders ?? []) {
    const row = rowAt(key);
    if (row === undefined) {
      return refuse({ code: 'TABLE_FORMAT', phrase: 'Une case connue n’est pas dans le tableau.' });
    }
    within(row, valeur, valeur);
  }
  const system: IntegerSystem = {
    size: merged.size,
    rows: merged.rows.map((row) => ({ ...row, rhs: 0 })),
    lower,
    upper,
  };
  const width = o.width ?? 1;
  const masked = table.cells.filter(({ valeur }) => valeur === null).length;
  const report: AuditReport = {
    cells: rows,
    published: rows - masked,
    masked,
    relations: relations.length,
    consistent: true,
    exact: 0,
    belowWidth: 0,
    width,
    minWidth: null,
    witnesses: [],
  };
  const groups = table.cells.map((_, row) => merged.groupOf[row] ?? 0);
  const outcome = lower.some((bound, group) => bound > (upper[group] ?? Infinity))
    ? ({ status: 'contradiction' } as const)
    : await solve(system, [...new Set(groups)], o, width);
  if (!outcome) {
    return refuse({ code: 'SOLVER_MISSING', phrase: 'Le solveur ne peut pas être chargé.' });
  }
  if (outcome.status === 'stopped') {
    return refuse({
      code: 'TIME_LIMIT',
      phrase: 'L’audit s’est arrêté avant la fin\u00a0: il ne prouve rien.',
    });
  }
  if (outcome.status === 'contradiction') {
    return done({ ...report, consistent: false, motifs: [contradiction] });
  }
  const intervals = groups.map((group) => ({ lo: outcome.lo[group] ?? 0, hi: outcome.hi[group] ?? 0 }));
  const widths = intervals.map(({ lo, hi }) => hi - lo);
  const smallest = widths.reduce((least, seen) => Math.min(least, seen), Infinity);
  return done({
    ...report,
    exact: widths.filter((seen) => seen < 1 - 1e-6).length,
    belowWidth: widths.filter((seen) => seen < width - 1e-6).length,
    minWidth: Number.isFinite(smallest) ? smallest : null,
    ...(o.mode === 'intervals' && {
      intervals: intervals.map(({ lo, hi }, row) => ({
        cell: table.cells[row]?.key ?? {},
        lo,
        hi: Number.isFinite(hi) ? hi : null,
      })),
    }),
  });
}

/** `null` when a solver is needed and cannot be loaded. */
async function solve(
  system: IntegerSystem,
  targets: readonly number[],
  o: RoundedAuditOptions,
  width: number,
): Promise<Attack | null> {
  const settings = {
    mode: o.mode ?? 'witness',
    width: Math.max(1, width),
    integer: true,
    targets,
    signal: o.signal,
    secondsLeft: o.secondsLeft,
  } as const;
  const graph = twoWayGraph(system);
  if (graph) return attackTwoWay(graph, system, settings);
  const solver = await (o.solver ?? defaultSolver)().catch(() => null);
  return solver && attack(system, solver, settings);
}
