import { bandCodes, bandOf } from './bands.ts';
import { firstMonthOf, periodCode, readCivilMonth, type CalendarLevel } from './calendar.ts';
import { childrenOf, leavesOf, preOrder, TOTAL, type Tree } from './hierarchy.ts';
import type { DimensionSpec } from './release-spec.ts';
import { flatTree } from './shape.ts';

/** Code of an empty input value when the dimension names none. */
export const MISSING = 'NR';

/** A dimension with its codes known: nodes are numbered, 0 is `Total`. */
export type Dimension = {
  readonly code: string;
  /** Node codes in pre-order of the first tree, then those that only later trees have. */
  readonly nodes: readonly string[];
  readonly nodeOf: ReadonlyMap<string, number>;
  readonly leaves: readonly number[];
  /** Empty `edges` when the dimension is multi-choice: its leaves do not add up to `Total`. */
  readonly trees: readonly NumberedTree[];
  /** A record may take several leaves. */
  readonly multi: boolean;
  /** Node of the missing code, when it is one. */
  readonly missing: number | null;
};

type NumberedTree = {
  /** Depth of each node of this tree. */
  readonly depth: ReadonlyMap<number, number>;
  readonly edges: readonly Edge[];
};

/** Parent = sum of its children. */
export type Edge = { readonly parent: number; readonly children: readonly number[] };

/** Why an input value has no leaf. */
export type ValueProblem = 'RESERVED_CODE' | 'VALUE_UNKNOWN' | 'DATE_INVALID';

/**
 * Leaf code of an input value, or why it has none. Empty values take the missing code,
 * which hierarchies must list themselves.
 */
export function leafCode(
  spec: DimensionSpec,
  closed: ReadonlySet<string> | null,
  value: string | number | null | undefined,
): string | { problem: ValueProblem } {
  const missing = spec.missing ?? MISSING;
  const text = value === null || value === undefined ? '' : String(value);
  if (text === TOTAL) return { problem: 'RESERVED_CODE' };
  if (spec.hierarchies) {
    const code = text === '' ? missing : text;
    return closed?.has(code) ? code : { problem: 'VALUE_UNKNOWN' };
  }
  if (text === '' || text === missing) return missing;
  if (spec.bands) return bandOf(text, spec.bands) ?? { problem: 'VALUE_UNKNOWN' };
  let code = text;
  const level = spec.calendar?.[0];
  if (level) {
    const month = readCivilMonth(text);
    if (!month) return { problem: 'DATE_INVALID' };
    code = periodCode(month, level);
  }
  return closed && !closed.has(code) ? { problem: 'VALUE_UNKNOWN' } : code;
}

/**
 * Options ticked by a multi-choice answer, each once, sorted. An empty answer is the missing code;
 * a missing mark beside an option says nothing and is dropped.
 */
export function tickedCodes(
  spec: DimensionSpec,
  closed: ReadonlySet<string> | null,
  value: string | number | null | undefined,
): string[] | { problem: ValueProblem } {
  const missing = spec.missing ?? MISSING;
  const text = value === null || value === undefined ? '' : String(value);
  const ticked = new Set<string>();
  for (const option of text.split(spec.multi ?? '')) {
    const code = leafCode(spec, closed, option.trim());
    if (typeof code !== 'string') return code;
    if (code !== missing) ticked.add(code);
  }
  return ticked.size === 0 ? [missing] : [...ticked].sort(byCodeUnit);
}

/** Codes that a closed dimension accepts as input; `null` when the list is open. */
export function closedCodes(spec: DimensionSpec): ReadonlySet<string> | null {
  if (spec.hierarchies) return new Set(leavesOf(spec.hierarchies[0] ?? {}));
  return spec.codes ? new Set(spec.codes) : null;
}

