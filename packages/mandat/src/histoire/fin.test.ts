/** Which end counts when several meet: the first one, and none after the last day. */
import { describe, expect, it } from 'vitest';
import {
  acte,
  commande,
  DEPOT_RSA,
  H,
  ITEM,
  PREPARATION,
  SIGNE,
  signer,
  type Parcours,
} from '../f0.fixture.ts';
import type { Evenement } from '../modele/evenement.ts';
import { etatA } from './vue.ts';

const FIN = '2027-05-22T22:00:00.000Z';
/** End of the 15th day after the signature, in Paris. */
const CADUC = '2026-12-07T23:00:00.000Z';
const TARD = '2027-06-30T09:00:00.000Z';
const ORAL = { recueil: { mode: 'telephone', forme: 'oral_a_regulariser' } } as const;
const RSA = { ...ITEM, id: 'i-2', portee: { kind: 'demarche' as const, demarche: DEPOT_RSA } };
const demande = { demandePar: 'mandant', canal: 'telephone' } as const;
const jour = (n: number) => new Date(Date.parse(SIGNE) + n * 86_400_000).toISOString();

const revoquer = (faitLe: string) => commande('RevoquerMandat', demande, { id: 'rev', faitLe });
const retirer = (faitLe: string, plus: object = {}, id = 'ret') =>
  commande('RetirerPerimetre', { itemId: 'i-1', ...demande, ...plus }, { id, faitLe });
const renoncer = (faitLe: string) =>
  commande('RenoncerMandat', { motifCode: 'depart', preavisJours: 0 }, { id: 'ren', faitLe });

/** The same history with one event that happened at another instant, as a synchronisation may bring it. */
function deplacer(p: Parcours, type: Evenement['type'], faitLe: string): Evenement[] {
  return p.evenements.map((e) => (e.type === type ? { ...e, faitLe } : e));
}

describe('ends by law', () => {
  const enfant = (le: string) => ({
    mandant: { ...PREPARATION.mandant, naissance: { ageCommitment: H, le } },
    constituant: { kind: 'parent' as const, ref: 'r-1' },
  });

  it('do not count after the last day, nor at the instant when it ends: expired is all there is', () => {
    for (const jours of [2, 15]) {
      const { evenements } = signer({ duree: { jours } }, ORAL);
      const vue = etatA(evenements, TARD);
      expect([vue?.statut, vue?.fin]).toEqual(['expire', undefined]);
    }
    expect(etatA(signer({ duree: { jours: 16 } }, ORAL).evenements, TARD)?.fin).toMatchObject({
      cause: 'non_regularise',
      faitLe: CADUC,
    });
  });

  it('give way to an end that came before, and take the place of one that came after', () => {
    const avant = signer({}, ORAL);
    avant.faire(revoquer(jour(3)));
    expect(etatA(avant.evenements, TARD)).toMatchObject({ statut: 'revoque', fin: { faitLe: jour(3) } });
    const apres = deplacer(avant, 'MandatRevoque', jour(20));
    expect(etatA(apres, TARD)).toMatchObject({ statut: 'caduc', fin: { cause: 'non_regularise' } });
  });

  it('of one same instant, what was told says why: a death on her 18th birthday', () => {
    const p = signer(enfant('2008-12-20'));
    p.faire(commande('SignalerDeces', { le: '2026-12-20' }, { faitLe: jour(29) }));
    expect(etatA(p.evenements, TARD)?.fin).toMatchObject({
      cause: 'deces',
      faitLe: '2026-12-19T23:00:00.000Z',
    });
  });
});

