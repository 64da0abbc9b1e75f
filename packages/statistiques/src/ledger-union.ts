import { assertArgument } from './argument.ts';
import { TOTAL } from './hierarchy.ts';
import { monthsOf, monthsOfCode, releaseOfEntry, timeAxesOf } from './joint-release.ts';
import type { Ledger } from './ledger-chain.ts';
import { entryHash, type LedgerEntry, type LedgerShape } from './ledger-entry.ts';

/** How the ledgers of several structures are laid over one another. */
export type UnionOptions = {
  /** Universe of the release about to be published, in which every line is put. */
  readonly universe: string;
  /** Dimension that tells the structures apart; no release may have one of that name. */
  readonly dimension: string;
  /** Structures that the release about to be published counts, all of them. */
  readonly parts: readonly string[];
  /** Structures that a universe counts, some of `parts`; `null` leaves its lines out. */
  readonly partsOf: (universeId: string) => readonly string[] | null;
  /** Codes of the release about to be published, by dimension: those that past lines do not show. */
  readonly codes?: Readonly<Record<string, readonly string[]>>;
};

type Part = { readonly entry: LedgerEntry; readonly parts: readonly string[] };

const civilMonth = (month: number): string =>
  `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;

/**
 * What several structures have published, as one who reads them all sees it: every line of their ledgers in one universe,
 * with the structures that it counts as one more dimension. Given to `protect` as `ledger`, it makes a release over all of
 * them safe beside those of each: what is left by a subtraction is protected like a cell.
 *
 * The chain is made anew, for this computation alone: it is no ledger to append to.
 *
 * @throws TypeError when a line has a dimension of that name, or counts a structure that the release does not: a
 *   programmer's error
 */
export function unionLedger(ledgers: readonly Ledger[], o: UnionOptions): Ledger {
  const read = ledgers
    .flatMap(({ entries }) => entries)
    .flatMap((entry): Part[] => {
      const parts = o.partsOf(entry.universe.id);
      return parts === null ? [] : [{ entry, parts: [...new Set(parts)].sort() }];
    })
    .toSorted((a, b) => (a.entry.publishedAt < b.entry.publishedAt ? -1 : 1));
  assertArgument(
    read.every(({ entry }) => !entry.dims.includes(o.dimension)),
    'unionLedger',
    'une dimension que les registres n’ont pas',
  );
  const structures = [...new Set(o.parts)].sort();
  assertArgument(
    read.every(({ parts }) => parts.length > 0 && parts.every((part) => structures.includes(part))),
    'unionLedger',
    'des registres qui ne comptent que les structures de la publication',
  );
  const dated = timeAxesOf(read.map(({ entry }) => releaseOfEntry(entry)));
  const known = codesByDimension(read, dated, o.codes ?? {});
  let prev: string | null = null;
  const entries = read.map(({ entry, parts }, seq): LedgerEntry => {
    const time = dated[seq] ?? -1;
    const isWhole = parts.length === structures.length;
    const name = parts.length === 1 ? (parts[0] ?? '') : parts.join('+');
    const lines = [...entry.cells, ...emptyCells(entry, time, known)];
    const content = {
      ...entry,
      seq,
      prev,
      universe: { ...entry.universe, id: o.universe },
      dims: isWhole ? entry.dims : [o.dimension, ...entry.dims],
      shapes: {
        ...openShapes(entry, time, known),
        ...(isWhole ? {} : { [o.dimension]: { hierarchies: treesOf(structures, parts, name) } }),
      },
      cells: isWhole ? lines : lines.map((cell) => [name, ...cell]),
    };
    const hash = entryHash(content);
    prev = hash;
    return { ...content, hash };
  });
  return Object.freeze({ entries: Object.freeze(entries) });
}

/** Every code of each dimension that does not date, in any line or in the release to come. */
function codesByDimension(
  read: readonly Part[],
  dated: readonly number[],
  own: NonNullable<UnionOptions['codes']>,
): Map<string, Set<string>> {
  const known = new Map(Object.entries(own).map(([dim, codes]) => [dim, new Set(codes)]));
  read.forEach(({ entry }, index) => {
    entry.dims.forEach((dim, axis) => {
      if (axis === dated[index] || entry.shapes?.[dim]) return;
      const codes = known.get(dim) ?? new Set<string>();
      for (const cell of entry.cells) codes.add(String(cell[axis]));
      codes.delete(TOTAL);
      known.set(dim, codes);
    });
  });
  return known;
}

/**
 * A structure that has no code for a territory has nobody there; the others may have. Its line is told to know every code,
 * and holds a zero where it had none.
 */
function openShapes(
  { dims, shapes = {} }: LedgerEntry,
  time: number,
  known: ReadonlyMap<string, ReadonlySet<string>>,
): Record<string, LedgerShape> {
  const open = dims.flatMap((dim, axis): [string, LedgerShape][] =>
    axis === time || shapes[dim]
      ? []
      : [[dim, { hierarchies: [{ [TOTAL]: [...(known.get(dim) ?? [])].sort() }] }]],
  );
  return { ...shapes, ...Object.fromEntries(open) };
}

function emptyCells(
  { dims, shapes = {}, cells, universe }: LedgerEntry,
  time: number,
  known: ReadonlyMap<string, ReadonlySet<string>>,
): LedgerEntry['cells'] {
  return dims.flatMap((dim, axis) => {
    if (shapes[dim]) return [];
    const used = new Set(cells.map((cell) => String(cell[axis])));
    used.delete(TOTAL);
    if (used.size === 0) return [];
    const absent =
      axis === time ? monthsWithout(used, universe) : [...(known.get(dim) ?? [])].filter((c) => !used.has(c));
    return absent.map((code) => [...dims.map((_, at) => (at === axis ? code : TOTAL)), 0]);
  });
}

/** Months of the period of which no code of a line tells anything. */
function monthsWithout(used: ReadonlySet<string>, universe: LedgerEntry['universe']): string[] {
  const period = monthsOf(universe);
  const spans = [...used].flatMap((code) => monthsOfCode(code) ?? []);
  return Array.from({ length: period.to - period.from + 1 }, (_, index) => period.from + index)
    .filter((month) => !spans.some(({ from, to }) => month >= from && month <= to))
    .map(civilMonth);
}

/** The structures as leaves, and the group that a line counts above its own. */
function treesOf(
  structures: readonly string[],
  parts: readonly string[],
  name: string,
): Record<string, readonly string[]>[] {
  const flat = { [TOTAL]: structures };
  if (parts.length === 1) return [flat];
  return [flat, { [TOTAL]: [name, ...structures.filter((one) => !parts.includes(one))], [name]: parts }];
}
