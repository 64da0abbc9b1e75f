import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  audit,
  buildCube,
  parsePublishedTable,
  protect,
  releaseSpec,
  type ProtectedTable,
  type Resultat,
} from './index.ts';
import { cellKey } from './cell-key.ts';
import { toPourcentages } from './export.ts';
import { openCube, type CubeContent } from './raw-cube.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const alea = (octets: number): Uint8Array => new Uint8Array(octets);

const specOf = (dimensions: object[], tables: unknown[], threshold = 5): unknown => ({
  version: 1,
  id: 'multi',
  unit: 'intervention',
  measure: { type: 'records' },
  dimensions,
  tables,
  rules: { id: 'T', threshold },
});
const famille = { code: 'famille', multi: '|' };

function counts({ lattice, values }: CubeContent): Record<string, number> {
  return Object.fromEntries(
    Array.from({ length: lattice.size }, (_, cell) => [
      Object.values(cellKey(lattice, cell)).join('/'),
      values[cell] ?? 0,
    ]),
  );
}

/** Values of a table by the code of one dimension. */
const byCode = ({ cells }: ProtectedTable, dim: string): Record<string, number | null> =>
  Object.fromEntries(cells.map(({ key, valeur }) => [key[dim] ?? '', valeur]));

const repeat = (times: number, text: string): string[] => Array.from({ length: times }, () => text);

