/** Every sentence of the sheet that the person takes home: twelve words or fewer, held by a test over the catalogue. */
import type { Demarche } from '@porte-plume/demarches';
import { listHumains } from './canal.ts';
import { compose, raise } from './typographie.ts';

type Piece = NonNullable<Demarche['pieces']>[number];

/** How a thing is brought. The catalogue has three words for papers; some things that one brings are no paper. */
type Facon = Piece['copie'] | 'taper' | 'avoir' | 'savoir';

const FACONS: readonly (readonly [RegExp, Facon])[] = [
  [/(?:mots? de passe|identifiants?)(?!\p{L})/iu, 'taper'],
  [/^(?:(?:l[ae] |l’|une? )?(?:téléphone|smartphone|boîte mail|accès|argent))(?!\p{L})/iu, 'avoir'],
  [
    /^(?:(?:les? |la |l’|une? |votre )?(?:numéros?|noms?|dates?|adresses?|commune|kilométrage|heures))(?!\p{L})/iu,
    'savoir',
  ],
];

/** A phone, a name, a password: « photocopie » would mean nothing. */
export function faconOf({ piece, copie }: Pick<Piece, 'piece' | 'copie'>): Facon {
  return FACONS.find(([mots]) => mots.test(piece))?.[1] ?? copie;
}

const COMMENT: Readonly<Record<Facon, string>> = {
  original: 'L’original.',
  copie: 'Une photocopie.',
  photo: 'Une photo suffit.',
  taper: 'Vous le tapez vous-même.',
  avoir: 'À avoir avec vous.',
  savoir: 'À savoir, ou à noter.',
};

/** How to bring a document, one short sentence after another. Who needs it says more than « if you have it ». */
export function pieceEnMots(piece: Piece): string {
  const condition = piece.pourQui ?? (piece.obligatoire ? undefined : 'Si vous l’avez');
  return [COMMENT[faconOf(piece)], ...(condition === undefined ? [] : [`${raise(condition)}.`])].join(' ');
}

/** What an A4 page holds, in points, and what takes it in 16 pt (print.css). */
const PAGE = 760;
const LIGNE = 20;
/** Frame of the next appointment, titles, the line to tick, the password, the date of the list. */
const FIXE = 28 + 32 + 28 + 114 + 28 + 26;
const SIGNES = { gras: 46, maigre: 60 } as const;

const hauteur = (texte: string, signes: number): number => Math.ceil(texte.length / signes) * LIGNE;

/** A long list says each document and how to bring it on the same line, and goes without the rest: one page. */
export function isLongue(demarche: Demarche): boolean {
  const { nom, langageSimple, pieces } = demarche;
  const liste = (pieces ?? []).map(
    (une) => 5 + hauteur(une.piece, SIGNES.gras) + hauteur(pieceEnMots(une), SIGNES.maigre),
  );
  const telephone = telephoneOf(demarche);
  const pied = LIGNE + hauteur(telephone === null ? '' : detailsOf(demarche, telephone), SIGNES.maigre) + 8;
  const tete = hauteur(nom, SIGNES.gras) + hauteur(langageSimple, SIGNES.maigre) + 8;
  return FIXE + tete + pied + liste.reduce((total, une) => total + une, 0) > PAGE;
}

export const TITRE = 'À apporter';
export const COCHER = 'Cochez quand le papier est prêt.';
export const RIEN = 'Vous n’avez aucun papier à apporter.';
/** The list is not in the catalogue yet: the writer fills the lines by hand. */
export const A_LA_MAIN = 'Nous écrivons la liste ensemble, ici.';
export const RENDEZ_VOUS = 'Votre prochain rendez-vous';
export const QUESTION = 'Une question\u00a0? Appelez.';
export const SANS_NUMERO = 'Une question\u00a0? Demandez à la permanence.';
export const MOT_DE_PASSE = 'Ne donnez vos mots de passe à personne.';
/** Lines to fill by hand when nothing is written. */
export const LIGNES = 6;

interface Telephone {
  numero: string;
  horaires?: string;
  cout?: string;
  aConfirmer: boolean;
}

/** Whose number it is, when it answers, what it costs. */
export function detailsOf({ operateur }: Demarche, { horaires, cout, aConfirmer }: Telephone): string {
  return [
    operateur.nom,
    ...(horaires === undefined ? [] : [horaires]),
    ...(cout === undefined ? [] : [cout]),
    ...(aConfirmer ? ['numéro à confirmer'] : []),
  ]
    .map(compose)
    .join(' · ');
}

/** The first phone of the human channels: the one to call from home. */
export function telephoneOf(demarche: Demarche): Telephone | null {
  const canal = listHumains(demarche)?.find(({ valeur }) => valeur.numero !== undefined);
  if (canal?.valeur.numero === undefined) return null;
  const { numero, horaires, cout } = canal.valeur;
  return {
    numero,
    ...(horaires === undefined ? {} : { horaires }),
    ...(cout === undefined ? {} : { cout }),
    aConfirmer: canal.verifieLe === null,
  };
}
