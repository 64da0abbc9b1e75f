import { JointKnowledge, sameAtoms, type Bounds, type JointWatch } from './joint-attack.ts';
import { derivedCounts, isTooManyDerived } from './joint-derived.ts';
import type { Form, JointModel, PastCell } from './joint-model.ts';
import type { ZeroSum } from './merge.ts';
import type { Solver } from './solver.ts';
import type { Suppression } from './suppression.ts';
import type { Demand } from './level.ts';

/** A count that must stay undetermined though the candidate does not publish it. */
export type Kept = {
  readonly form: Form;
  /** Width that its interval must keep. */
  readonly width: number;
  /** Set when it is a masked cell of the past. */
  readonly past?: PastCell;
};

/** The candidate as one reader sees it, who knows some of the past. */
export type JointView = {
  readonly model: JointModel;
  /** The problem of the table with, on top, what ties it to the past: hidden groups come last. */
  readonly problem: Suppression;
  /** What the past hides and the candidate must not tell. */
  readonly kept: readonly Kept[];
  /** Groups whose value the past alone gives away to this reader. */
  readonly told: ReadonlySet<number>;
  /** First cell of the candidate in each group; `undefined` for hidden groups. */
  readonly cellOf: readonly (number | undefined)[];
  /** Hidden group of each of `kept`. */
  readonly keptGroups: readonly number[];
};

/** Why a view could not be laid. */
export type Unlaid = 'contradiction' | 'revision' | 'stopped' | 'too-many';

export type ViewOptions = JointWatch & {
  readonly threshold: number;
  /** Width that a sensitive count must keep at the level asked. */
  readonly width: number;
  /** These readers know more than those for whom the table is made. */
  readonly knowMore: boolean;
  /** Groups masked for readers who know less: they stay masked for this one. */
  readonly forced: ReadonlySet<number>;
};

const pastEqualities = (model: JointModel): { form: Form; value: number }[] =>
  model.past.flatMap(({ form, value }) => (value === null ? [] : [{ form, value }]));

const valueOf = ({ atoms, factors }: Form, x: Float64Array): number =>
  atoms.reduce((sum, atom, k) => sum + (factors[k] ?? 0) * (x[atom] ?? 0), 0);

const nameOf = (terms: ReadonlyMap<number, number>): string =>
  [...terms]
    .sort(([a], [b]) => a - b)
    .map(([atom, factor]) => `${atom}*${factor}`)
    .join(' ');

/**
 * Lays the problem of masking the candidate for a reader of past releases (specification §7.2–7.4).
 *
 * `truth` holds the true value of each cell of the candidate. True values of what the past masks are
 * not known: any completion that agrees with all figures stands for them, since what an attacker can
 * prove is the same from any of them.
 */
