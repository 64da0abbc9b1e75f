import { describe, expect, it } from 'vitest';
import { decide } from './decide.ts';
import {
  AIDE_LOGEMENT,
  commande,
  contexte,
  H,
  ITEM,
  Parcours,
  PREPARATION,
  SIGNE,
  signer,
  toCodes,
} from '../f0.fixture.ts';
import type { Commande } from '../modele/evenement.ts';
import { ACTES, PERIMETRES } from '../modele/nomenclatures.ts';

const PLUS_TARD = '2026-12-01T09:00:00.000Z';
const revoquer = (faitLe: string, id = 'rev') =>
  commande('RevoquerMandat', { demandePar: 'mandant', canal: 'telephone' }, { faitLe, id });

function motifsDe(p: Parcours, c: Commande, plus = {}): string[] {
  const resultat = p.essayer(c, plus);
  return resultat.ok ? [] : toCodes(resultat.motifs);
}

describe('preparation', () => {
  const preparer = (donnees: object) =>
    decide(null, commande('PreparerMandat', { ...PREPARATION, ...donnees }), contexte(SIGNE));

  it('a mandate without démarche is refused with its path', () => {
    const resultat = preparer({ items: [] });
    expect(resultat).toMatchObject({
      ok: false,
      motifs: [{ code: 'commande_invalide', path: ['donnees', 'items'] }],
    });
  });

  it('says everything at once, and never repeats a value', () => {
    const resultat = preparer({
      duree: { mois: 0 },
      mandant: { ref: 'Jeanne Martin', capacite: 'vieille' },
      prix: 12,
    });
    expect(resultat.ok).toBe(false);
    if (resultat.ok) return;
    expect(resultat.motifs.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(resultat.motifs)).not.toContain('Jeanne');
  });

  it('12 months or 365 days at most', () => {
    expect(preparer({ duree: { mois: 13 } })).toMatchObject({
      ok: false,
      motifs: [{ code: 'duree_excessive' }],
    });
    expect(preparer({ duree: { jours: 366 } })).toMatchObject({
      ok: false,
      motifs: [{ code: 'duree_excessive' }],
    });
    expect(preparer({ duree: { jours: 365 } }).ok).toBe(true);
  });

  it('no wildcard: the ten périmètres, or more than five, are too broad', () => {
    const items = PERIMETRES.map((perimetre, rang) => ({
      ...ITEM,
      id: `i-${rang}`,
      portee: { kind: 'demarche' as const, demarche: { ...AIDE_LOGEMENT, id: `d-${rang}`, perimetre } },
    }));
    expect(preparer({ items })).toMatchObject({ ok: false, motifs: [{ code: 'perimetre_trop_large' }] });
    expect(preparer({ items: items.slice(0, 5) }).ok).toBe(true);
  });

  it.each([
    ['two lines with one id', { items: [ITEM, ITEM] }],
    [
      'exceptions that take everything away',
      { items: [{ ...ITEM, sauf: [{ demarcheId: 'aide-logement' }] }] },
    ],
    ['a final act that is not granted', { items: [{ ...ITEM, actes: ['consulter'], uneFois: true }] }],
    ['a representative', { constituant: { kind: 'tuteur' } }],
    ['an empty exception', { items: [{ ...ITEM, sauf: [{}] }] }],
  ])('refuses %s', (_, donnees) => {
    expect(preparer(donnees)).toMatchObject({ ok: false, motifs: [{ code: 'commande_invalide' }] });
  });

  it('a minor does not grant alone', () => {
    const mandant = {
      ref: 'p-1',
      capacite: 'aucune_mesure',
      naissance: { ageCommitment: H, le: '2012-01-01' },
    };
    expect(preparer({ mandant })).toMatchObject({ ok: false, motifs: [{ code: 'mineur_non_autorise' }] });
  });

  it('a draft names its representative; whether he is the right one is asked when she consents', () => {
    const tuteur = { kind: 'tuteur', ref: 'r-1' } as const;
    const autre = { kind: 'personne_habilitee', ref: 'r-1' } as const;
    const sous = (
      capacite: 'inconnue' | 'tutelle' | 'aucune_mesure',
      constituant: typeof tuteur | typeof autre,
    ) => preparer({ mandant: { ref: 'p-1', capacite }, constituant });
    expect(sous('inconnue', tuteur).ok).toBe(true);
    expect(sous('tutelle', tuteur).ok).toBe(true);
    expect(sous('tutelle', autre).ok).toBe(true);
    expect(sous('aucune_mesure', tuteur).ok).toBe(false);
    const signerAvec = () =>
      signer({ mandant: { ref: 'p-1', capacite: 'tutelle' }, constituant: autre }, { jusqua: 'Consentir' });
    expect(signerAvec).toThrow('representant_requis');
  });

  it('renews the mandate that it names, among the others of the person', () => {
    const fini = signer({}, { id: 'm-0' });
    fini.faire(revoquer(PLUS_TARD));
    const mandatsDuMandant = [fini.etat, signer().etat].filter((m) => m !== null);
    const le = { faitLe: '2027-06-01T09:00:00.000Z', mandatId: 'm-2' };
    const renouveler = (renouvelle: string) =>
      decide(
        null,
        commande('PreparerMandat', { ...PREPARATION, renouvelle }, le),
        contexte(le.faitLe, { mandatsDuMandant }),
      );
    expect(renouveler('m-1').ok).toBe(true);
    expect(renouveler('m-0')).toMatchObject({ motifs: [{ code: 'renouvellement_impossible' }] });
  });

  it('widening needs a new mandate', () => {
    const p = signer();
    const plus = commande(
      'PreparerMandat',
      { ...PREPARATION, items: [{ ...ITEM, actes: [...ACTES] }] },
      { id: 'c2' },
    );
    expect(motifsDe(p, plus)).toEqual(['transition_interdite', 'elargissement_interdit']);
  });

  it('renewal: actif or expired only; after a year, the identity is checked again', () => {
    const ancien = signer().etat;
    if (ancien === null) throw new Error('no state');
    const renouveler = (faitLe: string, plus = {}, mandat = ancien) =>
      decide(
        null,
        commande(
          'PreparerMandat',
          { ...PREPARATION, renouvelle: 'm-1', ...plus },
          { faitLe, mandatId: 'm-2' },
        ),
        contexte(faitLe, { mandatsDuMandant: [mandat] }),
      );
    expect(renouveler('2027-06-01T09:00:00.000Z').ok).toBe(true);
    expect(renouveler('2028-05-22T09:00:00.000Z').ok).toBe(true);
    expect(renouveler('2028-05-23T09:00:00.000Z')).toMatchObject({
      motifs: [{ code: 'identite_a_verifier', path: ['donnees', 'identiteVerifieeLe'] }],
    });
    expect(renouveler('2028-05-23T09:00:00.000Z', { identiteVerifieeLe: '2028-05-23' }).ok).toBe(true);
    const p = signer();
    p.faire(revoquer(PLUS_TARD));
    if (p.etat === null) throw new Error('no state');
    expect(renouveler('2027-06-01T09:00:00.000Z', {}, p.etat)).toMatchObject({
      motifs: [{ code: 'renouvellement_impossible' }],
    });
  });
});
