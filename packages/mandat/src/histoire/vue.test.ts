import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AIDE_LOGEMENT, commande, E1, ITEM, signer, toCodes } from '../f0.fixture.ts';
import { STATUTS } from '../modele/nomenclatures.ts';
import { actesAExaminer } from './qualification.ts';
import { verifier } from '../regles/verifier.ts';
import { etatA, fold, merge } from './vue.ts';

const VENDREDI_17H = '2026-11-27T16:00:00.000Z';
const SAMEDI = '2026-11-28T11:00:00.000Z';
const LUNDI_9H = '2026-11-30T08:00:00.000Z';

const revoquer = (faitLe: string, id = 'rev') =>
  commande('RevoquerMandat', { demandePar: 'mandant', canal: 'telephone' }, { id, faitLe });

function acte(id: string, faitLe: string, change = {}) {
  return commande(
    'EffectuerActe',
    {
      itemId: 'i-1',
      demarcheId: 'aide-logement',
      acte: 'saisir',
      mode: 'faire_a_la_place_absent',
      canal: 'en_ligne',
      resultat: 'reussi',
      interventionRef: 'v-1',
      presenceMandant: false,
      ...change,
    },
    { id, faitLe },
  );
}

describe('two clocks', () => {
  it('T13: one statut at any instant, the end excluded', () => {
    const { evenements } = signer();
    expect(etatA(evenements, '2027-05-22T21:59:59.999Z')?.statut).toBe('actif');
    expect(etatA(evenements, '2027-05-22T22:00:00.000Z')?.statut).toBe('expire');
    expect(etatA(evenements, '2026-11-22T08:59:59.999Z')).toBeNull();
  });

  it('T17: revoked by phone on Friday, entered on Monday', () => {
    const p = signer();
    p.faire(revoquer(VENDREDI_17H), { maintenant: LUNDI_9H });
    expect(etatA(p.evenements, SAMEDI)?.statut).toBe('revoque');
    expect(etatA(p.evenements, SAMEDI, SAMEDI)?.statut).toBe('actif');
    expect(p.etat?.fin).toMatchObject({ statut: 'revoque', faitLe: VENDREDI_17H, connuLe: LUNDI_9H });
  });

  it('what is recorded at `connuA` counts, 1 ms later it does not; without it, everything does', () => {
    const p = signer();
    p.faire(revoquer(VENDREDI_17H), { maintenant: LUNDI_9H });
    const juste = etatA(p.evenements, LUNDI_9H, LUNDI_9H);
    expect([juste?.statut, juste?.connuA, juste?.instant]).toEqual(['revoque', LUNDI_9H, LUNDI_9H]);
    const avant = etatA(p.evenements, LUNDI_9H, '2026-11-30T07:59:59.999Z');
    expect([avant?.statut, avant?.fins]).toEqual(['actif', []]);
    expect(etatA(p.evenements, LUNDI_9H)).toMatchObject({ statut: 'revoque', connuA: null });
    expect(() => etatA(p.evenements, '2026-11-30')).toThrow(/^instant must/);
    expect(() => etatA(p.evenements, LUNDI_9H, '2026-11-30')).toThrow(/^connuA must/);
  });

  it('an act done in ignorance stands and is to be examined; once the end is recorded, no more', () => {
    const p = signer();
    p.faire(acte('a0', '2026-11-26T09:00:00.000Z'));
    p.faire(acte('a1', SAMEDI));
    p.faire(revoquer(VENDREDI_17H), { maintenant: LUNDI_9H });
    expect(
      p.etat === null ? [] : actesAExaminer(p.etat).map((a) => [a.evenementId, a.qualification]),
    ).toEqual([['m-1.a1/0', 'fait_dans_l_ignorance']]);
    p.faire(acte('a2', SAMEDI), { maintenant: LUNDI_9H });
    expect(p.evenements.at(-1)?.type).toBe('ActeEffectue');
    p.faire(acte('a3', '2026-11-30T09:00:00.000Z'));
    expect(p.evenements.at(-1)).toMatchObject({
      type: 'ActeRefuse',
      donnees: { motifs: [{ code: 'revoque' }] },
    });
  });

  it('verifier answers as it was known then, and says so', () => {
    const p = signer();
    p.faire(revoquer(VENDREDI_17H), { maintenant: LUNDI_9H });
    const q = {
      mandantRef: 'p-1',
      habilitation: E1,
      demarche: AIDE_LOGEMENT,
      acte: 'saisir',
      mode: 'faire_a_la_place_absent',
    } as const;
    const mandats = p.etat === null ? [] : [p.etat];
    const alors = verifier({ ...q, mandats, instant: SAMEDI });
    expect([alors.autorise, toCodes(alors.avertissements)]).toEqual([true, ['fait_dans_l_ignorance']]);
    expect(toCodes(verifier({ ...q, mandats, instant: SAMEDI, connuA: LUNDI_9H }).motifs)).toEqual([
      'revoque',
    ]);
    expect(verifier({ ...q, mandats, instant: LUNDI_9H }).autorise).toBe(false);
  });

  it('an act that arrives by synchronisation after the end was recorded is kept, out of scope', () => {
    const p = signer();
    const avant = [...p.evenements];
    p.faire(acte('a1', '2026-12-01T09:00:00.000Z'));
    const ailleurs = signer();
    ailleurs.faire(revoquer(VENDREDI_17H));
    const etat = fold(merge(ailleurs.evenements, p.evenements));
    expect(etat?.actes.map((a) => a.qualification)).toEqual(['hors_perimetre']);
    expect(fold(avant)?.actes).toEqual([]);
  });

  it('two concurrent revocations: both kept, the earliest is the effective end, in any order', () => {
    const base = signer().evenements;
    const revoqueA = (faitLe: string, id: string) => {
      const p = signer();
      p.faire(revoquer(faitLe, id));
      return p.evenements;
    };
    const a = revoqueA(SAMEDI, 'r1');
    const b = revoqueA(VENDREDI_17H, 'r2');
    for (const tout of [merge(a, b), merge(b, a), merge(merge(base, b), a)]) {
      const etat = fold(tout);
      expect(etat?.fins).toHaveLength(2);
      expect(etat?.fin?.faitLe).toBe(VENDREDI_17H);
    }
  });
});

