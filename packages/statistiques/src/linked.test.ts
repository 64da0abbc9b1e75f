import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { audit, buildCube, parsePublishedTable, releaseSpec, type Resultat } from './index.ts';
import { cellKey } from './cell-key.ts';
import { openCube } from './raw-cube.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};

const ZONES = { Total: ['Z1', 'Z2'], Z1: ['a1', 'a2'], Z2: ['a3'] };
const BASINS = { Total: ['Y1', 'Y2'], Y1: ['a1'], Y2: ['a2', 'a3'] };
const CODES: Record<string, string[]> = {
  a: ['a1', 'a2', 'a3'],
  b: ['b1', 'b2'],
  c: ['c1', 'c2'],
};
const JOINT = (CODES.a ?? []).flatMap((a) =>
  (CODES.b ?? []).flatMap((b) => (CODES.c ?? []).map((c) => ({ a, b, c }))),
);

const specOf = (trees: readonly object[], tables: readonly unknown[]): unknown => ({
  version: 1,
  id: 'liens',
  unit: 'intervention',
  measure: { type: 'frequency', column: 'n' },
  dimensions: [
    { code: 'a', hierarchies: trees },
    { code: 'b', codes: CODES.b },
    { code: 'c', codes: CODES.c },
  ],
  tables,
  rules: { id: 'T', threshold: 2 },
});

/** Every way of sharing `n` records among `parts`. */
function* shares(n: number, parts: number): Generator<number[]> {
  if (parts === 1) {
    yield [n];
    return;
  }
  for (let first = 0; first <= n; first += 1) {
    for (const rest of shares(n - first, parts - 1)) yield [first, ...rest];
  }
}

const above = (trees: readonly Record<string, string[]>[], code: string): string[] => [
  code,
  ...trees.flatMap((tree) => Object.keys(tree).filter((node) => tree[node]?.includes(code))),
  'Total',
];

/** Joint cells of each cell of the release, without the package. */
const membership = (
  keys: readonly Record<string, string>[],
  trees: readonly Record<string, string[]>[],
): number[][] =>
  keys.map((key) =>
    JOINT.flatMap(({ a, b, c }, i) =>
      above(trees, a).includes(key.a ?? '') &&
      [b, 'Total'].includes(key.b ?? '') &&
      [c, 'Total'].includes(key.c ?? '')
        ? [i]
        : [],
    ),
  );
const recount = (members: readonly number[][], joint: readonly number[]): number[] =>
  members.map((list) => list.reduce((sum, i) => sum + (joint[i] ?? 0), 0));

const cut = fc.constantFrom<number | number[] | undefined>(undefined, 1, 2, [1, 0], [0, 1], [1, 2], [2, 1]);
const dims = fc.constantFrom<string[]>(['a', 'b'], ['b', 'c'], ['a', 'c'], ['a'], ['a', 'b', 'c']);
const release = fc.record({
  trees: fc.constantFrom<Record<string, string[]>[]>([ZONES], [ZONES, BASINS]),
  tables: fc.array(fc.tuple(dims, cut), { minLength: 1, maxLength: 4 }),
  joint: fc.array(fc.constantFrom<number>(0, 0, 0, 1, 2), { minLength: 12, maxLength: 12 }),
  mask: fc.array(fc.boolean(), { minLength: 80, maxLength: 80 }),
});

describe('linked tables', () => {
  it(
    'what the audit finds of tables linked anyhow, loops and cut zonings included, is what brute force finds',
    { timeout: 60_000 },
    async () => {
      const atoms: number[] = [];
      await fc.assert(
        fc.asyncProperty(release, async ({ trees, tables, joint, mask }) => {
          const n = joint.reduce((sum, count) => sum + count, 0);
          fc.pre(n >= 2 && n <= 4);
          const written = tables.map(([list, finest]) => {
            const depth = Array.isArray(finest) ? finest.slice(0, trees.length) : finest;
            return list.includes('a') && depth !== undefined
              ? {
                  dims: list,
                  finest: { a: trees.length === 1 && Array.isArray(depth) ? depth.slice(0, 1) : depth },
                }
              : list;
          });
          const spec = value(releaseSpec(specOf(trees, written)));
          const columns = {
            a: JOINT.map(({ a }) => a),
            b: JOINT.map(({ b }) => b),
            c: JOINT.map(({ c }) => c),
            n: joint,
          };
          const { lattice, values } = openCube(value(buildCube(spec, columns)));
          const keys = Array.from({ length: lattice.size }, (_, cell) => cellKey(lattice, cell));
          const members = membership(keys, trees);
          const truth = recount(members, joint);
          expect(Array.from(values.subarray(0, lattice.size))).toEqual(truth);
          for (const { parent, children } of lattice.relations) {
            expect(children.reduce((sum, child) => sum + (values[child] ?? 0), 0)).toBe(values[parent]);
          }
          atoms.push(lattice.hidden);
          const published = truth.map((count, cell) => (cell > 0 && mask[cell] ? null : count));
          const csv = [
            'a,b,c,valeur,statut',
            ...keys.map((key, cell) => {
              const count = published[cell] ?? null;
              const codes = [key.a, key.b, key.c].join(',');
              return count === null ? `${codes},,masque` : `${codes},${count},publie`;
            }),
          ].join('\n');
          const lo = truth.map(() => Infinity);
          const hi = truth.map(() => -Infinity);
          for (const other of shares(n, JOINT.length)) {
            const counts = recount(members, other);
            if (published.some((count, cell) => count !== null && count !== counts[cell])) continue;
            counts.forEach((count, cell) => {
              lo[cell] = Math.min(lo[cell] ?? 0, count);
              hi[cell] = Math.max(hi[cell] ?? 0, count);
            });
          }
          const table = value(parsePublishedTable(csv, spec));
          const report = value(await audit(table, { mode: 'intervals', integer: true }));
          const expected = keys.flatMap((cell, i) =>
            published[i] === null ? [{ cell, lo: lo[i], hi: hi[i] }] : [],
          );
          expect(report.consistent).toBe(true);
          // A solver may write zero as −0.
          const found = report.intervals?.map(({ cell, lo, hi }) => ({ cell, lo: lo + 0, hi }));
          expect(found).toEqual(expected);
        }),
        { numRuns: 300, seed: 6 },
      );
      expect(atoms.filter((count) => count > 0).length).toBeGreaterThan(10);
    },
  );
});
