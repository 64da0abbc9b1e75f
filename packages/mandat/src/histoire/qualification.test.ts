/** How an act written straight into the history stands: what `decide` would have refused is out of scope. */
import { describe, expect, it } from 'vitest';
import {
  acte,
  AIDE_LOGEMENT,
  DEPOT_RSA,
  commande,
  H,
  ITEM,
  PREPARATION,
  RECUEIL,
  SIGNE,
  signer,
  type Parcours,
} from '../f0.fixture.ts';
import { ACTES } from '../modele/nomenclatures.ts';
import { fold } from './vue.ts';
import { actesAExaminer } from './qualification.ts';

const ORAL = { mode: 'telephone', forme: 'oral_a_regulariser' } as const;
const jour = (n: number) => new Date(Date.parse(SIGNE) + n * 86_400_000).toISOString();

/** How this act stands once it is in the history, though nobody asked whether it was allowed. */
function qualifier(p: Parcours, change: object, faitLe: string): string | undefined {
  const modele = signer();
  modele.faire(acte());
  const fait = modele.evenements.at(-1);
  if (fait?.type !== 'ActeEffectue') throw new Error('no act');
  const ecrit = { ...fait, id: 'ailleurs/0', faitLe, connuLe: faitLe };
  const etat = fold([...p.evenements, { ...ecrit, donnees: { ...fait.donnees, ...change } }]);
  return etat?.actes.find((a) => a.evenementId === 'ailleurs/0')?.qualification;
}

describe('under a spoken consent', () => {
  const p = () => signer({ items: [{ ...ITEM, actes: [...ACTES] }] }, { recueil: ORAL });

  it.each([
    ['consulter', 'regulier'],
    ['saisir', 'regulier'],
    ['deposer', 'hors_perimetre'],
    ['payer', 'hors_perimetre'],
  ])('%s is %s', (nom, attendu) => {
    expect(qualifier(p(), { acte: nom }, jour(3))).toBe(attendu);
  });

  it('everything is regular from the signature on, and only from there', () => {
    const ecrit = p();
    ecrit.faire(commande('RegulariserOral', { recueil: RECUEIL }, { faitLe: jour(4) }));
    expect(qualifier(ecrit, {}, jour(3))).toBe('hors_perimetre');
    expect(qualifier(ecrit, {}, jour(5))).toBe('regulier');
  });

  it('nothing is once it has lapsed: everybody could know it from the start', () => {
    expect(qualifier(p(), { acte: 'saisir' }, '2026-12-07T22:59:59.999Z')).toBe('regulier');
    expect(qualifier(p(), { acte: 'saisir' }, '2026-12-07T23:00:00.000Z')).toBe('hors_perimetre');
  });
});

it('T36: from the first instant of the 18th birthday, an act under a parent’s mandate is out of scope', () => {
  const p = signer({
    mandant: { ...PREPARATION.mandant, naissance: { ageCommitment: H, le: '2008-12-20' } },
    constituant: { kind: 'parent', ref: 'r-1' },
  });
  expect(qualifier(p, {}, '2026-12-19T22:59:59.999Z')).toBe('regulier');
  expect(qualifier(p, {}, '2026-12-19T23:00:00.000Z')).toBe('hors_perimetre');
});

it('an act done at the instant of the acceptance is in the mandate; 1 ms before, it is not', () => {
  expect(qualifier(signer(), {}, SIGNE)).toBe('regulier');
  expect(qualifier(signer(), {}, '2026-11-22T08:59:59.999Z')).toBe('hors_perimetre');
});

it('recognised as out of scope, an act is, though its line names it: no writer of the house did it', () => {
  const p = signer();
  const inconnu = {
    ...acte({ horsPerimetreReconnu: true }),
    acteur: { kind: 'ecrivain' as const, ref: 'e-9' },
  };
  p.faire(inconnu);
  expect(p.etat?.actes[0]?.qualification).toBe('hors_perimetre');
});

