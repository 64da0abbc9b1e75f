/** How a mandate stands on the day of a paper, and what it still allows. */
import { describe, expect, it } from 'vitest';
import { AIDE_LOGEMENT, commande, DEPOT_RSA, ITEM, signer, type Parcours } from '../f0.fixture.ts';
import type { DemarcheFaits, Item } from '../modele/modele.ts';
import { toSituation, type Reste } from './restes.ts';

const FIN = '2027-05-22T22:00:00.000Z';
const CADUC = '2026-12-07T23:00:00.000Z';
const J2 = '2026-11-24T09:00:00.000Z';
const ORAL = { recueil: { mode: 'telephone', forme: 'oral_a_regulariser' } } as const;
const demande = { demandePar: 'mandant', canal: 'sms' } as const;
const RIEN = { fin: undefined, expire: false, pause: false, restes: [] };

function situer({ etat }: Parcours, instant?: string) {
  if (etat === null) throw new Error('no state');
  return toSituation(etat, instant);
}
const lire = (restes: readonly Reste[]) =>
  restes.flatMap(({ item, paires }) =>
    paires.map(({ demarche, actes }) => `${item.id} ${demarche.id} ${actes.join()}`),
  );
const theme = (...demarches: Partial<DemarcheFaits>[]): Item['portee'] => ({
  kind: 'perimetre',
  perimetre: 'logement',
  catalogueVersion: '1',
  demarches: demarches.map((d) => ({ ...AIDE_LOGEMENT, ...d })),
});

describe('a mandate that never began', () => {
  it('allows nothing and does not expire, signed or not', () => {
    for (const jusqua of ['PreparerMandat', 'Consentir'] as const) {
      const p = signer({}, { jusqua });
      for (const instant of [undefined, J2, FIN]) expect(situer(p, instant)).toEqual(RIEN);
    }
  });

  it('tells how it was given up', () => {
    const p = signer({}, { jusqua: 'Consentir' });
    p.faire(commande('RevoquerMandat', demande, { faitLe: J2 }));
    expect(situer(p, J2)).toMatchObject({ ...RIEN, fin: { statut: 'annule', faitLe: J2 } });
  });
});

describe('a mandate in force', () => {
  it('allows what it granted until its end instant, and nothing from there', () => {
    const p = signer();
    for (const instant of [undefined, J2, '2027-05-22T21:59:59.999Z']) {
      const { restes, ...reste } = situer(p, instant);
      expect([reste, lire(restes)]).toEqual([
        { fin: undefined, expire: false, pause: false },
        ['i-1 aide-logement consulter,saisir,deposer'],
      ]);
    }
    expect(situer(p, FIN)).toEqual({ ...RIEN, expire: true });
  });

  it('is paused from the suspension on', () => {
    const p = signer();
    p.faire(commande('SuspendreMandat', { motifCode: 'doute' }, { faitLe: J2 }));
    expect(situer(p, '2026-11-24T08:59:59.999Z').pause).toBe(false);
    expect(situer(p, J2).pause).toBe(true);
  });

  it('a spoken one allows its few acts; without a day, its lapse to come is not told', () => {
    const p = signer({}, ORAL);
    for (const instant of [undefined, J2]) {
      expect(lire(situer(p, instant).restes)).toEqual(['i-1 aide-logement consulter,saisir']);
      expect(situer(p, instant).fin).toBeUndefined();
    }
    expect(situer(p, CADUC)).toMatchObject({ fin: { cause: 'non_regularise' }, restes: [] });
  });
});

describe('what is left of a line', () => {
  it('not what stays hers, démarche by démarche', () => {
    const portee = theme({ id: 'a', signaturePersonnelle: true, actesReserves: ['payer'] }, { id: 'b' });
    const p = signer({ items: [{ ...ITEM, portee, actes: ['saisir', 'signer', 'payer'] }] });
    expect(lire(situer(p, J2).restes)).toEqual(['i-1 a saisir', 'i-1 b saisir,signer,payer']);
  });

  it('not a démarche that was excepted, nor a line that leaves the writers nothing', () => {
    const portee = theme({ id: 'a' }, { id: 'b' });
    const surendettement = theme({ id: 'c', signaturePersonnelle: true });
    const p = signer({
      items: [
        { ...ITEM, portee, sauf: [{ demarcheId: 'a' }], actes: ['saisir'] },
        { ...ITEM, id: 'i-2', portee: surendettement, actes: ['signer'] },
      ],
    });
    expect(situer(p, J2).restes).toHaveLength(1);
    expect(situer(p, J2).restes[0]?.paires).toHaveLength(1);
    expect(lire(situer(p, J2).restes)).toEqual(['i-1 b saisir']);
  });

  it('not what was taken back, line or act', () => {
    const p = signer({
      items: [ITEM, { ...ITEM, id: 'i-2', portee: { kind: 'demarche', demarche: DEPOT_RSA } }],
    });
    const retirer = (itemId: string, plus: object = {}) =>
      commande('RetirerPerimetre', { itemId, ...demande, ...plus }, { id: `r-${itemId}`, faitLe: J2 });
    p.faire(retirer('i-1', { actes: ['deposer'] }));
    p.faire(retirer('i-2'));
    expect(lire(situer(p, J2).restes)).toEqual(['i-1 aide-logement consulter,saisir']);
    p.faire(commande('RevoquerMandat', demande, { faitLe: '2026-11-25T09:00:00.000Z' }));
    expect(situer(p)).toMatchObject({ fin: { statut: 'revoque' }, restes: [] });
  });
});
