import { depthOf } from './hierarchy.ts';
import { coarserCut, ladderOf, type Cut } from './layout-ladder.ts';
import { searchLayouts } from './layout-search.ts';
import { tableShares } from './layout-shares.ts';
import { done, refuse, type Motif, type Resultat } from './motif.ts';
import type { ProtectedTable } from './protected-table.ts';
import { openCube, type CubeContent, type RawCube } from './raw-cube.ts';
import { normOf, releaseSpec, tablePlan, type DimensionSpec, type ReleaseSpec } from './release-spec.ts';

/** A layout of the whole release: how deep each dimension goes, and what it keeps. */
export type LayoutOption = {
  /** Depth of each dimension used by a table (`Total` = 0), or one depth per tree. */
  readonly finest: Readonly<Record<string, number | readonly number[]>>;
  /** Limits of the coarser bands of a dimension, where bands are merged two by two. */
  readonly bands?: Readonly<Record<string, readonly number[]>>;
  /** For each table, the share of records in leaf cells that reach the threshold. */
  readonly tables: readonly { readonly dims: readonly string[]; readonly recordsInSafeCells: number }[];
  /** From 0 (one total) to 1 (the full detail of every dimension): bits of code kept. */
  readonly information: number;
  /** Each coarsening in French, `mois : regroupé par trimestre`; empty at full detail. */
  readonly words: readonly string[];
};

/** The layouts worth a choice, finest first; `recommended` is a rank in `options`. */
export type LayoutPlan = {
  readonly version: 1;
  readonly threshold: number;
  readonly options: readonly LayoutOption[];
  readonly recommended: number | null;
};

const DEFAULT_MAX_MASKED = 0.05;
const MAX_VISITED = 50_000;
const SUGGESTIONS = 5;

// Rounded down: a share of 1 means every record.
const roundDown = (share: number): number => Math.floor(share * 1e4 + 1e-6) / 1e4;
const round = (figure: number): number => Math.round(figure * 1e4) / 1e4;

/** The deepest cut that some table makes on a dimension; `undefined` when one shows it whole. */
function deepestCut(spec: ReleaseSpec, code: string): Cut | undefined {
  const cuts = spec.tables
    .map((_, table) => tablePlan(spec, table))
    .filter(({ dims }) => dims.includes(code))
    .map(({ finest }) => finest[code]);
  const written = cuts.filter((cut) => cut !== undefined);
  if (written.length < cuts.length) return undefined;
  const trees = Math.max(1, ...written.map((cut) => (typeof cut === 'number' ? 1 : cut.length)));
  if (written.every((cut) => typeof cut === 'number')) return Math.max(...written);
  return Array.from({ length: trees }, (_, tree) =>
    Math.max(...written.map((cut) => (typeof cut === 'number' ? cut : (cut[tree] ?? 0)))),
  );
}

/** {@link suggestLayout} over an opened cube; internal to the package. */
export function layoutPlan(
  cube: CubeContent,
  threshold: number,
  maxMasked = DEFAULT_MAX_MASKED,
  limit = Infinity,
): LayoutPlan {
  const { spec, lattice } = cube;
  const plans = spec.tables.map((_, table) => tablePlan(spec, table));
  const axes = spec.dimensions.flatMap(({ code }, axis) =>
    plans.some(({ dims }) => dims.includes(code)) ? [axis] : [],
  );
  const ladders = axes.map((axis) => {
    const [dimension, written] = [lattice.dims[axis], spec.dimensions[axis]];
    if (!dimension || !written) throw new RangeError('axis out of range');
    return ladderOf(dimension, written, deepestCut(spec, written.code));
  });
  const tables = spec.tables.map((_, table) => tableShares(cube, table, threshold));
  const found = searchLayouts({
    ladders,
    maxVisited: MAX_VISITED,
    sharesAt: (rungs) => {
      const byAxis = spec.dimensions.map((_, axis) => rungs[axes.indexOf(axis)]);
      return tables.map(({ shareAt }) => shareAt(byAxis));
    },
  });
  const passes = found.findIndex(({ kept }) => 1 - kept <= maxMasked + 1e-12);
  const shown = found.slice(0, limit);
  const best = found[passes];
  if (best && passes >= shown.length && shown.length > 0) shown.splice(-1, 1, best);
  const options = shown.map(({ steps, shares, information }): LayoutOption => {
    const rungs = steps.flatMap((step, axis) => {
      const rung = ladders[axis]?.rungs[step];
      return rung ? [{ code: ladders[axis]?.code ?? '', rung }] : [];
    });
    const merged = rungs.flatMap(({ code, rung }) => (rung.bands ? [[code, rung.bands] as const] : []));
    return {
      finest: Object.fromEntries(rungs.map(({ code, rung }) => [code, rung.finest])),
      ...(merged.length > 0 && { bands: Object.fromEntries(merged) }),
      tables: plans.map(({ dims }, table) => ({ dims, recordsInSafeCells: roundDown(shares[table] ?? 0) })),
      information: round(information),
      words: rungs.flatMap(({ rung }) => rung.words ?? []),
    };
  });
  return { version: 1, threshold, options, recommended: best ? Math.min(passes, shown.length - 1) : null };
}

