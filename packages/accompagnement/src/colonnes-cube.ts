import type { Faits } from './indicateur.ts';
import { createLecteurs, toLignes, toLignesActes } from './lignes.ts';

/**
 * Columns for `buildCube` of statistiques, one row per intervention that counts, or per acte (the unit that statistiques calls
 * `demarche`). `non_demande` becomes the empty value (its `NR`), `non_communique` stays a code; a multi-choice column joins its
 * codes with `|`. `personne` is the dossier's id, empty for an anonymous visit: for distinct counts, never a dimension.
 */
export function toCubeColumns(
  faits: Faits,
  unit: 'intervention' | 'acte' = 'intervention',
): Record<string, (string | number)[]> {
  const interventions = toLignes(faits);
  const lignes = unit === 'acte' ? toLignesActes(interventions) : interventions;
  const columns: Record<string, (string | number)[]> = {};
  for (const [name, read] of createLecteurs(faits, unit)) {
    columns[name] = lignes.map((ligne) => {
      const code = read(ligne);
      if (typeof code !== 'string') return code.join('|');
      if (code === 'non_demande') return '';
      return name === 'duree_min' ? Number(code) : code;
    });
  }
  return columns;
}
