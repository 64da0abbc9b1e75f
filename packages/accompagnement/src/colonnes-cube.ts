import type { Faits } from './indicateur.ts';
import { toLignes, toLignesActes } from './lignes.ts';

/**
 * Columns for `buildCube` of statistiques, one row per intervention that counts, or per acte (the unit that statistiques calls
 * `demarche`). `non_demande` becomes the empty value (its `NR`), `non_communique` stays a code; a multi-choice column joins its
 * codes with `|`. `personne` is the dossier's id, empty for an anonymous visit: for distinct counts, never a dimension.
 */
export function toCubeColumns(
  faits: Faits,
  unit: 'intervention' | 'acte' = 'intervention',
): Record<string, (string | number)[]> {
  const lignes = unit === 'acte' ? toLignesActes(faits) : toLignes(faits);
  const columns: Record<string, (string | number)[]> = {};
  for (const name of unit === 'acte' ? [...COMMUNES, ...ACTES] : [...COMMUNES, ...MULTIPLES]) {
    columns[name] = lignes.map((ligne) => {
      const code = ligne[name] ?? '';
      if (typeof code !== 'string') return code.join('|');
      if (code === 'non_demande') return '';
      return name === 'duree_min' ? Number(code) : code;
    });
  }
  return columns;
}

const COMMUNES = [
  'date',
  'mois',
  'lieu',
  'territoire',
  'nature_lieu',
  'canal',
  'nature',
  'personne',
  'duree',
  'duree_min',
  'age',
  'age_detail',
  'genre',
  'statut',
  'commune',
  'langue_lecture',
  'equipement',
  'connexion',
  'faibles_revenus',
  'profil_numerique',
  'adressage',
  'service_social',
  'renoncement',
  'motif_venue',
];
const MULTIPLES = ['mode', 'perimetre'];
const ACTES = ['objet', 'demarche', 'theme', 'mode', 'issue', 'perimetre', 'operateur'];
