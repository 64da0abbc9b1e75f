import type { AuditOptions, AuditReport } from './audit-report.ts';
import { defaultSolver } from './highs.ts';
import { TOTAL } from './hierarchy.ts';
import { JointKnowledge, type Bounds, type Equality } from './joint-attack.ts';
import { conflictOf } from './joint-conflict.ts';
import { derivedCounts } from './joint-derived.ts';
import { jointModel, tiedToLast, type Form, type JointModel } from './joint-model.ts';
import { outsidePeriod } from './joint-period.ts';
import { releaseOfEntry, releaseOfSpec, type JointRelease } from './joint-release.ts';
import { revisionOf } from './joint-revision.ts';
import { verifyLedger, type Ledger } from './ledger-chain.ts';
import { audiences, type LedgerEntry } from './ledger-entry.ts';
import { cite, done, refuse, type Motif, type Resultat } from './motif.ts';
import type { ProtectedTable } from './protected-table.ts';
import type { JointLeak } from './joint-report.ts';
import type { PublishedTable } from './published-table.ts';
import { normOf } from './release-spec.ts';
import type { Solver } from './solver.ts';

const LEAKS = 100;
const TOLERANCE = 1e-6;
const isRead = ({ lo, hi }: Bounds): boolean => hi - lo < 1 - TOLERANCE;

const stopped: Motif = {
  code: 'TIME_LIMIT',
  phrase: 'L’audit s’est arrêté avant la fin\u00a0: il ne prouve rien.',
};

/** The release of the ledger that published these very cells. */
function publishedAs(
  { dims, cells }: ProtectedTable | PublishedTable,
  ledger: Ledger,
): LedgerEntry | undefined {
  const lineOf = (codes: readonly unknown[], value: unknown): string => JSON.stringify([...codes, value]);
  const held = new Set(
    cells.map(({ key, valeur }) =>
      lineOf(
        dims.map((dim) => key[dim] ?? TOTAL),
        valeur,
      ),
    ),
  );
  return ledger.entries.findLast(
    (entry) =>
      entry.dims.join() === dims.join() &&
      entry.cells.length === held.size &&
      entry.cells.every((cell) => held.has(lineOf(cell.slice(0, -1), cell.at(-1)))),
  );
}

function releaseOfTable(table: ProtectedTable | PublishedTable, ledger: Ledger): Resultat<JointRelease> {
  const { spec, dims } = table;
  if (!spec?.universe) {
    // Without a specification, a table that is in the ledger is known by its cells.
    const entry = publishedAs(table, ledger);
    if (entry) return done({ ...releaseOfEntry(entry), cells: cellsOf(table) });
    return refuse({
      code: 'SPEC_INVALID',
      phrase: `Avec un registre, l’audit demande la spécification du tableau et son univers (${cite('universe')}).`,
      path: ['universe'],
    });
  }
  return done(releaseOfSpec(spec, spec.universe, dims, cellsOf(table)));
}

const cellsOf = ({ dims, cells }: ProtectedTable | PublishedTable): JointRelease['cells'] =>
  cells.map(({ key, valeur }) => ({ codes: dims.map((dim) => key[dim] ?? TOTAL), value: valeur }));

/**
 * Attacks a table beside past releases: `report` is what the table alone gives. Masked cells are
 * counted with what the past tells of them; `derived` counts the small figures that only comparing
 * gives (specification §7.3).
 */
export async function auditBeside(
  table: ProtectedTable | PublishedTable,
  report: AuditReport,
  ledger: Ledger,
  o: AuditOptions,
): Promise<Resultat<AuditReport>> {
  const verified = verifyLedger(ledger);
  if (!verified.ok) return verified;
  const candidate = releaseOfTable(table, ledger);
  if (!candidate.ok) return candidate;
  if (table.spec) {
    const outside = outsidePeriod(candidate.value, table.spec, ledger.entries.map(releaseOfEntry));
    if (outside.length > 0) return refuse(...outside);
  }
  const reader = audiences.indexOf(o.audience ?? 'internal');
  const entries = ledger.entries.filter(({ audience }) => audiences.indexOf(audience) >= reader);
  const releases = tiedToLast([...entries.map(releaseOfEntry), candidate.value]);
  if (releases.length === 1) return done({ ...report, derived: 0, joint: { releases: 0, leaks: [] } });
  const threshold = table.spec ? normOf(table.spec).threshold : 2;
  const revision = revisionOf(releases, threshold);
  const model = jointModel(releases, revision.changes);
  if (!model.ok) return model;
  const solver = await (o.solver ?? defaultSolver)().catch(() => null);
  if (!solver) return refuse({ code: 'SOLVER_MISSING', phrase: 'Le solveur ne peut pas être chargé.' });
  return attackBeside({ model: model.value, table, report, threshold, solver, o, revised: revision.motifs });
}

type Case = {
  model: JointModel;
  table: ProtectedTable | PublishedTable;
  report: AuditReport;
  threshold: number;
  solver: Solver;
  o: AuditOptions;
  revised: readonly Motif[];
};