describe('P1: the fold does not depend on the order of arrival', () => {
  const p = signer({ items: [{ ...ITEM, uneFois: true }] });
  p.faire(commande('RemettreExemplaire', { canal: 'papier' }));
  p.faire(acte('a1', '2026-11-23T09:00:00.000Z'));
  p.faire(acte('a2', '2026-11-24T09:00:00.000Z', { acte: 'deposer' }));
  p.faire(acte('a3', '2026-11-25T09:00:00.000Z'));
  p.faire(
    commande(
      'RetirerPerimetre',
      { itemId: 'i-1', actes: ['saisir'], demandePar: 'mandant', canal: 'presence' },
      { faitLe: '2026-11-23T12:00:00.000Z' },
    ),
  );
  p.faire(revoquer('2026-11-23T18:00:00.000Z'), { maintenant: LUNDI_9H });

  it('any permutation, with duplicates, gives the same state and one statut', () => {
    const attendu = fold(p.evenements);
    const melange = fc.shuffledSubarray(p.evenements, { minLength: p.evenements.length });
    fc.assert(
      fc.property(melange, fc.shuffledSubarray(p.evenements), (tout, doublons) => {
        expect(fold([...tout, ...doublons])).toEqual(attendu);
        const vue = etatA([...tout, ...doublons], LUNDI_9H);
        expect(STATUTS).toContain(vue?.statut);
        expect(vue).toEqual(etatA(p.evenements, LUNDI_9H));
      }),
    );
  });

  it('the state kept by evolve, event after event, is the folded one', () => {
    expect(p.etat).toEqual(fold(p.evenements));
  });
});
