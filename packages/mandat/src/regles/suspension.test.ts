import { describe, expect, it } from 'vitest';
import {
  acte,
  AIDE_LOGEMENT,
  commande,
  E1,
  ITEM,
  motifsDe,
  PLUS_TARD,
  signer,
  toCodes,
  type Parcours,
} from '../f0.fixture.ts';
import { actesAExaminer } from '../histoire/qualification.ts';
import { verifier } from './verifier.ts';
import { etatA, fold, merge } from '../histoire/vue.ts';

const LUNDI = '2026-11-30T09:00:00.000Z';
const MARDI = '2026-12-01T12:00:00.000Z';
const JEUDI = '2026-12-03T09:00:00.000Z';
const FIN = '2027-05-22T22:00:00.000Z';

const suspendre = (faitLe = LUNDI, id = 'sus') =>
  commande('SuspendreMandat', { motifCode: 'doute' }, { id, faitLe });
const reprendre = (faitLe = JEUDI, id = 'rep') =>
  commande('ReprendreMandat', { motifCode: 'clair' }, { id, faitLe });

const demander = ({ etat }: Parcours, plus: object) =>
  verifier({
    mandats: etat === null ? [] : [etat],
    mandantRef: 'p-1',
    habilitation: E1,
    demarche: AIDE_LOGEMENT,
    acte: 'deposer',
    mode: 'faire_a_la_place_absent',
    instant: MARDI,
    ...plus,
  });

describe('suspension', () => {
  it('pauses the mandate and its items, then gives it back; the last day does not move', () => {
    const p = signer();
    p.faire(suspendre());
    p.faire(reprendre());
    expect(etatA(p.evenements, '2026-11-30T08:59:59.999Z')?.statut).toBe('actif');
    expect(etatA(p.evenements, LUNDI)).toMatchObject({
      statut: 'suspendu',
      statutItems: { 'i-1': 'suspendu' },
    });
    expect(etatA(p.evenements, JEUDI)?.statut).toBe('actif');
    expect(p.etat?.periode?.auInclus).toBe('2027-05-22');
  });

  it('two steps of one minute keep the order in which the device took them, whatever their ids', () => {
    const p = signer();
    p.faire(suspendre(LUNDI, 'z'));
    p.faire(reprendre(LUNDI, 'a'));
    expect(etatA(p.evenements, LUNDI)?.statut).toBe('actif');
    p.faire(suspendre(LUNDI, 'm'));
    expect(etatA(p.evenements, LUNDI)?.statut).toBe('suspendu');
    expect(p.etat).toEqual(fold([...p.evenements].reverse()));
  });

  it('T13: a suspension never hides an end, nor outlives the last day', () => {
    const p = signer();
    p.faire(suspendre());
    expect(etatA(p.evenements, '2027-05-22T21:59:59.999Z')?.statut).toBe('suspendu');
    expect(etatA(p.evenements, FIN)).toMatchObject({ statut: 'expire', statutItems: { 'i-1': 'expire' } });
    p.faire(commande('RevoquerMandat', { demandePar: 'mandant', canal: 'code' }, { faitLe: MARDI }));
    expect(etatA(p.evenements, MARDI)?.statut).toBe('revoque');
    expect(etatA(p.evenements, FIN)?.statut).toBe('revoque');
  });

  it('is refused out of turn, with the reason', () => {
    const p = signer();
    const refus = p.essayer(reprendre());
    expect(refus).toMatchObject({
      motifs: [
        {
          code: 'transition_interdite',
          phrase: 'Seul un mandat suspendu se reprend. Celui-ci est actif.',
        },
      ],
    });
    p.faire(suspendre());
    expect(p.essayer(suspendre(MARDI, 'encore'))).toMatchObject({
      motifs: [{ phrase: 'Seul un mandat actif se suspend. Le mandat est suspendu.' }],
    });
    for (const jusqua of ['PreparerMandat', 'Consentir'] as const) {
      expect(signer({}, { jusqua }).essayer(suspendre())).toMatchObject({
        motifs: [{ phrase: 'Seul un mandat actif se suspend. Le mandat n’est pas encore actif.' }],
      });
    }
    expect(motifsDe(signer(), suspendre(FIN))).toEqual(['transition_interdite']);
  });

  it('closes every act while it lasts, on two clocks', () => {
    const p = signer();
    p.faire(suspendre(), { maintenant: JEUDI });
    expect(toCodes(demander(p, { connuA: JEUDI }).motifs)).toEqual(['suspendu']);
    expect(demander(p, {}).autorise).toBe(true);
    p.faire(acte({}, 'apres', '2026-12-04T09:00:00.000Z'));
    expect(p.evenements.at(-1)).toMatchObject({
      type: 'ActeRefuse',
      donnees: { motifs: [{ code: 'suspendu' }] },
    });
  });

  it('an act meanwhile is qualified by what was known', () => {
    const p = signer();
    p.faire(acte({ acte: 'saisir' }, 'avant', '2026-11-29T09:00:00.000Z'));
    p.faire(acte({ acte: 'saisir' }, 'ignore', MARDI));
    p.faire(suspendre(), { maintenant: JEUDI });
    expect(p.etat?.actes.map((a) => a.qualification)).toEqual(['regulier', 'fait_dans_l_ignorance']);
    const ailleurs = signer();
    ailleurs.faire(suspendre());
    const la = signer();
    la.faire(acte({}, 'su', MARDI));
    const etat = fold(merge(la.evenements, ailleurs.evenements));
    expect(etat === null ? [] : actesAExaminer(etat).map((a) => a.qualification)).toEqual(['hors_perimetre']);
  });

  it('a suspended mandate can still be reduced, revoked, replaced', () => {
    const p = signer();
    p.faire(suspendre());
    p.faire(
      commande(
        'RetirerPerimetre',
        { itemId: 'i-1', actes: ['deposer'], demandePar: 'mandant', canal: 'presence' },
        { faitLe: PLUS_TARD },
      ),
    );
    expect(p.etat?.items[0]?.retraits).toHaveLength(1);
    const b = signer(
      { items: [{ ...ITEM, actes: ['saisir'] }] },
      { id: 'm-2', le: MARDI, jusqua: 'Consentir' },
    );
    if (p.etat === null) throw new Error('no state');
    const accepter = commande(
      'AccepterMandat',
      { ecrivainRef: 'e-1', charteVersion: '1' },
      { faitLe: MARDI },
    );
    const autres = b.faire(accepter, { mandatsDuMandant: [p.etat] });
    expect(autres.map((e) => e.type)).toEqual(['MandatRemplace']);
  });
});
