import { describe, expect, it } from 'vitest';
import { listEcheances } from './echeance.ts';
import type { EtatMandat } from '../modele/etat.ts';
import { commande, motifsDe, PREPARATION, signer } from '../f0.fixture.ts';

const etatDe = (p: { etat: EtatMandat | null }): EtatMandat => {
  if (p.etat === null) throw new Error('no state');
  return p.etat;
};
const rappeler = (
  destinataire: 'mandant' | 'ecrivains',
  faitLe = '2027-05-01T09:00:00.000Z',
  id: string = destinataire,
) => commande('RappelerEcheance', { destinataire, canal: 'courrier' }, { id, faitLe });

describe('mandates about to end', () => {
  it('are listed once, from thirty civil days before the last day, until that day is over', () => {
    const etat = etatDe(signer());
    const liste = (instant: string, jours = 30) => listEcheances([etat, etat], { instant, jours });
    expect(liste('2027-04-21T21:59:59.999Z')).toEqual([]);
    expect(liste('2027-04-21T22:00:00.000Z')).toEqual([
      { mandatId: 'm-1', auInclus: '2027-05-22', destinataires: ['mandant', 'ecrivains'] },
    ]);
    expect(liste('2027-05-22T21:59:59.999Z', 0)).toHaveLength(1);
    expect(liste('2027-05-22T22:00:00.000Z')).toEqual([]);
  });

  it('less those already reminded, as of that instant', () => {
    const p = signer();
    p.faire(rappeler('mandant'));
    p.faire(rappeler('mandant', undefined, 'encore'));
    expect(p.etat?.rappels).toHaveLength(1);
    const liste = (instant: string) => listEcheances([etatDe(p)], { instant, jours: 60 });
    expect(liste('2027-04-30T09:00:00.000Z')[0]?.destinataires).toEqual(['mandant', 'ecrivains']);
    expect(liste('2027-05-01T09:00:00.000Z')[0]?.destinataires).toEqual(['ecrivains']);
    p.faire(rappeler('ecrivains'));
    expect(liste('2027-05-01T09:00:00.000Z')).toEqual([]);
  });

  it('the soonest first, in each structure’s zone; drafts, suspended and ended mandates left out', () => {
    const bref = signer({ duree: { mois: 5 } }, { id: 'm-2' });
    const loin = signer(
      { structure: { ...PREPARATION.structure, zone: 'Pacific/Noumea' } },
      { id: 'm-3', contexte: { zone: 'Pacific/Noumea' } },
    );
    const brouillon = signer({}, { id: 'm-4', jusqua: 'Consentir' });
    const pause = signer({}, { id: 'm-5' });
    pause.faire(commande('SuspendreMandat', { motifCode: 'doute' }, { faitLe: '2027-01-01T09:00:00.000Z' }));
    const tous = [signer(), loin, pause, brouillon, bref].map(etatDe);
    const ids = (instant: string, jours: number) =>
      listEcheances(tous, { instant, jours }).map((e) => e.mandatId);
    expect(ids('2027-04-21T20:00:00.000Z', 31)).toEqual(['m-2', 'm-1', 'm-3']);
    expect(ids('2027-04-21T20:00:00.000Z', 30)).toEqual(['m-2', 'm-3']);
    expect(ids('2027-05-22T14:00:00.000Z', 30)).toEqual(['m-1']);
  });

  it('a reminder belongs to an actif mandate; a wrong question is a programmer’s mistake', () => {
    expect(motifsDe(signer({}, { jusqua: 'Consentir' }), rappeler('mandant'))).toEqual([
      'transition_interdite',
    ]);
    expect(motifsDe(signer(), rappeler('mandant', '2027-05-22T22:00:00.000Z'))).toEqual([
      'transition_interdite',
    ]);
    expect(() => listEcheances([], { instant: '2027-05-22', jours: 1 })).toThrow(/^instant must/);
    for (const jours of [1.5, -1, Number.NaN]) {
      expect(() => listEcheances([], { instant: '2027-05-22T22:00:00.000Z', jours })).toThrow(/^jours must/);
    }
  });
});
