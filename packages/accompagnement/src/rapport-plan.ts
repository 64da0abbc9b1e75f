import { readColonnes } from './colonnes-cube.ts';
import { convert } from './correspondance.ts';
import type { Faits } from './indicateur.ts';
import { LISTES } from './nomenclature-2026-1.ts';
import type { ListeId } from './nomenclature-2026-1.ts';

/** What is counted in one release of a report. */
export type UniteRapport = 'intervention' | 'demarche' | 'personne';
export const UNITES_RAPPORT: readonly UniteRapport[] = ['intervention', 'demarche', 'personne'];

/** Columns of `buildCube`, one row a record. */
type Colonnes = Record<string, readonly (string | number)[]>;

/** Said by the person, or unknown to the catalogue: an ordinary code beside those of a list. */
const NON_COMMUNIQUE = 'non_communique';

const codesOf = (liste: ListeId, ...others: string[]): string[] => [
  ...LISTES[liste].map(({ code }) => code),
  ...others.filter((other) => LISTES[liste].every(({ code }) => code !== other)),
];

/** The six INSEE bands, in their order. */
const AGES: readonly string[] = [
  ...new Set(
    LISTES.trancheAge.flatMap(({ code }) => {
      const bande = convert('insee', 'trancheAge', code, 'vers');
      return bande.ok ? bande.value.filter((une) => une !== NON_COMMUNIQUE) : [];
    }),
  ),
];

/**
 * Reasons of a visit: several for one visit, so each is a question of its own, answered yes or no over all the visits. A
 * dimension of several choices cannot be compared with the releases before; yes and no can, and are protected together.
 */
export const MOTIFS_VENUE: readonly string[] = LISTES.motifVenue.map(({ code }) => `motif_${code}`);
const OUI_NON = ['oui', 'non'];

/** What was asked of persons, one question a table: the figures of the set are read from them, they are no chart. */
const QUESTIONS_POSEES: Readonly<Record<string, ListeId>> = {
  faibles_revenus: 'ouiNon',
  equipement: 'equipement',
  profil_numerique: 'profilNumerique',
  langue_lecture: 'langueLecture',
  // A release names its own column `statut`.
  situation: 'statut',
  adressage: 'adressage',
  renoncement: 'renoncement',
};
export const QUESTIONS: readonly string[] = Object.keys(QUESTIONS_POSEES);

const reponseA = (
  question: string,
  { personne: { profil }, renoncement }: Faits['interventions'][number],
) => {
  const reponses: Readonly<Record<string, string>> = {
    faibles_revenus: profil.faiblesRevenus,
    equipement: profil.equipement,
    profil_numerique: profil.profilNumerique,
    langue_lecture: profil.langueLecture,
    situation: profil.statut,
    adressage: profil.adressage,
    renoncement,
  };
  return reponses[question];
};

/** Bands of duration of A1 and A6. */
const DUREES = ['moins_30', '30_59', '60_119', '120_plus'];

/**
 * Dimensions by name. A closed list everywhere: the codes that a table shows must not tell which answers occurred, and
 * must be those of the report before.
 */
function dimensionsOf(faits: Faits): Record<string, object> {
  const territoires = [...new Set(faits.lieux.map(({ territoireId }) => territoireId))].sort();
  return {
    mois: { calendar: ['mois', 'trimestre', 'annee'] },
    territoire: { codes: [...territoires, NON_COMMUNIQUE] },
    nature_lieu: { codes: codesOf('natureLieu', NON_COMMUNIQUE) },
    nature: { codes: ['suivie', 'anonyme'] },
    duree: { codes: DUREES },
    age: { codes: [...AGES, NON_COMMUNIQUE] },
    genre: { codes: codesOf('genre', NON_COMMUNIQUE) },
    mode: { codes: codesOf('mode') },
    perimetre: { codes: codesOf('perimetre') },
    issue: { codes: codesOf('issue') },
    ...Object.fromEntries(MOTIFS_VENUE.map((code) => [code, { codes: OUI_NON }])),
    ...Object.fromEntries(
      Object.entries(QUESTIONS_POSEES).map(([code, liste]) => [
        code,
        { codes: codesOf(liste, NON_COMMUNIQUE) },
      ]),
    ),
  };
}

