import { TOTAL } from './hierarchy.ts';
import {
  monthsOf,
  monthsOfCode,
  overlap,
  timeAxesOf,
  type JointRelease,
  type Months,
} from './joint-release.ts';

/**
 * The months of all releases, cut as finely as any release cuts them. A class is a run of months
 * that nobody told apart, or the records without a date of one period.
 */
export type JointTime = {
  readonly classes: number;
  /** Position of the dating dimension of each release, −1 without one. */
  readonly axisOf: readonly number[];
  /** Classes of a code of the dating dimension of a release (`Total`: its whole period). */
  readonly classesOf: (release: number, code: string) => readonly number[];
  /** Classes of the period that a dated release has no code for: it counts nobody then. */
  readonly emptyIn: (release: number) => readonly number[];
  /** In French: `2026-03`, `2026-01 à 2026-02`. */
  readonly nameOf: (classes: readonly number[]) => string;
};

type Span = { readonly key: string; readonly months: Months | null; readonly isUndated: boolean };

/** What the codes of one release date. */
function spansOf(release: JointRelease, axis: number): Map<string, Span[]> {
  const period = monthsOf(release.universe);
  const undated: Span = { key: `sans date ${period.from}-${period.to}`, months: null, isUndated: true };
  const whole: Span = { key: '', months: period, isUndated: false };
  const codes = new Set(axis < 0 ? [] : release.cells.map(({ codes }) => codes[axis] ?? TOTAL));
  const spans = new Map<string, Span[]>();
  let hasUndated = false;
  for (const code of codes) {
    if (code === TOTAL) continue;
    const months = monthsOfCode(code);
    if (!months) hasUndated = true;
    const inside = months && overlap(months, period);
    if (!months) spans.set(code, [undated]);
    else spans.set(code, inside ? [{ key: '', months: inside, isUndated: false }] : []);
  }
  spans.set(TOTAL, hasUndated ? [whole, undated] : [whole]);
  return spans;
}

const civilMonth = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;

/** Cuts the months for all the releases. With `isOpaque`, periods do not add up: only nested ones compare. */
export function jointTime(releases: readonly JointRelease[], isOpaque: boolean): JointTime {
  const axisOf = timeAxesOf(releases);
  const spans = releases.map((release, index) => spansOf(release, axisOf[index] ?? -1));
  const limits = new Set<number>();
  const numberOf = new Map<string, number>();
  const classOf = (key: string): number => {
    const known = numberOf.get(key);
    if (known !== undefined) return known;
    numberOf.set(key, numberOf.size);
    return numberOf.size - 1;
  };
  for (const { months } of spans.flatMap((release) => [...release.values()].flat())) {
    if (months) limits.add(months.from).add(months.to + 1);
  }
  const sorted = [...limits].sort((a, b) => a - b);
  const periods = spans
    .flatMap((release) => [...release.values()].flat())
    .flatMap(({ months }) => (months ? [months] : []));
  // Persons are not added over months, but whoever came in a part of a period came in the period: its
  // widest part and those who were new then. What its other parts share is left unsaid.
  const chainOf = (months: Months): number[] => {
    const length = ({ from, to }: Months): number => to - from;
    const [part] = periods
      .filter(({ from, to }) => from >= months.from && to <= months.to && to - from < length(months))
      .toSorted((a, b) => length(b) - length(a) || a.from - b.from);
    return [...(part ? chainOf(part) : []), classOf(`${months.from}-${months.to}`)];
  };
  const classesOfSpan = ({ key, months }: Span): number[] => {
    if (!months) return [classOf(key)];
    if (isOpaque) return chainOf(months);
    return sorted
      .filter((limit) => limit >= months.from && limit <= months.to)
      .map((limit) => classOf(`>${limit}`));
  };
  const sets = spans.map(
    (release) =>
      new Map(
        [...release].map(([code, parts]) => [code, parts.flatMap(classesOfSpan).sort((a, b) => a - b)]),
      ),
  );
  const labels = new Map([...numberOf].map(([key, index]) => [index, key]));
  return {
    classes: numberOf.size,
    axisOf,
    nameOf: (classes) => {
      const runs: Months[] = [];
      for (const index of classes) {
        const [, first, until] = /^(\d+)-(\d+)$/.exec(labels.get(index) ?? '') ?? [];
        if (first !== undefined) runs.push({ from: Number(first), to: Number(until) });
        const [, from] = /^>(\d+)$/.exec(labels.get(index) ?? '') ?? [];
        if (from === undefined) continue;
        const start = Number(from);
        const next = (sorted[sorted.indexOf(start) + 1] ?? start + 1) - 1;
        runs.push({ from: start, to: next });
      }
      runs.sort((a, b) => a.from - b.from);
      const joined: { from: number; to: number }[] = [];
      for (const run of runs) {
        const before = joined.at(-1);
        if (before && before.to + 1 === run.from) before.to = run.to;
        else joined.push({ ...run });
      }
      return joined
        .map(({ from, to }) => (from === to ? civilMonth(from) : `${civilMonth(from)} à ${civilMonth(to)}`))
        .join(', ');
    },
    classesOf: (release, code) => sets[release]?.get(code) ?? [],
    emptyIn: (release) => {
      const codes = [...(sets[release] ?? [])].filter(([code]) => code !== TOTAL);
      if (isOpaque || (axisOf[release] ?? -1) < 0) return [];
      const covered = new Set(codes.flatMap(([, classes]) => classes));
      return (sets[release]?.get(TOTAL) ?? []).filter((index) => !covered.has(index));
    },
  };
}
