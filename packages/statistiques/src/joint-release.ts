import { calendarLevels, firstMonthOf } from './calendar.ts';
import { leavesOf, TOTAL, childrenOf, type Tree } from './hierarchy.ts';
import { shapesOf, type LedgerEntry, type LedgerShape, type Universe } from './ledger-entry.ts';
import type { ReleaseSpec } from './release-spec.ts';

/** Months `from` to `to`, inclusive, counted from year 0. */
export type Months = { readonly from: number; readonly to: number };

/** A release, past or to come, as one who compares releases reads it. */
export type JointRelease = {
  /** Absent for the release about to be published. */
  readonly releaseId?: string;
  readonly universe: Universe;
  readonly unit: string;
  readonly dims: readonly string[];
  readonly shapes: Readonly<Record<string, LedgerShape>>;
  /** A code per dimension and a value, `null` when it is masked. */
  readonly cells: readonly JointCell[];
};

export type JointCell = { readonly codes: readonly string[]; readonly value: number | null };

/** A past release in the same universe, read from the ledger. */
export const releaseOfEntry = ({
  releaseId,
  universe,
  unit,
  dims,
  shapes,
  cells,
}: LedgerEntry): JointRelease => ({
  releaseId,
  universe,
  unit,
  dims,
  shapes: shapes ?? {},
  cells: cells.map((cell) => {
    const value = cell.at(-1);
    return { codes: cell.slice(0, -1).map(String), value: typeof value === 'number' ? value : null };
  }),
});

/** A release about to be published; its universe is in its specification. */
export const releaseOfSpec = (
  spec: ReleaseSpec,
  universe: Universe,
  dims: readonly string[],
  cells: readonly JointCell[],
): JointRelease => ({ universe, unit: spec.unit, dims, shapes: shapesOf(spec), cells });

const monthNumber = (civilMonth: string): number =>
  Number(civilMonth.slice(0, 4)) * 12 + Number(civilMonth.slice(5, 7)) - 1;

export const monthsOf = ({ period }: Universe): Months => ({
  from: monthNumber(period.from),
  to: monthNumber(period.to),
});

const LENGTHS = { mois: 1, trimestre: 3, semestre: 6, annee: 12 } as const;

/** Months of a calendar code; `null` when the code is not one. */
export function monthsOfCode(code: string): Months | null {
  for (const level of calendarLevels) {
    const first = firstMonthOf(code, level);
    if (!first) continue;
    const from = Number(first.year) * 12 + first.month - 1;
    return { from, to: from + LENGTHS[level] - 1 };
  }
  return null;
}

export const overlap = (a: Months, b: Months): Months | null => {
  const both = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) };
  return both.from <= both.to ? both : null;
};

export const codesOn = (release: JointRelease, axis: number): Set<string> => {
  const codes = new Set(release.cells.map((cell) => cell.codes[axis] ?? TOTAL));
  codes.delete(TOTAL);
  return codes;
};

/** Codes that date records outside the period of their release; an empty cell dates nothing. */
export function strayCodes(release: JointRelease, axis: number): string[] {
  const period = monthsOf(release.universe);
  const counted = new Set(
    release.cells.flatMap(({ codes, value }) => (value === 0 ? [] : [codes[axis] ?? TOTAL])),
  );
  return [...counted].filter((code) => {
    const months = monthsOfCode(code);
    return months !== null && overlap(months, period) === null;
  });
}

/**
 * Dimensions that may date what is counted: every code but one (records without a date) is a month,
 * quarter, half-year or year, and some fall in the period; all of them rather than some.
 */
function datedAxes(release: JointRelease): number[] {
  const period = monthsOf(release.universe);
  const dated = release.dims.flatMap((dim, axis) => {
    if (release.shapes[dim]) return [];
    const months = [...codesOn(release, axis)].map(monthsOfCode);
    const spans = months.filter((span) => span !== null);
    return months.length - spans.length <= 1 && spans.some((span) => overlap(span, period)) ? [axis] : [];
  });
  const kept = dated.filter((axis) => strayCodes(release, axis).length === 0);
  return kept.length > 0 ? kept : dated;
}

/**
 * The dimension that dates each release, −1 without one. Of two that could (a visit, a reminder), it
 * is the one that most releases share: months of one are not compared with months of the other.
 */
export function timeAxesOf(releases: readonly JointRelease[]): number[] {
  const held = releases.map((release) => datedAxes(release).map((axis) => release.dims[axis] ?? ''));
  const sharing = (dim: string): number => held.filter((dims) => dims.includes(dim)).length;
  return releases.map(({ dims }, index) => {
    const [first] = (held[index] ?? []).toSorted((a, b) => sharing(b) - sharing(a));
    return first === undefined ? -1 : dims.indexOf(first);
  });
}

/** Leaf codes under a code, in every tree that has it; the code itself when it is a leaf. */
export function leavesUnder(trees: readonly Tree[], code: string): string[] {
  const found = new Set<string>();
  const visit = (tree: Tree, node: string): void => {
    const children = childrenOf(tree, node);
    if (children.length === 0) found.add(node);
    for (const child of children) visit(tree, child);
  };
  const holder = trees.find((tree) => childrenOf(tree, code).length > 0);
  if (!holder) return [code];
  visit(holder, code);
  return [...found];
}

/** Leaf codes that a release knows on a dimension. */
export function leavesOn(release: JointRelease, axis: number): string[] {
  const shape = release.shapes[release.dims[axis] ?? ''];
  if (shape && 'hierarchies' in shape) return leavesOf(shape.hierarchies[0] ?? {});
  return [...codesOn(release, axis)];
}
