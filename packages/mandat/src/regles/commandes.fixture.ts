/** What a random command is made of: one template a type, filled in from what the device knows, or against it. */
import type { Commande, CommandeDe } from '../modele/evenement.ts';
import { AIDE_LOGEMENT, DEPOT_RSA, E1, H, PREPARATION, RECUEIL, SIGNE } from '../f0.fixture.ts';
import type { Habilitation, Item } from '../modele/modele.ts';
import { ACTES, PERIMETRES } from '../modele/nomenclatures.ts';
import { demarchesDe, jourDe, joursApres, type Temoin } from './temoin.fixture.ts';

export type Donnees<T extends Commande['type']> = CommandeDe<T>['donnees'];

const PRIME = { ...DEPOT_RSA, id: 'prime', classe: 'simple' as const };
const COURRIER = { ...AIDE_LOGEMENT, id: 'courrier', actesReserves: ['payer' as const] };
export const DEMARCHES = [AIDE_LOGEMENT, DEPOT_RSA, PRIME, COURRIER];
const LOGEMENT: Item = {
  id: 'i-1',
  portee: { kind: 'demarche', demarche: AIDE_LOGEMENT },
  actes: ['consulter', 'saisir', 'deposer'],
  sauf: [],
  uneFois: false,
};
const SOCIAL: Item = {
  id: 'i-2',
  portee: { kind: 'perimetre', perimetre: 'social', catalogueVersion: '1', demarches: [DEPOT_RSA, PRIME] },
  actes: ['consulter', 'deposer'],
  sauf: [{ demarcheId: 'prime', acte: 'consulter' }],
  uneFois: true,
};
const POSTE: Item = {
  id: 'i-3',
  portee: { kind: 'demarche', demarche: COURRIER },
  actes: ['consulter', 'payer', 'creer_compte'],
  sauf: [],
  uneFois: false,
};
/** Says again a part of `LOGEMENT`. */
const ENCORE: Item = {
  ...LOGEMENT,
  id: 'i-2',
  portee: {
    kind: 'perimetre',
    perimetre: 'logement',
    catalogueVersion: '1',
    demarches: [AIDE_LOGEMENT, { ...COURRIER, perimetre: 'logement' }],
  },
  actes: ['saisir', 'deposer', 'creer_compte'],
};
const LISTES: Item[][] = [
  [LOGEMENT, ENCORE],
  [LOGEMENT],
  [LOGEMENT, SOCIAL],
  [{ ...LOGEMENT, uneFois: true }, POSTE],
  [{ ...SOCIAL, sauf: [{ demarcheId: 'prime' }] }, POSTE],
  [
    {
      ...LOGEMENT,
      portee: {
        kind: 'perimetre',
        perimetre: 'logement',
        catalogueVersion: '1',
        demarches: [AIDE_LOGEMENT],
      },
    },
  ],
];
/** Six themes: more than a mandate may cover. */
const TROP: Item[] = PERIMETRES.slice(0, 6).map((perimetre, n) => ({
  ...LOGEMENT,
  id: `t-${n}`,
  portee: { kind: 'demarche', demarche: { ...AIDE_LOGEMENT, id: perimetre, perimetre } },
}));
export const HABILITATIONS: Habilitation[] = [
  E1,
  { ...E1, ecrivainRef: 'e-2', kind: 'benevole' },
  { ...E1, ecrivainRef: 'e-3', auInclus: '2026-12-05' },
  { ...E1, ecrivainRef: 'e-4', structureId: 's-2' },
];
export const ECRIVAINS = ['e-1', 'e-1', 'e-1', 'e-2', 'e-3', 'e-4', 'e-5'];
export const MANDATS = ['m-1', 'm-2'] as const;
export const APPAREILS = ['a-1', 'a-2'] as const;
export type Appareil = (typeof APPAREILS)[number];

export const pris = <T>(liste: readonly T[], n: number | undefined): T => liste[(n ?? 0) % liste.length] as T;
const demande = { demandePar: 'mandant', canal: 'telephone' } as const;
const HASHES = ['b'.repeat(64), 'c'.repeat(64)];

