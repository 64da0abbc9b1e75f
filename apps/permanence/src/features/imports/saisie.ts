import {
  CHAMPS_IMPORT,
  parseMapping,
  type ChampImport,
  type Mapping,
} from '@porte-plume/accompagnement/imports';
import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import type { OptionsDepot } from '../../domain/importations.ts';
import { field, type Champs } from '../../server/formulaire.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';

/** What each field is called on the screen that matches the columns. */
const LIBELLES: Readonly<Record<ChampImport, string>> = {
  date: 'Date (obligatoire)',
  lieu: 'Lieu',
  identifiant: 'Identifiant de la ligne',
  dureeMin: 'Durée',
  canal: 'Canal',
  theme: 'Thème',
  demarche: 'Démarche',
  perimetre: 'Famille de démarche',
  mode: 'Mode d’aide',
  appui: 'Appui',
  motifPour: 'Motif du faire à la place',
  motifVenue: 'Motif de venue',
  issue: 'Issue',
  motifAbandon: 'Motif d’abandon',
  blocage: 'Blocage',
  serviceBloque: 'Service bloqué',
  planB: 'Plan B',
  trancheAge: 'Tranche d’âge',
  anneeNaissance: 'Année de naissance',
  genre: 'Genre',
  statut: 'Statut',
  commune: 'Code Insee de la commune',
  langueLecture: 'Langue, lecture',
  equipement: 'Équipement',
  connexion: 'Connexion',
  faiblesRevenus: 'Faibles revenus',
  profilNumerique: 'Profil numérique',
  adressage: 'Adressé par',
  suiviServiceSocial: 'Suivi par un service social',
  tiers: 'Tiers présent',
  renoncement: 'Renoncement',
};

export const CHOIX_CHAMPS: readonly Choix[] = CHAMPS_IMPORT.map(({ champ }) => ({
  code: champ,
  libelle: LIBELLES[champ],
}));

export const libelleOfChamp = (champ: string): string =>
  CHAMPS_IMPORT.some((un) => un.champ === champ) ? LIBELLES[champ as ChampImport] : champ;

const choixOf = (liste: 'mode' | 'canal' | 'motifPour'): readonly Choix[] =>
  LISTES[liste].map(({ code, libelle }) => ({ code, libelle }));

/** What the file never says, said once for all its rows. */
export const DEFAUTS = {
  mode: { libelle: 'Mode d’aide, quand le fichier ne le dit pas', choix: choixOf('mode') },
  motifPour: {
    libelle: 'Motif du faire à la place, quand le fichier ne le dit pas',
    choix: choixOf('motifPour'),
  },
  canal: { libelle: 'Canal, quand le fichier ne le dit pas', choix: choixOf('canal') },
} as const;

/** Columns as proposed, or as they were kept for the same headers. */
export function champsOf(options: OptionsDepot, garde: Mapping | null): ReadonlyMap<number, string> {
  const mapping = options.mapping ?? garde;
  if (mapping === null)
    return new Map((options.projet?.propositions ?? []).map(({ colonne, champ }) => [colonne, champ]));
  return new Map(
    mapping.colonnes.map(({ entete, champ }) => [options.entetes.indexOf(entete), champ] as const),
  );
}

/** The mapping that the screen says, or what is wrong with it. Columns that name somebody are never taken. */
export function readMapping(
  champs: Champs,
  { entetes, personnelles }: { entetes: readonly string[]; personnelles: readonly number[] },
): { mapping: Mapping } | { erreurs: Erreur[] } {
  const colonnes = entetes.flatMap((entete, rang) => {
    const champ = field(champs, `col-${rang}`);
    return champ === '' || personnelles.includes(rang) ? [] : [{ entete, champ, rang }];
  });
  const defauts = Object.fromEntries(
    Object.keys(DEFAUTS).flatMap((nom) => {
      const valeur = field(champs, `defaut-${nom}`);
      return valeur === '' ? [] : [[nom, valeur]];
    }),
  );
  const ordre = field(champs, 'ordreDate');
  const lu = parseMapping({
    version: 1,
    colonnes: colonnes.map(({ entete, champ }) => ({ entete, champ })),
    ...(ordre === 'mja' || ordre === 'jma' ? { ordreDate: ordre } : {}),
    ...(Object.keys(defauts).length === 0 ? {} : { defauts }),
  });
  if (lu.ok) return { mapping: lu.value };
  return {
    erreurs: lu.motifs.map(({ phrase, path }) => {
      const rang = typeof path?.[1] === 'number' ? colonnes[path[1]]?.rang : undefined;
      return { champ: rang === undefined ? '' : `col-${rang}`, phrase };
    }),
  };
}