describe('a part taken back', () => {
  const demarches = [AIDE_LOGEMENT, { ...AIDE_LOGEMENT, id: 'caution' }];
  const theme = { kind: 'perimetre', perimetre: 'logement', catalogueVersion: '1', demarches } as const;
  const retirer = (plus: object = {}) =>
    commande(
      'RetirerPerimetre',
      { itemId: 'i-1', demandePar: 'mandant', canal: 'sms', ...plus },
      { faitLe: jour(2) },
    );
  const AVANT_SU = jour(3);
  const SU = jour(5);

  it.each([
    ['the whole line', {}, 'deposer', 'fait_dans_l_ignorance'],
    ['this act', { actes: ['deposer'] }, 'deposer', 'fait_dans_l_ignorance'],
    ['another act', { actes: ['saisir'] }, 'deposer', 'regulier'],
    ['another line', { itemId: 'i-2' }, 'deposer', 'regulier'],
  ])('%s, told late: an act done meanwhile', (_, plus, nom, attendu) => {
    const p = signer({
      items: [ITEM, { ...ITEM, id: 'i-2', portee: { kind: 'demarche', demarche: DEPOT_RSA } }],
    });
    p.faire(retirer(plus), { maintenant: SU });
    expect(qualifier(p, { acte: nom }, jour(1))).toBe('regulier');
    expect(qualifier(p, { acte: nom }, AVANT_SU)).toBe(attendu);
    expect(qualifier(p, { acte: nom }, SU)).toBe(attendu === 'regulier' ? attendu : 'hors_perimetre');
  });

  it('taken over by a newer mandate: this démarche only', () => {
    const p = signer({ items: [{ ...ITEM, portee: theme }] });
    const recent = signer({}, { id: 'm-2', le: jour(2), jusqua: 'Consentir' });
    const accepter = commande(
      'AccepterMandat',
      { ecrivainRef: 'e-1', charteVersion: '1' },
      { faitLe: jour(2) },
    );
    const prises = recent.faire(accepter, { mandatsDuMandant: p.etat === null ? [] : [p.etat] });
    for (const e of prises) p.ajouter(e);
    expect(qualifier(p, {}, jour(3))).toBe('hors_perimetre');
    expect(qualifier(p, { demarcheId: 'caution' }, jour(3))).toBe('regulier');
  });

  it('used up by its last act: that act is regular, the next ones are not', () => {
    const p = signer({ items: [{ ...ITEM, uneFois: true }] });
    p.faire(acte({}, 'dernier', jour(2)), { maintenant: SU });
    expect(p.etat?.actes[0]?.qualification).toBe('regulier');
    expect(qualifier(p, { acte: 'saisir' }, jour(1))).toBe('regulier');
    expect(qualifier(p, { acte: 'saisir' }, AVANT_SU)).toBe('fait_dans_l_ignorance');
    expect(qualifier(p, { acte: 'saisir' }, SU)).toBe('hors_perimetre');
  });
});

describe('what the person ratified', () => {
  const ratifierLe = (p: Parcours, faitLe: string) => {
    const modele = signer();
    modele.faire(acte({ acte: 'payer', horsPerimetreReconnu: true }, 'a1', jour(1)));
    modele.faire(commande('RatifierActe', { acteId: 'm-1.a1/0', canal: 'presence' }, { faitLe: jour(2) }));
    const dite = modele.evenements.slice(-1).map((e) => ({ ...e, faitLe }));
    return fold([...p.evenements, ...dite])?.actes.map((a) => a.qualification);
  };
  const hors = () => {
    const p = signer();
    p.faire(acte({ acte: 'payer', horsPerimetreReconnu: true }, 'a1', jour(1)));
    return p;
  };

  it('stands from the act on: an agreement that came before it is none', () => {
    expect(ratifierLe(hors(), jour(1))).toEqual(['ratifie']);
    expect(ratifierLe(hors(), SIGNE)).toEqual(['hors_perimetre']);
  });

  it('needs nothing where the act was regular', () => {
    const p = signer();
    p.faire(acte({}, 'a1', jour(1)));
    expect(ratifierLe(p, jour(2))).toEqual(['regulier']);
  });
});

it('the acts to examine are those that are neither regular nor ratified', () => {
  const p = signer();
  p.faire(acte({ acte: 'saisir' }, 'bien', jour(1)));
  p.faire(acte({ acte: 'payer', horsPerimetreReconnu: true }, 'hors', jour(1)));
  p.faire(acte({ acte: 'payer', horsPerimetreReconnu: true }, 'ratifie', jour(1)));
  p.faire(commande('RatifierActe', { acteId: 'm-1.ratifie/0', canal: 'presence' }, { faitLe: jour(2) }));
  if (p.etat === null) throw new Error('no state');
  expect(actesAExaminer(p.etat).map((a) => a.evenementId)).toEqual(['m-1.hors/0']);
});

describe('an act written straight into the history', () => {
  const fait = () => {
    const p = signer({ items: [{ ...ITEM, sauf: [{ acte: 'saisir' }] }] });
    p.faire(acte());
    const evenement = p.evenements.at(-1);
    if (evenement?.type !== 'ActeEffectue') throw new Error('no act');
    return { evenements: p.evenements.slice(0, -1), evenement };
  };

  it.each([
    [{}, 'regulier'],
    [{ acte: 'payer' as const }, 'hors_perimetre'],
    [{ acte: 'saisir' as const }, 'hors_perimetre'],
    [{ demarcheId: 'rsa' }, 'hors_perimetre'],
    [{ itemId: 'i-9' }, 'hors_perimetre'],
  ])('outside what was granted, it is to be examined: %o', (change, attendu) => {
    const { evenements, evenement } = fait();
    const etat = fold([...evenements, { ...evenement, donnees: { ...evenement.donnees, ...change } }]);
    expect(etat?.actes.map((a) => a.qualification)).toEqual([attendu]);
  });

  it('on a draft, or before the acceptance, as well', () => {
    const { evenements, evenement } = fait();
    const brouillon = evenements.filter((e) => e.type !== 'MandatAccepte');
    expect(fold([...brouillon, evenement])?.actes[0]?.qualification).toBe('hors_perimetre');
    const avant = { ...evenement, faitLe: '2026-11-22T08:59:59.999Z' };
    expect(fold([...evenements, avant])?.actes[0]?.qualification).toBe('hors_perimetre');
  });
});
