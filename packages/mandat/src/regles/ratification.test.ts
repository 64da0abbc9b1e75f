/** To ratify is to grant afterwards (C. civ. 1998): who could not grant that day cannot ratify. */
import { describe, expect, it } from 'vitest';
import type { Capacite } from '../modele/nomenclatures.ts';
import {
  acte,
  commande,
  H,
  ITEM,
  motifsDe,
  PLUS_TARD,
  PREPARATION,
  signer,
  type Parcours,
} from '../f0.fixture.ts';
import { fold, merge } from '../histoire/vue.ts';

const JUGEMENT = '2026-12-05';
const AVANT = '2026-12-04T12:00:00.000Z';
const APRES = '2026-12-06T09:00:00.000Z';
const ratifier = (faitLe = APRES) =>
  commande('RatifierActe', { acteId: 'm-1.hors/0', canal: 'presence' }, { id: 'rat', faitLe });
const hors = (change: object = {}) =>
  acte({ acte: 'creer_compte', horsPerimetreReconnu: true, ...change }, 'hors', PLUS_TARD);
const proteger = (capacite: Capacite, jugementLe = JUGEMENT, id = 'pro') =>
  commande('SignalerProtection', { capacite, jugementLe }, { id, faitLe: APRES });
const revoquer = () =>
  commande(
    'RevoquerMandat',
    { demandePar: 'mandant', canal: 'sms' },
    { id: 'rev', faitLe: '2026-12-02T09:00:00.000Z' },
  );

function avoirFait(plus: Parameters<typeof signer>[0] = {}, change: object = {}): Parcours {
  const p = signer(plus);
  p.faire(hors(change));
  return p;
}
const TUTELLE = {
  mandant: { ...PREPARATION.mandant, capacite: 'tutelle' as const },
  constituant: { kind: 'tuteur' as const, ref: 't-1' },
};

describe('the person', () => {
  it('ratifies what went beyond, even once the mandate is over', () => {
    const p = avoirFait();
    p.faire(revoquer());
    p.faire(ratifier());
    expect(p.etat?.actes.map((a) => a.qualification)).toEqual(['ratifie']);
  });

  it.each(['tutelle', 'habilitation_familiale', 'mandat_protection_future'] as const)(
    'cannot once she is represented by another: %s',
    (capacite) => {
      const p = avoirFait();
      p.faire(proteger(capacite));
      expect(motifsDe(p, ratifier())).toEqual(['representant_requis']);
      expect(motifsDe(p, ratifier(AVANT), { maintenant: APRES })).toEqual([]);
    },
  );

  it('can again once the measure is lifted', () => {
    const p = avoirFait();
    p.faire(proteger('tutelle'));
    p.faire(proteger('aucune_mesure', '2026-12-06', 'leve'));
    expect(motifsDe(p, ratifier())).toEqual([]);
  });

  it('can at once when her measure was lifted after her tutor gave the mandate', () => {
    const p = avoirFait(TUTELLE);
    p.faire(proteger('aucune_mesure'));
    expect(motifsDe(p, ratifier())).toEqual([]);
  });

  it('cannot alone approve under curatelle what asked for her curator', () => {
    const seule = avoirFait();
    seule.faire(proteger('curatelle_simple'));
    expect(motifsDe(seule, ratifier())).toEqual(['assistance_curateur_requise']);
    const assistee = avoirFait({}, { assistance: 'curateur_assiste' });
    assistee.faire(proteger('curatelle_simple'));
    expect(motifsDe(assistee, ratifier())).toEqual([]);
    const courant = signer({ items: [{ ...ITEM, actes: ['consulter'] }] });
    courant.faire(hors({ acte: 'saisir' }));
    courant.faire(proteger('curatelle_simple'));
    expect(motifsDe(courant, ratifier())).toEqual([]);
  });

  it('is not ratified for once dead, though the mandate had ended before', () => {
    const p = avoirFait();
    p.faire(revoquer());
    p.faire(commande('SignalerDeces', { le: JUGEMENT }, { faitLe: APRES }));
    for (const faitLe of [APRES, '2026-12-04T23:00:00.000Z']) {
      expect(p.essayer(ratifier(faitLe), { maintenant: APRES })).toMatchObject({
        motifs: [{ code: 'transition_interdite', phrase: 'La personne est décédée.' }],
      });
    }
    expect(motifsDe(p, ratifier(AVANT), { maintenant: APRES })).toEqual([]);
  });

  it('ratifies herself, or through a writer: not a third party, nor a machine', () => {
    const p = avoirFait();
    const par = (kind: 'mandant' | 'ecrivain' | 'tiers' | 'systeme') =>
      motifsDe(p, { ...ratifier(), acteur: { kind, ref: 'x-1' } });
    expect([par('mandant'), par('ecrivain')]).toEqual([[], []]);
    expect([par('tiers'), par('systeme')]).toEqual([['commande_invalide'], ['commande_invalide']]);
  });

  it('grown up, ratifies what was done under her parent’s mandate', () => {
    const p = avoirFait({
      mandant: { ...PREPARATION.mandant, naissance: { ageCommitment: H, le: '2008-12-03' } },
      constituant: { kind: 'parent', ref: 'r-1' },
    });
    expect(motifsDe(p, ratifier())).toEqual([]);
  });
});

it('the tutor who gave the mandate ratifies, not the one of another measure', () => {
  const p = avoirFait(TUTELLE);
  expect(motifsDe(p, ratifier())).toEqual([]);
  p.faire(proteger('habilitation_familiale'));
  expect(motifsDe(p, ratifier())).toEqual(['representant_requis']);
});

it('ratified on a device that did not know of the judgment, the act stays to be examined', () => {
  const ici = avoirFait();
  const la = avoirFait();
  ici.faire(proteger('tutelle'));
  la.faire(ratifier());
  expect(la.etat?.actes.map((a) => a.qualification)).toEqual(['ratifie']);
  const tout = fold(merge(ici.evenements, la.evenements));
  expect(tout?.actes.map((a) => a.qualification)).toEqual(['hors_perimetre']);
});
