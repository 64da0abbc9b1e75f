import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
  audit,
  buildCube,
  certify,
  parsePublishedTable,
  protect,
  releaseSpec,
  toCsv,
  verifyCertificate,
  type CellKey,
  type Level,
  type ProtectedTable,
  type Resultat,
} from './index.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const alea = (octets: number): Uint8Array => new Uint8Array(octets);

const base = { version: 1, id: 'caches', measure: { type: 'records' }, rules: { id: 'T', threshold: 3 } };
const LOOP = {
  ...base,
  unit: 'intervention',
  dimensions: [{ code: 'a' }, { code: 'b' }, { code: 'c' }],
  tables: [
    ['a', 'b'],
    ['b', 'c'],
    ['a', 'c'],
  ],
};
const CHOICES = {
  ...base,
  unit: 'intervention',
  dimensions: [{ code: 'a' }, { code: 'b' }, { code: 'c', multi: '|' }],
  tables: [
    ['a', 'c'],
    ['a', 'b'],
  ],
};
const EACH = {
  ...base,
  unit: 'personne',
  person: { column: 'p', attach: 'each' },
  dimensions: [{ code: 'a' }, { code: 'b' }],
  tables: [['a', 'b']],
};

const LEVEL = fc.constantFrom<Level>('exact', 'interval', 'full');
const rows = fc.array(
  fc.record({
    p: fc.nat({ max: 25 }).map((n) => `k${n}`),
    a: fc.constantFrom('a1', 'a2', 'a3'),
    b: fc.constantFrom('b1', 'b2', 'b3'),
    c: fc.constantFrom('c1', 'c2', 'c1|c2', 'c3', ''),
  }),
  { minLength: 25, maxLength: 60 },
);

/** Published cells that differ from a published total along a dimension by 1 or 2. */
function smallDifferences({ cells, dims }: ProtectedTable, along: readonly string[]): unknown[] {
  const name = (key: CellKey): string => dims.map((dim) => key[dim] ?? '').join('/');
  const valueOf = new Map(cells.map(({ key, valeur }) => [name(key), valeur]));
  return cells.flatMap(({ key, valeur }) =>
    along.flatMap((dim) => {
      const total = valueOf.get(name({ ...key, [dim]: 'Total' })) ?? null;
      if (key[dim] === 'Total' || total === null || valeur === null) return [];
      return total - valeur > 0 && total - valeur < 3 ? [{ key, dim }] : [];
    }),
  );
}

describe('releases with cells that nobody sees', () => {
  it(
    'what is protected stays protected, reads back from its file, and its certificate is checked without a solver',
    { timeout: 60_000 },
    async () => {
      let published = 0;
      await fc.assert(
        fc.asyncProperty(
          rows,
          fc.constantFrom(LOOP, CHOICES, EACH),
          LEVEL,
          async (records, written, level) => {
            const spec = value(releaseSpec(written));
            const column = (key: 'p' | 'a' | 'b' | 'c'): string[] => records.map((record) => record[key]);
            const cube = value(
              buildCube(spec, { p: column('p'), a: column('a'), b: column('b'), c: column('c') }),
            );
            const protection = await protect(cube, { level, alea });
            if (!protection.ok) {
              expect(protection.motifs.map(({ code }) => code)).toEqual([
                expect.stringMatching(/^(LAYOUT_TOO_FINE|NOT_PROTECTABLE)$/),
              ]);
              return;
            }
            published += 1;
            const { table } = protection.value;
            const read = value(parsePublishedTable(toCsv(table), spec));
            const report = value(await audit(read, { mode: 'intervals', integer: true }));
            expect(report).toMatchObject({ consistent: true, exact: 0 });
            if (written !== LOOP)
              expect(smallDifferences(table, written === CHOICES ? ['c'] : ['a', 'b'])).toEqual([]);
            const certificate = value(
              await certify(protection.value, protection.value.audit, {
                maintenant: '2026-04-06T08:00:00Z',
                release: 'caches',
              }),
            );
            expect((await verifyCertificate(certificate, read)).ok).toBe(true);
            if (certificate.hidden?.[0]?.[0] === undefined) return;
            const [[first, ...cells], ...others] = certificate.hidden as [
              [number, ...number[]],
              ...number[][],
            ];
            const forged = { ...certificate, hidden: [[first + 1, ...cells], ...others] };
            expect((await verifyCertificate(forged, read)).ok).toBe(false);
          },
        ),
        { numRuns: 30, seed: 4 },
      );
      expect(published).toBeGreaterThan(10);
    },
  );
});
