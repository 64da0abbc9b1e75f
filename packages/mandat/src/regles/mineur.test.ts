import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import {
  AIDE_LOGEMENT,
  commande,
  contexte,
  E1,
  H,
  ITEM,
  motifsDe,
  PREPARATION,
  RECUEIL,
  signer,
  toCodes,
} from '../f0.fixture.ts';
import { toAnniversaire } from './mineur.ts';
import type { Constituant, DemarcheFaits, Duree } from '../modele/modele.ts';
import { verifier } from './verifier.ts';
import { etatA } from '../histoire/vue.ts';

const RECENSEMENT: DemarcheFaits = { ...AIDE_LOGEMENT, id: 'recensement', ageSeul: 16 };
const ASILE: DemarcheFaits = { ...AIDE_LOGEMENT, id: 'asile', ageSeul: 0 };
const PARENT: Constituant = { kind: 'parent', ref: 'r-1' };
const MOI: Constituant = { kind: 'mandant' };

const toItems = (...demarches: DemarcheFaits[]) =>
  demarches.map((demarche, rang) => ({
    ...ITEM,
    id: `i-${rang}`,
    portee: { kind: 'demarche' as const, demarche },
  }));

/** Everything prepared on 2026-11-22 for someone born on that day. */
function preparer(
  le: string,
  q: { constituant?: Constituant; items?: typeof PREPARATION.items; duree?: Duree; politique?: object } = {},
) {
  const donnees = {
    ...PREPARATION,
    mandant: { ref: 'p-1', capacite: 'aucune_mesure' as const, naissance: { ageCommitment: H, le } },
    constituant: q.constituant ?? MOI,
    items: q.items ?? PREPARATION.items,
    duree: q.duree ?? PREPARATION.duree,
  };
  return { donnees, plus: { contexte: { politique: q.politique ?? {} } } };
}
function codes(...args: Parameters<typeof preparer>): string[] {
  const { donnees, plus } = preparer(...args);
  const resultat = decide(
    null,
    commande('PreparerMandat', donnees),
    contexte('2026-11-22T09:00:00.000Z', plus.contexte),
  );
  return resultat.ok ? [] : toCodes(resultat.motifs);
}
function donner(...args: Parameters<typeof preparer>) {
  const { donnees, plus } = preparer(...args);
  return signer(donnees, plus);
}

describe('a minor', () => {
  it('T36: 16 and the census: alone', () => {
    expect(codes('2010-11-22', { items: toItems(RECENSEMENT) })).toEqual([]);
    expect(codes('2010-11-23', { items: toItems(RECENSEMENT) })).toEqual(['mineur_non_autorise']);
    expect(
      etatA(donner('2010-11-22', { items: toItems(RECENSEMENT) }).evenements, '2026-11-22T09:00:00.000Z')
        ?.statut,
    ).toBe('actif');
  });

  it('T36: 15 and the housing aid: a parent', () => {
    expect(codes('2011-06-01')).toEqual(['mineur_non_autorise']);
    expect(codes('2011-06-01', { constituant: PARENT })).toEqual([]);
    expect(codes('2008-11-23')).toEqual(['mineur_non_autorise']);
    expect(codes('2008-11-22')).toEqual([]);
  });

  it('asks for asylum at any age', () => {
    expect(codes('2025-01-01', { items: toItems(ASILE) })).toEqual([]);
  });

  it('needs every démarche to be within her age, exceptions apart', () => {
    expect(codes('2010-01-01', { items: toItems(RECENSEMENT, AIDE_LOGEMENT) })).toEqual([
      'mineur_non_autorise',
    ]);
    const theme = {
      ...ITEM,
      portee: {
        kind: 'perimetre' as const,
        perimetre: 'logement' as const,
        catalogueVersion: '1',
        demarches: [RECENSEMENT, AIDE_LOGEMENT],
      },
    };
    expect(codes('2010-01-01', { items: [theme] })).toEqual(['mineur_non_autorise']);
    expect(codes('2010-01-01', { items: [{ ...theme, sauf: [{ demarcheId: 'aide-logement' }] }] })).toEqual(
      [],
    );
  });

  it('a birth in the future, or a parent for an adult, is a mistake', () => {
    expect(codes('2026-11-23')).toEqual(['commande_invalide']);
    expect(codes('2026-11-22', { constituant: PARENT })).toEqual([]);
    expect(codes('2000-01-01', { constituant: PARENT })).toEqual(['commande_invalide']);
  });

  it('a mandate that she gave alone goes on after her birthday', () => {
    const p = donner('2008-12-01', { items: toItems(RECENSEMENT) });
    expect(etatA(p.evenements, '2026-12-02T09:00:00.000Z')?.statut).toBe('actif');
  });
});

