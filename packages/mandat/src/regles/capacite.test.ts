/** Who can grant: the table of the specification (§4.3), cell by cell, written from it and not from the code. */
import { describe, expect, it } from 'vitest';
import { AIDE_LOGEMENT, commande, E1, H, motifsDe, RECUEIL, SIGNE, signer, toCodes } from '../f0.fixture.ts';
import type { EtatMandat } from '../modele/etat.ts';
import type { Constituant } from '../modele/modele.ts';
import {
  ACTES,
  CAPACITES,
  CONSTITUANT_KINDS,
  type Acte,
  type Capacite,
  type ConstituantKind,
} from '../modele/nomenclatures.ts';
import { verifier, type Demande } from './verifier.ts';
import { etatA } from '../histoire/vue.ts';

const toConstituant = (kind: ConstituantKind): Constituant =>
  kind === 'mandant' ? { kind } : { kind, ref: 'r-1' };
const ITEM_ENTIER = {
  id: 'i-1',
  portee: { kind: 'demarche' as const, demarche: AIDE_LOGEMENT },
  actes: [...ACTES],
  sauf: [],
  uneFois: false,
};

/** The first refusal on the way to an actif mandate, or the mandate. */
function donner(capacite: Capacite, kind: ConstituantKind): { codes: string[]; etat: EtatMandat | null } {
  const plus = {
    mandant: { ref: 'p-1', capacite },
    constituant: toConstituant(kind),
    items: [ITEM_ENTIER],
  };
  try {
    const p = signer(plus, { jusqua: 'Consentir' });
    const accepter = commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' });
    const codes = motifsDe(p, accepter);
    if (codes.length === 0) p.faire(accepter);
    return { codes, etat: p.etat };
  } catch (erreur) {
    return { codes: (erreur as Error).message.split(', '), etat: null };
  }
}

function demander(etat: EtatMandat | null, plus: Partial<Demande> = {}) {
  return verifier({
    mandats: etat === null ? [] : [etat],
    mandantRef: 'p-1',
    habilitation: E1,
    demarche: AIDE_LOGEMENT,
    acte: 'deposer',
    mode: 'faire_a_la_place_absent',
    instant: '2026-11-23T09:00:00.000Z',
    ...plus,
  });
}

describe('who can grant (C. civ. 425 s., 467, 473)', () => {
  /** For each measure: who may; every other grantor is refused with this code. */
  const TABLE: Record<Capacite, { admis: ConstituantKind[]; sinon: string }> = {
    aucune_mesure: { admis: ['mandant'], sinon: 'commande_invalide' },
    sauvegarde: { admis: ['mandant'], sinon: 'commande_invalide' },
    curatelle_simple: { admis: ['mandant', 'curateur_assiste'], sinon: 'commande_invalide' },
    curatelle_renforcee: { admis: ['mandant', 'curateur_assiste'], sinon: 'commande_invalide' },
    habilitation_familiale: { admis: ['personne_habilitee'], sinon: 'representant_requis' },
    tutelle: { admis: ['tuteur'], sinon: 'representant_requis' },
    mandat_protection_future: { admis: ['mandataire_protection'], sinon: 'representant_requis' },
    inconnue: { admis: [], sinon: 'capacite_inconnue' },
  };
  const cases = CAPACITES.flatMap((capacite) =>
    CONSTITUANT_KINDS.map((kind) => ({ capacite, kind, attendu: TABLE[capacite] })),
  );

  it.each(cases)('$capacite × $kind', ({ capacite, kind, attendu }) => {
    const { codes, etat } = donner(capacite, kind);
    if (attendu.admis.includes(kind)) {
      expect(codes).toEqual([]);
      expect(etat?.acceptation).toBeDefined();
    } else {
      // A parent grants for a minor only: told at once, whatever the measure.
      expect(codes).toEqual([kind === 'parent' ? 'commande_invalide' : attendu.sinon]);
      expect(etat?.acceptation).toBeUndefined();
    }
  });

  it('T32: under tutelle, the tuteur grants', () => {
    expect(donner('tutelle', 'mandant').codes).toEqual(['representant_requis']);
    expect(demander(donner('tutelle', 'tuteur').etat).autorise).toBe(true);
  });

  it('T31: an unknown capacity never makes a mandate', () => {
    expect(donner('inconnue', 'mandant').codes).toEqual(['capacite_inconnue']);
    expect(donner('inconnue', 'tuteur').codes).toEqual(['capacite_inconnue']);
  });

  it('who grants for another may stay unnamed in the events, but is not she', () => {
    const donnees = (ref: object) => ({
      mandant: { ref: 'p-1', capacite: 'tutelle' as const },
      constituant: { kind: 'tuteur' as const, ...ref },
    });
    expect(() => signer(donnees({ ref: 'p-1' }), { jusqua: 'PreparerMandat' })).toThrow('commande_invalide');
    expect(signer(donnees({})).etat?.acceptation).toBeDefined();
  });

  it('T45: once signed, a text that names a capacity is not contradicted by another declaration', () => {
    const p = signer({}, { jusqua: 'Consentir' });
    expect(motifsDe(p, commande('DeclarerCapacite', { capacite: 'tutelle' }))).toEqual([
      'transition_interdite',
    ]);
    expect(motifsDe(p, commande('DeclarerCapacite', { capacite: 'aucune_mesure' }))).toEqual([]);
  });

  it('what is declared between the draft and the signature counts', () => {
    const p = signer({}, { jusqua: 'EnregistrerLecture' });
    p.faire(commande('DeclarerCapacite', { capacite: 'tutelle' }));
    expect(motifsDe(p, commande('Consentir', { recueil: RECUEIL, documentHash: H }))).toEqual([
      'representant_requis',
    ]);
  });
});

