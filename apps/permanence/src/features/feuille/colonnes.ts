/** The columns of the sheet, by the letter that names their cells: `d3` is the démarche of the third row. */
export const COLONNES = {
  d: { libelle: 'Démarche' },
  m: { libelle: 'Aide' },
  i: { libelle: 'Où en est-on' },
  a: { libelle: 'Âge' },
  t: { libelle: 'Minutes' },
  p: { libelle: 'Pourquoi à sa place', pli: true },
  b: { libelle: 'Ce qui bloque', pli: true },
  g: { libelle: 'Genre', pli: true },
  s: { libelle: 'Situation', pli: true },
} as const satisfies Record<string, { libelle: string; pli?: true }>;

export type Colonne = keyof typeof COLONNES;
export const LETTRES = Object.keys(COLONNES) as Colonne[];
/** Columns that wait in the fold. */
export const PLIEES: readonly Colonne[] = ['p', 'b', 'g', 's'];

/** Rows of a sheet: two fit on a page of paper. */
export const RANGS = 10;

/** What was typed in the cells of a row; an empty cell is absent. */
export type Saisie = Partial<Record<Colonne, string>>;

/** One row: `op` is its key, so that a sheet sent twice is recorded once. */
export interface Ligne {
  op: string;
  saisie: Saisie;
}
