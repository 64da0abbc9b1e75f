import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossColumns } from './croisement.ts';
import { countParts, evaluate, measure, type LigneNaive } from './evaluateur-naif.fixture.ts';
import type { Measure, Predicate } from './indicateur.ts';
import { createMesure } from './mesure.ts';
import { countByCode, measureByCode, ratioByCode } from './parts-indicateur.ts';
import { createTable } from './table-lignes.ts';

const FIELDS = ['un', 'choix', 'duree'] as const;
const unCode = fc.constantFrom('a', 'b', 'c', 'non_demande', 'non_communique', '');
const ligne = fc.record({
  un: unCode.map((code) => [code]),
  choix: fc.uniqueArray(unCode, { maxLength: 3 }),
  duree: fc
    .constantFrom('10', '30', '30.5', '45', '0.1', 'non_demande', 'non_communique')
    .map((code) => [code]),
});
const lignes = fc.array(ligne, { maxLength: 20 });
const leaf = fc.oneof(
  fc.record({ field: fc.constantFrom(...FIELDS), in: fc.subarray(['a', 'b', '30', 'non_demande']) }),
  fc.record({ field: fc.constantFrom(...FIELDS), known: fc.boolean() }),
);
const predicate = fc.letrec<{ tree: Predicate }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.record({ not: tie('tree') }),
    fc.record({ and: fc.array(tie('tree'), { maxLength: 2 }) }),
    fc.record({ or: fc.array(tie('tree'), { maxLength: 2 }) }),
  ),
})).tree;
const mesure = fc.record({
  op: fc.constantFrom<Measure['op'][]>('count', 'distinct', 'sum', 'mean', 'median', 'p90'),
  of: fc.constant('duree'),
});

/** Single codes are read as words, several as lists, as the facts are. */
const tableOf = (list: readonly LigneNaive[]) =>
  createTable(
    list,
    new Map(
      FIELDS.map((field) => [
        field,
        (l: LigneNaive) => (field === 'choix' ? (l[field] ?? []) : (l[field]?.[0] ?? '')),
      ]),
    ),
  );
const runs = { numRuns: 1000 };

describe('the columns say what a plain reading of the rows says', () => {
  it('of a figure and its lines, whatever the predicates', () => {
    fc.assert(
      fc.property(
        lignes,
        mesure,
        predicate,
        fc.constantFrom('un', 'choix', 'un*choix', 'choix*un*duree'),
        (list, { op, of }, where, dimension) => {
          const table = tableOf(list);
          const rows = table.select(where);
          const naive = evaluate({ op, of, where }, dimension, list);
          expect(createMesure(table, { op, of })(rows)).toBe(naive.value);
          expect(countByCode({ table, rows }, dimension)).toEqual(naive.parts);
        },
      ),
      runs,
    );
  });

  it('of a measure, and of a ratio, inside each code', () => {
    fc.assert(
      fc.property(
        lignes,
        mesure,
        leaf,
        fc.constantFrom('un', 'choix', 'choix*un'),
        (list, one, where, dimension) => {
          const table = tableOf(list);
          const rows = table.select(undefined);
          const inside = (key: Record<string, string>, of: readonly LigneNaive[]) =>
            of.filter((l) => Object.entries(key).every(([field, code]) => l[field]?.includes(code)));
          const codes = countParts(list, dimension);
          expect(measureByCode({ table, rows }, dimension, one)).toEqual(
            codes.map(({ key, value }) => ({ key, value: measure(one, inside(key, list)), n: value })),
          );
          const kept = list.filter((_, row) => table.select(where).includes(row));
          const ratios = ratioByCode(
            dimension,
            { table, rows: table.select(where), measure: one },
            { table, rows, measure: { op: 'count', of: 'ligne' } },
          );
          expect(ratios).toEqual(
            codes.map(({ key, value }) => ({ key, value: measure(one, inside(key, kept)), n: value })),
          );
        },
      ),
      runs,
    );
  });

  it('of a crossing with a field that only these rows have', () => {
    fc.assert(
      fc.property(lignes, (list) => {
        const table = tableOf(list);
        const propre = { field: 'visites', column: table.column('un') };
        const crossed = crossColumns([propre.column, table.column('choix')], table.size);
        expect(crossed.starts?.length).toBe(list.length + 1);
        const named = list.map((l) => ({ ...l, visites: l.un }));
        expect(countByCode({ table, rows: table.select(undefined), propre }, 'visites*choix')).toEqual(
          countParts(named, 'visites*choix'),
        );
      }),
      runs,
    );
  });
});
