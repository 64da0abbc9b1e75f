import { describe, expect, it } from 'vitest';
import { acte, commande, ITEM, PLUS_TARD, signer, type Parcours } from '../f0.fixture.ts';
import { PolitiqueConservationSchema, retention, type PolitiqueConservation } from './retention.ts';

const POLITIQUE: PolitiqueConservation = {
  version: '2026-11',
  justification: 'Deux ans après le dernier contact (CNIL), puis six ans pour prouver.',
  actif: { depuis: 'dernier_contact', mois: 24 },
  archive: { depuis: 'fin_mandat', mois: 72 },
  gel: [],
};

function dates({ etat }: Parcours, plus: Partial<PolitiqueConservation> = {}, dernierContact = '2027-02-28') {
  if (etat === null) throw new Error('no state');
  return retention(etat, { dernierContact, zone: 'Europe/Paris', politique: { ...POLITIQUE, ...plus } });
}
const gel = (du: string, auInclus?: string) => ({
  gel: [{ ref: 'g-1', motifCode: 'litige' as const, du, ...(auInclus === undefined ? {} : { auInclus }) }],
});

describe('how long a mandate is kept', () => {
  it('active two years after the last contact, archived six years after its end, each last day whole', () => {
    expect(dates(signer())).toEqual({ archiveDes: '2029-03-01', purgeDes: '2033-05-23', gele: false });
    expect(dates(signer(), {}, '2028-02-29').archiveDes).toBe('2030-03-01');
    expect(PolitiqueConservationSchema.parse(POLITIQUE)).toEqual(POLITIQUE);
  });

  it('counts from the first end, read as a civil day in the zone', () => {
    const revoque = signer();
    revoque.faire(
      commande(
        'RevoquerMandat',
        { demandePar: 'mandant', canal: 'code' },
        { faitLe: '2026-12-31T23:30:00.000Z' },
      ),
    );
    expect(dates(revoque).purgeDes).toBe('2033-01-02');
    const epuise = signer({ items: [{ ...ITEM, uneFois: true }] });
    epuise.faire(acte());
    epuise.faire(commande('RendreCompte', { actes: ['m-1.a1/0'], canal: 'presence' }, { faitLe: PLUS_TARD }));
    expect(dates(epuise).purgeDes).toBe('2032-12-02');
  });

  it('a death told of a day after the démarche was done does not move the end', () => {
    const p = signer({ items: [{ ...ITEM, uneFois: true }] });
    p.faire(acte());
    p.faire(commande('SignalerDeces', { le: '2026-12-20' }, { faitLe: '2026-12-21T09:00:00.000Z' }));
    expect(dates(p).purgeDes).toBe('2032-12-02');
    const avant = signer({ items: [{ ...ITEM, uneFois: true }] });
    avant.faire(acte());
    avant.faire(commande('SignalerDeces', { le: '2026-11-29' }, { faitLe: '2026-12-21T09:00:00.000Z' }));
    expect(dates(avant).purgeDes).toBe('2032-11-30');
  });

  it('a mandate that never was actif has nothing to prove', () => {
    const refuse = signer({}, { jusqua: 'PresenterNotice' });
    refuse.faire(commande('RefuserConsentement', {}));
    for (const p of [refuse, signer({}, { jusqua: 'Consentir' })]) {
      expect(dates(p)).toEqual({ archiveDes: '2029-03-01', purgeDes: '2029-03-01', gele: false });
    }
  });

  it('a mandate that an older judgment had emptied is kept as proof, from its acceptance', () => {
    const p = signer();
    p.faire(
      commande(
        'SignalerProtection',
        { capacite: 'tutelle', jugementLe: '2020-03-01' },
        { faitLe: PLUS_TARD },
      ),
    );
    expect(dates(p).purgeDes).toBe('2032-11-23');
  });

  it('stays active as long as it can be used, and is archived before it is purged', () => {
    const court = { actif: { depuis: 'dernier_contact' as const, mois: 1 } };
    expect(dates(signer(), court, '2026-11-22').archiveDes).toBe('2027-05-23');
    expect(dates(signer(), {}, '2033-01-31')).toMatchObject({
      archiveDes: '2035-02-01',
      purgeDes: '2035-02-01',
    });
  });

  it('a hold stops the purge, not the archive', () => {
    expect(dates(signer(), gel('2030-01-01'))).toEqual({
      archiveDes: '2029-03-01',
      purgeDes: null,
      gele: true,
    });
    expect(dates(signer(), gel('2030-01-01', '2034-06-30'))).toEqual({
      archiveDes: '2029-03-01',
      purgeDes: '2034-07-01',
      gele: true,
    });
    expect(dates(signer(), gel('2033-05-23', '2033-05-23'))).toMatchObject({
      purgeDes: '2033-05-24',
      gele: true,
    });
    expect(dates(signer(), gel('2030-01-01', '2033-05-22'))).toMatchObject({
      purgeDes: '2033-05-23',
      gele: false,
    });
    expect(dates(signer(), gel('2033-05-24', '2033-12-31'))).toMatchObject({
      purgeDes: '2034-01-01',
      gele: false,
    });
  });

  it('an unknown zone is a programmer’s mistake', () => {
    const { etat } = signer();
    if (etat === null) throw new Error('no state');
    expect(() =>
      retention(etat, { dernierContact: '2027-01-01', zone: 'Mars/Olympus', politique: POLITIQUE }),
    ).toThrow(TypeError);
  });
});