/** The order of codes: by code unit, the same in every language. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Tree of the periods given, whatever their level: each hangs from the coarser periods above it. */
function calendarTree(levels: readonly CalendarLevel[], codes: readonly string[]): Tree {
  const children = new Map<string, Set<string>>([[TOTAL, new Set()]]);
  for (const code of codes) {
    const rank = levels.findIndex((level) => firstMonthOf(code, level) !== null);
    const level = levels[rank];
    const month = level ? firstMonthOf(code, level) : null;
    const above = month ? levels.slice(rank + 1).map((coarser) => periodCode(month, coarser)) : [];
    const path = [TOTAL, ...above.reverse(), code];
    path.slice(1).forEach((node, index) => {
      const parent = path[index] ?? TOTAL;
      const siblings = children.get(parent) ?? new Set();
      children.set(parent, siblings.add(node));
    });
  }
  return Object.fromEntries([...children].map(([parent, codes]) => [parent, [...codes]]));
}

function treesOf(spec: DimensionSpec, observed: ReadonlySet<string>): readonly Tree[] {
  if (spec.hierarchies) return spec.hierarchies;
  const missing = spec.missing ?? MISSING;
  const withMissing = (codes: readonly string[]): string[] =>
    observed.has(missing) && !codes.includes(missing) ? [...codes, missing] : [...codes];
  const found = [...observed].sort(byCodeUnit);
  if (spec.bands) return [flatTree(withMissing(bandCodes(spec.bands)))];
  if (spec.calendar) {
    const periods = spec.codes ?? found.filter((code) => code !== missing);
    return [calendarTree(spec.calendar, withMissing(periods))];
  }
  return [flatTree(spec.codes ? withMissing(spec.codes) : found)];
}

/** Numbers the nodes of a dimension from its specification and the codes seen (leaves, or any node). */
export function numberDimension(spec: DimensionSpec, observed: ReadonlySet<string>): Dimension {
  const trees = treesOf(spec, observed);
  const nodeOf = new Map<string, number>();
  for (const tree of trees) {
    for (const { code } of preOrder(tree)) if (!nodeOf.has(code)) nodeOf.set(code, nodeOf.size);
  }
  const at = (code: string): number => nodeOf.get(code) ?? 0;
  const multi = spec.multi !== undefined;
  return {
    code: spec.code,
    nodes: [...nodeOf.keys()],
    nodeOf,
    leaves: leavesOf(trees[0] ?? {}).map(at),
    trees: trees.map((tree) => {
      const order = preOrder(tree);
      return {
        depth: new Map(order.map(({ code, depth }) => [at(code), depth])),
        edges: multi
          ? []
          : order
              .map(({ code }) => ({ parent: at(code), children: childrenOf(tree, code).map(at) }))
              .filter(({ children }) => children.length > 0),
      };
    }),
    multi,
    missing: nodeOf.get(spec.missing ?? MISSING) ?? null,
  };
}

/** Nodes of a dimension that a table keeps when it is cut at a depth (one, or one per tree). */
export function allowedNodes(dimension: Dimension, finest: number | readonly number[] | undefined): number[] {
  const cut = (tree: number): number =>
    finest === undefined ? Infinity : typeof finest === 'number' ? finest : (finest[tree] ?? Infinity);
  return dimension.nodes
    .map((_, node) => node)
    .filter((node) =>
      dimension.trees.some((tree, index) => {
        const depth = tree.depth.get(node);
        return depth !== undefined && depth <= cut(index);
      }),
    );
}

/** Sum relations among the kept nodes: a parent with all its children, each set once. */
export function allowedEdges(dimension: Dimension, allowed: readonly number[]): Edge[] {
  const kept = new Set(allowed);
  const seen = new Set<string>();
  return dimension.trees
    .flatMap((tree) => tree.edges)
    .filter(({ parent, children }) => {
      if (!kept.has(parent) || !children.every((child) => kept.has(child))) return false;
      const signature = `${parent}:${[...children].sort((a, b) => a - b).join(',')}`;
      if (seen.has(signature)) return false;
      seen.add(signature);
      return true;
    });
}
