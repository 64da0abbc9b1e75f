import { attack } from './attacker.ts';
import type { Form, JointModel } from './joint-model.ts';
import { integerPoint, solverRows, type IntegerSystem } from './linear-system.ts';
import type { Solver } from './solver.ts';

/** A count that is published, over the atoms. */
export type Equality = { readonly form: Form; readonly value: number };

/** What is left of a form once known atoms are put apart. */
export type Reduced = { readonly constant: number; readonly terms: ReadonlyMap<number, number> };

/** Bounds that a joint attack proves on a target; `hi` may be `Infinity`. */
export type Bounds = { readonly lo: number; readonly hi: number };

export type JointWatch = {
  readonly secondsLeft?: (() => number) | undefined;
  readonly signal?: AbortSignal | undefined;
};

/**
 * What one who has read several releases knows: sums of atoms, and what follows at once from them
 * (a sum with a single unknown, a sum of nought).
 */
export class JointKnowledge {
  readonly #values: Float64Array;
  readonly #equalities: Equality[];
  /** False when what is published contradicts itself. */
  consistent = true;

  constructor(model: JointModel, published: readonly Equality[]) {
    this.#values = new Float64Array(model.size).fill(NaN);
    this.#equalities = [...published, ...model.links.map((form) => ({ form, value: 0 }))];
    this.#propagate();
  }

  #propagate(): void {
    const rowsOf = new Map<number, number[]>();
    this.#equalities.forEach(({ form }, row) => {
      for (const atom of form.atoms) {
        const rows = rowsOf.get(atom);
        if (rows) rows.push(row);
        else rowsOf.set(atom, [row]);
      }
    });
    const queue = this.#equalities.map((_, row) => row);
    const waiting = new Set(queue);
    for (const row of queue) {
      waiting.delete(row);
      const equality = this.#equalities[row];
      if (!equality) continue;
      const { constant, terms } = this.reduce(equality.form);
      const rest = equality.value - constant;
      for (const [atom, value] of this.#deduce(terms, rest)) {
        if (!(value >= 0) || !Number.isInteger(value)) this.consistent = false;
        this.#values[atom] = Math.max(0, Math.round(value));
        for (const other of rowsOf.get(atom) ?? []) {
          if (waiting.has(other)) continue;
          waiting.add(other);
          queue.push(other);
        }
      }
      if (terms.size === 0 && rest !== 0) this.consistent = false;
    }
  }

  #deduce(terms: ReadonlyMap<number, number>, rest: number): [number, number][] {
    const [first, ...others] = terms;
    if (!first) return [];
    if (others.length === 0) return [[first[0], rest / first[1]]];
    if (rest !== 0 || [...terms.values()].some((factor) => factor < 0)) return [];
    return [...terms.keys()].map((atom) => [atom, 0]);
  }

  reduce({ atoms, factors }: Form): Reduced {
    let constant = 0;
    const terms = new Map<number, number>();
    atoms.forEach((atom, k) => {
      const factor = factors[k] ?? 0;
      const value = this.#values[atom] ?? NaN;
      if (Number.isNaN(value)) terms.set(atom, (terms.get(atom) ?? 0) + factor);
      else constant += factor * value;
    });
    for (const [atom, factor] of terms) if (factor === 0) terms.delete(atom);
    return { constant, terms };
  }

  /** Sums that still say something. */
  rows(): { terms: ReadonlyMap<number, number>; rest: number }[] {
    return this.#equalities
      .map(({ form, value }) => {
        const { constant, terms } = this.reduce(form);
        return { terms, rest: value - constant };
      })
      .filter(({ terms }) => terms.size > 0);
  }

  /** A whole number for every atom that agrees with all that is known; `null` when there is none. */
  completion(solver: Solver, watch: JointWatch): Float64Array | null | 'stopped' {
    if (!this.consistent) return null;
    const { system, atoms } = systemOf(this.rows(), []);
    const values = this.#values.map((value) => (Number.isNaN(value) ? 0 : value));
    if (system.size === 0) return values;
    const model = solver.load(
      {
        costs: new Float64Array(system.size),
        lower: system.lower,
        upper: system.upper,
        rows: solverRows(system),
      },
      'general',
    );
    try {
      for (const whole of [false, true]) {
        if (whole) model.setInteger();
        const solved = model.minimise(watch.secondsLeft?.());
        if (solved.status === 'infeasible') return null;
        if (solved.status !== 'optimal') return 'stopped';
        const point = integerPoint(system, solved.x);
        if (!point) continue;
        atoms.forEach((held, column) => {
          // Nobody tells these atoms apart: any share between them will do.
          if (held[0] !== undefined) values[held[0]] = point[column] ?? 0;
        });
        return values;
      }
      return 'stopped';
    } finally {
      model.dispose();
    }
  }

  /**
   * Bounds on each target. In `witness` mode, a target is left as soon as two whole solutions differ
   * by `width`. `null`: what is known contradicts itself.
   */
  attack(
    targets: readonly Form[],
    solver: Solver,
    o: JointWatch & { width: number; mode?: 'witness' | 'intervals'; integer?: boolean },
  ): Bounds[] | null | 'stopped' {
    if (!this.consistent) return null;
    const reduced = targets.map((target) => this.reduce(target));
    const { system, columnOf } = systemOf(
      this.rows(),
      reduced.map(({ terms }) => terms),
    );
    const open = reduced.flatMap((_, index) => {
      const column = columnOf[index] ?? -1;
      return column < 0 ? [] : [column];
    });
    const outcome = attack(system, solver, {
      mode: o.mode ?? 'witness',
      width: Math.max(1, o.width),
      integer: o.integer ?? true,
      targets: [...new Set(open)],
      signal: o.signal,
      secondsLeft: o.secondsLeft,
    });
    if (outcome.status === 'stopped') return 'stopped';
    if (outcome.status === 'contradiction') return null;
    return reduced.map(({ constant }, index) => {
      const column = columnOf[index] ?? -1;
      if (column < 0) return { lo: constant, hi: constant };
      return { lo: constant + (outcome.lo[column] ?? 0), hi: constant + (outcome.hi[column] ?? 0) };
    });
  }
}