describe('the 18th birthday', () => {
  const MINUIT = '2027-01-14T23:00:00.000Z';

  it('T36: what a parent granted ends at 00:00, local', () => {
    const p = donner('2009-01-15', { constituant: PARENT });
    expect(etatA(p.evenements, '2027-01-14T22:59:59.999Z')?.statut).toBe('actif');
    expect(etatA(p.evenements, MINUIT)).toMatchObject({
      statut: 'caduc',
      fin: { statut: 'caduc', cause: 'majorite', faitLe: MINUIT },
    });
    const decision = verifier({
      mandats: p.etat === null ? [] : [p.etat],
      mandantRef: 'p-1',
      habilitation: E1,
      demarche: AIDE_LOGEMENT,
      acte: 'deposer',
      mode: 'faire_a_la_place_absent',
      instant: MINUIT,
    });
    expect(toCodes(decision.motifs)).toEqual(['caduc']);
  });

  it('a mandate that expires before it expires', () => {
    const p = donner('2009-01-15', { constituant: PARENT, duree: { jours: 30 } });
    expect(etatA(p.evenements, '2027-02-01T09:00:00.000Z')?.statut).toBe('expire');
  });

  it('born on 29 February: the structure chooses the day (to confirm)', () => {
    expect(toAnniversaire('2008-02-29', 18, 'jour_suivant')).toBe('2026-03-01');
    expect(toAnniversaire('2008-02-29', 18, 'jour_precedent')).toBe('2026-02-28');
    expect(toAnniversaire('2008-02-29', 16, 'jour_precedent')).toBe('2024-02-29');
    expect(toAnniversaire('2096-02-29', 4, 'jour_suivant')).toBe('2100-03-01');
    expect(toAnniversaire('1996-02-29', 4, 'jour_suivant')).toBe('2000-02-29');
  });

  it('the choice is frozen when the mandate is prepared', () => {
    const le = '2026-01-15T09:00:00.000Z';
    for (const [anniversaireAbsent, majorite] of [
      ['jour_suivant', '2026-02-28T23:00:00.000Z'],
      ['jour_precedent', '2026-02-27T23:00:00.000Z'],
    ] as const) {
      const { donnees } = preparer('2008-02-29', { constituant: PARENT });
      const p = signer(donnees, { le, contexte: { politique: { anniversaireAbsent }, habilitations: [E1] } });
      expect(p.etat?.majorite).toBe(majorite);
      expect(etatA(p.evenements, majorite)?.statut).toBe('caduc');
    }
  });

  it(
    'ends at the first instant of that day, whatever the birth and the duration',
    { timeout: 30_000 },
    () => {
      const naissances = fc
        .integer({ min: Date.parse('2008-11-23'), max: Date.parse('2012-01-01') })
        .map((ms) => new Date(ms).toISOString().slice(0, 10));
      fc.assert(
        fc.property(naissances, fc.integer({ min: 1, max: 365 }), (le, jours) => {
          const p = donner(le, { constituant: PARENT, duree: { jours } });
          const majorite = toAnniversaire(le, 18, 'jour_suivant');
          const dernier = p.etat?.periode?.auInclus ?? '';
          const soir = (jour: string) => etatA(p.evenements, `${jour}T20:00:00.000Z`)?.statut;
          expect(soir(majorite)).toBe(majorite <= dernier ? 'caduc' : 'expire');
          expect(soir(dernier)).toBe(majorite <= dernier ? 'caduc' : 'actif');
        }),
        { numRuns: 1000 },
      );
    },
  );

  it('a draft signed after the birthday, or too late for it to be known, is refused', () => {
    const consentir = (faitLe: string) =>
      commande('Consentir', { recueil: RECUEIL, documentHash: H }, { faitLe });
    const bientot = signer(preparer('2009-01-15', { constituant: PARENT }).donnees, {
      jusqua: 'EnregistrerLecture',
    });
    expect(motifsDe(bientot, consentir('2027-01-14T22:59:59.999Z'))).toEqual([]);
    expect(motifsDe(bientot, consentir(MINUIT))).toEqual(['transition_interdite']);
    const enfant = signer(preparer('2015-01-15', { constituant: PARENT }).donnees, {
      jusqua: 'EnregistrerLecture',
    });
    expect(motifsDe(enfant, consentir('2027-02-22T12:00:00.000Z'))).toEqual([]);
    expect(motifsDe(enfant, consentir('2027-02-23T12:00:00.000Z'))).toEqual(['transition_interdite']);
    const consenti = signer(preparer('2009-01-15', { constituant: PARENT }).donnees, { jusqua: 'Consentir' });
    const accepter = commande(
      'AccepterMandat',
      { ecrivainRef: 'e-1', charteVersion: '1' },
      { faitLe: MINUIT },
    );
    expect(motifsDe(consenti, accepter)).toEqual(['transition_interdite']);
  });
});

describe('what is kept of a birth', () => {
  it('no event and no state holds the date', () => {
    for (const [le, q] of [
      ['2009-01-15', { constituant: PARENT }],
      ['2015-03-04', { constituant: PARENT }],
      ['2010-11-22', { items: toItems(RECENSEMENT) }],
      ['1990-05-06', {}],
    ] as const) {
      const p = donner(le, q);
      expect(JSON.stringify([p.evenements, p.etat])).not.toContain(le);
    }
  });

  it('the birthday itself only when the mandate can reach it', () => {
    expect(donner('2009-01-15', { constituant: PARENT }).etat?.majorite).toBe('2027-01-14T23:00:00.000Z');
    const enfant = donner('2015-03-04', { constituant: PARENT }).etat;
    expect([enfant?.majorite, enfant?.mandant.naissance]).toEqual([undefined, { ageCommitment: H }]);
    expect(donner('2009-01-15', { items: toItems(RECENSEMENT) }).etat?.majorite).toBeUndefined();
    expect(donner('1990-05-06').etat?.mandant.naissance).toBe('majeur');
  });
});
