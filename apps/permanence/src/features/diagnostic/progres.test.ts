/** Two diagnostics of one person side by side: activities that changed, never a score. */
import { fromRecord, type Evidence } from '@porte-plume/diagnostic';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dossier } from '../../domain/diagnostics.ts';
import { DEBUT, instrumentOf } from './entretien.ts';
import { compare, faitsOf, type Fait, type Progres } from './progres.ts';
import { direProgres, toDossier } from './resultat.ts';

const le = '2026-11-22T09:00:00Z';
const dossier = (record: Readonly<Record<string, boolean | null>>, evidence: Evidence = 'self'): Dossier =>
  toDossier({ ...DEBUT, reponses: [...fromRecord({ IU: 1, ...record }, { evidence, le })] });
const items = (progres: Progres | null) =>
  progres === null
    ? null
    : Object.fromEntries(
        Object.entries<readonly Fait[]>({ ...progres }).map(([nom, faits]) => [
          nom,
          faits.map(({ item }) => item),
        ]),
      );

const avant = dossier({ IUEM: false, IUIF: true, IUBK: true, CXFER1: true });

describe('compare', () => {
  it('tells what is new, seen at last, first noted, to look at again, and still there', () => {
    const apres = dossier({ IUEM: true, IUIF: true, IUBK: false, IUCHAT1: true });
    const vu = fromRecord({ CXFER1: true }, { evidence: 'observed', le });
    expect(items(compare(avant, { ...apres, reponses: [...apres.reponses, ...vu] }))).toEqual({
      nouveaux: ['IUEM'],
      confirmes: ['CXFER1'],
      premiers: ['IUCHAT1'],
      aRevoir: ['IUBK'],
      toujours: ['IUIF'],
    });
  });

  it('never compares two editions, two contents of one edition, or a result of the kiosk', () => {
    const { instrument, hash } = avant;
    const autres: Dossier[] = [
      { ...avant, instrument: 'eurostat-dsi2@2021' },
      { ...avant, hash: '0'.repeat(64) },
      {
        ...avant,
        porte: {
          v: 1,
          instrument,
          hash,
          level: null,
          bounds: ['faible', 'base'],
          illectronisme: false,
          freins: [],
        },
      },
    ];
    for (const autre of autres) {
      expect(compare(autre, avant)).toBeNull();
      expect(compare(avant, autre)).toBeNull();
      expect(direProgres({ date: 'hier', dossier: autre }, avant)).toMatchObject({
        groupes: [],
        raison: expect.stringContaining('Nous ne comparons pas') as string,
      });
    }
  });

  it('puts each activity of today in one group, and none that nobody knows', () => {
    const codes = instrumentOf().areas.flatMap(({ items: un }) => un.filter((code) => code !== 'IBUY'));
    const record = fc.array(fc.constantFrom(true, false, null), {
      minLength: codes.length,
      maxLength: codes.length,
    });
    fc.assert(
      fc.property(record, record, (hier, jour) => {
        const of = (values: readonly (boolean | null)[]) =>
          dossier(Object.fromEntries(codes.map((code, rang) => [code, values[rang] ?? null])));
        const [a, b] = [of(hier), of(jour)];
        const progres = compare(a, b);
        if (progres === null) throw new Error('same edition');
        const { aRevoir, ...faits } = progres;
        expect(
          Object.values(faits)
            .flatMap((groupe) => groupe.map(({ item }) => item))
            .sort(),
        ).toEqual(
          faitsOf(b)
            .map(({ item }) => item)
            .sort(),
        );
        expect(aRevoir.every(({ item }) => faitsOf(a).some((fait) => fait.item === item))).toBe(true);
        expect(compare(b, b)).toMatchObject({ nouveaux: [], confirmes: [], premiers: [], aRevoir: [] });
      }),
      { numRuns: 1000 },
    );
  });

  it('holds no figure: words and dates only', () => {
    const dit = JSON.stringify(direProgres({ date: 'hier', dossier: avant }, dossier({ IUEM: true })));
    expect(dit.replace(/\b(?:CXFER1|3 derniers)\b/g, '')).not.toMatch(/\d|%|score|note/);
  });
});
