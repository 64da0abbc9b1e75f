import { describe, expect, it } from 'vitest';
import type { Acte } from './acte.ts';
import { checkActe } from './coherence.ts';
import {
  CROISEMENT_ACTES,
  toActeCode,
  toActesReserves,
  toDemarcheFaits,
  type DemarcheVue,
} from './demarche-faits.ts';
import { checkExigences } from './exigences.ts';
import { can } from './role.ts';
import { acte, codes, ctx, sensible, simple } from './seance.fixture.ts';

const pour = { mode: 'faire_a_la_place_present', motifPour: 'urgence' } as const;
const need = (over: Partial<Acte>, demarche: DemarcheVue = simple) =>
  checkExigences(acte(demarche, over), demarche, ctx.acteur);
type Reserves = NonNullable<DemarcheVue['actesReserves']>;
const reserving = (...actes: string[]): DemarcheVue => ({
  ...simple,
  actesReserves: actes.map((a) => ({ acte: a, motif: '' })) as unknown as Reserves,
});

describe('acts that the law reserves to the person', () => {
  it('are refused to the writer, each by its place, whatever the mandate', () => {
    const { motifs } = need({ ...pour, actesFaits: ['saisir', 'signer'] }, reserving('signer', 'serment'));
    expect(motifs).toMatchObject([{ code: 'acte_reserve', path: ['actesFaits', 1] }]);
    expect(need({ mode: 'faire_avec' }, reserving('signer')).motifs).toEqual([]);
  });
  it('cross to the acts of mandat by the published table', () => {
    expect(toActesReserves(reserving('telecharger'))).toEqual(['consulter']);
    expect(toActesReserves(reserving('joindre'))).toEqual(['saisir']);
    expect(toActesReserves(reserving('valider', 'actualiser'))).toEqual(['deposer']);
    expect(toActesReserves(reserving('ouvrir-compte'))).toEqual(['creer_compte', 'creer_messagerie']);
    expect(
      toActesReserves(reserving('informer', 'remise', 'biometrie', 'serment', 'choix-irreversible')),
    ).toEqual([]);
    expect(toActeCode('changer_coordonnees_bancaires')).toBe('remplir');
    for (const { demarche, mandat } of CROISEMENT_ACTES) {
      for (const one of mandat) expect(toActeCode(one)).toBe(demarche[0]);
    }
  });
});

describe('what the catalogue forbids', () => {
  it('is refused: a mode that it closes', () => {
    const fermee = { ...simple, modes: { faire_a_la_place_present: false } } as unknown as DemarcheVue;
    expect(need({ ...pour, actesFaits: ['saisir'] }, fermee).motifs).toMatchObject([
      { code: 'MODE_NON_PERMIS', path: ['mode'] },
    ]);
    expect(need({ mode: 'faire_avec' }, fermee).motifs).toEqual([]);
  });
});

describe('the strongest need of an acte wins', () => {
  it.each<[string, Partial<Acte>, DemarcheVue, string]>([
    ['informer', {}, sensible, 'aucun libre aucun'],
    ['faire faire', { mode: 'faire_faire', appui: 'guide' }, sensible, 'aucun libre aucun'],
    ['avec, simple', { mode: 'faire_avec' }, simple, 'aucun libre aucun'],
    ['avec, sensible', { mode: 'faire_avec' }, sensible, 'recommande libre recommande'],
    ['à la place, simple', { ...pour, actesFaits: ['saisir'] }, simple, 'recommande libre recommande'],
    ['à la place, payer', { ...pour, actesFaits: ['saisir', 'payer'] }, simple, 'requis libre recommande'],
    [
      'à la place, payer d’abord',
      { ...pour, actesFaits: ['payer', 'saisir'] },
      simple,
      'requis libre recommande',
    ],
    ['à la place, sensible', { ...pour, actesFaits: ['saisir'] }, sensible, 'requis libre recommande'],
    ['à la place, sensible, déposer', { ...pour, actesFaits: ['deposer'] }, sensible, 'requis libre requis'],
    ['absente', { ...pour, mode: 'faire_a_la_place_absent' }, simple, 'requis ecrite recommande'],
    [
      'absente, sensible, banque',
      { ...pour, mode: 'faire_a_la_place_absent', actesFaits: ['changer_coordonnees_bancaires'] },
      sensible,
      'requis ecrite requis',
    ],
  ])('%s', (_, over, demarche, expected) => {
    const { mandat, forme, relecture } = need(over, demarche);
    expect(`${mandat} ${forme} ${relecture}`).toBe(expected);
  });
});

describe('facts that a mandate freezes', () => {
  it('say what is reserved, what the person must sign, and what touches health', () => {
    const donnees = { art9: ['sante'] } as unknown as NonNullable<DemarcheVue['donnees']>;
    expect(toDemarcheFaits({ ...reserving('signer'), donnees }, '0.1.0')).toEqual({
      id: simple.id,
      catalogueVersion: '0.1.0',
      perimetre: 'papiers',
      classe: 'simple',
      libelle: 'Démarche simple',
      signaturePersonnelle: true,
      actesReserves: ['signer'],
      article9: true,
    });
    expect(toDemarcheFaits(reserving('payer'), '0.1.0')).toMatchObject({
      signaturePersonnelle: false,
      actesReserves: ['payer'],
      article9: false,
    });
  });
});

describe('coherence of an acte', () => {
  const found = (over: Partial<Acte>) =>
    codes({ ok: false, motifs: checkActe(acte(simple, over), new Set(), '2026-11-23') });
  it('wants a blocage only when blocked', () => {
    const blocage = {
      blocage: { demarcheId: 'd', operateurId: 'o', canal: 'web', code: 'panne', mois: '2026-11' },
      planB: 'aucun',
    } as const;
    expect(found({ blocage })).toEqual(['blocage_inattendu']);
    expect(found({ issue: { code: 'bloquee' }, blocage })).toEqual([]);
    expect(found({ issue: { code: 'bloquee' } })).toEqual(['blocage_requis']);
  });
  it('puts no disagreement into the history of the mandate', () => {
    const relecture = {
      id: 'r',
      evenementId: 'op/0',
      faiteA: ctx.maintenant,
      moyen: 'voix_haute',
      accord: 'non',
      recepisse: 'non',
    } as const;
    expect(found({ relecture })).toEqual(['relecture_incoherente']);
  });
});

describe('a volunteer', () => {
  it('reads an identity in her own séance of the day only', () => {
    const benevole = { ...ctx.acteur, roles: ['benevole'] as const };
    const seance = { structureId: 'structure-1', agentId: 'ecrivain-1', duJour: true };
    expect(can(benevole, 'lire_identite', seance).ok).toBe(true);
    expect(can(benevole, 'lire_identite', { ...seance, agentId: 'autre' }).ok).toBe(false);
    expect(can(benevole, 'lire_identite', { ...seance, duJour: false }).ok).toBe(false);
  });
});
