import { bandCodes } from './bands.ts';
import type { Dimension } from './dimension.ts';
import type { DimensionSpec } from './release-spec.ts';

/** Depth of a cut: one for a single tree, else one per tree. */
export type Cut = number | readonly number[];

/** One step of a dimension, from its full detail (first) to its total alone (last). */
export type Rung = {
  readonly finest: Cut;
  /** Limits of coarser bands, when this step merges bands. */
  readonly bands?: readonly number[];
  /** Number of codes that this step tells apart; over several trees, independent figures. */
  readonly leaves: number;
  /** How the codes were grouped, in French; `null` at full detail. */
  readonly words: string | null;
  /** Ranks of the next coarser steps. */
  readonly below: readonly number[];
};

/** The steps of one dimension of a release. */
export type Ladder = { readonly code: string; readonly rungs: readonly Rung[]; readonly fullLeaves: number };

/** Fewer bands than this are not merged two by two: they are few enough (specification §5.7). */
const BANDS_TO_MERGE = 6;
const EXAMPLES = 2;

const cutOf = (cut: Cut, tree: number): number =>
  typeof cut === 'number' ? cut : (cut[tree] ?? Number.POSITIVE_INFINITY);

/** The coarser of two cuts, tree by tree. */
export function coarserCut(a: Cut, b: Cut | undefined): Cut {
  if (b === undefined) return a;
  if (typeof a === 'number' && typeof b === 'number') return Math.min(a, b);
  const trees = Math.max(typeof a === 'number' ? 0 : a.length, typeof b === 'number' ? 0 : b.length);
  return Array.from({ length: trees }, (_, tree) => Math.min(cutOf(a, tree), cutOf(b, tree)));
}

/** Nodes of one tree where a cut stops: those at its depth, and the leaves above it. */
function cutNodes(dimension: Dimension, tree: number, depth: number): number[] {
  const numbered = dimension.trees[tree];
  if (!numbered) return [];
  const inner = new Set(numbered.edges.map(({ parent }) => parent));
  return [...numbered.depth]
    .filter(([node, at]) => at === depth || (at < depth && !inner.has(node)))
    .map(([node]) => node);
}

/**
 * What a reader sees of a dimension at a cut: for each tree, its parts, each a list of nodes to add
 * up (several only where bands are merged). A multi-choice dimension has one part per option.
 */
export function viewsOf(
  dimension: Dimension,
  spec: DimensionSpec,
  cut: Cut,
  bands?: readonly number[],
): number[][][] {
  if (spec.multi !== undefined) {
    return [cutOf(cut, 0) === 0 ? [[0]] : dimension.leaves.map((node) => [node])];
  }
  if (bands && spec.bands && cutOf(cut, 0) > 0) return [mergedBands(dimension, spec.bands, bands)];
  const deepest = dimension.trees.map(({ depth }) => Math.max(0, ...depth.values()));
  // Leaves are the same in every tree: seen in one, they are seen in all.
  const full = deepest.findIndex((depth, tree) => cutOf(cut, tree) >= depth);
  const trees = full >= 0 ? [full] : dimension.trees.map((_, tree) => tree);
  return trees.map((tree) => cutNodes(dimension, tree, cutOf(cut, tree)).map((node) => [node]));
}

function mergedBands(dimension: Dimension, limits: readonly number[], kept: readonly number[]): number[][] {
  const codes = bandCodes(limits);
  const rankOf = (band: number): number => {
    const from = limits[band - 1] ?? -Infinity;
    return kept.filter((limit) => from >= limit).length;
  };
  const parts: number[][] = Array.from({ length: kept.length + 1 }, () => []);
  codes.forEach((code, band) => {
    const node = dimension.nodeOf.get(code);
    if (node !== undefined) parts[rankOf(band)]?.push(node);
  });
  const banded = new Set(codes);
  const others = dimension.leaves.filter((node) => !banded.has(dimension.nodes[node] ?? ''));
  return [...parts, ...others.map((node) => [node])];
}

const PERIODS = { mois: 'mois', trimestre: 'trimestre', semestre: 'semestre', annee: 'année' } as const;

const examples = (codes: readonly string[]): string =>
  codes.slice(0, EXAMPLES).join(', ') + (codes.length > EXAMPLES ? '…' : '');