export function layView(
  model: JointModel,
  base: Suppression,
  truth: Float64Array,
  solver: Solver,
  o: ViewOptions,
): JointView | Unlaid {
  const past = new JointKnowledge(model, pastEqualities(model));
  const all = new JointKnowledge(model, [
    ...pastEqualities(model),
    ...model.candidate.flatMap((cell, i) => (cell ? [{ form: cell.form, value: truth[i] ?? 0 }] : [])),
  ]);
  if (!past.consistent) return 'contradiction';
  if (isTooManyDerived(model)) return 'too-many';
  const completed = all.completion(solver, o);
  if (completed === 'stopped') return 'stopped';
  if (!completed) return 'revision';

  const reduced = model.candidate.map((cell) => (cell ? past.reduce(cell.form) : null));
  const cellOf = new Array<number | undefined>(base.size).fill(undefined);
  base.groupOf.subarray(0, model.candidate.length).forEach((group, cell) => {
    if (cellOf[group] === undefined && reduced[cell]) cellOf[group] = cell;
  });
  const touched = reachableFrom(past, reduced);
  // Cells of the table that hold atoms and nothing known besides: rules see to them as they are.
  const names = new Set(reduced.flatMap((cell) => (cell?.constant === 0 ? [nameOf(cell.terms)] : [])));
  const isTouched = (terms: ReadonlyMap<number, number>): boolean =>
    [...terms.keys()].some((atom) => touched.has(atom));

  const kept: Kept[] = [];
  const take = (form: Form, width: number, masked?: PastCell): void => {
    const { terms } = past.reduce(form);
    const name = nameOf(terms);
    if (terms.size === 0 || !isTouched(terms) || (!masked && names.has(name))) return;
    names.add(name);
    kept.push({ form, width, ...(masked && { past: masked }) });
  };
  for (const cell of model.past) if (cell.value === null) take(cell.form, 1, cell);
  for (const { form } of derivedCounts(model)) {
    const value = valueOf(form, completed);
    if (value > 0 && value < o.threshold) take(form, o.width);
  }

  const told = new Set<number>();
  cellOf.forEach((cell, group) => {
    if (cell !== undefined && reduced[cell]?.terms.size === 0) told.add(group);
  });
  const maskable = new Set([...base.primaries, ...base.candidates, ...o.forced]);
  // For the readers whom the table is made for, what the past gives away cannot be masked: the search
  // finds it out. For those who know more, it is only not asked for.
  const wanted = cellOf.flatMap((cell, group) =>
    o.knowMore && cell !== undefined && !told.has(group) && maskable.has(group)
      ? [{ group, form: model.candidate[cell]?.form ?? { atoms: [], factors: [] } }]
      : [],
  );
  // Nothing can be asked of the candidate that the past has already given away.
  const forms = [...kept, ...wanted].map(({ form }) => form);
  const before = past.attack(forms, solver, { ...o, width: 1 });
  const wide = kept.filter(({ width }) => width > 1).map(({ form }) => form);
  const wider = wide.length === 0 ? [] : past.attack(wide, solver, { ...o });
  if (before === 'stopped' || wider === 'stopped') return 'stopped';
  if (!before || !wider) return 'contradiction';
  const spread = (bounds: Bounds | undefined): number =>
    bounds ? Math.floor(bounds.hi - bounds.lo + 1e-6) : 0;
  const asked = kept.flatMap((one, i) => {
    const rank = wide.indexOf(one.form);
    const left = Math.min(one.width, spread(rank < 0 ? before[i] : wider[rank]));
    return left >= 1 ? [{ ...one, width: left }] : [];
  });
  wanted.forEach(({ group }, i) => {
    if (spread(before[kept.length + i]) < 1) told.add(group);
  });
  return assemble({ model, base, past, completed, touched, asked, told, cellOf, o });
}

function reachableFrom(
  past: JointKnowledge,
  reduced: readonly ({ terms: ReadonlyMap<number, number> } | null)[],
): Set<number> {
  const rows = past.rows();
  const rowsOf = new Map<number, number[]>();
  rows.forEach(({ terms }, row) => {
    for (const atom of terms.keys()) {
      const known = rowsOf.get(atom);
      if (known) known.push(row);
      else rowsOf.set(atom, [row]);
    }
  });
  const reached = new Set<number>();
  const seen = new Set<number>();
  const stack = reduced.flatMap((cell) => [...(cell?.terms.keys() ?? [])]);
  for (let atom = stack.pop(); atom !== undefined; atom = stack.pop()) {
    if (reached.has(atom)) continue;
    reached.add(atom);
    for (const row of rowsOf.get(atom) ?? []) {
      if (seen.has(row)) continue;
      seen.add(row);
      for (const other of rows[row]?.terms.keys() ?? []) if (!reached.has(other)) stack.push(other);
    }
  }
  return reached;
}

type Laid = {
  model: JointModel;
  base: Suppression;
  past: JointKnowledge;
  completed: Float64Array;
  touched: ReadonlySet<number>;
  asked: readonly Kept[];
  told: ReadonlySet<number>;
  cellOf: readonly (number | undefined)[];
  o: ViewOptions;
};

