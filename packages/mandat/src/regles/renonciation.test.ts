import { describe, expect, it } from 'vitest';
import { commande, motifsDe, PLUS_TARD, signer } from '../f0.fixture.ts';
import { etatA } from '../histoire/vue.ts';

const renoncer = (preavisJours: number, faitLe = PLUS_TARD, id = 'ren') =>
  commande('RenoncerMandat', { motifCode: 'depart', preavisJours }, { id, faitLe });

describe('renunciation by the structure', () => {
  it('the notice is counted in civil days, its last day whole', () => {
    const p = signer();
    p.faire(renoncer(8));
    expect(etatA(p.evenements, '2026-12-09T22:59:59.999Z')?.statut).toBe('actif');
    expect(etatA(p.evenements, '2026-12-09T23:00:00.000Z')?.statut).toBe('renonce');
    expect(p.etat?.fin).toMatchObject({ statut: 'renonce', connuLe: PLUS_TARD, motifCode: 'depart' });
  });

  it('without notice it takes effect at once', () => {
    const p = signer();
    p.faire(renoncer(0));
    expect(etatA(p.evenements, '2026-12-01T08:59:59.999Z')?.statut).toBe('actif');
    expect(etatA(p.evenements, PLUS_TARD)?.statut).toBe('renonce');
  });

  it('again changes nothing unless it is sooner; the person may still revoke meanwhile', () => {
    const p = signer();
    p.faire(renoncer(8));
    p.faire(renoncer(9, PLUS_TARD, 'tard'));
    expect(p.etat?.fins).toHaveLength(1);
    p.faire(renoncer(2, PLUS_TARD, 'tot'));
    expect(p.etat?.fin?.faitLe).toBe('2026-12-03T23:00:00.000Z');
    const revoquer = commande(
      'RevoquerMandat',
      { demandePar: 'mandant', canal: 'code' },
      { faitLe: '2026-12-02T09:00:00.000Z' },
    );
    p.faire(revoquer);
    expect(etatA(p.evenements, '2026-12-04T09:00:00.000Z')?.statut).toBe('revoque');
  });

  it('is the structure’s, on a mandate in force', () => {
    expect(motifsDe(signer(), { ...renoncer(0), acteur: { kind: 'mandant', ref: 'p-1' } })).toEqual([
      'commande_invalide',
    ]);
    expect(motifsDe(signer({}, { jusqua: 'Consentir' }), renoncer(0))).toEqual(['transition_interdite']);
    expect(motifsDe(signer(), renoncer(0, '2027-05-22T22:00:00.000Z'))).toEqual(['transition_interdite']);
    const p = signer();
    p.faire(renoncer(0));
    expect(motifsDe(p, renoncer(0, '2026-12-02T09:00:00.000Z', 'r2'))).toEqual(['transition_interdite']);
    expect(motifsDe(signer(), renoncer(-1))).toEqual(['commande_invalide']);
  });
});
