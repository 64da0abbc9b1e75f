import { assertArgument, hasList } from './argument.ts';
import { attack, type Attack, type AttackOptions } from './attacker.ts';
import type { AuditOptions, AuditReport } from './audit-report.ts';
import type { CellKey } from './cell-key.ts';
import { complementLeaks } from './complement-leaks.ts';
import { describeCell } from './cell-words.ts';
import type { findingsOf } from './findings.ts';
import { defaultSolver } from './highs.ts';
import type { IntegerSystem } from './linear-system.ts';
import { mergeCells } from './merge.ts';
import { cite, done, MotifList, refuse, type Motif, type Resultat } from './motif.ts';
import type { ProtectedTable } from './protected-table.ts';
import type { PublishedTable } from './published-table.ts';
import { normOf } from './release-spec.ts';
import { tableModel, type TableModel } from './table-model.ts';
import { twoWayGraph, type TwoWayGraph } from './two-way.ts';

/** Relations whose published cells alone contradict each other. */
function contradictions(model: TableModel, keys: readonly CellKey[]): Motif[] {
  const motifs = new MotifList();
  for (const { parent, children } of model.relations) {
    const total = model.published[parent];
    const parts = children.map((child) => model.published[child] ?? null);
    const sum = parts.reduce<number>((left, part) => left + (part ?? 0), 0);
    if (total === null || total === undefined) continue;
    if (sum > total || (sum < total && !parts.includes(null))) {
      motifs.add({
        code: 'TABLE_NOT_ADDITIVE',
        phrase: `Les cases publiées sous ${cite(describeCell(keys[parent] ?? {}))} ne font pas leur total.`,
        path: [parent],
      });
    }
  }
  return motifs.motifs;
}

type Unknowns = {
  system: IntegerSystem;
  /** Unknown of each cell; −1 when its value is known. */
  unknownOf: Int32Array;
  /** Value of each cell that is known, by itself or by a cell that holds the same records. */
  valueAt: (cell: number) => number;
};

/**
 * Equalities over what the attacker does not know. Cells that hold the same records (a total with a
 * single part) share one unknown.
 */
function unknowns(model: TableModel, known: readonly (number | null)[], o: AuditOptions): Unknowns {
  const merged = mergeCells(model.size, model.relations);
  const valueOf = new Map<number, number>();
  known.forEach((value, cell) => {
    if (value !== null) valueOf.set(merged.groupOf[cell] ?? 0, value);
  });
  let size = 0;
  const number = Int32Array.from({ length: merged.size }, (_, group) => (valueOf.has(group) ? -1 : size++));
  const unknownOf = merged.groupOf.map((group) => number[group] ?? -1);
  const lower = new Float64Array(size);
  const upper = new Float64Array(size).fill(Infinity);
  const range = o.bounds?.masked;
  if (range) {
    model.published.slice(0, model.rows).forEach((value, cell) => {
      const unknown = unknownOf[cell] ?? -1;
      if (value !== null || unknown < 0) return;
      lower[unknown] = Math.max(lower[unknown] ?? 0, range[0]);
      upper[unknown] = Math.min(upper[unknown] ?? Infinity, range[1] ?? Infinity);
    });
  }
  const rows = merged.rows
    .map((row) => {
      const kept = row.indices
        .map((group, k) => ({ group, factor: row.values[k] ?? 0 }))
        .filter(({ group }) => !valueOf.has(group));
      const knownPart = row.indices.reduce(
        (sum, group, k) => sum + (row.values[k] ?? 0) * (valueOf.get(group) ?? 0),
        0,
      );
      return {
        indices: kept.map(({ group }) => number[group] ?? 0),
        values: kept.map(({ factor }) => factor),
        rhs: 0 - knownPart,
      };
    })
    .filter(({ indices, rhs }) => indices.length > 0 || rhs !== 0);
  const valueAt = (cell: number): number => valueOf.get(merged.groupOf[cell] ?? 0) ?? 0;
  return { system: { size, rows, lower, upper }, unknownOf, valueAt };
}

