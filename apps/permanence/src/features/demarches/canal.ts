import type { Demarche } from '@porte-plume/demarches';

export type Canal = NonNullable<Demarche['canaux']>[number];
type Type = Canal['valeur']['type'];

/** Human first: what remains when the screen blocks, in the order in which a writer tries. */
const ORDRE: readonly Type[] = ['telephone', 'guichet', 'franceServices', 'courrier'];

export const TYPES: Readonly<Record<Type, string>> = {
  telephone: 'Par téléphone',
  guichet: 'Au guichet',
  franceServices: 'En maison France services',
  courrier: 'Sur papier, par courrier',
  web: 'En ligne',
};

/** What is said of a channel that has no address nor number of its own. */
export const SANS_ADRESSE: Readonly<Record<Type, string>> = {
  telephone: 'Numéro à demander à l’organisme.',
  guichet: 'Adresse à demander à l’organisme.',
  franceServices: 'La plus proche de chez la personne.',
  courrier: 'Adresse à demander à l’organisme.',
  web: 'Adresse à demander à l’organisme.',
};

/** Channels that need no internet. `null`: not written yet. */
export function listHumains({ canaux }: Demarche): Canal[] | null {
  if (canaux === null) return null;
  return ORDRE.flatMap((type) => canaux.filter(({ valeur }) => valeur.type === type));
}

/** Local services as the annuaire names them (DILA, pivots locaux). */
const PIVOTS: Readonly<Record<string, string>> = {
  adil: 'ADIL du département',
  ambassade_france_etranger: 'consulat de France',
  banque_de_france: 'succursale de la Banque de France',
  bsn: 'bureau du service national',
  caf: 'CAF du département',
  carsat: 'agence retraite (Carsat)',
  ccas: 'centre communal d’action sociale',
  centre_impots: 'centre des impôts',
  cg: 'conseil départemental',
  commissariat_police: 'commissariat de police',
  commission_surendettement: 'commission de surendettement',
  cpam: 'CPAM du département',
  cr: 'conseil régional',
  crous: 'Crous de l’académie',
  france_travail: 'agence France Travail',
  gendarmerie: 'brigade de gendarmerie',
  guichet_logement_social: 'guichet du logement social',
  inspection_academique: 'direction académique',
  mairie: 'mairie',
  maison_handicapees: 'MDPH du département',
  mission_locale: 'mission locale',
  mjd: 'maison de justice et du droit',
  msa: 'MSA de la région',
  notaire: 'notaire',
  ofii: 'direction de l’Ofii',
  pmi: 'centre de PMI',
  pole_emploi: 'agence France Travail',
  prefecture: 'préfecture',
  renovation_info_service: 'conseiller France Rénov’',
  sip: 'service des impôts des particuliers',
  sous_pref: 'sous-préfecture',
  tribunal_judiciaire: 'tribunal judiciaire',
  urssaf: 'Urssaf de la région',
};

/** Which local office; unknown codes are not shown as they are. */
export function pivotEnMots(pivot: string): string {
  return PIVOTS[pivot] ?? 'service local';
}

/** « pour qui dépend de la MSA », « dans le département 42 ». */
export function varianteEnMots(variante: string): string {
  return variante.startsWith('dep-')
    ? `dans le département ${variante.slice('dep-'.length).toUpperCase()}`
    : `pour qui dépend de la ${variante.toUpperCase()}`;
}

/** Digits alone, for a link that dials. */
export function toTel(numero: string): string {
  return numero.replaceAll(/[^\d+]/g, '');
}

/** Two by two, as a number is read aloud: 3646 → 36 46; a number already set is kept. */
export function numeroEnMots(numero: string): string {
  return /^\d{4}$|^\d{10}$/.test(numero)
    ? numero.replaceAll(/(\d{2})(?=\d)/g, '$1\u00a0')
    : numero.replaceAll(' ', '\u00a0');
}
