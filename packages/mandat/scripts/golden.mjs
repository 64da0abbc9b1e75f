// Writes the golden journals that are missing, through decide; the events of those that exist are frozen for ever.
// With --etats, folds the frozen events again: only when the shape of the state changed on purpose.
// Run: node --conditions=@porte-plume/source scripts/golden.mjs
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { etatA, fold } from '../src/histoire/vue.ts';
import { chain, digest } from '../src/ledger.ts';
import {
  acte,
  AIDE_LOGEMENT,
  commande,
  DEPOT_RSA,
  H,
  ITEM,
  Parcours,
  PLUS_TARD,
  PREPARATION,
  RECUEIL,
  SIGNE,
  signer,
} from '../src/f0.fixture.ts';

const DECEMBRE = '2026-12-10T09:00:00.000Z';
const JANVIER = '2027-01-15T09:00:00.000Z';
const FIN = '2027-05-22T22:00:00.000Z';
const demande = { demandePar: 'mandant', canal: 'telephone' };
const moi = { acteur: { kind: 'mandant', ref: 'p-1' } };
const code = 'c'.repeat(64);
const T1 = { ref: 't-1', kind: 'tiers' };
const T2 = { ref: 't-2', kind: 'tiers' };

/** The name of each journal, what it tells, how to live it, and when to look at it: [instant, connuA]. */
const JOURNAUX = {
  'f0-complet': {
    dit: 'F0 whole: copy, read-back, acts done and refused, account, third-party code, reminder, term, erasure.',
    vit() {
      const p = signer({ items: [{ ...ITEM, actes: [...ITEM.actes, 'creer_compte'] }] });
      p.faire(commande('RemettreExemplaire', { canal: 'papier', codeRevocationCommitment: code }));
      p.faire(commande('VerserPreuve', { preuve: { nature: 'scan', sha256: H, verseeLe: SIGNE } }));
      const relire = {
        itemId: 'i-1',
        demarcheId: 'aide-logement',
        interventionRef: 'v-1',
        recapitulatifHash: H,
        luPar: 'e-1',
        accord: true,
        langue: 'fr',
      };
      p.faire(commande('Relire', relire, { faitLe: PLUS_TARD }));
      p.faire(acte({ relectureId: `${p.id}.c-Relire/0`, recepisse4: '4F7K' }));
      p.faire(acte({ acte: 'payer' }, 'a2'));
      p.faire(acte({ acte: 'creer_compte' }, 'a3'));
      p.faire(
        commande('RemettreCompte', { demarcheId: 'aide-logement', nature: 'compte' }, { faitLe: PLUS_TARD }),
      );
      p.faire(commande('RendreCompte', { actes: [`${p.id}.a1/0`], canal: 'papier' }, { faitLe: DECEMBRE }));
      p.faire(
        commande(
          'EmettreCodeTiers',
          { codeCommitment: code, destinataire: 'bailleur' },
          { faitLe: DECEMBRE },
        ),
      );
      p.faire(
        commande('ConsulterCodeTiers', { codeCommitment: code }, { faitLe: '2026-12-11T09:00:00.000Z' }),
      );
      p.faire(
        commande('RevoquerCodeTiers', { codeCommitment: code }, { faitLe: '2026-12-12T09:00:00.000Z' }),
      );
      const rappel = { destinataire: 'mandant', canal: 'sms' };
      p.faire(commande('RappelerEcheance', rappel, { faitLe: '2027-05-01T09:00:00.000Z' }));
      const erreur = { evenementId: `${p.id}.a1/0`, champ: 'canal', motifCode: 'saisie' };
      p.faire(commande('RectifierErreur', erreur, { faitLe: '2027-05-02T09:00:00.000Z' }));
      p.faire(
        commande(
          'EffacerDonnees',
          { portee: 'vault', base: 'conservation' },
          { faitLe: '2029-06-01T09:00:00.000Z' },
        ),
      );
      return p.evenements;
    },
    vues: [[SIGNE], ['2027-05-22T21:59:59.999Z'], [FIN]],
  },
  'oral-regularise': {
    dit: 'Consent by telephone, signed on paper three days later.',
    vit() {
      const p = signer({}, { recueil: { mode: 'telephone', forme: 'oral_a_regulariser' } });
      p.faire(commande('RegulariserOral', { recueil: RECUEIL }, { faitLe: '2026-11-25T09:00:00.000Z' }));
      return p.evenements;
    },
    vues: [[SIGNE], ['2026-12-07T23:00:00.000Z']],
  },
  'oral-caduc': {
    dit: 'Consent by telephone, never signed: it lapses at the end of the fifteenth day.',
    vit: () => signer({}, { recueil: { mode: 'telephone', forme: 'oral_a_regulariser' } }).evenements,
    vues: [['2026-12-07T22:59:59.999Z'], ['2026-12-07T23:00:00.000Z']],
  },
  'ne-sait-signer': {
    dit: 'Read aloud before two witnesses.',
    vit: () => signer({}, { recueil: { forme: 'ne_sait_signer', temoins: [T1, T2] } }).evenements,
    vues: [[SIGNE]],
  },
  curatelle: {
    dit: 'Curatelle renforcée, the curator assists; one payment.',
    vit() {
      const p = signer({
        mandant: { ref: 'p-1', capacite: 'curatelle_renforcee', naissance: 'majeur' },
        constituant: { kind: 'curateur_assiste', ref: 'cur-1' },
        items: [{ ...ITEM, actes: [...ITEM.actes, 'payer'] }],
      });
      const relire = {
        itemId: 'i-1',
        demarcheId: 'aide-logement',
        interventionRef: 'v-1',
        recapitulatifHash: H,
        luPar: 'e-1',
        accord: true,
        langue: 'fr',
      };
      p.faire(commande('Relire', relire, { faitLe: PLUS_TARD }));
      p.faire(acte({ acte: 'payer', relectureId: `${p.id}.c-Relire/0` }));
      return p.evenements;
    },
    vues: [[PLUS_TARD]],
  },
  mineur: {
    dit: 'A parent grants; the 18th birthday comes before the last day.',
    vit: () =>
      signer({
        mandant: {
          ref: 'p-1',
          capacite: 'aucune_mesure',
          naissance: { ageCommitment: H, le: '2009-02-10' },
        },
        constituant: { kind: 'parent', ref: 'pa-1' },
      }).evenements,
    vues: [['2027-02-09T22:59:59.999Z'], ['2027-02-09T23:00:00.000Z']],
  },
  revoque: {
    dit: 'An act withdrawn, then all revoked by telephone on Friday and recorded on Monday (T17); an act between.',
    vit() {
      const p = signer();
      p.faire(commande('RetirerPerimetre', { itemId: 'i-1', actes: ['saisir'], ...demande }));
      p.faire(acte({}, 'a1', '2026-11-28T10:00:00.000Z'));
      const revoquer = commande('RevoquerMandat', demande, { faitLe: '2026-11-27T16:00:00.000Z' });
      p.faire(revoquer, { maintenant: '2026-11-30T08:00:00.000Z' });
      p.faire(
        commande(
          'RatifierActe',
          { acteId: `${p.id}.a1/0`, canal: 'presence' },
          { ...moi, faitLe: PLUS_TARD },
        ),
      );
      return p.evenements;
    },
    vues: [
      ['2026-11-28T11:00:00.000Z'],
      ['2026-11-28T11:00:00.000Z', '2026-11-28T11:00:00.000Z'],
      ['2026-11-27T15:59:59.999Z'],
    ],
  },
  remplace: {
    dit: 'A second mandate of the same person takes over the démarche that both share.',
    vit() {
      const premier = signer();
      const rsa = { ...ITEM, id: 'i-2', portee: { kind: 'demarche', demarche: DEPOT_RSA } };
      const second = signer({ items: [ITEM, rsa] }, { id: 'm-2', le: PLUS_TARD, jusqua: 'Consentir' });
      const accepter = commande(
        'AccepterMandat',
        { ecrivainRef: 'e-1', charteVersion: '1' },
        { faitLe: PLUS_TARD },
      );
      const autres = second.faire(accepter, { mandatsDuMandant: [premier.etat] });
      return [...premier.evenements, ...second.evenements, ...autres];
    },
    vues: [['2026-11-30T09:00:00.000Z'], [PLUS_TARD]],
  },
  deces: {
    dit: 'A death reported with a date before the last act (T35).',
    vit() {
      const p = signer();
      p.faire(acte());
      p.faire(commande('SignalerDeces', { le: '2026-11-29' }, { faitLe: DECEMBRE }));
      return p.evenements;
    },
    vues: [['2026-11-28T22:59:59.999Z'], ['2026-11-28T23:00:00.000Z']],
  },
  tutelle: {
    dit: 'Placed under tutelle during the mandate: it lapses on the day of the judgment.',
    vit() {
      const p = signer();
      p.faire(
        commande(
          'SignalerProtection',
          { capacite: 'tutelle', jugementLe: '2026-12-05' },
          { faitLe: DECEMBRE },
        ),
      );
      return p.evenements;
    },
    vues: [['2026-12-04T22:59:59.999Z'], ['2026-12-04T23:00:00.000Z']],
  },
  'suspendu-renonce': {
    dit: 'Paused, resumed, then given up by the structure with thirty days’ notice.',
    vit() {
      const p = signer();
      p.faire(commande('SuspendreMandat', { motifCode: 'absence' }, { faitLe: PLUS_TARD }));
      p.faire(commande('ReprendreMandat', { motifCode: 'retour' }, { faitLe: DECEMBRE }));
      p.faire(commande('RenoncerMandat', { motifCode: 'fermeture', preavisJours: 30 }, { faitLe: JANVIER }));
      return p.evenements;
    },
    vues: [[PLUS_TARD], [DECEMBRE], ['2027-02-14T22:59:59.999Z'], ['2027-02-14T23:00:00.000Z']],
  },
  'structure-dissoute': {
    dit: 'The structure closes.',
    vit() {
      const p = signer();
      p.faire(commande('SignalerStructure', { cause: 'dissolution', suivante: 's-2' }, { faitLe: JANVIER }));
      return p.evenements;
    },
    vues: [[DECEMBRE], [JANVIER]],
  },
  epuise: {
    dit: 'A one-shot item ends with its first successful filing.',
    vit() {
      const p = signer({ items: [{ ...ITEM, uneFois: true }] });
      p.faire(acte({ resultat: 'echoue' }, 'a1'));
      p.faire(acte({}, 'a2', DECEMBRE));
      return p.evenements;
    },
    vues: [[PLUS_TARD], [DECEMBRE]],
  },
  sms: {
    dit: 'Two questions by SMS: an unclear answer then a yes; a no.',
    vit() {
      const p = signer();
      const poser = (demandeRef, id) => commande('DemanderParSms', { demandeRef }, { id, faitLe: PLUS_TARD });
      const dire = (demandeRef, messageId, lecture) =>
        commande(
          'RecevoirReponse',
          { demandeRef, messageId, lecture },
          { ...moi, id: messageId, faitLe: DECEMBRE },
        );
      p.faire(poser('d-1', 'q1'));
      p.faire(dire('d-1', 'r1', 'ambigu'));
      p.faire(dire('d-1', 'r2', 'oui'));
      p.faire(poser('d-2', 'q2'));
      p.faire(dire('d-2', 'r3', 'non'));
      return p.evenements;
    },
    vues: [[DECEMBRE]],
  },
  refuse: {
    dit: 'The person says no: terminal, nothing done.',
    vit() {
      const p = signer({}, { jusqua: 'PresenterNotice' });
      p.faire(commande('RefuserConsentement', {}, moi));
      return p.evenements;
    },
    vues: [[SIGNE]],
  },
  annule: {
    dit: 'A theme mandate prepared with an unknown capacity, told later, then cancelled before the signature.',
    vit() {
      const p = new Parcours();
      const theme = {
        ...ITEM,
        portee: {
          kind: 'perimetre',
          perimetre: 'logement',
          catalogueVersion: '2026.11',
          demarches: [AIDE_LOGEMENT, { ...AIDE_LOGEMENT, id: 'dalo', classe: 'sensible' }],
        },
        sauf: [{ demarcheId: 'dalo' }],
      };
      p.faire(
        commande('PreparerMandat', {
          ...PREPARATION,
          items: [theme],
          mandant: { ref: 'p-1', capacite: 'inconnue' },
          duree: { jours: 30 },
          referenceAC: 'ac-42',
        }),
      );
      p.faire(commande('DeclarerCapacite', { capacite: 'sauvegarde' }));
      p.faire(commande('RevoquerMandat', { ...demande, motifCode: 'change_avis' }, { faitLe: PLUS_TARD }));
      return p.evenements;
    },
    vues: [[SIGNE], [PLUS_TARD]],
  },
};

