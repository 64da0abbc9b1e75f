import { jointSpace, type JointSpace, type Predicate } from './joint-predicate.ts';
import { monthsOf, overlap, type JointRelease } from './joint-release.ts';
import { done, refuse, type Resultat } from './motif.ts';

/** More atoms than this are refused (specification §5.1). */
const MAX_ATOMS = 200_000;

/** A count written over the atoms: `Σ factors[i]·atom[atoms[i]]`. */
export type Form = { readonly atoms: readonly number[]; readonly factors: readonly number[] };

/** A cell of an earlier release, once for all the releases that give it. */
export type PastCell = {
  readonly release: number;
  /** Row in that release. */
  readonly row: number;
  readonly predicate: Predicate;
  readonly form: Form;
  /** `null`: masked whenever it was given. */
  readonly value: number | null;
};

/** All that a reader of several releases can put side by side (specification §7.2). */
export type JointModel = {
  readonly releases: readonly JointRelease[];
  readonly space: JointSpace;
  /** Number of atoms: counts of records that nobody tells apart, all integers ≥ 0. */
  readonly size: number;
  /** Sums of atoms that are nought by construction. */
  readonly links: readonly Form[];
  readonly past: readonly PastCell[];
  /** What each cell of the last release counts; `null` outside its period. */
  readonly candidate: readonly ({ readonly predicate: Predicate; readonly form: Form } | null)[];
  readonly formOf: (predicate: Predicate, vintage: string) => Form;
  /** Patterns of axes that some cell of some release uses. */
  readonly patterns: readonly (readonly number[])[];
};

type Block = { readonly axes: readonly number[]; readonly offset: number; readonly size: number };

const includes = (a: readonly number[], b: readonly number[]): boolean => b.every((axis) => a.includes(axis));

/** Removes sets that another holds, then what only one set has, until nothing moves (Graham). */
function isAcyclic(sets: readonly (readonly number[])[]): boolean {
  let left = sets;
  for (let moved = true; moved && left.length > 1;) {
    const shared = left.map((set, i) =>
      set.filter((axis) => left.some((other, j) => j !== i && other.includes(axis))),
    );
    const kept = shared.filter(
      (set, i) =>
        !shared.some((other, j) => j !== i && includes(other, set) && (other.length > set.length || j < i)),
    );
    moved = kept.length < left.length || kept.some((set, i) => set.length < (left[i]?.length ?? 0));
    left = kept;
  }
  return left.length <= 1;
}

/**
 * Sets of axes crossed in full. Tables that share their axes without a loop need no more than their
 * own crossing; in a loop, only the crossing of all says what an attacker knows.
 */
function crossings(patterns: readonly (readonly number[])[]): (readonly number[])[] {
  const largest = patterns.filter(
    (set, i) =>
      !patterns.some((other, j) => j !== i && includes(other, set) && (other.length > set.length || j < i)),
  );
  if (isAcyclic(largest)) return largest;
  return [[...new Set(largest.flat())].sort((a, b) => a - b)];
}

/** Numbers of the atoms that a predicate holds in a block. */
function atomsIn(space: JointSpace, block: Block, { on, time }: Predicate): number[] {
  let atoms = [0];
  for (const axis of block.axes) {
    const size = space.axes[axis] ?? 0;
    const classes = on.get(axis) ?? Array.from({ length: size }, (_, index) => index);
    atoms = atoms.flatMap((atom) => classes.map((index) => atom * size + index));
  }
  return atoms.flatMap((atom) => time.map((index) => block.offset + atom * space.times + index));
}

/** Equal margins of two blocks on the axes they share. */
function linksBetween(space: JointSpace, one: Block, other: Block): Form[] {
  const shared = one.axes.filter((axis) => other.axes.includes(axis));
  let classes: [number, number[]][][] = [[]];
  for (const axis of shared) {
    classes = classes.flatMap((on) =>
      Array.from({ length: space.axes[axis] ?? 0 }, (_, index): [number, number[]][] => [
        ...on,
        [axis, [index]],
      ]),
    );
  }
  return classes.flatMap((on) =>
    Array.from({ length: space.times }, (_, time): Form => {
      const margin = { key: '', on: new Map(on), time: [time] };
      const left = atomsIn(space, one, margin);
      const right = atomsIn(space, other, margin);
      return { atoms: [...left, ...right], factors: [...left.map(() => 1), ...right.map(() => -1)] };
    }),
  );
}

/** Releases that something ties to the last one: periods that overlap, from one to the next. */
export function tiedToLast(releases: readonly JointRelease[]): JointRelease[] {
  const last = releases.at(-1);
  if (!last) return [];
  const kept = new Set([last]);
  let reach = [monthsOf(last.universe)];
  for (let moved = true; moved;) {
    const found = releases.filter(
      (release) =>
        !kept.has(release) &&
        release.universe.id === last.universe.id &&
        release.unit === last.unit &&
        reach.some((months) => overlap(months, monthsOf(release.universe))),
    );
    for (const release of found) kept.add(release);
    reach = [...reach, ...found.map(({ universe }) => monthsOf(universe))];
    moved = found.length > 0;
  }
  return releases.filter((release) => kept.has(release));
}

