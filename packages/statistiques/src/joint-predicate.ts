import { TOTAL } from './hierarchy.ts';
import { jointAxis, type JointAxis } from './joint-axis.ts';
import type { JointRelease } from './joint-release.ts';
import { jointTime } from './joint-time.ts';

/**
 * Whom a cell counts, whatever the release: the classes it holds on each axis (an axis left out is
 * held whole) and in time. Two cells with the same key count the same records.
 */
export type Predicate = {
  readonly key: string;
  readonly on: ReadonlyMap<number, readonly number[]>;
  readonly time: readonly number[];
};

/** Every axis of the releases, and what each cell holds on it. */
export type JointSpace = {
  /** Number of classes of each axis. */
  readonly axes: readonly number[];
  readonly times: number;
  /** Whom a cell of a release counts; `null` when it dates outside the period of its release. */
  readonly predicateOf: (release: number, codes: readonly string[]) => Predicate | null;
  /** Whom a release counts nobody of: classes for which it has no code. */
  readonly emptyIn: (release: number) => readonly Predicate[];
  /** Whom a predicate counts, in French. */
  readonly nameOf: (predicate: Predicate) => string;
};

type Axis = { readonly classes: number; readonly name: string };

/** A predicate in its one form: axes held whole are left out. */
export function predicate(
  axes: readonly number[],
  on: Iterable<readonly [number, readonly number[]]>,
  time: readonly number[],
): Predicate {
  const kept = [...on]
    .filter(([axis, classes]) => classes.length < (axes[axis] ?? 0))
    .sort(([a], [b]) => a - b);
  const key = `${time.join(',')}|${kept.map(([axis, classes]) => `${axis}:${classes.join(',')}`).join('|')}`;
  return { key, on: new Map(kept), time };
}

/** Cuts every dimension and the months for releases of one universe and one unit. */
export function jointSpace(releases: readonly JointRelease[]): JointSpace {
  const isOpaque = releases.some(({ unit }) => unit === 'personne');
  const time = jointTime(releases, isOpaque);
  const axes: Axis[] = [];
  const shared = new Map<string, { axis: number; cut: JointAxis }>();
  const options = new Map<string, number>();
  const optionAxis = (dim: string, option: string): number => {
    const name = `${dim}=${option}`;
    const known = options.get(name);
    if (known !== undefined) return known;
    axes.push({ classes: 2, name });
    options.set(name, axes.length - 1);
    return axes.length - 1;
  };
  const isMulti = (release: number, dim: string): boolean => {
    const shape = releases[release]?.shapes[dim];
    return shape !== undefined && 'multi' in shape;
  };
  releases.forEach((release, index) => {
    release.dims.forEach((dim, axis) => {
      if (axis === time.axisOf[index] || isMulti(index, dim) || shared.has(dim)) return;
      // A release that dates by this dimension does not code by it.
      const coded = releases.map((other, at) =>
        time.axisOf[at] === other.dims.indexOf(dim) || isMulti(at, dim)
          ? { ...other, dims: other.dims.map((name) => (name === dim ? '' : name)) }
          : other,
      );
      const cut = jointAxis(dim, coded);
      axes.push({ classes: cut.classes, name: dim });
      shared.set(dim, { axis: axes.length - 1, cut });
    });
    for (const { codes } of release.cells) {
      codes.forEach((code, axis) => {
        const dim = release.dims[axis] ?? '';
        if (code !== TOTAL && isMulti(index, dim)) optionAxis(dim, code);
      });
    }
  });
  const sizes = axes.map(({ classes }) => classes);
  return {
    axes: sizes,
    times: time.classes,
    nameOf: ({ on, time: when }) => {
      const held = [...on].map(([axis, classes]) => {
        const cut = [...shared.values()].find((one) => one.axis === axis)?.cut;
        const option = (axes[axis]?.name ?? '').replace('=', ' ');
        return cut ? cut.nameOf(classes) : classes[0] === 1 ? option : `sans ${option}`;
      });
      return [...held, time.nameOf(when)].filter((part) => part !== '').join(', ');
    },
    predicateOf: (release, codes) => {
      const dims = releases[release]?.dims ?? [];
      const timeAxis = time.axisOf[release] ?? -1;
      const when = time.classesOf(release, timeAxis < 0 ? TOTAL : (codes[timeAxis] ?? TOTAL));
      if (when.length === 0) return null;
      const on: [number, readonly number[]][] = [];
      dims.forEach((dim, position) => {
        const code = codes[position] ?? TOTAL;
        if (position === timeAxis || code === TOTAL) return;
        if (isMulti(release, dim)) on.push([optionAxis(dim, code), [1]]);
        const held = shared.get(dim);
        if (held && !isMulti(release, dim)) on.push([held.axis, held.cut.classesOf(release, code)]);
      });
      return predicate(sizes, on, when);
    },
    emptyIn: (release) => {
      const whole = time.classesOf(release, TOTAL);
      const empty = [...shared.values()].flatMap(({ axis, cut }) => {
        const absent = cut.absentFrom(release) ?? [];
        return absent.length === 0 ? [] : [predicate(sizes, [[axis, absent]], whole)];
      });
      const undated = time.emptyIn(release);
      return undated.length === 0 ? empty : [...empty, predicate(sizes, [], undated)];
    },
  };
}
