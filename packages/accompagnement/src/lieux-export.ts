import { COLONNES, type LieuPublic } from './lieu-standard.ts';
import type { Tableau, ValeurTableau } from './tableau.ts';

/**
 * Lieux as a table of the standard « lieux de médiation numérique »: its 32 columns, in order, `|` between the values of a
 * cell. Written by `writeCsv` and read again by `parseLieux`, they come back as they were; their licence is no column of the
 * standard, so print it beside.
 *
 * A French number is written with its leading 0: a spreadsheet takes `+33…` for a formula.
 */
export function toTableauLieux(lieux: readonly LieuPublic[]): Tableau {
  return {
    nom: 'Lieux de médiation numérique',
    colonnes: COLONNES.map((nom) => ({
      nom,
      type: nom === 'latitude' || nom === 'longitude' ? 'nombre' : nom === 'date_maj' ? 'date' : 'texte',
    })),
    lignes: lieux.map((lieu) => COLONNES.map((colonne) => toCell(colonne, lieu[colonne]))),
  };
}

function toCell(colonne: string, value: string | number | readonly string[] | null): ValeurTableau {
  if (value === null || typeof value === 'number') return value;
  if (typeof value !== 'string') return value.length === 0 ? null : value.join('|');
  return colonne === 'telephone' ? value.replace(/^\+33(?=\d{9}$)/, '0') : value;
}
