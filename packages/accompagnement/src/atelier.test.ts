import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getMarge, parseAtelier } from './atelier.ts';

const atelier = {
  id: 'atelier-1',
  lieuId: 'lieu-1',
  date: '2026-11-24',
  dureeMin: 120,
  theme: 'email',
  niveau: 'debutant',
  participants: 8,
  marges: {
    genre: { feminin: 5, masculin: 2, non_communique: 1 },
    trancheAge: { '60_69': 3, '75_plus': 5 },
    statut: { retraite: 8 },
  },
};
const codes = (input: unknown) => {
  const r = parseAtelier(input);
  return r.ok ? [] : r.motifs.map((m) => `${(m.path ?? []).join('.')}:${m.code}`);
};

describe('parseAtelier', () => {
  it('19: a margin adds up to the participants; two of them are never crossed', () => {
    const r = parseAtelier(atelier);
    if (!r.ok) throw new Error('refused');
    expect(r.value.marges.genre).toEqual({ feminin: 5, masculin: 2, non_communique: 1, non_demande: 0 });
    const sept = { ...atelier, marges: { ...atelier.marges, genre: { feminin: 5, masculin: 2 } } };
    expect(codes(sept)).toEqual(['marges.genre:marge_incoherente']);
    expect(getMarge(r.value, 'genre')).toMatchObject({ ok: true, value: { feminin: 5 } });
    expect(getMarge(r.value, 'genre', 'trancheAge')).toMatchObject({
      ok: false,
      motifs: [{ code: 'croisement_atelier_inexistant' }],
    });
    expect(getMarge(r.value)).toEqual({ ok: true, value: { total: 8 } });
    expect(getMarge(r.value, 'commune' as never)).toMatchObject({ motifs: [{ code: 'code_inconnu' }] });
  });
  it('takes a margin that was not asked for what it is', () => {
    const r = parseAtelier({ ...atelier, marges: { genre: {} } });
    expect(r).toMatchObject({
      ok: true,
      value: { marges: { genre: { non_demande: 8, feminin: 0 }, statut: { non_demande: 8 } } },
    });
  });
  it('says every issue at once', () => {
    expect(
      codes({
        ...atelier,
        date: '2026-02-30',
        dureeMin: '120',
        participants: 8,
        niveau: 'expert',
        marges: { ...atelier.marges, statut: { retraite: 7 } },
        prenoms: [],
      }).sort(),
    ).toEqual([
      'date:date_invalide',
      'dureeMin:type_invalide',
      'marges.statut:marge_incoherente',
      'niveau:code_inconnu',
      'prenoms:cle_inconnue',
    ]);
    expect(codes({ ...atelier, marges: { genre: { femme: 8 } } })).toHaveLength(1);
    expect(codes({ ...atelier, marges: { genre: { feminin: -1, masculin: 9 } } })).toContain(
      'marges.genre.feminin:trop_court',
    );
  });
  it('is stable: what was parsed parses to itself, and every margin adds up', () => {
    const count = fc.nat(30);
    fc.assert(
      fc.property(count, count, count, fc.boolean(), (feminin, masculin, non_demande, asked) => {
        const participants = feminin + masculin + non_demande;
        const genre = asked ? { feminin, masculin, non_demande } : {};
        const once = parseAtelier({ ...atelier, participants, marges: { genre } });
        if (!once.ok) return false;
        expect(parseAtelier(once.value)).toEqual(once);
        return Object.values(once.value.marges).every(
          (m) => Object.values(m).reduce((a, b) => a + b, 0) === participants,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