/** Tables of each unit: one dimension each, so that each figure of the set has its bands, and the crossings funders read. */
const TABLES: Readonly<Record<UniteRapport, readonly (readonly [string, ...string[]])[]>> = {
  intervention: [
    ['mois', 'territoire'],
    ['nature_lieu'],
    ['nature'],
    ['duree'],
    ['age'],
    ...MOTIFS_VENUE.map((motif): [string] => [motif]),
    ...QUESTIONS.map((question): [string] => [question]),
  ],
  demarche: [['perimetre'], ['mode'], ['issue']],
  personne: [['age'], ['genre'], ['territoire']],
};

/**
 * The tables of one report. Reasons of a visit that nobody was asked for make no table, nor do other questions. Open data have neither these nor
 * followed/anonymous: there a whole that falls on one side says it of everybody, so the rule of group disclosure would
 * mask the total itself.
 */
function tablesOf(
  unite: UniteRapport,
  faits: Faits,
  { norme }: CadreRapport,
): readonly (readonly string[])[] {
  const ouvert = norme === 'FR_STRICT_11';
  const demandes = faits.interventions.some(({ motifsVenue }) => motifsVenue.length > 0);
  return TABLES[unite].filter(
    ([dimension]) =>
      !(ouvert && dimension === 'nature') &&
      (!MOTIFS_VENUE.includes(dimension) || (demandes && !ouvert)) &&
      (!QUESTIONS.includes(dimension) || (!ouvert && isAsked(dimension, faits))),
  );
}

const isAsked = (question: string, { interventions }: Faits): boolean =>
  interventions.some((une) => reponseA(question, une) !== 'non_demande');

/** Whose figures, and on which months. */
export interface CadreRapport {
  /** Name of the population: the structure, or those of a réseau. */
  univers: string;
  /** Civil months, inclusive, `2026-01`. */
  mois: { from: string; to: string };
  /** Day of extraction. */
  millesime: string;
  norme: 'FR_SOCIAL_5' | 'FR_STRICT_11';
}

/** The release specification of a unit, as `releaseSpec` of statistiques reads it. */
export function planPublication(unite: UniteRapport, faits: Faits, cadre: CadreRapport): object {
  const shapes = dimensionsOf(faits);
  const tables = tablesOf(unite, faits, cadre);
  const used = [...new Set(tables.flat())];
  return {
    version: 1,
    id: `${unite}-${cadre.mois.from}-${cadre.mois.to}`,
    unit: unite,
    measure: { type: 'records' },
    dimensions: used.map((code) => ({ code, ...shapes[code] })),
    tables,
    rules: cadre.norme,
    ...(unite === 'personne' && { person: { column: 'personne', attach: 'last' } }),
    universe: {
      id: `${cadre.univers}:${unite}`,
      period: cadre.mois,
      vintage: cadre.millesime,
    },
  };
}

/** What the tables of a report are made of; the other fields would only be written to be left. */
const UTILES: readonly string[] = [
  ...new Set(Object.values(TABLES).flat(2)),
  ...['personne', 'date', 'statut', 'motif_venue', 'objet'],
];

/** The records of a unit, as columns. `faits` holds the interventions of the period only. */
export function toColonnes(unite: UniteRapport, faits: Faits): Colonnes {
  if (unite !== 'demarche') {
    const colonnes = readColonnes(faits, 'intervention', null, UTILES);
    colonnes.situation = colonnes.statut ?? [];
    for (const motif of MOTIFS_VENUE) {
      const code = motif.slice('motif_'.length);
      colonnes[motif] = (colonnes.motif_venue ?? []).map((codes) =>
        codes === '' ? '' : String(codes).split('|').includes(code) ? 'oui' : 'non',
      );
    }
    return colonnes;
  }
  const colonnes = readColonnes(faits, 'acte', null, UTILES);
  const kept = (colonnes.objet ?? []).map((objet) => objet === 'demarche');
  return Object.fromEntries(
    Object.entries(colonnes).map(([nom, valeurs]) => [nom, valeurs.filter((_, rang) => kept[rang] === true)]),
  );
}