function attackBeside({ model, table, report, threshold, solver, o, revised }: Case): Resultat<AuditReport> {
  const watch = { secondsLeft: o.secondsLeft, signal: o.signal };
  const past: Equality[] = model.past.flatMap(({ form, value }) => (value === null ? [] : [{ form, value }]));
  const rowOf = new Map(
    table.cells.map(({ key }, row) => [JSON.stringify(table.dims.map((dim) => key[dim] ?? TOTAL)), row]),
  );
  const known = new Map<number, number>();
  table.cells.forEach(({ valeur }, row) => {
    if (valeur !== null) known.set(row, valeur);
  });
  for (const { key, valeur } of o.insiders ?? []) {
    const row = rowOf.get(JSON.stringify(table.dims.map((dim) => key[dim] ?? TOTAL)));
    if (row !== undefined) known.set(row, valeur);
  }
  const told = model.candidate.flatMap((cell, row) => {
    const value = known.get(row);
    return cell && value !== undefined ? [{ form: cell.form, value, key: table.cells[row]?.key ?? {} }] : [];
  });
  const everything = new JointKnowledge(model, [...past, ...told]);
  const before = new JointKnowledge(model, past);
  const contradicted = (): AuditReport => ({
    ...report,
    consistent: false,
    motifs: [conflictOf(model, told, solver, watch)],
  });
  const completed = everything.completion(solver, watch);
  if (completed === 'stopped') return refuse(stopped);
  if (!completed) return done(contradicted());

  const masked = table.cells.flatMap(({ valeur }, row) => {
    const cell = model.candidate[row];
    return valeur === null && cell ? [{ row, ...cell }] : [];
  });
  const hidden = model.past.filter(({ value }) => value === null);
  const small = [...derivedCounts(model)].filter(({ form }) => {
    const value = form.atoms.reduce(
      (sum, atom, k) => sum + (form.factors[k] ?? 0) * (completed[atom] ?? 0),
      0,
    );
    return value > 0 && value < threshold;
  });
  const forms: Form[] = [...masked, ...hidden, ...small].map(({ form }) => form);
  const width = Math.max(1, o.width ?? 1);
  const bounds = everything.attack(forms, solver, {
    ...watch,
    width,
    integer: true,
    mode: o.mode ?? 'witness',
  });
  if (bounds === 'stopped') return refuse(stopped);
  if (!bounds) return done(contradicted());

  const read = forms.flatMap((form, i) => (isRead(bounds[i] ?? { lo: 0, hi: 1 }) ? [{ form, i }] : []));
  const older = before.attack(
    read.map(({ form }) => form),
    solver,
    { ...watch, width: 1 },
  );
  if (older === 'stopped') return refuse(stopped);
  // What the past had already given away is no fault of this table, unless the table masks it.
  const isNew = new Set(read.flatMap(({ i }, rank) => (older?.[rank] && isRead(older[rank]) ? [] : [i])));
  const leaks: JointLeak[] = [];
  const add = (kind: JointLeak['kind'], who: string, how: string): void => {
    if (leaks.length < LEAKS) leaks.push({ kind, who, phrase: `${who}\u00a0: ${how}` });
  };
  const { space } = model;
  const valueAt = (i: number): string => String(bounds[i]?.lo ?? '');
  masked.forEach(({ predicate }, i) => {
    if (isRead(bounds[i] ?? { lo: 0, hi: 1 })) {
      add(
        'masque',
        space.nameOf(predicate),
        `masquée ici, les publications passées la donnent (${valueAt(i)}).`,
      );
    }
  });
  let derived = 0;
  hidden.forEach(({ predicate, release }, rank) => {
    const i = masked.length + rank;
    if (!isNew.has(i)) return;
    derived += 1;
    const where = model.releases[release]?.releaseId ?? '';
    add(
      'passe',
      space.nameOf(predicate),
      `masquée dans ${cite(where)}, ce tableau la donne (${valueAt(i)}).`,
    );
  });
  small.forEach(({ predicate }, rank) => {
    const i = masked.length + hidden.length + rank;
    if (!isNew.has(i)) return;
    derived += 1;
    add('difference', space.nameOf(predicate), `la différence entre deux publications donne ${valueAt(i)}.`);
  });
  for (const { code, phrase, details } of revised) {
    if (code !== 'REVISION_TOO_SMALL') continue;
    derived += 1;
    const { cell = {} } = (details ?? {}) as { cell?: Record<string, string> };
    const who = Object.entries(cell).map(([dim, at]) => `${dim} ${at}`);
    if (leaks.length < LEAKS) leaks.push({ kind: 'revision', who: who.join(', '), phrase });
  }
  const spans = masked.map((_, i) => bounds[i] ?? { lo: 0, hi: Infinity });
  const widths = spans.map(({ lo, hi }) => hi - lo);
  const smallest = widths.reduce((least, seen) => Math.min(least, seen), Infinity);
  return done({
    ...report,
    exact: spans.filter(isRead).length,
    belowWidth: widths.filter((seen) => seen < (o.width ?? 1) - TOLERANCE).length,
    minWidth: Number.isFinite(smallest) ? smallest : null,
    ...(o.mode === 'intervals' && {
      intervals: masked.map(({ row }, i) => ({
        cell: table.cells[row]?.key ?? {},
        lo: spans[i]?.lo ?? 0,
        hi: Number.isFinite(spans[i]?.hi) ? (spans[i]?.hi ?? null) : null,
      })),
    }),
    derived,
    joint: { releases: model.releases.length - 1, leaks },
  });
}
