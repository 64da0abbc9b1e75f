/** The sheet that the person takes home: its sentences are messages, the names of its papers are the catalogue's. */
import { getFacon, type Demarche } from '@porte-plume/demarches';
import { FRANCAIS, isole, type Messages } from '../../messages/messages.ts';
import { listHumains } from './canal.ts';
import { compose, raise } from './typographie.ts';

type Piece = NonNullable<Demarche['pieces']>[number];

/** How to bring a document, one short sentence after another. Who needs it says more than « if you have it ». */
export function pieceEnMots(piece: Piece, m: Messages = FRANCAIS): string {
  const { comment, condition } = direPiece(piece, m);
  return condition === undefined ? comment : `${comment} ${isole(condition.dit, m.dir)}`;
}

/** The same in its parts: the words of the catalogue are French in every language, and said to be. */
export function direPiece(
  piece: Piece,
  m: Messages,
): { comment: string; condition?: { dit: string; francais: boolean } } {
  const comment = m.dit(`feuille.${getFacon(piece)}`);
  const pour = pourQuiOf(piece);
  if (pour !== undefined) return { comment, condition: { dit: pour, francais: true } };
  return piece.obligatoire
    ? { comment }
    : { comment, condition: { dit: `${m.dit('feuille.si')}.`, francais: false } };
}

/** Who needs the paper, in the words of the catalogue: French in every language. */
const pourQuiOf = ({ pourQui }: Piece): string | undefined =>
  pourQui === undefined ? undefined : `${raise(pourQui)}.`;

/**
 * How the sheet is set, so that it stays one page: `aeree`, each document and how to bring it on a line of its own;
 * `serree`, on the same line; `courte`, without the sentences that the writer can say.
 */
export type MiseEnPage = 'aeree' | 'serree' | 'courte';

/** What an A4 page holds, in points, and a line of it in 16 pt (print.css). */
const PAGE = 745;
const LIGNE = 20;
/** Banner, title, line to tick, frame of the next appointment, date of the list. */
const FIXE = 28 + 32 + 28 + 114 + 26;
const MOT_DE_PASSE_POINTS = 28;
const SIGNES = { gras: 46, maigre: 60, mele: 50 } as const;

const hauteur = (signes: number, parLigne: number): number => Math.ceil(signes / parLigne) * LIGNE;

export function mettreEnPage(demarche: Demarche, m: Messages = FRANCAIS): MiseEnPage {
  const { nom, langageSimple } = demarche;
  const pieces = demarche.pieces ?? [];
  const telephone = telephoneOf(demarche);
  const details = telephone === null ? '' : detailsOf(demarche, telephone);
  const base = FIXE + hauteur(nom.length, SIGNES.gras) + LIGNE + hauteur(details.length, SIGNES.maigre) + 8;
  const dites = hauteur(langageSimple.length, SIGNES.maigre) + 8 + MOT_DE_PASSE_POINTS;
  const somme = (haute: (piece: string, comment: string) => number): number =>
    pieces.reduce((total, une) => total + 5 + haute(une.piece, pieceEnMots(une, m)), 0);
  const aeree = somme(
    (piece, comment) => hauteur(piece.length, SIGNES.gras) + hauteur(comment.length, SIGNES.maigre),
  );
  if (base + dites + aeree <= PAGE) return 'aeree';
  const serree = somme((piece, comment) => hauteur(piece.length + comment.length, SIGNES.mele));
  return base + dites + serree <= PAGE ? 'serree' : 'courte';
}

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