describe('the last day', () => {
  it('T13: an end told of its very end instant ends nothing; 1 ms before, it does', () => {
    const p = signer();
    p.faire(revoquer(jour(3)));
    const a = etatA(deplacer(p, 'MandatRevoque', FIN), TARD);
    expect([a?.statut, a?.fin]).toEqual(['expire', undefined]);
    const b = etatA(deplacer(p, 'MandatRevoque', '2027-05-22T21:59:59.999Z'), TARD);
    expect([b?.statut, b?.fin?.statut]).toEqual(['revoque', 'revoque']);
  });

  it('binds only what was accepted: a signed draft is cancelled at any time', () => {
    const p = signer({}, { jusqua: 'Consentir' });
    p.faire(revoquer(TARD));
    expect(etatA(p.evenements, TARD)).toMatchObject({ statut: 'annule', fin: { statut: 'annule' } });
  });
});

describe('one line', () => {
  it('is used up by its own last act, not by that of another line', () => {
    const p = signer({
      items: [
        { ...ITEM, uneFois: true },
        { ...ITEM, id: 'i-2', uneFois: true },
      ],
    });
    p.faire(acte({}, 'a1', jour(1)));
    expect(etatA(p.evenements, jour(2))?.statutItems).toEqual({ 'i-1': 'epuise', 'i-2': 'actif' });
  });

  it('ends by the first of its exits', () => {
    const p = signer({ items: [{ ...ITEM, uneFois: true }] });
    p.faire(acte({}, 'a1', jour(4)));
    const toStatut = (evenements: Evenement[]) => etatA(evenements, jour(9))?.statut;
    expect(toStatut(p.evenements)).toBe('epuise');
    const la = signer({ items: [{ ...ITEM, uneFois: true }] });
    la.faire(retirer(jour(2)));
    const retraits = (faitLe: string) => deplacer(la, 'PerimetreRetire', faitLe).slice(-1);
    expect(toStatut([...p.evenements, ...retraits(jour(2))])).toBe('revoque');
    expect(toStatut([...p.evenements, ...retraits(jour(6))])).toBe('epuise');
  });

  it('is over once all that it granted is withdrawn: what it excepted was never hers to take back', () => {
    const p = signer({ items: [{ ...ITEM, sauf: [{ acte: 'deposer' }] }] });
    p.faire(retirer(jour(2), { actes: ['consulter'] }, 'un'));
    expect(etatA(p.evenements, jour(3))?.statut).toBe('actif');
    p.faire(retirer(jour(4), { actes: ['saisir'] }, 'deux'));
    expect(etatA(p.evenements, jour(5))?.statut).toBe('revoque');
  });

  it.each([
    ['consulter', 'saisir', 'deposer'],
    ['deposer', 'saisir', 'consulter'],
    ['saisir', 'deposer', 'consulter'],
  ])('is over when the last of it was withdrawn: %s, then %s, then %s', (un, deux, trois) => {
    const p = signer();
    p.faire(retirer(jour(2), { actes: [un] }, 'un'));
    p.faire(retirer(jour(6), { actes: [trois] }, 'trois'));
    p.faire(retirer(jour(4), { actes: [deux] }, 'deux'), { maintenant: jour(6) });
    expect(etatA(p.evenements, jour(6))?.statut).toBe('revoque');
    expect(etatA(p.evenements, new Date(Date.parse(jour(6)) - 1).toISOString())?.statut).toBe('actif');
    // A renunciation told late, of the fifth day: the mandate was still open then.
    const ailleurs = signer();
    ailleurs.faire(renoncer(jour(5)));
    expect(etatA([...p.evenements, ...ailleurs.evenements.slice(-1)], jour(9))?.statut).toBe('renonce');
    const tard = deplacer(ailleurs, 'MandataireARenonce', jour(7)).slice(-1);
    expect(etatA([...p.evenements, ...tard], jour(9))?.statut).toBe('revoque');
  });
});

it('the mandate ends as its last line did, whatever the order of the lines', () => {
  for (const items of [
    [ITEM, RSA],
    [RSA, ITEM],
  ]) {
    const p = signer({ items: items.map((item) => ({ ...item, uneFois: item.id === 'i-1' })) });
    p.faire(acte({}, 'a1', jour(2)));
    p.faire(retirer(jour(4), { itemId: 'i-2' }));
    expect(etatA(p.evenements, jour(5))?.statut).toBe('revoque');
  }
});