/** What changed between two vintages: predicates whose published count moved, and which way. */
export type Change = {
  readonly predicate: Predicate;
  /** The later vintage. */
  readonly vintage: string;
  readonly delta: number;
};

/**
 * Lays the releases over common atoms, the last one being the candidate. Vintages share their atoms,
 * since readers take figures as unchanged, except where `changes` says that a figure moved.
 *
 * Code: `TOO_MANY_CELLS`.
 */
export function jointModel(
  releases: readonly JointRelease[],
  changes: readonly Change[] = [],
): Resultat<JointModel> {
  const space = jointSpace(releases);
  const last = releases.length - 1;
  const located = releases.map((release, index) =>
    release.cells.map(({ codes }) => space.predicateOf(index, codes)),
  );
  const patterns = new Map<string, readonly number[]>([['', []]]);
  for (const cell of located.flat()) {
    const pattern = [...(cell?.on.keys() ?? [])];
    patterns.set(pattern.join(','), pattern);
  }
  let offset = 0;
  const blocks: Block[] = crossings([...patterns.values()]).map((axes) => {
    const size = axes.reduce((product, axis) => product * (space.axes[axis] ?? 0), space.times);
    offset += size;
    return { axes, offset: offset - size, size };
  });
  if (offset > MAX_ATOMS) {
    return refuse({
      code: 'TOO_MANY_CELLS',
      phrase: `Le rapprochement avec les publications passées demande plus de ${MAX_ATOMS} cases. Regroupez des codes.`,
      path: ['ledger'],
    });
  }
  const links = blocks.flatMap((one, i) =>
    blocks.slice(i + 1).flatMap((other) => linksBetween(space, one, other)),
  );
  const bases = new Map<string, readonly number[]>();
  const baseOf = (predicate: Predicate): readonly number[] => {
    const known = bases.get(predicate.key);
    if (known) return known;
    const atoms = locate(predicate);
    bases.set(predicate.key, atoms);
    return atoms;
  };
  const locate = (predicate: Predicate): number[] => {
    const pattern = [...predicate.on.keys()];
    const block = blocks.find(({ axes }) => includes(axes, pattern));
    return block ? atomsIn(space, block, predicate) : [];
  };
  const late = lateAtoms(changes, baseOf, offset);
  const formOf = (predicate: Predicate, vintage: string): Form => {
    const atoms = baseOf(predicate);
    const moved = atoms.flatMap((atom) => late.of(atom, vintage));
    return {
      atoms: [...atoms, ...moved.map(({ atom }) => atom)],
      factors: [...atoms.map(() => 1), ...moved.map(({ factor }) => factor)],
    };
  };
  const past = new Map<string, PastCell>();
  releases.slice(0, last).forEach(({ cells, universe }, release) => {
    cells.forEach(({ value }, row) => {
      const predicate = located[release]?.[row];
      if (!predicate) return;
      const form = formOf(predicate, universe.vintage);
      const moved = form.atoms.slice(baseOf(predicate).length);
      const key = `${predicate.key}@${moved.join(',')}`;
      const known = past.get(key);
      if (known && (known.value !== null || value === null)) return;
      past.set(key, { release, row, predicate, form, value });
    });
  });
  const empty = releases.flatMap(({ universe }, release) =>
    space.emptyIn(release).map((predicate) => formOf(predicate, universe.vintage)),
  );
  return done({
    releases,
    space,
    size: late.size,
    links: [...links, ...empty, ...late.floors],
    past: [...past.values()],
    candidate: (located[last] ?? []).map(
      (predicate) =>
        predicate && { predicate, form: formOf(predicate, releases[last]?.universe.vintage ?? '') },
    ),
    formOf,
    patterns: [...patterns.values()],
  });
}

type Late = {
  readonly size: number;
  readonly of: (atom: number, vintage: string) => readonly { atom: number; factor: 1 | -1 }[];
  readonly floors: readonly Form[];
};

/** What came, or went, with each vintage in the atoms of a figure that moved. */
function lateAtoms(
  changes: readonly Change[],
  baseOf: (p: Predicate) => readonly number[],
  first: number,
): Late {
  let size = first;
  const moves = new Map<number, { vintage: string; atom: number; factor: 1 | -1 }[]>();
  const floors: Form[] = [];
  for (const { predicate, vintage, delta } of changes) {
    const factor = delta > 0 ? 1 : -1;
    for (const base of baseOf(predicate)) {
      const known = moves.get(base) ?? [];
      if (known.some((move) => move.vintage === vintage && move.factor === factor)) continue;
      known.push({ vintage, atom: size, factor });
      moves.set(base, known);
      size += 1;
    }
  }
  // What is left of an atom once records went away is still a count: atom + moves − rest = 0.
  for (const [base, all] of moves) {
    for (const vintage of new Set(all.filter(({ factor }) => factor < 0).map((move) => move.vintage))) {
      const until = all.filter((move) => move.vintage <= vintage);
      floors.push({
        atoms: [base, ...until.map(({ atom }) => atom), size],
        factors: [1, ...until.map(({ factor }) => factor), -1],
      });
      size += 1;
    }
  }
  return {
    size,
    floors,
    of: (atom, vintage) => (moves.get(atom) ?? []).filter((move) => move.vintage <= vintage),
  };
}