function words(dimension: Dimension, spec: DimensionSpec, cut: Cut, bands?: readonly number[]): string {
  const lead = `${spec.code}\u00a0: `;
  const depths = dimension.trees.map((_, tree) => cutOf(cut, tree));
  if (depths.every((depth) => depth === 0)) {
    return `${lead}${spec.calendar ? 'regroupé sur toute la période' : 'regroupé en un seul total'}`;
  }
  if (bands) return `${lead}regroupé en ${bands.length + 1} tranches (${bandCodes(bands).join(', ')})`;
  if (spec.calendar) {
    const level = spec.calendar[spec.calendar.length - (depths[0] ?? 0)];
    return `${lead}regroupé par ${level ? PERIODS[level] : 'période'}`;
  }
  const levels = depths.map((depth, tree) => {
    const codes = cutNodes(dimension, tree, depth).map((node) => dimension.nodes[node] ?? '');
    return depth === 0 ? 'au total' : `au niveau ${depth} (${examples(codes)})`;
  });
  return `${lead}regroupé ${[...new Set(levels)].join(' et ')}`;
}

/** Each view beyond the first adds its parts but one: both have the same total. */
const figures = (views: readonly (readonly unknown[])[]): number =>
  views.reduce((sum, parts) => sum + parts.length, 1 - views.length);

/** Depth vectors from the deepest to 0, one component per tree; the first one is the finest. */
function vectors(deepest: readonly number[]): number[][] {
  return deepest.reduce<number[][]>(
    (found, depth) =>
      found.flatMap((vector) => Array.from({ length: depth + 1 }, (_, step) => [...vector, depth - step])),
    [[]],
  );
}

/**
 * The steps of a dimension, no finer than `finest` (the cuts that the specification already makes):
 * calendar levels, levels of every tree, pairs of bands, then the total alone.
 */
export function ladderOf(dimension: Dimension, spec: DimensionSpec, finest: Cut | undefined): Ladder {
  const single = dimension.trees.length <= 1;
  const fullDepth = dimension.trees.map(({ depth }) => Math.max(0, ...depth.values()));
  const deepest = fullDepth.map((depth, tree) =>
    Math.min(depth, finest === undefined ? depth : cutOf(finest, tree)),
  );
  const isWhole = (depth: number, tree: number): boolean => depth >= (fullDepth[tree] ?? 0);
  const isFull = (vector: readonly number[]): boolean => vector.some(isWhole);
  // Leaves kept by one tree are kept by all: dropping the others' margins would only lose them.
  const wanted = vectors(deepest).filter((vector) => !isFull(vector) || vector.every(isWhole));
  const fullLeaves = dimension.leaves.length;
  const rungs: { finest: Cut; bands?: readonly number[]; vector: readonly number[] }[] = [];
  for (const vector of wanted) {
    rungs.push({ finest: single ? (vector[0] ?? 0) : vector, vector });
    const merges = spec.bands !== undefined && vector[0] === 1 && spec.bands.length + 1 >= BANDS_TO_MERGE;
    if (merges) {
      const bands = spec.bands.filter((_, rank) => rank % 2 === 1);
      rungs.push({ finest: 1, bands, vector: [0.5] });
    }
  }
  const isBelow = (a: readonly number[], b: readonly number[]): boolean =>
    a.every((depth, tree) => depth <= (b[tree] ?? 0)) && a.some((depth, tree) => depth < (b[tree] ?? 0));
  const isNext = (from: number, to: number): boolean => {
    const [a, b] = [rungs[from]?.vector ?? [], rungs[to]?.vector ?? []];
    return isBelow(b, a) && !rungs.some(({ vector }) => isBelow(vector, a) && isBelow(b, vector));
  };
  return {
    code: spec.code,
    fullLeaves,
    rungs: rungs.map(({ finest: cut, bands, vector }, rank) => ({
      finest: cut,
      ...(bands && { bands }),
      leaves: Math.min(fullLeaves, figures(viewsOf(dimension, spec, cut, bands))),
      words: !bands && isFull(vector) ? null : words(dimension, spec, cut, bands),
      below: rungs.flatMap((_, other) => (isNext(rank, other) ? [other] : [])),
    })),
  };
}