/** Cells known to the attacker: those published, and those an insider knows. */
function knowledge(model: TableModel, o: AuditOptions): Resultat<(number | null)[]> {
  const known = [...model.published];
  const motifs = new MotifList();
  o.insiders?.forEach(({ key, valeur }, index) => {
    const row = model.rowAt(key);
    if (row === undefined || !Number.isSafeInteger(valeur) || valeur < 0) {
      motifs.add({
        code: 'TABLE_FORMAT',
        phrase: `La case connue n°\u00a0${index + 1} n’est pas dans le tableau ou n’a pas de valeur entière.`,
        path: ['known', index],
      });
    } else {
      known[row] = valeur;
    }
  });
  return motifs.isEmpty() ? done(known) : refuse(...motifs.motifs);
}

/** An attack laid out: what to solve and how its outcome reads, or the report when nothing is to solve. */
type LaidAttack =
  | { readonly system: null; readonly report: AuditReport }
  | {
      readonly system: IntegerSystem;
      readonly settings: AttackOptions;
      /** Values of the masked cells, in row order, in a solution of the system. */
      readonly maskedIn: (solution: readonly number[]) => number[];
      /** `explain`: finds which cells fall and how; without it the report says nothing of them. */
      readonly readOutcome: (outcome: Attack, explain?: typeof findingsOf) => Resultat<AuditReport>;
    };

/** What an audit is to solve, whoever solves it. */
export function layAttack(table: ProtectedTable | PublishedTable, o: AuditOptions): Resultat<LaidAttack> {
  const read = tableModel(table);
  if (!read.ok) return read;
  const model = read.value;
  const known = knowledge(model, o);
  if (!known.ok) return known;
  const width = o.width ?? 1;
  const masked = table.cells.flatMap(({ valeur }, row) => (valeur === null ? [row] : []));
  const keys = table.cells.map(({ key }) => key);
  const complements = table.spec
    ? complementLeaks(model, keys, known.value, normOf(table.spec).threshold)
    : [];
  const report: AuditReport = {
    cells: model.rows,
    published: model.rows - masked.length,
    masked: masked.length,
    relations: model.relations.length,
    consistent: true,
    exact: 0,
    belowWidth: 0,
    width,
    minWidth: null,
    witnesses: [],
    ...(complements.length > 0 && { complements }),
  };
  const motifs = contradictions(model, keys);
  if (motifs.length > 0) return done({ system: null, report: { ...report, consistent: false, motifs } });

  const { system, unknownOf, valueAt } = unknowns(model, known.value, o);
  const targets = [...new Set(masked.map((row) => unknownOf[row] ?? -1).filter((i) => i >= 0))];
  const valuesIn = (solution: readonly number[], cells: readonly number[]): number[] =>
    cells.map((cell) => {
      const i = unknownOf[cell] ?? -1;
      return i < 0 ? valueAt(cell) : (solution[i] ?? 0);
    });
  const maskedIn = (solution: readonly number[]): number[] => valuesIn(solution, masked);
  const mode = o.mode ?? 'witness';
  const settings: AttackOptions = {
    mode,
    width: Math.max(1, width),
    integer: o.integer ?? false,
    targets,
    signal: o.signal,
    secondsLeft: o.secondsLeft,
  };
  const readOutcome = (outcome: Attack, explain?: typeof findingsOf): Resultat<AuditReport> => {
    if (outcome.status === 'stopped') {
      return refuse({
        code: 'TIME_LIMIT',
        phrase: 'L’audit s’est arrêté avant la fin\u00a0: il ne prouve rien.',
      });
    }
    if (outcome.status === 'contradiction') {
      return done({
        ...report,
        consistent: false,
        motifs: [
          {
            code: 'TABLE_NOT_ADDITIVE',
            phrase: 'Aucun tableau d’effectifs ne correspond aux cases publiées.',
          },
        ],
      });
    }
    const intervals = masked.map((row) => {
      const i = unknownOf[row] ?? -1;
      const value = i < 0 ? valueAt(row) : 0;
      const lo = i < 0 ? value : (outcome.lo[i] ?? 0);
      return { row, lo, hi: i < 0 ? value : (outcome.hi[i] ?? 0) };
    });
    const widths = intervals.map(({ lo, hi }) => hi - lo);
    const smallest = widths.reduce((least, seen) => Math.min(least, seen), Infinity);
    const { rows, absent, size } = model;
    const unseen = Array.from({ length: size - rows - absent }, (_, cell) => rows + absent + cell);
    return done({
      ...report,
      exact: widths.filter((seen) => seen < 1 - 1e-6).length,
      belowWidth: widths.filter((seen) => seen < width - 1e-6).length,
      minWidth: Number.isFinite(smallest) ? smallest : null,
      ...(mode === 'intervals' && {
        intervals: intervals.map(({ row, lo, hi }) => ({
          cell: keys[row] ?? {},
          lo,
          hi: Number.isFinite(hi) ? hi : null,
        })),
      }),
      witnesses: outcome.witnesses.map(maskedIn),
      ...(explain && {
        findings: explain({
          model,
          keys,
          known: known.value,
          intervals,
          system,
          unknownOf,
          legend: o.bounds?.masked,
        }),
      }),
      ...(unseen.length > 0 && { hidden: outcome.witnesses.map((witness) => valuesIn(witness, unseen)) }),
    });
  };
  return done({ system, settings, maskedIn, readOutcome });
}

