import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { getLibelle, LISTES } from './nomenclatures.ts';
import { advance, createOrientation, type Orientation, type StatutOrientation } from './orientation.ts';

const ctx = {
  maintenant: '2026-11-23T23:30:00.000Z',
  zone: 'Europe/Paris',
  alea: (n: number) => new Uint8Array(n),
  acteur: { id: 'ecrivain-1', structureId: 'departement-42', roles: ['ecrivain' as const] },
};
const proposee = createOrientation(
  {
    id: 'o-1',
    interventionId: 'i-1',
    cible: { nature: 'lieu', lieuId: 'lieu-1' },
    besoin: 'Aide aux démarches administratives',
    raisons: [],
    canal: 'remis_papier',
  },
  ctx,
);
const STATUTS = LISTES.statutOrientation.map(({ code }) => code);
const codes = (r: ReturnType<typeof advance>) => (r.ok ? [] : r.motifs.map((m) => m.code));
const walk = (...statuts: StatutOrientation[]): ReturnType<typeof advance> =>
  statuts.reduce<ReturnType<typeof advance>>((r, vers) => (r.ok ? advance(r.value, vers, ctx) : r), {
    ok: true,
    value: proposee,
  });

/** The arrows of §4.1, written a second time. */
const ARROWS = new Set([
  ...['proposee>acceptee', 'proposee>refusee', 'acceptee>rdv_pris', 'rdv_pris>venue', 'rdv_pris>non_venue'],
  ...['proposee>expiree', 'acceptee>expiree', 'rdv_pris>expiree'],
]);

describe('createOrientation', () => {
  it('is dated by the civil day of its zone, and waits for an answer', () => {
    expect(proposee).toMatchObject({
      statut: 'proposee',
      proposeeLe: '2026-11-24',
      relanceLe: '2026-12-08',
      expireLe: '2027-02-22',
    });
  });
});

describe('advance', () => {
  it('34: proposee → venue is refused; acceptee → rdv_pris → venue is accepted; venue → non_venue is refused', () => {
    expect(codes(walk('venue'))).toEqual(['transition_interdite']);
    expect(walk('acceptee', 'rdv_pris', 'venue')).toMatchObject({ ok: true, value: { statut: 'venue' } });
    expect(codes(walk('acceptee', 'rdv_pris', 'venue', 'non_venue'))).toEqual(['transition_interdite']);
  });
  it('follows the arrows and no other, for every pair', () => {
    for (const de of STATUTS) {
      for (const vers of STATUTS) {
        const r = advance({ ...proposee, statut: de }, vers, ctx);
        expect([`${de}>${vers}`, r.ok]).toEqual([`${de}>${vers}`, ARROWS.has(`${de}>${vers}`)]);
      }
    }
  });
  it('keeps the reason of a refusal, which the person need not give', () => {
    expect(advance(proposee, 'refusee', ctx, 'distance')).toMatchObject({
      ok: true,
      value: { statut: 'refusee', motifRefus: 'distance' },
    });
    expect(walk('refusee')).toStrictEqual({ ok: true, value: { ...proposee, statut: 'refusee' } });
  });
  it('says every reason to refuse at once, and changes nothing', () => {
    const before = structuredClone(proposee);
    const yesterday = { ...ctx, maintenant: '2026-11-23T08:00:00.000Z' };
    expect(codes(advance(proposee, 'venue', yesterday, 'distance'))).toEqual([
      'transition_interdite',
      'motif_inattendu',
      'avant_proposition',
    ]);
    expect(codes(advance(proposee, 'perdue' as never, ctx, 'ennui' as never))).toEqual([
      'code_inconnu',
      'code_inconnu',
    ]);
    expect(proposee).toEqual(before);
    const closed = advance({ ...proposee, statut: 'venue' }, 'acceptee', ctx);
    expect(closed.ok ? [] : closed.motifs).toEqual([
      {
        code: 'transition_interdite',
        phrase: 'Cette étape ne peut pas suivre la précédente.',
        path: ['statut'],
        alternative: 'Cette orientation est close\u00a0: faites-en une autre.',
      },
    ]);
    const open = advance(proposee, 'venue', ctx);
    expect(open.ok ? [] : open.motifs[0]?.alternative).toBeUndefined();
    for (const { code } of LISTES.motifRefusOrientation) {
      expect(advance(proposee, 'refusee', ctx, code)).toMatchObject({
        ok: true,
        value: { motifRefus: code },
      });
    }
  });
  it('ends: no walk is longer than three steps, and what is closed stays closed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STATUTS), { maxLength: 12 }), (statuts) => {
        let current: Orientation = proposee;
        let steps = 0;
        for (const vers of statuts) {
          const r = advance(current, vers, ctx);
          if (!r.ok) continue;
          steps += 1;
          current = r.value;
        }
        return steps <= 3;
      }),
      { numRuns: 1000 },
    );
  });
  it('has a French word for every code', () => {
    expect(getLibelle('statutOrientation', 'rdv_pris')).toBe('Rendez-vous pris');
    expect(getLibelle('motifRefusOrientation', 'garde_enfant')).toBe('Garde d’enfant');
  });
});