/** The first command of each type that the journals give: written once too. */
const commandes = new Map();
const essayer = Parcours.prototype.essayer;
Parcours.prototype.essayer = function (c, plus) {
  if (!commandes.has(c.type)) commandes.set(c.type, c);
  return essayer.call(this, c, plus);
};

const dossier = new URL('../src/formats/golden/v1/', import.meta.url);
mkdirSync(dossier, { recursive: true });
for (const [nom, { dit, vit, vues }] of Object.entries(JOURNAUX)) {
  const fichier = new URL(`${nom}.json`, dossier);
  const existe = existsSync(fichier);
  if (existe && !process.argv.includes('--etats')) continue;
  const evenements = existe ? JSON.parse(readFileSync(fichier, 'utf8')).evenements : vit();
  const liens = chain(null, evenements);
  const ids = [...new Set(evenements.map((e) => e.mandatId))];
  const mandats = ids.map((id) => {
    const siens = evenements.filter((e) => e.mandatId === id);
    const etat = fold(siens);
    const empreinte = digest(etat);
    return {
      mandatId: id,
      etat,
      empreinte: empreinte.ok ? empreinte.value : null,
      vues: vues.map(([instant, connuA]) => {
        const vue = etatA(siens, instant, connuA);
        return {
          instant,
          connuA: connuA ?? null,
          statut: vue?.statut ?? null,
          statutItems: vue?.statutItems ?? null,
        };
      }),
    };
  });
  const tete = { count: liens.length, hash: liens.at(-1).hash };
  const texte = JSON.stringify({ dit, evenements, tete, mandats }, null, 2);
  writeFileSync(fichier, await format(texte, { parser: 'json', printWidth: 110 }));
  console.log(
    `${nom}: ${evenements.length} events, ${mandats.map((m) => m.vues.map((v) => v.statut).join(' → ')).join(' | ')}`,
  );
}

const fichierCommandes = new URL('../src/formats/golden/commandes-v1.json', import.meta.url);
if (!existsSync(fichierCommandes)) {
  for (const { vit } of Object.values(JOURNAUX)) vit();
  const texte = JSON.stringify([...commandes.values()], null, 2);
  writeFileSync(fichierCommandes, await format(texte, { parser: 'json', printWidth: 110 }));
}
