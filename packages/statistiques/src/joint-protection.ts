import { cellKey } from './cell-key.ts';
import type { Judge, Pattern, SearchWatch } from './cutting-plane.ts';
import { Gate, type Passed } from './gate.ts';
import { JointKnowledge } from './joint-attack.ts';
import { blockingCells } from './joint-blocking.ts';
import { passingLayouts } from './joint-layouts.ts';
import { jointModel, tiedToLast, type Change } from './joint-model.ts';
import { outsidePeriod } from './joint-period.ts';
import { releaseOfEntry, releaseOfSpec, type JointRelease } from './joint-release.ts';
import { revisionOf } from './joint-revision.ts';
import { layView, type JointView } from './joint-suppression.ts';
import { verifyLedger, type Ledger } from './ledger-chain.ts';
import { audiences, type Audience, type LedgerEntry } from './ledger-entry.ts';
import type { Level } from './level.ts';
import { cite, done, refuse, unsupported, type Motif, type Resultat } from './motif.ts';
import type { CubeContent } from './raw-cube.ts';
import type { ReleaseSpec } from './release-spec.ts';
import { OutOfTime, Safety } from './safety.ts';
import type { Solver } from './solver.ts';
import { alwaysMasked, type Suppression } from './suppression.ts';

/** What joint protection needs besides the problem of the table alone. */
export type JointOptions = {
  readonly ledger: Ledger;
  /** Who will read the release; `open` when absent: everybody. */
  readonly audience?: Audience | undefined;
  readonly level: Level;
  readonly threshold: number;
  readonly solver: Solver;
  readonly watch: SearchWatch;
  /** The same with the time left for the verification of a result. */
  readonly toGate: SearchWatch;
  /** How the secondaries are looked for. */
  readonly search: (problem: Suppression, judge: Judge) => Promise<Pattern>;
  /** The problem of a table alone, to try coarser layouts when the past stands in the way. */
  readonly problemOf: (content: CubeContent) => Suppression;
};

/** A pattern that no reader, whatever they have read before, can undo; with the audit it passed. */
export type JointPattern = { readonly pattern: Pattern; readonly passed: Passed | undefined };

const blocks = (phrase: string, details: object): Motif => ({
  code: 'LEDGER_BLOCKS',
  phrase,
  path: ['ledger'],
  details,
});

/** Entries that the readers of each circle have: what is open is known to all. */
const known = (entries: readonly LedgerEntry[], reader: Audience): LedgerEntry[] =>
  entries.filter(({ audience }) => audiences.indexOf(audience) >= audiences.indexOf(reader));

/** What makes a cube and a ledger impossible to compare. */
export function checkJoint(spec: ReleaseSpec, ledger: Ledger, method?: string): Motif[] {
  const verified = verifyLedger(ledger);
  if (!verified.ok) return verified.motifs;
  if (!spec.universe) {
    return [
      {
        code: 'SPEC_INVALID',
        phrase: `Avec un registre, la spécification dit ce qu’elle compte\u00a0: ${cite('universe')} (id, période, millésime).`,
        path: ['universe'],
      },
    ];
  }
  if (method === 'rounding' || method === 'cellkey') {
    return [unsupported(`Un registre avec la méthode ${cite(method)}`, ['method'])];
  }
  if (spec.person?.attach === 'each') {
    return [unsupported(`Un registre avec le rattachement ${cite('each')}`, ['person', 'attach'])];
  }
  return [];
}

/** The candidate with its true values: for the controller's side only. */
export function candidateOf({ spec, lattice, values }: CubeContent): JointRelease {
  const dims = lattice.dims.map(({ code }) => code);
  const universe = spec.universe ?? { id: '', period: { from: '0000-01', to: '0000-01' }, vintage: '' };
  const cells = Array.from({ length: lattice.size }, (_, cell) => {
    const key = cellKey(lattice, cell);
    return { codes: dims.map((dim) => key[dim] ?? ''), value: values[cell] ?? 0 };
  });
  return releaseOfSpec(spec, universe, dims, cells);
}

/**
 * Masks a release so that it gives nothing away even to those who have read the past ones
 * (specification §7). Readers are taken from those who know least to those who know most: what is
 * masked for the first stays masked for the next, which can only widen what they leave open.
 *
 * Codes: `LEDGER_BLOCKS`, `REVISION_TOO_SMALL`, `SPEC_INVALID`, `TOO_MANY_CELLS`, `TIME_LIMIT`.
 */