describe('multi-choice dimensions', () => {
  it('count records and not ticks: an option ticked twice counts once, an empty answer is NR', () => {
    const spec = value(releaseSpec(specOf([famille], [['famille']])));
    const content = openCube(
      value(buildCube(spec, { famille: ['logement|sante', 'logement|logement', '', 'sante|', 'NR|impots'] })),
    );
    expect(counts(content)).toEqual({ Total: 5, NR: 1, impots: 1, logement: 2, sante: 2 });
    // Nothing that is published is the sum of its options.
    const { relations, size } = content.lattice;
    const onlyOptions = relations.filter(({ children }) => children.every((child) => child < size));
    expect(onlyOptions.filter(({ parent }) => parent < size)).toEqual([]);
  });

  it('protect the complement: an option that two records did not tick is masked, or its total', async () => {
    const spec = value(releaseSpec(specOf([famille, { code: 'site' }], [['site', 'famille']])));
    const rows = [
      ...repeat(18, 'a|b').map((f) => ['S1', f]),
      ...repeat(2, 'b|c').map((f) => ['S1', f]),
      ...repeat(10, 'c').map((f) => ['S1', f]),
      ...repeat(20, 'a').map((f) => ['S2', f]),
      ...repeat(15, 'b|c').map((f) => ['S2', f]),
    ];
    const cube = value(
      buildCube(spec, { site: rows.map(([s]) => s ?? ''), famille: rows.map(([, f]) => f ?? '') }),
    );
    const { table } = value(await protect(cube, { level: 'exact', alea }));
    const shown = Object.fromEntries(
      table.cells.map(({ key, valeur }) => [`${key.site}/${key.famille}`, valeur]),
    );
    // S1: 30 records, 20 with b: 10 without; a 18: 12 without; c 12: 18 without. Nothing small: all shown.
    expect(shown).toMatchObject({ 'S1/a': 18, 'S1/b': 20, 'S1/c': 12, 'S2/Total': 35 });

    const small = [...repeat(18, 'a|b'), ...repeat(2, 'b|c'), ...repeat(20, 'b')];
    const one = value(releaseSpec(specOf([famille], [['famille']])));
    const masked = value(await protect(value(buildCube(one, { famille: small })), { level: 'exact', alea }));
    const read = byCode(masked.table, 'famille');
    // c = 2 is small; every record ticked b, and 22 did not tick a: only c is masked.
    expect(read).toEqual({ Total: 40, a: 18, b: 40, c: null });

    const near = [...repeat(18, 'a'), ...repeat(2, 'b'), ...repeat(20, 'a|b')];
    const cubeNear = value(buildCube(one, { famille: near }));
    const tableNear = value(await protect(cubeNear, { level: 'exact', alea })).table;
    const seen = byCode(tableNear, 'famille');
    // a = 38 of 40: its complement 2 would be read by subtraction.
    expect(seen.Total === null || seen.a === null).toBe(true);
  });

  it('an option never exceeds its total and whoever answered ticked one: the audit knows', async () => {
    const spec = value(releaseSpec(specOf([famille], [['famille']])));
    const csv = ['famille,valeur,statut', 'Total,20,publie', 'NR,5,publie', 'a,,masque', 'b,12,publie'].join(
      '\n',
    );
    const report = value(
      await audit(value(parsePublishedTable(csv, spec)), { mode: 'intervals', integer: true }),
    );
    // 15 answered, 12 ticked b: 3 at least ticked a, and at most 15.
    expect(report.intervals).toEqual([{ cell: { famille: 'a' }, lo: 3, hi: 15 }]);
  });

  it('give shares over the interventions that answered, not over ticks', async () => {
    const spec = value(releaseSpec(specOf([famille], [['famille']])));
    const answers = [...repeat(30, 'a|b'), ...repeat(10, 'a'), ...repeat(20, 'b|c'), ...repeat(20, '')];
    const { table } = value(
      await protect(value(buildCube(spec, { famille: answers })), { level: 'exact', alea }),
    );
    expect(toPourcentages(table, { dimension: 'famille' })).toEqual({
      n: 80,
      inconnus: 20,
      tauxInconnus: 25,
      connus: 60,
      parts: [
        { code: 'a', valeur: 40, pourcentage: 66.7 },
        { code: 'b', valeur: 50, pourcentage: 83.3 },
        { code: 'c', valeur: 20, pourcentage: 33.3 },
      ],
      reponsesMultiples: true,
    });
  });

  it('the audit of a table made by others says which small complement a subtraction gives', async () => {
    const spec = value(releaseSpec(specOf([famille], [['famille']])));
    const csv = ['famille,valeur,statut', 'Total,40,publie', 'a,38,publie', 'b,20,publie', 'c,,masque'];
    const report = value(await audit(value(parsePublishedTable(csv.join('\n'), spec))));
    expect(report.complements).toEqual([{ cell: { famille: 'a' }, total: { famille: 'Total' }, valeur: 2 }]);
    const safe = value(await audit(value(parsePublishedTable(csv.join('\n').replace('38', '30'), spec))));
    expect(safe.complements).toBeUndefined();
  });

  it('one question crossed with sites: the audit of every masked table is what brute force finds', async () => {
    const answers = ['', 'x', 'y', 'x|y'].flatMap((f) => ['s1', 's2'].map((s) => ({ f, s })));
    const spec = value(
      releaseSpec(
        specOf(
          [
            { code: 'f', codes: ['x', 'y', 'NR'], multi: '|' },
            { code: 's', codes: ['s1', 's2'] },
          ],
          [['s', 'f']],
        ),
      ),
    );
    const size = 3;
    const joints: number[][] = [];
    const walk = (from: number, picked: number[]): void => {
      if (picked.length === size) joints.push(picked);
      else for (let next = from; next < answers.length; next += 1) walk(next, [...picked, next]);
    };
    walk(0, []);
    const contentOf = (picked: readonly number[]): CubeContent =>
      openCube(
        value(
          buildCube(spec, {
            f: picked.map((row) => answers[row]?.f ?? ''),
            s: picked.map((row) => answers[row]?.s ?? ''),
          }),
        ),
      );
    const worlds = joints.map((picked) => contentOf(picked));
    const keys = Object.keys(counts(worlds[0] ?? contentOf([0])));
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: worlds.length - 1 }),
        fc.array(fc.boolean(), { minLength: keys.length, maxLength: keys.length }),
        async (which, mask) => {
          const truth = worlds[which]?.values ?? new Float64Array();
          const shown = keys.map((_, cell) => (cell > 0 && mask[cell] ? null : (truth[cell] ?? 0)));
          const possible = worlds.filter(({ values }) =>
            shown.every((count, cell) => count === null || count === values[cell]),
          );
          const csv = [
            'f,s,valeur,statut',
            ...keys.map((key, cell) => {
              const count = shown[cell] ?? null;
              const at = key.split('/').join(',');
              return count === null ? `${at},,masque` : `${at},${count},publie`;
            }),
          ].join('\n');
          const report = value(
            await audit(value(parsePublishedTable(csv, spec)), { mode: 'intervals', integer: true }),
          );
          const found = report.intervals?.map(({ lo, hi }) => [lo + 0, hi]);
          const expected = shown.flatMap((count, cell) => {
            if (count !== null) return [];
            const seen = possible.map(({ values }) => values[cell] ?? 0);
            return [[Math.min(...seen), Math.max(...seen)]];
          });
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 150, seed: 9 },
    );
  });

  it('linked in a loop, options get joint atoms while these are few, and their complements always', () => {
    const atomsOf = (sites: number, months: number): number[] => {
      const codes = (size: number, name: string): string[] =>
        Array.from({ length: size }, (_, i) => `${name}${i}`);
      const spec = value(
        releaseSpec(
          specOf(
            [
              { code: 's', codes: codes(sites, 's') },
              { code: 'm', codes: codes(months, 'm') },
              { code: 'f', codes: codes(6, 'f'), multi: '|' },
            ],
            [
              ['s', 'f'],
              ['m', 'f'],
              ['s', 'm'],
            ],
          ),
        ),
      );
      const { lattice } = openCube(value(buildCube(spec, { s: ['s0'], m: ['m0'], f: ['f0'] })));
      expect(lattice.complements.length).toBeGreaterThan(0);
      return lattice.atoms.map(({ cells }) => cells.length);
    };
    // Total and six options in each of 4 × 3 joint cells.
    expect(atomsOf(4, 3)).toEqual([4 * 3 * 7]);
    expect(atomsOf(30, 12)).toEqual([]);
  });

  it('two questions in one table: every hidden count adds up, and no bound excludes the truth', async () => {
    const answers = ['', 'x', 'y', 'x|y'];
    const spec = value(
      releaseSpec(
        specOf(
          [
            { code: 'f', codes: ['x', 'y'], multi: '|' },
            { code: 'g', codes: ['u'], multi: '|' },
            { code: 's', codes: ['s1', 's2'] },
          ],
          [
            ['f', 'g'],
            ['s', 'f'],
          ],
        ),
      ),
    );
    const joint = answers.flatMap((f) => ['', 'u'].flatMap((g) => ['s1', 's2'].map((s) => ({ f, g, s }))));
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: joint.length - 1 }), { minLength: 3, maxLength: 3 }),
        fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
        async (picked, mask) => {
          const columns = (rows: number[]): Record<string, string[]> => ({
            f: rows.map((row) => joint[row]?.f ?? ''),
            g: rows.map((row) => joint[row]?.g ?? ''),
            s: rows.map((row) => joint[row]?.s ?? ''),
          });
          const truth = openCube(value(buildCube(spec, columns(picked))));
          for (const { parent, children } of truth.lattice.relations) {
            expect(children.reduce((sum, child) => sum + (truth.values[child] ?? 0), 0)).toBe(
              truth.values[parent],
            );
          }
          expect(Math.min(...truth.values)).toBeGreaterThanOrEqual(0);
          const keys = Array.from({ length: truth.lattice.size }, (_, cell) => cellKey(truth.lattice, cell));
          const csv = [
            'f,g,s,valeur,statut',
            ...keys.map((key, cell) => {
              const at = `${key.f},${key.g},${key.s}`;
              return cell > 0 && mask[cell] ? `${at},,masque` : `${at},${truth.values[cell]},publie`;
            }),
          ].join('\n');
          const report = value(
            await audit(value(parsePublishedTable(csv, spec)), { mode: 'intervals', integer: true }),
          );
          expect(report.consistent).toBe(true);
          // Options of two questions in a loop are bound by their relations only: never narrower than the truth.
          report.intervals?.forEach(({ cell, lo, hi }) => {
            const at = keys.findIndex((key) => JSON.stringify(key) === JSON.stringify(cell));
            expect(lo).toBeLessThanOrEqual(truth.values[at] ?? 0);
            expect(hi).toBeGreaterThanOrEqual(truth.values[at] ?? 0);
          });
        },
      ),
      { numRuns: 60, seed: 3 },
    );
  });
});