describe('what may be done (C. civ. 467, 471)', () => {
  const SEULE: Acte[] = ['consulter', 'saisir', 'deposer', 'creer_messagerie'];
  const cases = (['curatelle_simple', 'curatelle_renforcee'] as const).flatMap((capacite) =>
    ACTES.flatMap((acte) =>
      (['administration', 'jamais'] as const).map((curatelleSeule) => ({
        capacite,
        acte,
        curatelleSeule,
        seule: curatelleSeule === 'administration' && SEULE.includes(acte),
      })),
    ),
  );

  it.each(cases)('$capacite × $acte × $curatelleSeule', ({ capacite, acte, curatelleSeule, seule }) => {
    const q = { acte, politique: { curatelleSeule } };
    const refus = seule ? [] : ['assistance_curateur_requise'];
    const personne = donner(capacite, 'mandant').etat;
    expect(toCodes(demander(personne, q).motifs)).toEqual(refus);
    expect(toCodes(demander(personne, { ...q, assistance: 'tuteur' }).motifs)).toEqual(refus);
    expect(demander(personne, { ...q, assistance: 'curateur_assiste' }).autorise).toBe(true);
    expect(demander(donner(capacite, 'curateur_assiste').etat, q).autorise).toBe(true);
  });

  it.each(ACTES)('without a curatelle, %s needs nobody; the sauvegarde is signalled', (acte) => {
    const politique = { curatelleSeule: 'jamais' as const };
    const libre = demander(donner('aucune_mesure', 'mandant').etat, { acte, politique });
    expect([libre.autorise, libre.avertissements]).toEqual([true, []]);
    const sauvegarde = demander(donner('sauvegarde', 'mandant').etat, { acte, politique });
    expect([sauvegarde.autorise, toCodes(sauvegarde.avertissements)]).toEqual([true, ['acte_contestable']]);
    expect(demander(donner('tutelle', 'tuteur').etat, { acte, politique }).autorise).toBe(true);
  });

  it('the act recorded with the curator present is done; without, its refusal is history', () => {
    const p = signer({ mandant: { ref: 'p-1', capacite: 'curatelle_simple' }, items: [ITEM_ENTIER] });
    const payer = (id: string, plus = {}) =>
      p.faire(
        commande(
          'EffectuerActe',
          {
            itemId: 'i-1',
            demarcheId: 'aide-logement',
            acte: 'payer',
            mode: 'faire_a_la_place_present',
            canal: 'presence',
            resultat: 'reussi',
            interventionRef: 'v-1',
            presenceMandant: true,
            ...plus,
          },
          { id, faitLe: '2026-11-23T09:00:00.000Z' },
        ),
      );
    payer('a1');
    expect(p.evenements.at(-1)).toMatchObject({
      type: 'ActeRefuse',
      donnees: { motifs: [{ code: 'assistance_curateur_requise' }] },
    });
    payer('a2', { assistance: 'curateur_assiste' });
    expect(p.evenements.at(-1)?.type).toBe('ActeEffectue');
  });
});

describe('a measure told during the mandate', () => {
  const JUGE = '2026-12-10';
  const DEBUT = '2026-12-09T23:00:00.000Z';
  const VEILLE = '2026-12-09T22:59:59.999Z';
  const SU = '2026-12-20T09:00:00.000Z';
  const proteger = (capacite: Capacite) => {
    const p = signer({ items: [ITEM_ENTIER] });
    p.faire(commande('SignalerProtection', { capacite, jugementLe: JUGE }, { faitLe: SU }));
    return p;
  };

  it('under curatelle the mandate survives, restricted from the day of the judgment', () => {
    const p = proteger('curatelle_renforcee');
    expect(etatA(p.evenements, SU)?.statut).toBe('actif');
    const payer = (instant: string, connuA: string) =>
      toCodes(demander(p.etat, { acte: 'payer', instant, connuA }).motifs);
    expect(payer(VEILLE, SU)).toEqual([]);
    expect(payer(DEBUT, SU)).toEqual(['assistance_curateur_requise']);
    expect(payer(DEBUT, DEBUT)).toEqual([]);
    expect(demander(p.etat, { acte: 'deposer', instant: SU }).autorise).toBe(true);
    expect(demander(p.etat, { acte: 'payer', instant: SU, assistance: 'curateur_assiste' }).autorise).toBe(
      true,
    );
  });

  it('under sauvegarde every act stands, with its warning', () => {
    const decision = demander(proteger('sauvegarde').etat, { acte: 'payer', instant: SU });
    expect([decision.autorise, toCodes(decision.avertissements)]).toEqual([
      true,
      ['acte_contestable', 'exemplaire_non_remis'],
    ]);
  });

  it.each(['tutelle', 'habilitation_familiale', 'mandat_protection_future'] as const)(
    '%s ends it',
    (capacite) => {
      const p = proteger(capacite);
      expect(etatA(p.evenements, VEILLE)?.statut).toBe('actif');
      expect(etatA(p.evenements, DEBUT)).toMatchObject({ statut: 'caduc', fin: { cause: capacite } });
      expect(toCodes(demander(p.etat, { instant: SU }).motifs)).toEqual(['caduc']);
    },
  );
});

it('the reason of a measure has no place in any command', () => {
  const p = signer({}, { jusqua: 'PreparerMandat' });
  const bavard = { capacite: 'tutelle', motif: 'maladie' } as never;
  expect(motifsDe(p, commande('DeclarerCapacite', bavard, { faitLe: SIGNE }))).toEqual(['commande_invalide']);
});
