import { describe, expect, it } from 'vitest';
import { parseOrientation, type Orientation } from './orientation-schema.ts';
import { advance } from './orientation-statut.ts';

const orientation: Orientation = {
  id: 'o-1',
  interventionId: 'i-1',
  cible: { nature: 'lieu', lieuId: 'lieu-1' },
  besoin: 'Aide aux démarches administratives',
  raisons: [{ code: 'distance', sens: 'pour', phrase: 'Ce lieu est à 200 mètres.' }],
  canal: 'remis_papier',
  statut: 'proposee',
  proposeeLe: '2026-11-24',
  relanceLe: '2026-12-08',
  expireLe: '2027-02-22',
};
const codes = (input: unknown) => {
  const r = parseOrientation(input);
  return r.ok ? [] : r.motifs.map((m) => `${(m.path ?? []).join('.')}:${m.code}`);
};

describe('parseOrientation', () => {
  it('accepts every nature of target, and what advance gives', () => {
    expect(parseOrientation(orientation)).toEqual({ ok: true, value: orientation });
    for (const cible of [
      { nature: 'atelier', atelierId: 'a-1' },
      { nature: 'organisme', organisme: 'Mission locale' },
      { nature: 'aidant_familial' },
    ]) {
      expect(codes({ ...orientation, cible })).toEqual([]);
    }
    const ctx = { maintenant: '2026-11-25T09:00:00.000Z', zone: 'Europe/Paris' };
    const refused = advance(orientation, 'refusee', ctx, 'horaire');
    expect(refused.ok && codes(refused.value)).toEqual([]);
  });
  it('says every issue at once, dates compared even when something else is wrong', () => {
    expect(
      codes({
        ...orientation,
        id: '__proto__',
        cible: { nature: 'ami' },
        besoin: 'Papiers',
        statut: 'acceptee',
        motifRefus: 'langue',
        relanceLe: '2026-11-23',
        expireLe: '2026-11-01',
        rdvLe: '2026-11-01T09:00:00.000Z',
      }).sort(),
    ).toEqual([
      'besoin:code_inconnu',
      'cible.nature:code_inconnu',
      'expireLe:expiration_passee',
      'id:id_invalide',
      'motifRefus:motif_inattendu',
      'rdvLe:rdv_passe',
      'relanceLe:relance_passee',
    ]);
    expect(codes({ ...orientation, proposeeLe: '2026-11-31' })).toEqual(['proposeeLe:date_invalide']);
  });
});
