/** A yes is proven by the events it names: they alone give the same answer, warnings included. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AIDE_LOGEMENT, commande, DEPOT_RSA, E1, H, ITEM, Parcours, RECUEIL, signer } from '../f0.fixture.ts';
import type { Commande } from '../modele/evenement.ts';
import type { Constituant } from '../modele/modele.ts';
import { ACTES, MODES, type Acte, type Capacite } from '../modele/nomenclatures.ts';
import { verifier, type Demande } from './verifier.ts';
import { fold } from '../histoire/vue.ts';

const JOUR = 86_400_000;
const DEBUT = Date.parse('2026-11-22T09:00:00.000Z');
const toInstant = (jour: number) => new Date(DEBUT + Math.round(jour * JOUR)).toISOString();

const OCTROIS: { capacite: Capacite; constituant: Constituant }[] = [
  { capacite: 'aucune_mesure', constituant: { kind: 'mandant' } },
  { capacite: 'sauvegarde', constituant: { kind: 'mandant' } },
  { capacite: 'curatelle_simple', constituant: { kind: 'mandant' } },
  { capacite: 'curatelle_renforcee', constituant: { kind: 'curateur_assiste', ref: 'r-1' } },
  { capacite: 'tutelle', constituant: { kind: 'tuteur', ref: 'r-1' } },
];

const vie = fc.record({
  octroi: fc.constantFrom(...OCTROIS),
  inconnueDAbord: fc.boolean(),
  recueil: fc.constantFrom(
    {},
    { mode: 'telephone', forme: 'oral_a_regulariser' } as const,
    { interprete: 'proche_interesse' } as const,
  ),
  mois: fc.integer({ min: 1, max: 12 }),
  uneFois: fc.boolean(),
  /** What happens next: day, days before it is recorded, what. */
  suite: fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 60 }),
      fc.constantFrom(0, 0, 3, 30),
      fc.constantFrom(
        'regulariser',
        'exemplaire',
        'relire',
        'saisir',
        'compte',
        'suspendre',
        'reprendre',
        'curatelle',
        'sauvegarde',
        'retirer',
        'revoquer',
        'notice',
      ),
    ),
    { maxLength: 8 },
  ),
});
type Vie = typeof vie extends fc.Arbitrary<infer T> ? T : never;

function toCommande(quoi: Vie['suite'][number][2], p: Parcours, id: string, faitLe: string): Commande {
  const q = { id, faitLe };
  const demande = { demandePar: 'mandant', canal: 'telephone' } as const;
  const jour = faitLe.slice(0, 10);
  switch (quoi) {
    case 'regulariser':
      return commande('RegulariserOral', { recueil: RECUEIL }, q);
    case 'exemplaire':
      return commande('RemettreExemplaire', { canal: 'papier' }, q);
    case 'relire':
      return commande(
        'Relire',
        {
          itemId: 'i-1',
          demarcheId: 'rsa',
          interventionRef: 'v-1',
          recapitulatifHash: H,
          luPar: 'e-1',
          accord: true,
          langue: 'fr',
        },
        q,
      );
    case 'saisir':
      return commande(
        'EffectuerActe',
        {
          itemId: 'i-1',
          demarcheId: 'aide-logement',
          acte: 'saisir',
          mode: 'faire_a_la_place_present',
          canal: 'presence',
          resultat: 'reussi',
          interventionRef: 'v-1',
          presenceMandant: true,
        },
        q,
      );
    case 'compte':
      return commande(
        'RendreCompte',
        { actes: p.etat?.actes.map((a) => a.evenementId) ?? [], canal: 'papier' },
        q,
      );
    case 'suspendre':
      return commande('SuspendreMandat', { motifCode: 'conge' }, q);
    case 'reprendre':
      return commande('ReprendreMandat', { motifCode: 'conge' }, q);
    case 'curatelle':
      return commande('SignalerProtection', { capacite: 'curatelle_simple', jugementLe: jour }, q);
    case 'sauvegarde':
      return commande('SignalerProtection', { capacite: 'sauvegarde', jugementLe: jour }, q);
    case 'retirer':
      return commande('RetirerPerimetre', { itemId: 'i-1', actes: ['consulter'], ...demande }, q);
    case 'revoquer':
      return commande('RevoquerMandat', demande, q);
    case 'notice':
      return commande('VerserPreuve', { preuve: { nature: 'scan', sha256: H, verseeLe: faitLe } }, q);
  }
}

function vivre({ octroi, inconnueDAbord, recueil, mois, uneFois, suite }: Vie): Parcours {
  const theme = {
    ...ITEM,
    portee: {
      kind: 'perimetre' as const,
      perimetre: 'social' as const,
      catalogueVersion: '1',
      demarches: [DEPOT_RSA, { ...AIDE_LOGEMENT, perimetre: 'social' as const }],
    },
    actes: [...ACTES],
    uneFois,
  };
  const p = signer(
    {
      mandant: { ref: 'p-1', capacite: inconnueDAbord ? 'inconnue' : octroi.capacite },
      constituant: octroi.constituant,
      items: [theme],
      duree: { mois },
    },
    { recueil, jusqua: 'Consentir' },
  );
  if (inconnueDAbord) p.faire(commande('DeclarerCapacite', { capacite: octroi.capacite }));
  p.faire(commande('AccepterMandat', { ecrivainRef: 'e-1', charteVersion: '1' }));
  suite.forEach(([jour, retard, quoi], rang) => {
    const c = toCommande(quoi, p, `s-${rang}`, toInstant(jour));
    const plus = { maintenant: toInstant(jour + retard) };
    if (p.essayer(c, plus).ok) p.faire(c, plus);
  });
  return p;
}

const question = fc.record({
  acte: fc.constantFrom<Acte>(...ACTES),
  mode: fc.constantFrom(...MODES.slice(2)),
  demarche: fc.constantFrom(DEPOT_RSA, AIDE_LOGEMENT),
  jour: fc.double({ min: 0, max: 100, noNaN: true }),
  connu: fc.constantFrom(0, 0, 10, 100),
  assistance: fc.constantFrom(undefined, 'curateur_assiste' as const),
  relecture: fc.constantFrom('jamais' as const, 'sensible' as const),
});

it('the events named by a yes, replayed alone, give the same answer', { timeout: 30_000 }, () => {
  let [oui, vies] = [0, 0];
  fc.assert(
    fc.property(vie, fc.array(question, { minLength: 4, maxLength: 4 }), (une, questions) => {
      vies += 1;
      const p = vivre(une);
      for (const { jour, connu, relecture, ...q } of questions) {
        const relectureId = p.etat?.relectures[0]?.evenementId;
        const demande: Omit<Demande, 'mandats'> = {
          mandantRef: 'p-1',
          habilitation: E1,
          instant: toInstant(jour),
          interventionRef: 'v-1',
          relectureId,
          politique: { relecture },
          ...(connu === 0 ? {} : { connuA: toInstant(jour + connu) }),
          ...q,
        };
        const decision = verifier({ ...demande, mandats: p.etat === null ? [] : [p.etat] });
        if (!decision.autorise || decision.mandatId === undefined) continue;
        oui += 1;
        const seuls = fold(p.evenements.filter((e) => decision.preuves.includes(e.id)));
        expect(verifier({ ...demande, mandats: seuls === null ? [] : [seuls] })).toEqual(decision);
        expect(new Set(decision.preuves).size).toBe(decision.preuves.length);
      }
    }),
    { numRuns: 1500 },
  );
  // A mutation run cuts the property short: a share of few lives says nothing.
  if (vies >= 1000) expect(oui / vies).toBeGreaterThan(0.6);
});
