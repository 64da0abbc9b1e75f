import { readCsv } from './csv.ts';
import type { COLONNES } from './lieu-standard.ts';
import { accept, refuse, type Resultat } from './resultat.ts';

/** A file without one of these columns holds no usable row: it is said once, not on each row. */
const OBLIGATOIRES: readonly (typeof COLONNES)[number][] = [
  ...(['id', 'nom', 'commune', 'code_postal', 'adresse', 'date_maj'] as const),
];

/** The rows of a file of lieux: a JSON array, or a CSV. Motifs: `json_invalide`, and those of the CSV reader. */
export function readLignes(texte: string): Resultat<readonly unknown[]> {
  if (!/^\uFEFF?\s*[[{]/.test(texte)) return readCsv(texte, OBLIGATOIRES);
  const invalid = refuse({
    code: 'json_invalide',
    phrase: 'Ce fichier n’est pas une liste de lieux en JSON.',
  });
  try {
    const value: unknown = JSON.parse(texte.replace(/^\uFEFF/, ''));
    return Array.isArray(value) ? accept(value as unknown[]) : invalid;
  } catch {
    return invalid;
  }
}
