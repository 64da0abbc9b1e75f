import { LISTES } from '@porte-plume/accompagnement/nomenclatures';
import { field, oneOf, type Champs } from '../../server/formulaire.ts';
import type { Choix, Erreur } from '../../ui/form.tsx';

const choix = (liste: readonly { code: string; libelle: string }[]): Choix[] =>
  liste.map(({ code, libelle }) => ({ code, libelle }));

export const THEMES = choix(LISTES.theme);
export const NIVEAUX = choix(LISTES.niveauAtelier);
const THEMES_CODES = LISTES.theme.map(({ code }) => code);
const NIVEAUX_CODES = LISTES.niveauAtelier.map(({ code }) => code);

/** What the form of a workshop holds, as it was sent. */
export interface ValeursAtelier {
  date: string;
  debut: string;
  dureeMin: string;
  theme: string;
  niveau: string;
  lieuId: string;
  adresse: string;
  places: string;
  animateur: string;
}

const CHAMPS = [
  'date',
  'debut',
  'dureeMin',
  'theme',
  'niveau',
  'lieuId',
  'adresse',
  'places',
  'animateur',
] as const;

export function readValeursAtelier(champs: Champs): ValeursAtelier {
  return Object.fromEntries(CHAMPS.map((nom) => [nom, field(champs, nom)])) as unknown as ValeursAtelier;
}

/** A workshop to announce. */
export interface AtelierNouveau {
  date: string;
  debut: string;
  dureeMin: number;
  theme: (typeof THEMES_CODES)[number];
  niveau: (typeof NIVEAUX_CODES)[number];
  lieuId: string;
  adresse: string | null;
  places: number | null;
  animateur: string | null;
}

const isDate = (texte: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(texte) && !Number.isNaN(Date.parse(`${texte}T00:00:00Z`));

/** Whole number between two others, or null. */
function count(texte: string, min: number, max: number): number | null {
  return /^\d{1,4}$/.test(texte) && Number(texte) >= min && Number(texte) <= max ? Number(texte) : null;
}

/** Reads the form: all that must be looked at again, or the workshop. */
export function readAtelierNouveau(
  v: ValeursAtelier,
  { lieux, aujourdhui }: { lieux: readonly Choix[]; aujourdhui: string },
): { atelier: AtelierNouveau } | { erreurs: Erreur[] } {
  const erreurs: Erreur[] = [];
  const report = (champ: string, phrase: string): void => {
    erreurs.push({ champ, phrase });
  };
  if (!isDate(v.date)) report('date', 'Donnez le jour de l’atelier.');
  else if (v.date < aujourdhui) report('date', 'Ce jour est passé.');
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(v.debut)) report('debut', 'Donnez l’heure de début.');
  const dureeMin = count(v.dureeMin, 1, 720);
  if (dureeMin === null) report('dureeMin', 'Une durée va de 1 à 720 minutes.');
  const theme = oneOf(v.theme, THEMES_CODES);
  if (theme === null) report('theme', 'Choisissez un thème de la liste.');
  const niveau = oneOf(v.niveau, NIVEAUX_CODES);
  if (niveau === null) report('niveau', 'Choisissez un niveau.');
  if (!lieux.some(({ code }) => code === v.lieuId)) report('lieuId', 'Choisissez un lieu de la liste.');
  const places = v.places === '' ? null : count(v.places, 1, 500);
  if (v.places !== '' && places === null) report('places', 'Le nombre de places va de 1 à 500.');
  if (v.adresse.length > 120) report('adresse', 'Cette adresse est trop longue\u00a0: 120 signes au plus.');
  if (v.animateur.length > 60) report('animateur', 'Ce nom est trop long\u00a0: 60 signes au plus.');
  if (erreurs.length > 0 || dureeMin === null || theme === null || niveau === null) return { erreurs };
  return {
    atelier: {
      ...{ date: v.date, debut: v.debut, dureeMin, theme, niveau, lieuId: v.lieuId, places },
      adresse: v.adresse === '' ? null : v.adresse,
      animateur: v.animateur === '' ? null : v.animateur,
    },
  };
}

/** The three margins, each with its codes and the absence of answer. */
const SANS = [
  { code: 'non_communique', libelle: 'N’a pas souhaité dire' },
  { code: 'non_demande', libelle: 'Pas demandé' },
];
const puceAge = ['moins_18', '18_24', '25_39', '40_59', '60_69', '70_74', '75_plus'];

export const MARGES: readonly {
  variable: 'genre' | 'trancheAge' | 'statut';
  titre: string;
  codes: Choix[];
}[] = [
  { variable: 'genre', titre: 'Genre', codes: [...choix(LISTES.genre), ...SANS] },
  {
    variable: 'trancheAge',
    titre: 'Âge',
    codes: [...choix(LISTES.trancheAge).filter(({ code }) => puceAge.includes(code)), ...SANS],
  },
  { variable: 'statut', titre: 'Situation', codes: [...choix(LISTES.statut), ...SANS] },
];

/** The counts of a workshop as they were typed, and as `parseAtelier` wants them; an empty line counts nobody. */
export function readMarges(champs: Champs): {
  participants: number;
  marges: Record<string, Record<string, number>>;
  valeurs: Record<string, string>;
} {
  const valeurs: Record<string, string> = { participants: field(champs, 'participants') };
  const nombre = (texte: string): number => (/^\d{1,4}$/.test(texte) ? Number(texte) : Number.NaN);
  const marges = Object.fromEntries(
    MARGES.map(({ variable, codes }) => [
      variable,
      Object.fromEntries(
        codes.flatMap(({ code }): [string, number][] => {
          const dit = field(champs, `${variable}.${code}`);
          valeurs[`${variable}.${code}`] = dit;
          return dit === '' ? [] : [[code, nombre(dit)]];
        }),
      ),
    ]),
  );
  return { participants: nombre(valeurs.participants ?? ''), marges, valeurs };
}

/** The control that a path of the workshop belongs to. */
export function champOfMarges(path: readonly (string | number)[] | undefined): string {
  const [racine, variable, code] = path ?? [];
  if (racine !== 'marges') return 'participants';
  const une = MARGES.find((m) => m.variable === variable);
  return `${String(variable)}.${code === undefined ? (une?.codes[0]?.code ?? '') : String(code)}`;
}
