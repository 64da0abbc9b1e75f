import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import vectors from '../data/vectors-public.json' with { type: 'json' };
import { catalogue } from './catalogue.ts';
import { CHANGEMENTS, diffSnapshots, reportChangements } from './changement.ts';
import type { FicheSlim } from './fiche.ts';
import { readFiche } from './fiche-lecture.ts';
import { R1444_33, R1444_34, toXml } from './fiche-synthetique.fixture.ts';
import { createSnapshot, type Snapshot } from './snapshot.ts';

const make = (fiches: FicheSlim[], refusees: Snapshot['refusees'] = []): Snapshot => {
  const r = createSnapshot(fiches, { le: '2026-11-01', via: 'essai', refusees });
  if (!r.ok) throw new Error(JSON.stringify(r.motifs));
  return r.value;
};
const read = (m: Parameters<typeof toXml>[0]): FicheSlim => {
  const r = readFiche(toXml(m));
  if (!r.ok) throw new Error(JSON.stringify(r.motifs));
  return r.value;
};
const codes = (avant: Snapshot, apres: Snapshot) => diffSnapshots(avant, apres).map((c) => c.code);

test('V23: from schema 3.3 to 3.4 the Cerfa changed, the title did not', () => {
  const changements = diffSnapshots(make([read(R1444_33)]), make([read(R1444_34)]));
  const attendu = vectors.vecteurs.find((v) => v.id === 'V23')?.attendu;
  const said = [R1444_33, R1444_34].map(read).map(({ nom, cerfa }) => ({ nom, cerfa }));
  expect([...said, changements[0]?.code]).toEqual(attendu);
  expect(changements).toEqual([
    {
      code: 'CERFA_CHANGE',
      id: 'R1444',
      nom: "Demande d'aide juridictionnelle",
      avant: '15626*02',
      apres: '16146*03',
    },
    {
      code: 'URL_HOTE_CHANGE',
      id: 'R1444',
      nom: "Demande d'aide juridictionnelle",
      avant: 'www.formulaires.service-public.fr',
      apres: 'www.service-public.gouv.fr',
    },
    {
      code: 'DATE_CHANGEE',
      id: 'R1444',
      nom: "Demande d'aide juridictionnelle",
      avant: '2020-01-02',
      apres: '2024-07-09',
    },
  ]);
});

test('each kind of change has its code; what is not followed is not told', () => {
  const base = read({ ...R1444_34, services: ['R1'] });
  const to = (more: Partial<FicheSlim>) => codes(make([base]), make([{ ...base, ...more }]));
  expect(to({})).toEqual([]);
  expect(to({ nom: 'Autre' })).toEqual(['TITRE_CHANGE']);
  expect(to({ cerfa: { numero: '16146', version: '04' } })).toEqual(['CERFA_CHANGE']);
  expect(to({ url: 'https://www.justice.fr/' })).toEqual(['URL_HOTE_CHANGE']);
  expect(to({ url: 'https://WWW.service-public.gouv.fr/ailleurs' })).toEqual([]);
  expect(to({ modifieLe: '2025-01-01' })).toEqual(['DATE_CHANGEE']);
  expect(to({ description: 'Autre', services: [] })).toEqual([]);
  expect(codes(make([]), make([base]))).toEqual(['FICHE_AJOUTEE']);
  expect(codes(make([base]), make([]))).toEqual(['FICHE_RETIREE']);
  const bare = { ...base };
  delete bare.url;
  delete bare.cerfa;
  expect(diffSnapshots(make([base]), make([bare]))).toEqual([
    { code: 'CERFA_CHANGE', id: 'R1444', nom: base.nom, avant: '16146*03' },
    { code: 'URL_HOTE_CHANGE', id: 'R1444', nom: base.nom, avant: 'www.service-public.gouv.fr' },
  ]);
});

test('a sheet that could not be read is not withdrawn', () => {
  const before = make([read(R1444_34), read({ id: 'F1', titre: 'Une fiche' })]);
  const after = make([], [{ fichier: 'R1444.xml', code: 'XML_INVALIDE' }]);
  expect(diffSnapshots(before, after).map((c) => c.id)).toEqual(['F1']);
});

test('the report names the démarches that a change touches', () => {
  const aide = catalogue.demarches.find((d) => d.refs.services.includes('R1444'));
  if (aide === undefined) throw new Error('no entry cites R1444');
  const changements = [
    ...diffSnapshots(make([read(R1444_33)]), make([read(R1444_34)])),
    ...diffSnapshots(make([]), make([read({ id: 'F99999', titre: 'Ailleurs' })])),
  ];
  const { demarches, autres } = reportChangements(changements, catalogue);
  expect(demarches.map((d) => d.demarcheId)).toContain(aide.id);
  expect(demarches.find((d) => d.demarcheId === aide.id)?.changements).toHaveLength(3);
  expect(autres).toBe(1);
});

describe('properties', () => {
  const fiche = fc.record(
    {
      id: fc.constantFrom('F1', 'F10', 'F2', 'N1', 'R1', 'R2'),
      nom: fc.constantFrom('A', 'B'),
      modifieLe: fc.constantFrom('2026-01-01', '2026-02-01'),
      url: fc.constantFrom('https://a.fr/1', 'https://a.fr/2', 'https://b.fr/'),
      cerfa: fc.constantFrom({ numero: '12345', version: '01' }, { numero: '12345', version: '02' }),
    },
    { requiredKeys: ['id', 'nom'] },
  );
  const snapshot = fc.uniqueArray(fiche, { selector: (f) => f.id, maxLength: 6 }).map((list) =>
    make(
      list.map((f) => ({
        schema: '3.4',
        type: 'Formulaire',
        audience: [],
        chemin: [],
        services: [],
        ...f,
      })),
    ),
  );
  const runs = { numRuns: 1000 };

  test('nothing changed between a snapshot and itself', () => {
    fc.assert(
      fc.property(snapshot, (s) => {
        expect(diffSnapshots(s, s)).toEqual([]);
      }),
      runs,
    );
  });

  test('sorted, without repetition, and total: every difference is told once, from both sides', () => {
    const mirror: Record<string, string> = { FICHE_AJOUTEE: 'FICHE_RETIREE', FICHE_RETIREE: 'FICHE_AJOUTEE' };
    const key = (c: { id: string; code: (typeof CHANGEMENTS)[number] }) =>
      `${c.id.padEnd(8)}${CHANGEMENTS.indexOf(c.code)}`;
    fc.assert(
      fc.property(snapshot, snapshot, (a, b) => {
        const changements = diffSnapshots(a, b);
        const keys = changements.map(key);
        expect(keys).toEqual([...new Set(keys)].toSorted());
        expect(new Set(changements.map((c) => c.id + c.code))).toEqual(
          new Set(diffSnapshots(b, a).map((c) => c.id + (mirror[c.code] ?? c.code))),
        );
        // Total: the sheets that nothing is told of are the same on both sides, in all that is followed.
        const told = new Set(changements.map((c) => c.id));
        const followed = (s: Snapshot) =>
          s.fiches
            .filter((f) => !told.has(f.id))
            .map((f) => [f.id, f.nom, f.modifieLe, f.cerfa, f.url?.split('/')[2]]);
        expect(followed(a)).toEqual(followed(b));
      }),
      runs,
    );
  });
});