type Terms = ReadonlyMap<number, number>;

/** Atoms tied to one another by some row, from those of the targets on. */
function reachable(rows: readonly { terms: Terms }[], from: readonly Terms[]): Set<number> {
  const rowsOf = new Map<number, number[]>();
  rows.forEach(({ terms }, row) => {
    for (const atom of terms.keys()) {
      const known = rowsOf.get(atom);
      if (known) known.push(row);
      else rowsOf.set(atom, [row]);
    }
  });
  const reached = new Set<number>();
  const stack = from.flatMap((terms) => [...terms.keys()]);
  const seen = new Set<number>();
  for (let atom = stack.pop(); atom !== undefined; atom = stack.pop()) {
    if (reached.has(atom)) continue;
    reached.add(atom);
    for (const row of rowsOf.get(atom) ?? []) {
      if (seen.has(row)) continue;
      seen.add(row);
      stack.push(...(rows[row]?.terms.keys() ?? []));
    }
  }
  return reached;
}

/** Atoms that every row and every target holds in the same way: they count as one. */
export function sameAtoms(all: readonly Terms[], atoms: Iterable<number>): number[][] {
  const signatures = new Map<number, string[]>();
  for (const atom of atoms) signatures.set(atom, []);
  all.forEach((terms, index) => {
    for (const [atom, factor] of terms) signatures.get(atom)?.push(`${index}*${factor}`);
  });
  const merged = new Map<string, number[]>();
  for (const [atom, signature] of signatures) {
    const key = signature.join(' ');
    const known = merged.get(key);
    if (known) known.push(atom);
    else merged.set(key, [atom]);
  }
  return [...merged.values()];
}

/** The system of an attacker over merged atoms, with a column for each target. */
function systemOf(
  rows: readonly { terms: Terms; rest: number }[],
  targets: readonly Terms[],
): { system: IntegerSystem; atoms: readonly number[][]; columnOf: readonly number[] } {
  const wanted = targets.length === 0 ? rows.map(({ terms }) => terms) : targets;
  const reached = reachable(rows, wanted);
  const kept = rows.filter(({ terms }) => [...terms.keys()].some((atom) => reached.has(atom)));
  const atoms = sameAtoms([...kept.map(({ terms }) => terms), ...targets], reached);
  const columnOfAtom = new Map<number, number>();
  atoms.forEach(([first], column) => {
    if (first !== undefined) columnOfAtom.set(first, column);
  });
  const overColumns = (terms: Terms): { indices: number[]; values: number[] } => {
    const held = [...terms].filter(([atom]) => columnOfAtom.has(atom));
    return {
      indices: held.map(([atom]) => columnOfAtom.get(atom) ?? 0),
      values: held.map(([, factor]) => factor),
    };
  };
  let size = atoms.length;
  const equalities: { indices: number[]; values: number[]; rhs: number }[] = kept.map(({ terms, rest }) => ({
    ...overColumns(terms),
    rhs: rest,
  }));
  const lower = atoms.map(() => 0);
  const upper = atoms.map(() => Infinity);
  const columnOf = targets.map((terms) => {
    if (terms.size === 0) return -1;
    const { indices, values } = overColumns(terms);
    if (indices.length === 1 && values[0] === 1) return indices[0] ?? -1;
    equalities.push({ indices: [...indices, size], values: [...values, -1], rhs: 0 });
    lower.push(values.some((factor) => factor < 0) ? -1_000_000 : 0);
    upper.push(Infinity);
    size += 1;
    return size - 1;
  });
  return {
    system: {
      size,
      rows: equalities,
      lower: Float64Array.from(lower),
      upper: Float64Array.from(upper),
    },
    atoms,
    columnOf,
  };
}
