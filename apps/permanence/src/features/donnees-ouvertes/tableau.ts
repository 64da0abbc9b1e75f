import type { TableauProtege } from '../../ui/table.tsx';
import type { FigureLue } from '../rapports/modele.ts';

/** The bars of a figure as a table of one column: for who reads tables, and for who reads with their ears. */
export const toTableau = ({ titre, barres }: FigureLue): TableauProtege => ({
  titre,
  enLignes: titre,
  lignes: barres.map(({ libelle }) => ({ code: libelle, libelle })),
  colonnes: [{ code: 'nombre', libelle: 'Nombre' }],
  cellules: barres.map(({ valeur }) => [valeur]),
});