/** Fills a command in, from what the device knows, and now and then against it. */
export const GABARITS: { [T in Commande['type']]: (c: number[], t: Temoin, faitLe: string) => Donnees<T> } = {
  PreparerMandat: ([a, b, c]) => ({
    ...PREPARATION,
    items: a === 11 ? TROP : pris(LISTES, a),
    duree: pris([{ mois: 6 }, { mois: 1 }, { jours: 40 }, { mois: 12 }, { mois: 6 }, { mois: 13 }], b),
    mandant: {
      ref: 'p-1',
      capacite: pris(['aucune_mesure', 'aucune_mesure', 'curatelle_simple', 'tutelle', 'inconnue'], c),
    },
    constituant: pris([0, 1, 2, 3], c) === 3 ? { kind: 'tuteur', ref: 'p-2' } : { kind: 'mandant' },
  }),
  DeclarerCapacite: ([a]) => ({ capacite: pris(['aucune_mesure', 'sauvegarde', 'tutelle', 'inconnue'], a) }),
  PresenterNotice: () => ({ notice: { modele: 'n', version: '1', langue: 'fr', documentHash: H } }),
  EnregistrerLecture: ([a]) => {
    const { langue, lecture, interprete, noticeBilingue } = RECUEIL;
    const reformulation = pris(['comprise', 'reexpliquee', 'comprise', 'non_comprise'] as const, a);
    return { langue, lecture, interprete, noticeBilingue, reformulation };
  },
  Consentir: ([a, b]) => ({
    recueil: { ...RECUEIL, ...pris(RECUEILS, a), ...pris(ECARTS, b) },
    documentHash: H,
  }),
  RefuserConsentement: () => ({}),
  AccepterMandat: ([a]) => ({ ecrivainRef: pris(ECRIVAINS, a), charteVersion: '1' }),
  RegulariserOral: ([a]) => ({ recueil: { ...RECUEIL, ...pris(RECUEILS, a) } }),
  RemettreExemplaire: () => ({ canal: 'papier', codeRevocationCommitment: H }),
  VerserPreuve: () => ({ preuve: { nature: 'scan', sha256: H, verseeLe: SIGNE } }),
  RetirerPerimetre: ([a, b]) => {
    const actes = pris([undefined, ['saisir' as const], ['consulter' as const, 'deposer' as const]], b);
    return { itemId: pris(['i-1', 'i-2', 'i-3', 'i-9'], a), ...(actes && { actes }), ...demande };
  },
  RevoquerMandat: () => demande,
  RenoncerMandat: ([a]) => ({ motifCode: 'depart', preavisJours: pris([0, 3, 15], a) }),
  SuspendreMandat: () => ({ motifCode: 'doute' }),
  ReprendreMandat: () => ({ motifCode: 'clair' }),
  SignalerDeces: ([a], _t, faitLe) => ({ le: joursApres(jourDe(faitLe), pris([0, -1, -3, 2], a)) }),
  SignalerProtection: ([a, b], _t, faitLe) => ({
    capacite: pris(['curatelle_simple', 'sauvegarde', 'tutelle', 'inconnue', 'aucune_mesure'], a),
    jugementLe: joursApres(jourDe(faitLe), pris([0, -2, 2], b)),
  }),
  SignalerStructure: ([a]) => ({ cause: 'dissolution', suivante: pris(['s-2', 's-2', 's-1'], a) }),
  Relire: ([a, b]) => ({
    itemId: pris(['i-2', 'i-2', 'i-1', 'i-9'], a),
    demarcheId: pris(['rsa', 'rsa', 'aide-logement'], b),
    interventionRef: 'v-1',
    recapitulatifHash: H,
    luPar: 'e-1',
    accord: true,
    langue: 'fr',
  }),
  EffectuerActe: ([a = 0, b, c, d = 0], t) => {
    const item = pris([...t.items, LOGEMENT], a);
    const relecture = d % 2 === 0 ? t.de('Relire').at(-1)?.id : undefined;
    const mode = pris(['faire_a_la_place_absent', 'faire_a_la_place_present'] as const, c);
    return {
      itemId: a === 11 ? 'i-9' : item.id,
      demarcheId: a % 5 === 4 ? 'rsa' : pris(demarchesDe(item), b),
      acte: pris([...item.actes, ...item.actes, ...ACTES], b),
      mode,
      canal: 'en_ligne',
      resultat: pris(['reussi', 'reussi', 'echoue'], d),
      interventionRef: d % 5 === 4 ? 'v-2' : 'v-1',
      presenceMandant: (mode === 'faire_a_la_place_present') === (d !== 7),
      ...(relecture !== undefined && { relectureId: relecture }),
      ...(d % 4 === 3 && { horsPerimetreReconnu: true }),
    };
  },
  RatifierActe: ([a], t) => ({ acteId: idDActe(t, a), canal: 'presence' }),
  RemettreCompte: ([a]) => ({ demarcheId: pris(['courrier', 'rsa'], a), nature: 'compte' }),
  RendreCompte: ([a], t) => ({ actes: [idDActe(t, a)], canal: 'presence' }),
  DemanderParSms: ([a]) => ({ demandeRef: pris(['d-1', 'd-2'], a) }),
  RecevoirReponse: ([a, b, c]) => ({
    demandeRef: pris(['d-1', 'd-2', 'd-3'], a),
    messageId: `sms-${b ?? 0}`,
    lecture: pris(['ambigu', 'oui', 'non'], c),
  }),
  EmettreCodeTiers: ([a, b], _t, faitLe) => ({
    codeCommitment: pris(HASHES, a),
    destinataire: 'b-1',
    ...(b !== 0 && { auInclus: joursApres(jourDe(faitLe), pris([30, 2, 0, 31, -1], b)) }),
  }),
  ConsulterCodeTiers: ([a]) => ({ codeCommitment: pris(HASHES, a) }),
  RevoquerCodeTiers: ([a]) => ({ codeCommitment: pris(HASHES, a) }),
  RappelerEcheance: ([a]) => ({ destinataire: pris(['mandant', 'ecrivains'], a), canal: 'sms' }),
  RectifierErreur: ([a], t) => ({
    evenementId: pris([...t.faits.map((f) => f.id), 'jamais/0'], a),
    champ: 'donnees.canal',
    motifCode: 'saisie',
  }),
  EffacerDonnees: ([a]) => ({ portee: pris(['vault', 'vault_et_sel'], a), base: 'demande' }),
};
const RECUEILS: Partial<typeof RECUEIL>[] = [
  {},
  { mode: 'telephone', forme: 'oral_a_regulariser' },
  { forme: 'nom_ecrit' },
];
const ECARTS: Partial<typeof RECUEIL>[] = [
  {},
  {},
  {},
  {},
  { mode: 'sms', forme: 'signature_papier' },
  { langue: 'ar' },
];
const idDActe = (t: Temoin, n: number | undefined) =>
  pris([...t.de('EffectuerActe').map((f) => f.id), 'jamais/0'], n);
