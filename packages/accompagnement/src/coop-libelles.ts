import type { Mode } from './acte.ts';
import { fold } from './import-champ.ts';

/**
 * What La Coop writes in its export (inclusion-numerique/coop-mediation-numerique @46aa33b, `buildAccompagnementsWorksheet.ts`
 * and the label files of its fields): the stored code, and the words of the sheet. Facts of their format, not code of theirs.
 */
export const COOP = {
  type: { individuel: 'Accompagnement individuel', collectif: 'Atelier collectif' },
  canal: {
    lieu_activite: 'Lieu d’activité',
    autre: 'Autre lieu',
    domicile: 'À domicile',
    a_distance: 'À distance',
  },
  theme: {
    diagnostic_numerique: 'Diagnostic numérique',
    prendre_en_main_du_materiel: 'Prendre en main du matériel',
    maintenance_de_materiel: 'Maintenance de matériel',
    gere_ses_contenus_numeriques: 'Gérer ses contenus numériques',
    navigation_sur_internet: 'Navigation sur internet',
    email: 'E-mail',
    bureautique: 'Bureautique',
    reseaux_sociaux: 'Réseaux sociaux communication',
    sante: 'Santé',
    banque_et_achats_en_ligne: 'Banque et achats en ligne',
    entrepreneuriat: 'Accompagner un professionnel',
    insertion_professionnelle: 'Insertion professionnelle',
    securite_numerique: 'Prévention en sécurité numérique',
    parentalite: 'Parentalité',
    scolarite_et_numerique: 'Scolarité et numérique',
    creer_avec_le_numerique: 'Créer avec le numérique',
    culture_numerique: 'Culture numérique',
    intelligence_artificielle: 'Intelligence artificielle (IA)',
    aide_aux_demarches_administratives: 'Aide aux démarches administratives',
  },
  perimetre: {
    papiers_elections_citoyennete: 'Papiers - Élections - Citoyenneté',
    famille_scolarite: 'Famille - Scolarité',
    social_sante: 'Social - Santé',
    travail_formation: 'Travail - Formation - Entreprise',
    logement: 'Logement',
    transports_mobilite: 'Transports - Mobilité',
    argent_impots: 'Argent - Impôts',
    justice: 'Justice',
    etrangers_europe: 'Étrangers - Europe',
    loisirs_sports_culture: 'Loisirs - Sports - Culture',
    associations: 'Associations',
  },
  autonomie: { entierement_accompagne: '1/3', partiellement_autonome: '2/3', autonome: '3/3' },
  niveau: { debutant: '1/3', intermediaire: '2/3', avance: '3/3' },
  redirection: {
    administration: 'Administration (mairie, préfecture…)',
    mediation_numerique: 'Autre structure de médiation numérique',
    operateur_ou_organisme_en_charge: 'Opérateur ou organisme en charge de la démarche administrative',
    aide_sociale: 'Structure d’aide sociale (maison des solidarités, centre social…)',
    insertion_professionnelle:
      'Structure d’insertion professionnelle (France Travail, mission locale, chambre de commerce…)',
    aide_aux_demarches_administratives: 'Structure d’aide aux démarches administratives (France Services…)',
    autre: 'Autre',
  },
  genre: { feminin: 'Féminin', masculin: 'Masculin', non_communique: 'Non communiqué' },
  trancheAge: {
    soixante_dix_plus: '70 ans et plus',
    soixante_soixante_neuf: '60 - 69 ans',
    quarante_cinquante_neuf: '40 - 59 ans',
    vingt_cinq_trente_neuf: '25 - 39 ans',
    dix_huit_vingt_quatre: '18 - 24 ans',
    douze_dix_huit: '12 - 17 ans',
    moins_de_douze: 'Moins de 12 ans',
    non_communique: 'Non communiqué',
  },
  statut: {
    retraite: 'Retraité',
    sans_emploi: 'Sans emploi',
    en_emploi: 'En emploi',
    scolarise: 'Scolarisé',
    non_communique: 'Non communiqué ou hétérogène',
  },
  ouiNon: { oui: 'Oui', non: 'Non' },
} as const;

export type ListeCoop = keyof typeof COOP;

/** Columns of sheet « Activités », by what we call them. Those that name a person or hold free words are not here. */
export const COLONNES_COOP = {
  date: 'Date',
  type: 'Type',
  participants: 'Participants',
  canal: 'Canaux d’accompagnement',
  lieu: 'Nom du lieu',
  commune: 'Commune',
  codePostal: 'Code postal',
  codeInsee: 'Code Insee',
  duree: 'Durée (min)',
  themes: 'Thématique(s) d’accompagnement',
  tags: 'Tags',
  demarche: 'Nom de la démarche administrative',
  autonomie: 'Niveau d’autonomie (ou de l’atelier)',
  reoriente: 'Bénéficiaire réorienté',
  redirection: 'Structure de redirection',
  communeInsee: 'Code Insee du bénéficiaire',
  genre: 'Genre du bénéficiaire',
  trancheAge: 'Tranche d’âge du bénéficiaire',
  statut: 'Statut du bénéficiaire',
  id: 'ID CRA',
} as const;
export type ColonneCoop = keyof typeof COLONNES_COOP;

/** Without these the sheet is not an export of La Coop. */
export const COLONNES_REQUISES: readonly ColonneCoop[] = [
  ...(['date', 'type', 'participants', 'canal', 'duree', 'themes', 'id'] as const),
];

/**
 * Shared tags by which our own table keeps what La Coop has no field for. The first says that a mandate was needed; the
 * others are codes of our nomenclature. None says anything of a person.
 */
export const TAG_MANDAT = 'porte-plume:mandat';
export const TAG_MODE = 'porte-plume:mode=';
export const TAG_APPUI = 'porte-plume:appui=';
export const TAG_MOTIF = 'porte-plume:motif=';

/** By the words of La Coop: « avec guidage », « autonome avec guidage en cas de besoin », « autonome ». It has no « à la place ». */
export const MODE_DE_AUTONOMIE: Readonly<Record<string, { mode: Mode; appui?: 'guide' | 'verifie' }>> = {
  entierement_accompagne: { mode: 'faire_avec' },
  partiellement_autonome: { mode: 'faire_faire', appui: 'guide' },
  autonome: { mode: 'faire_faire', appui: 'verifie' },
};

const tables = new Map<ListeCoop, ReadonlyMap<string, string>>();

/** Folded words of the sheet, or the stored code → stored code. */
export function coopCodesOf(liste: ListeCoop): ReadonlyMap<string, string> {
  let table = tables.get(liste);
  if (table === undefined) {
    const entries = Object.entries(COOP[liste]);
    table = new Map([
      ...entries.map(([code]): [string, string] => [fold(code), code]),
      ...entries.map(([code, words]): [string, string] => [fold(words), code]),
    ]);
    tables.set(liste, table);
  }
  return table;
}
