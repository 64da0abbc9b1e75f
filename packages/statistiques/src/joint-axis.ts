import { TOTAL } from './hierarchy.ts';
import { leavesOn, leavesUnder, type JointRelease } from './joint-release.ts';

/** Ages `from` (included) to `to` (excluded). */
type Ages = { readonly from: number; readonly to: number };

/** Ages of a band code (`<25`, `25-39`, `65+`); `null` when the code is not one. */
function agesOf(code: string): Ages | null {
  const below = /^<(-?\d{1,9})$/.exec(code);
  if (below) return { from: -Infinity, to: Number(below[1]) };
  const between = /^(-?\d{1,9})-(-?\d{1,9})$/.exec(code);
  if (between) {
    const ages = { from: Number(between[1]), to: Number(between[2]) + 1 };
    return ages.from < ages.to ? ages : null;
  }
  const above = /^(-?\d{1,9})\+$/.exec(code);
  return above ? { from: Number(above[1]), to: Infinity } : null;
}

/**
 * One dimension cut as finely as any release cuts it, and no finer: classes of records that every
 * code of every release holds whole.
 */
export type JointAxis = {
  readonly dim: string;
  readonly classes: number;
  /** Classes that a code of a release holds. */
  readonly classesOf: (release: number, code: string) => readonly number[];
  /** Classes that a release has no code for: it counts nobody there. `null` when it leaves the dimension out. */
  readonly absentFrom: (release: number) => readonly number[] | null;
  /** In French, the code that holds these classes and no others, or part of the narrowest that does. */
  readonly nameOf: (classes: readonly number[]) => string;
};

type Coding = { readonly release: number; readonly leaves: readonly string[]; readonly isBands: boolean };

/** Pieces of a dimension before they are merged: ages between two limits, or a code by itself. */
function piecesOf(codings: readonly Coding[]): {
  count: number;
  of: (coding: Coding, leaf: string) => number[];
} {
  const limits = new Set<number>();
  for (const { isBands, leaves } of codings) {
    for (const ages of isBands ? leaves.map(agesOf) : []) {
      if (ages) limits.add(ages.from).add(ages.to);
    }
  }
  const sorted = [...limits].sort((a, b) => a - b);
  const numberOf = new Map<string, number>();
  const pieceOf = (name: string): number => {
    const known = numberOf.get(name);
    if (known !== undefined) return known;
    numberOf.set(name, numberOf.size);
    return numberOf.size - 1;
  };
  const of = ({ isBands }: Coding, leaf: string): number[] => {
    const ages = isBands ? agesOf(leaf) : null;
    if (!ages) return [pieceOf(`=${leaf}`)];
    return sorted
      .filter((limit, i) => limit >= ages.from && (sorted[i + 1] ?? NaN) <= ages.to)
      .map((limit) => pieceOf(`>${limit}`));
  };
  for (const coding of codings) for (const leaf of coding.leaves) of(coding, leaf);
  return { count: numberOf.size, of };
}

/** Cuts a dimension for all the releases that have it. */
export function jointAxis(dim: string, releases: readonly JointRelease[]): JointAxis {
  const codings = releases.flatMap((release, index): Coding[] => {
    const axis = release.dims.indexOf(dim);
    if (axis < 0) return [];
    const leaves = leavesOn(release, axis);
    // Declared, but told apart by none of its tables.
    if (leaves.length === 0) return [];
    const banded = leaves.filter((leaf) => agesOf(leaf) !== null).length;
    return [{ release: index, leaves, isBands: banded > 0 && leaves.length - banded <= 1 }];
  });
  const pieces = piecesOf(codings);
  const codingOf = new Map(codings.map((coding) => [coding.release, coding]));
  const rawOf = (release: number, code: string): number[] => {
    const coding = codingOf.get(release);
    if (!coding) return [];
    const shape = releases[release]?.shapes[dim];
    const trees = shape && 'hierarchies' in shape ? shape.hierarchies : [];
    return leavesUnder(trees, code).flatMap((leaf) => pieces.of(coding, leaf));
  };
  // Pieces that the same codes hold are one class: nobody ever told them apart.
  const holders = Array.from({ length: pieces.count }, (): string[] => []);
  const known = new Map<string, number[]>();
  for (const { release, leaves } of codings) {
    const axis = releases[release]?.dims.indexOf(dim) ?? -1;
    const used = new Set(releases[release]?.cells.map(({ codes }) => codes[axis] ?? TOTAL));
    used.delete(TOTAL);
    for (const code of used) known.set(`${release}/${code}`, rawOf(release, code));
    known.set(
      `${release}`,
      leaves.flatMap((leaf) => rawOf(release, leaf)),
    );
  }
  const names = new Map<string, string>();
  for (const raw of known.values()) {
    const signature = [...new Set(raw)].sort((a, b) => a - b).join(',');
    if (names.has(signature)) continue;
    const name = String(names.size);
    names.set(signature, name);
    for (const piece of new Set(raw)) holders[piece]?.push(name);
  }
  const classOf: number[] = [];
  const numberOf = new Map<string, number>();
  holders.forEach((held, piece) => {
    const signature = held.join(',');
    const number = numberOf.get(signature) ?? numberOf.size;
    numberOf.set(signature, number);
    classOf[piece] = number;
  });
  const toClasses = (raw: readonly number[]): number[] =>
    [...new Set(raw.map((piece) => classOf[piece] ?? 0))].sort((a, b) => a - b);
  const sets = new Map([...known].map(([name, raw]) => [name, toClasses(raw)]));
  const all = Array.from({ length: numberOf.size }, (_, index) => index);
  const byCode = [...sets].filter(([name]) => name.includes('/'));
  return {
    dim,
    classes: numberOf.size,
    nameOf: (classes) => {
      const [narrowest] = byCode
        .filter(([, held]) => classes.every((index) => held.includes(index)))
        .toSorted(([, a], [, b]) => a.length - b.length);
      if (!narrowest) return `${dim} (en partie)`;
      const code = narrowest[0].slice(narrowest[0].indexOf('/') + 1);
      return narrowest[1].length === classes.length ? `${dim} ${code}` : `${dim} ${code} (en partie)`;
    },
    classesOf: (release, code) => sets.get(`${release}/${code}`) ?? [],
    absentFrom: (release) => {
      const covered = sets.get(`${release}`);
      return covered ? all.filter((index) => !covered.includes(index)) : null;
    },
  };
}
