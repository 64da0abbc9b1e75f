import { fields, filled, type Champs } from '../../server/formulaire.ts';
import type { ValeursAccueil } from './view.tsx';

/** Longest value that any field of the entry may hold: codes, dates, a few words of search. */
const LONGUEUR = 200;

const NOMS = [
  'q',
  'demarche',
  'mode',
  'appui',
  'motifPour',
  'saisieIdentifiants',
  'issue',
  'relanceLe',
  'relanceNature',
  'blocage',
  'planB',
  'abandon',
  'trancheAge',
  'genre',
  'statut',
  'dureeMin',
  'prenom',
  'nom',
  'anneeNaissance',
  'quiEst',
  'passage',
] as const;

/** The fields as posted, kept as they are so that nothing is lost on a refusal; overlong ones are cut. */
export function readValeurs(champs: Champs): ValeursAccueil {
  const values = Object.fromEntries(
    Object.entries(filled(champs, ...NOMS)).map(([nom, valeur]) => [nom, valeur.slice(0, LONGUEUR)]),
  );
  const actesFaits = fields(champs, 'actesFaits')
    .slice(0, 8)
    .map((acte) => acte.slice(0, LONGUEUR));
  return { ...values, ...(actesFaits.length > 0 ? { actesFaits } : {}) };
}