/** Writes the view as one suppression problem: groups of the table, then atoms, then what is kept. */
function assemble({ model, base, past, completed, touched, asked, told, cellOf, o }: Laid): JointView {
  const rows = past.rows().filter(({ terms }) => [...terms.keys()].some((atom) => touched.has(atom)));
  const cells = cellOf.flatMap((cell, group) => {
    const form = cell === undefined ? null : model.candidate[cell]?.form;
    return form && !told.has(group) ? [{ group, ...past.reduce(form) }] : [];
  });
  const targets = asked.map(({ form }) => past.reduce(form).terms);
  const merged = sameAtoms([...rows, ...cells].map(({ terms }) => terms).concat(targets), touched);

  const values = [...base.values];
  const hidden = [...base.hidden];
  const groupOfAtom = new Map<number, number>();
  const single = new Map<string, number>();
  for (const { group, terms, constant } of cells) if (constant === 0) single.set(nameOf(terms), group);
  const bound = new Set<number>();
  merged.forEach((atoms) => {
    const [first] = atoms;
    if (first === undefined) return;
    // A cell that holds these atoms and no others stands for them.
    const group = single.get(nameOf(new Map(atoms.map((atom) => [atom, 1]))));
    if (group !== undefined) {
      groupOfAtom.set(first, group);
      bound.add(group);
      return;
    }
    groupOfAtom.set(first, values.length);
    hidden.push(values.length);
    values.push(atoms.reduce((sum, atom) => sum + (completed[atom] ?? 0), 0));
  });
  const overGroups = (terms: ReadonlyMap<number, number>): [number, number][] =>
    [...terms].flatMap(([atom, factor]) => {
      const group = groupOfAtom.get(atom);
      return group === undefined ? [] : [[group, factor] as [number, number]];
    });
  const all: ZeroSum[] = [...base.rows];
  const balance = (held: readonly [number, number][], total: number): void => {
    all.push({
      indices: [...held.map(([group]) => group), total],
      values: [...held.map(([, factor]) => factor), -1],
    });
  };
  const fixed = (value: number): number => {
    values.push(value);
    return values.length - 1;
  };
  for (const { terms, rest } of rows) balance(overGroups(terms), fixed(rest));
  for (const { group, terms } of cells) {
    const held = overGroups(terms);
    if (bound.has(group) && held.length === 1 && held[0]?.[0] === group) continue;
    const sum = held.reduce((total, [at, factor]) => total + factor * (values[at] ?? 0), 0);
    const gap = (base.values[group] ?? 0) - sum;
    balance(gap === 0 ? held : [...held, [fixed(gap), 1]], group);
  }
  const keptGroups = targets.map((terms) => {
    const held = overGroups(terms);
    if (held.length === 1 && held[0]?.[1] === 1) return held[0][0];
    const group = values.length;
    values.push(held.reduce((total, [at, factor]) => total + factor * (values[at] ?? 0), 0));
    hidden.push(group);
    balance(held, group);
    return group;
  });

  const isPublishable = (group: number): boolean => group < base.size && cellOf[group] !== undefined;
  const frozen = new Set([...base.frozenMasked, ...o.forced].filter((group) => !told.has(group)));
  asked.forEach(({ past: masked }, i) => {
    const group = keptGroups[i] ?? 0;
    if (masked && isPublishable(group)) frozen.add(group);
  });
  const primaries = base.primaries.filter((group) => !told.has(group) && !frozen.has(group));
  const always = new Set([...primaries, ...frozen]);
  const candidates = base.candidates.filter((group) => !told.has(group) && !always.has(group));
  const size = values.length;
  const costs = new Float64Array(size);
  for (const group of candidates) costs[group] = base.costs[group] ?? 0;
  const demands: Demand[] = [
    ...base.demands.filter(({ group }) => !told.has(group)),
    ...[...frozen].map((group) => ({ group, below: 0, above: 0, width: 1 })),
    ...asked.map(({ width }, i) => ({ group: keptGroups[i] ?? 0, below: 0, above: 0, width })),
  ];
  return {
    model,
    problem: {
      ...base,
      size,
      rows: all,
      values: Float64Array.from(values),
      primaries,
      hidden,
      frozenMasked: [...frozen],
      candidates,
      costs,
      demands,
    },
    kept: asked,
    told,
    cellOf,
    keptGroups,
  };
}