/** What `audit` of `on-demand.ts` promises, done. */
export async function audit(
  table: ProtectedTable | PublishedTable,
  o: AuditOptions = {},
): Promise<Resultat<AuditReport>> {
  assertArgument(hasList(table, 'cells'), 'audit', 'un tableau, de protect ou de parsePublishedTable');
  const found = await auditAlone(table, o);
  const alone = await blameLegend(found, table, o);
  if (!o.ledger || !alone.ok || !alone.value.consistent) return alone;
  // Loaded only by those who keep a ledger.
  const { auditBeside } = await import('./joint-audit.ts');
  return auditBeside(table, alone.value, o.ledger, o);
}

/** A report on a table that holds together without its legend. */
export function withLegendBlamed(report: AuditReport): AuditReport {
  const phrase =
    'La légende contredit le tableau\u00a0: les cases masquées ne peuvent pas être toutes dans cet intervalle.';
  return { ...report, motifs: [{ code: 'TABLE_NOT_ADDITIVE', phrase, path: ['bounds', 'masked'] }] };
}

/** Says that the legend is wrong where the table alone holds together and contradicts it. */
async function blameLegend(
  found: Resultat<AuditReport>,
  table: ProtectedTable | PublishedTable,
  { bounds, ...o }: AuditOptions,
): Promise<Resultat<AuditReport>> {
  if (!bounds?.masked || !found.ok || found.value.consistent) return found;
  const without = await auditAlone(table, { ...o, mode: 'witness', explain: false });
  if (!without.ok || !without.value.consistent) return found;
  return done(withLegendBlamed(found.value));
}

async function auditAlone(
  table: ProtectedTable | PublishedTable,
  o: AuditOptions,
): Promise<Resultat<AuditReport>> {
  // Rounded values are no counts: what they may stand for is attacked instead.
  if (table.rounding) {
    const { auditRounded } = await import('./rounding-audit.ts');
    return auditRounded(table, { ...o, ...table.rounding });
  }
  const laid = layAttack(table, o);
  if (!laid.ok) return laid;
  if (!laid.value.system) return done(laid.value.report);
  const { system, settings, readOutcome } = laid.value;
  // What explains or replaces the attack is loaded when it serves: a page that protects needs neither.
  const explain = o.explain === false ? undefined : (await import('./findings.ts')).findingsOf;
  const byFlows = async (graph: TwoWayGraph): Promise<Resultat<AuditReport>> => {
    const { attackTwoWay } = await import('./two-way-attack.ts');
    return readOutcome(attackTwoWay(graph, system, settings), explain);
  };
  const graph = o.solver ? null : twoWayGraph(system);
  if (graph) return byFlows(graph);
  const solver = await (o.solver ?? defaultSolver)().catch(() => null);
  if (!solver) {
    const last = o.solver && twoWayGraph(system);
    if (last) return byFlows(last);
    return refuse({ code: 'SOLVER_MISSING', phrase: 'Le solveur ne peut pas être chargé.' });
  }
  return readOutcome(attack(system, solver, settings), explain);
}
