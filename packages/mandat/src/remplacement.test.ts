import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIGNE, type Parcours, AIDE_LOGEMENT, commande, E1, ITEM, signer } from './f0.fixture.ts';
import { etatA } from './vue.ts';
import { ACTES } from './nomenclatures.ts';
import { verifier } from './verifier.ts';

const PLUS_TARD = '2026-12-01T09:00:00.000Z';
describe('replacement', () => {
  it('T19, P2: the newer mandate replaces the pairs it shares, and only those', () => {
    const a = signer();
    if (a.etat === null) throw new Error('no state');
    const actes = ['deposer', 'payer'] as const;
    const b = signer(
      { items: [{ ...ITEM, actes: [...actes] }] },
      { id: 'm-2', le: PLUS_TARD, jusqua: 'Consentir', contexte: { appareil: 'a-2' } },
    );
    const accepter = commande(
      'AccepterMandat',
      { ecrivainRef: 'e-2', charteVersion: '1' },
      { faitLe: PLUS_TARD },
    );
    const autres = b.faire(accepter, { mandatsDuMandant: [a.etat] });
    expect(autres.map((e) => [e.type, e.mandatId])).toEqual([['MandatRemplace', 'm-1']]);
    autres.forEach((e) => a.ajouter(e));
    expect(etatA(a.evenements, PLUS_TARD)?.statut).toBe('actif');
    const mandats = [a.etat, b.etat].filter((m) => m !== null);
    const ouverts = ACTES.map((acte) =>
      mandats
        .filter(
          (m) =>
            verifier({
              mandats: [m],
              mandantRef: 'p-1',
              habilitation: E1,
              demarche: AIDE_LOGEMENT,
              acte,
              mode: 'faire_a_la_place_absent',
              instant: PLUS_TARD,
            }).autorise,
        )
        .map((m) => m.id),
    );
    expect(ouverts).toEqual([['m-1'], ['m-1'], ['m-2'], [], ['m-2'], [], [], []]);
    const rejeu = b.essayer(accepter, { mandatsDuMandant: [a.etat] });
    expect(rejeu).toMatchObject({
      ok: true,
      value: { ids: ['m-2.c-AccepterMandat/0', 'm-2.c-AccepterMandat/1'], rejoue: true },
    });
  });

  it('a mandate wholly covered ends as replaced; another structure is left alone', () => {
    const a = signer();
    const b = signer({}, { id: 'm-2', le: PLUS_TARD, jusqua: 'Consentir' });
    const accepter = commande(
      'AccepterMandat',
      { ecrivainRef: 'e-1', charteVersion: '1' },
      { faitLe: PLUS_TARD },
    );
    if (a.etat === null) throw new Error('no state');
    const ailleurs = { ...a.etat, id: 'm-9', structure: { ...a.etat.structure, id: 's-9' } };
    const autres = b.faire(accepter, { mandatsDuMandant: [a.etat, ailleurs] });
    expect(autres.map((e) => e.mandatId)).toEqual(['m-1']);
    autres.forEach((e) => a.ajouter(e));
    expect(etatA(a.evenements, PLUS_TARD)?.statut).toBe('remplace');
  });
});

describe('P2, whatever was asked', () => {
  const actes = fc.subarray([...ACTES], { minLength: 1 });
  const jour = fc.integer({ min: 0, max: 20 });

  it('never two mandates open for one act of one démarche', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(actes, jour), { minLength: 2, maxLength: 4 }), (demandes) => {
        const parcours: Parcours[] = [];
        const dates = demandes.map(([, n]) => n).sort((a, b) => a - b);
        demandes.forEach(([accordes], rang) => {
          const le = new Date(Date.parse(SIGNE) + (dates[rang] ?? 0) * 86_400_000 + rang).toISOString();
          const p = signer(
            { items: [{ ...ITEM, actes: accordes }] },
            { id: `m-${rang}`, le, jusqua: 'Consentir' },
          );
          const mandatsDuMandant = parcours.flatMap((m) => (m.etat === null ? [] : [m.etat]));
          const accepter = commande(
            'AccepterMandat',
            { ecrivainRef: 'e-1', charteVersion: '1' },
            { faitLe: le },
          );
          for (const e of p.faire(accepter, { mandatsDuMandant })) {
            parcours.find((m) => m.id === e.mandatId)?.ajouter(e);
          }
          parcours.push(p);
        });
        const instant = '2026-12-24T09:00:00.000Z';
        for (const acte of ACTES) {
          const ouverts = parcours.filter(
            ({ etat }) =>
              etat !== null &&
              verifier({
                mandats: [etat],
                mandantRef: 'p-1',
                habilitation: E1,
                demarche: AIDE_LOGEMENT,
                acte,
                mode: 'faire_a_la_place_absent',
                instant,
              }).autorise,
          );
          const attendu = demandes.findLastIndex(([accordes]) => accordes.includes(acte));
          expect(ouverts.map((m) => m.id)).toEqual(attendu < 0 ? [] : [`m-${attendu}`]);
        }
      }),
      { numRuns: 50 },
    );
  });
});