/** Layouts to propose when a table is too fine: those that show something, the advised one first. */
export function coarserLayouts(cube: CubeContent, threshold: number): LayoutOption[] {
  const { options, recommended } = layoutPlan(cube, threshold);
  const useful = options.filter(
    ({ words, tables }) => words.length > 0 && tables.every((table) => table.recordsInSafeCells > 0),
  );
  const advised = recommended === null ? undefined : options[recommended];
  return [
    ...useful.filter((option) => option === advised),
    ...useful.filter((option) => option !== advised),
  ].slice(0, SUGGESTIONS);
}

/**
 * Looks for the finest publishable layout **before** masking anything: the Pareto list of the
 * layouts by information and by share of the records in cells that reach the threshold, and the
 * most informative one that leaves out at most `maxMasked` of them (default 0.05) in every table.
 *
 * Coarser layouts follow the calendar levels, every tree of the hierarchies, bands merged two by
 * two (from six bands on), then totals. The shares come from the true values: for the controller.
 *
 * Code `SPEC_INVALID` (threshold below 2, `maxMasked` outside 0…1, `limit` below 1).
 */
export function suggestLayout(
  cube: RawCube,
  o: { threshold?: number; maxMasked?: number; limit?: number } = {},
): Resultat<LayoutPlan> {
  const content = openCube(cube);
  const threshold = o.threshold ?? normOf(content.spec).threshold;
  const { maxMasked = DEFAULT_MAX_MASKED, limit = Infinity } = o;
  const motifs: Motif[] = [];
  const wrong = (phrase: string, path: string): void => {
    motifs.push({ code: 'SPEC_INVALID', phrase, path: [path] });
  };
  if (!(Number.isSafeInteger(threshold) && threshold >= 2)) {
    wrong('Le seuil est un entier supérieur ou égal à 2.', 'threshold');
  }
  if (!(maxMasked >= 0 && maxMasked <= 1)) {
    wrong('La part masquée admise est un nombre entre 0 et 1.', 'maxMasked');
  }
  if (!(limit === Infinity || (Number.isSafeInteger(limit) && limit >= 1))) {
    wrong('Le nombre de propositions est un entier supérieur ou égal à 1.', 'limit');
  }
  return motifs.length > 0 ? refuse(...motifs) : done(layoutPlan(content, threshold, maxMasked, limit));
}

const fullDepth = ({ hierarchies, calendar }: DimensionSpec): number[] =>
  hierarchies ? hierarchies.map(depthOf) : [calendar?.length ?? 1];

const isWhole = (dimension: DimensionSpec, cut: Cut): boolean =>
  fullDepth(dimension).every(
    (depth, tree) => (typeof cut === 'number' ? cut : (cut[tree] ?? depth)) >= depth,
  );

/**
 * The specification cut as an option says, to build a new cube from: each table keeps its own cuts
 * where they are coarser. Throws a `TypeError` when the option is not one of this specification.
 */
export function applyLayout(spec: ReleaseSpec, option: LayoutOption): ReleaseSpec {
  const dimensions = spec.dimensions.map((dimension) => {
    const bands = option.bands?.[dimension.code];
    return bands ? { ...dimension, bands } : dimension;
  });
  const tables = spec.tables.map((written, table) => {
    const plan = tablePlan(spec, table);
    const dims = 'dims' in written ? written.dims : written;
    const finest = spec.dimensions.flatMap((dimension) => {
      const { code } = dimension;
      if (!plan.dims.includes(code)) return [];
      const asked = option.finest[code];
      const cut = asked === undefined ? plan.finest[code] : coarserCut(asked, plan.finest[code]);
      return cut === undefined || isWhole(dimension, cut) ? [] : [[code, cut] as const];
    });
    return finest.length === 0 ? dims : { dims, finest: Object.fromEntries(finest) };
  });
  const checked = releaseSpec({ ...spec, dimensions, tables });
  if (!checked.ok) throw new TypeError('The layout is not one of this specification.');
  return checked.value;
}

/**
 * Share of the records of each table that are in masked leaf cells, once `table` was protected from
 * `cube`: what a layout really costs. For the controller only, never in a public file.
 */
export function maskedShareOf(cube: RawCube, table: ProtectedTable): number[] {
  const { lattice, values } = openCube(cube);
  if (table.cells.length !== lattice.size) throw new TypeError('The table was not made from this cube.');
  return lattice.tables.map(({ innerCells }) => {
    const all = innerCells.reduce((sum, cell) => sum + (values[cell] ?? 0), 0);
    const masked = innerCells.reduce(
      (sum, cell) => sum + (table.cells[cell]?.valeur === null ? (values[cell] ?? 0) : 0),
      0,
    );
    return all === 0 ? 0 : round(masked / all);
  });
}