export async function jointPattern(
  content: CubeContent,
  base: Suppression,
  o: JointOptions,
): Promise<Resultat<JointPattern>> {
  const past = o.ledger.entries.map(releaseOfEntry);
  const outside = outsidePeriod(candidateOf(content), content.spec, past, content.outside);
  if (outside.length > 0) return refuse(...outside);
  const found = await patternBeside(content, base, o);
  const motif = found.ok
    ? undefined
    : found.motifs.find(({ code, details }) => code === 'LEDGER_BLOCKS' && details);
  if (!motif) return found;
  const suggestions = await passingLayouts(content, o.threshold, async (coarser) => {
    const tried = await patternBeside(coarser, o.problemOf(coarser), o);
    return tried.ok && tried.value.passed?.table.cells.some(({ valeur }) => valeur !== null) === true;
  });
  return refuse({ ...motif, details: { ...(motif.details as object), suggestions } });
}

async function patternBeside(
  content: CubeContent,
  base: Suppression,
  o: JointOptions,
): Promise<Resultat<JointPattern>> {
  const candidate = candidateOf(content);
  const readers = audiences.slice(0, audiences.indexOf(o.audience ?? 'open') + 1).toReversed();
  const everything = tiedToLast([...o.ledger.entries.map(releaseOfEntry), candidate]);
  const revision = revisionOf(everything, o.threshold);
  if (revision.motifs.length > 0) return refuse(...revision.motifs);

  const masked = new Set<number>();
  let bound = 0;
  let isOptimal = true;
  let passed: Passed | undefined;
  let before = -1;
  for (const [rank, reader] of readers.entries()) {
    const entries = known(o.ledger.entries, reader);
    if (entries.length === before) continue;
    before = entries.length;
    const releases = tiedToLast([...entries.map(releaseOfEntry), candidate]);
    if (releases.length === 1) {
      // Nothing to compare with: the table is judged by itself.
      if (rank > 0) continue;
      const gate = new Gate(content, base, o.solver, o.toGate);
      const pattern = await o.search(base, gate.judge);
      if (!('secondaries' in pattern)) return done({ pattern, passed: undefined });
      for (const group of [...base.primaries, ...pattern.secondaries]) masked.add(group);
      ({ bound } = pattern);
      isOptimal = pattern.status === 'optimal';
      ({ passed } = gate);
      continue;
    }
    const laid = layReader(releases, candidate, base, content, masked, { ...o, knowMore: rank > 0 });
    if (!laid.ok) return laid;
    const view = laid.value;
    const given = rank === 0 ? base.primaries.filter((group) => view.told.has(group)) : [];
    if (given.length > 0) return refuse(blocked(view, given));
    const gate = new Gate(content, tableProblem(base, view, masked), o.solver, o.toGate);
    const judge = judgeOf(view, gate, o, content);
    const pattern = await patternOf(view.problem, judge, o);
    if (pattern.status === 'infeasible' && blockingCells(view, pattern.blocking).length > 0) {
      return refuse(blocked(view, pattern.blocking));
    }
    if (!('secondaries' in pattern)) return done({ pattern, passed: undefined });
    // What stays masked because it was is no choice: it is part of what any pattern costs.
    for (const group of view.problem.frozenMasked) {
      if (!masked.has(group)) bound += base.costs[group] ?? 0;
      masked.add(group);
    }
    for (const group of pattern.secondaries) masked.add(group);
    bound += pattern.bound;
    isOptimal &&= pattern.status === 'optimal';
    passed = gate.passed;
  }
  const primary = new Set(base.primaries);
  const secondaries = [...masked].filter((group) => !primary.has(group));
  return done({
    pattern: { status: isOptimal ? 'optimal' : 'time_limit', secondaries, bound },
    passed,
  });
}

/** With nothing left to choose, there is nothing to look for. */
async function patternOf(problem: Suppression, judge: Judge, o: JointOptions): Promise<Pattern> {
  if (problem.candidates.length > 0) return o.search(problem, judge);
  const verdict = await judge([]);
  if (verdict === 'safe') return { status: 'optimal', secondaries: [], bound: 0 };
  return verdict === 'stopped' ? { status: 'stopped' } : { status: 'infeasible', blocking: verdict };
}

