import { allowedEdges, allowedNodes, MISSING, numberDimension, type Dimension } from './dimension.ts';
import { TOTAL } from './hierarchy.ts';
import type { ProtectedCell, ProtectedTable } from './protected-table.ts';
import { tablePlan } from './release-spec.ts';

/** One axis of a table of the release: its codes in pre-order, `Total` first. */
export type Axis = {
  readonly dimension: string;
  readonly codes: readonly string[];
  /** Depth of a code in the first tree that has it, `Total` = 0. */
  readonly depthOf: (code: string) => number;
  /** Codes that no other code of this axis refines. */
  readonly leaves: readonly string[];
  /** Code of unknown values. */
  readonly missing: string;
  /** Whether unknown values would be seen here: a cut may drop their code. */
  readonly showsMissing: boolean;
  readonly isMulti: boolean;
};

/** One table of a release as a reader sees it. */
export type Figure = {
  readonly axes: readonly Axis[];
  /** The cell at these codes; a dimension that is not given is `Total`. */
  readonly cellAt: (codes: Readonly<Record<string, string>>) => ProtectedCell | undefined;
};

/** Says how the values were rounded, if they were; empty otherwise. */
export const roundingWords = ({ rounding }: ProtectedTable): string =>
  rounding ? `valeurs arrondies à un multiple de ${rounding.base}` : '';

/** Says why cells may add up to more than their total; empty when they do not. */
export function overlapWords(
  t: ProtectedTable,
  axes: readonly Axis[],
  heading: (dimension: string) => string,
): string {
  const multi = [
    ...new Set(axes.filter(({ isMulti }) => isMulti).map(({ dimension }) => heading(dimension))),
  ];
  const isEach = t.spec.person?.attach === 'each';
  if (multi.length === 0 && !isEach) return '';
  const where = multi.length === 0 ? '' : `${multi.join(', ')}. `;
  return `${where}Une même unité peut compter dans plusieurs cases\u00a0: leur somme, et celle des parts, peut dépasser l’ensemble.`;
}

/** Finds cells by address. */
export function cellFinder(t: ProtectedTable): Figure['cellAt'] {
  const identity = (key: Readonly<Record<string, string>>): string =>
    JSON.stringify(t.dims.map((dim) => (Object.hasOwn(key, dim) ? key[dim] : TOTAL)));
  const cells = new Map(t.cells.map((cell) => [identity(cell.key), cell]));
  return (codes) => cells.get(identity(codes));
}

/** The dimensions of the release, numbered from the codes that the table shows. */
function numberedDimensions(t: ProtectedTable): Map<string, Dimension> {
  return new Map(
    t.spec.dimensions.map((dimension) => {
      const seen = new Set(t.cells.map(({ key }) => key[dimension.code] ?? TOTAL));
      seen.delete(TOTAL);
      return [dimension.code, numberDimension(dimension, seen)];
    }),
  );
}

/** Depth of each code of a dimension: that of the first of its trees to hold it. */
export function depthsOf(t: ProtectedTable, dimension: string): (code: string) => number {
  const numbered = numberedDimensions(t).get(dimension);
  return (code) => depthIn(numbered, code);
}

const depthIn = (dimension: Dimension | undefined, code: string): number => {
  const node = dimension?.nodeOf.get(code) ?? -1;
  return dimension?.trees.map(({ depth }) => depth.get(node)).find((depth) => depth !== undefined) ?? 0;
};

/** The tables of a release, in the order of its specification. */
export function figuresOf(t: ProtectedTable): Figure[] {
  const dimensions = numberedDimensions(t);
  const cellAt = cellFinder(t);
  return t.spec.tables.map((_, index) => {
    const plan = tablePlan(t.spec, index);
    const axes = plan.dims.flatMap((code): Axis[] => {
      const dimension = dimensions.get(code);
      if (!dimension) return [];
      const shape = t.spec.dimensions.find((candidate) => candidate.code === code);
      const missing = shape?.missing ?? MISSING;
      const allowed = allowedNodes(dimension, plan.finest[code]);
      const codes = allowed.map((node) => dimension.nodes[node] ?? '');
      const refined = new Set(allowedEdges(dimension, allowed).map(({ parent }) => dimension.nodes[parent]));
      return [
        {
          dimension: code,
          codes,
          depthOf: (name) => depthIn(dimension, name),
          leaves: codes.filter((name) => name !== TOTAL && !refined.has(name)),
          missing,
          showsMissing: codes.includes(missing) || plan.finest[code] === undefined,
          isMulti: shape?.multi !== undefined,
        },
      ];
    });
    return { axes, cellAt };
  });
}