function layReader(
  releases: readonly JointRelease[],
  candidate: JointRelease,
  base: Suppression,
  content: CubeContent,
  forced: ReadonlySet<number>,
  o: JointOptions & { readonly knowMore: boolean },
): Resultat<JointView> {
  const changes: readonly Change[] = revisionOf(releases, o.threshold).changes;
  const model = jointModel(releases, changes);
  if (!model.ok) return model;
  const view = layView(model.value, base, content.values, o.solver, {
    threshold: o.threshold,
    width: o.level === 'exact' ? 1 : o.threshold - 1,
    forced,
    knowMore: o.knowMore,
    secondsLeft: o.watch.secondsLeft,
    signal: o.watch.signal,
  });
  if (view === 'stopped') {
    return refuse({
      code: 'TIME_LIMIT',
      phrase: 'Le temps est écoulé avant la fin du rapprochement avec le registre. Rien n’est publié.',
    });
  }
  if (view === 'too-many') {
    return refuse({
      code: 'TOO_MANY_CELLS',
      phrase: 'Trop d’écarts sont possibles avec les publications passées. Regroupez des codes.',
      path: ['ledger'],
    });
  }
  if (view === 'contradiction') {
    return refuse(
      blocks('Les publications passées se contredisent\u00a0: rien ne peut être vérifié avec elles.', {
        blockingCells: [],
      }),
    );
  }
  if (view === 'revision') {
    return refuse({
      code: 'REVISION_TOO_SMALL',
      phrase:
        'Des périodes déjà publiées ont changé sans que l’écart puisse être montré. Gardez leurs chiffres\u00a0; comptez les saisies tardives dans la période suivante.',
      path: ['universe', 'vintage'],
      details: { releases: releases.flatMap(({ releaseId }) => releaseId ?? []), unit: candidate.unit },
    });
  }
  return done(view);
}

/** The table by itself, with all that earlier readers and the past keep masked. */
function tableProblem(base: Suppression, view: JointView, masked: ReadonlySet<number>): Suppression {
  const primary = new Set(base.primaries);
  const frozen = [...new Set([...masked, ...view.problem.frozenMasked])].filter(
    (group) => group < base.size && !primary.has(group),
  );
  return { ...base, frozenMasked: frozen };
}

function blocked(view: JointView, groups: readonly number[]): Motif {
  const cells = blockingCells(view, groups);
  const releases = [...new Set(cells.map(({ releaseId }) => cite(releaseId)))];
  const where = releases.length === 0 ? '' : `\u00a0: ${releases.join(', ')}`;
  return blocks(
    `Des chiffres déjà publiés permettraient de retrouver un petit effectif${where}. Choisissez un découpage plus large ou attendez la période suivante.`,
    { blockingCells: cells },
  );
}

/** The table alone first, then the reader who puts it beside the past, judged without the truth too. */
function judgeOf(view: JointView, gate: Gate, o: JointOptions, content: CubeContent): Judge {
  return async (secondaries) => {
    const alone = await gate.judge(secondaries);
    if (alone !== 'safe') return alone;
    try {
      const safety = new Safety(view.problem, secondaries, o.solver, o.toGate);
      try {
        const leaking = safety.unsafe().map(({ group }) => group);
        if (leaking.length > 0) return leaking;
      } finally {
        safety.dispose();
      }
    } catch (error) {
      if (error instanceof OutOfTime) return 'stopped';
      throw error;
    }
    return attackOf(view, secondaries, o, content);
  };
}

/**
 * What a reader of the table and of the past can prove, from published figures alone. Integers were
 * seen to around the completion: this looks again from outside, so that no constant was mistaken.
 */
function attackOf(
  { model, problem, kept, keptGroups, cellOf }: JointView,
  secondaries: readonly number[],
  o: JointOptions,
  content: CubeContent,
): 'safe' | 'stopped' | number[] {
  const hidden = new Set([...alwaysMasked(problem), ...secondaries]);
  const isMasked = (cell: number): boolean => hidden.has(problem.groupOf[cell] ?? 0);
  const reader = new JointKnowledge(model, [
    ...model.past.flatMap(({ form, value }) => (value === null ? [] : [{ form, value }])),
    ...model.candidate.flatMap((cell, i) =>
      cell && !isMasked(i) ? [{ form: cell.form, value: content.values[i] ?? 0 }] : [],
    ),
  ]);
  const targets = [
    ...cellOf.flatMap((cell, group) => {
      const form = cell === undefined ? undefined : model.candidate[cell]?.form;
      return form && hidden.has(group) ? [{ group, form }] : [];
    }),
    ...kept.map(({ form }, i) => ({ group: keptGroups[i] ?? 0, form })),
  ];
  const bounds = reader.attack(
    targets.map(({ form }) => form),
    o.solver,
    { width: 1, integer: false, secondsLeft: o.toGate.secondsLeft, signal: o.toGate.signal },
  );
  if (bounds === 'stopped') return 'stopped';
  // A table that contradicts the past cannot be judged: nothing passes.
  if (!bounds) return [];
  const leaking = targets.filter((_, i) => {
    const { lo, hi } = bounds[i] ?? { lo: 0, hi: 0 };
    return hi - lo < 1 - 1e-6;
  });
  return leaking.length === 0 ? 'safe' : leaking.map(({ group }) => group);
}
