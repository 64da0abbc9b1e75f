import type { Bilan } from './bilan.ts';

/** `profil-accompagnement@0` (experimental), from the least to the most autonomous. */
export const PROFILS_NUMERIQUES = ['eloigne', 'debutant', 'presque_autonome', 'autonome'] as const;
export type ProfilNumerique = (typeof PROFILS_NUMERIQUES)[number];

/**
 * Confidence in one's own skills, never summed with them. `niveau` goes from 0 (pas du tout à l'aise) to 3
 * (à l'aise); `crainte`: "j'ai peur de faire une bêtise".
 */
export interface Confiance {
  echelle: 'confiance@0';
  niveau: 0 | 1 | 2 | 3 | null;
  crainte: boolean | null;
}

/** The level "not a user" of the instruments whose five areas are those of DSI 2.0. */
const NON_USER: Readonly<Record<string, string>> = {
  'eurostat-dsi2@2021': 'NA',
  'insee-illectronisme@2021': 'non-usager',
};

function profilOfZeroAreas(zero: number): ProfilNumerique {
  if (zero >= 4) return 'eloigne';
  if (zero >= 2) return 'debutant';
  return zero === 1 ? 'presque_autonome' : 'autonome';
}

/**
 * The profiles that stay possible: several while the result is an interval, all four for an instrument whose
 * areas are not those of DSI 2.0. `autonome` becomes `presque_autonome` where confidence is low (niveau 0 or 1).
 */
export function profil(bilan: Bilan, confiance?: Confiance): readonly ProfilNumerique[] {
  const { id, version } = bilan.instrument;
  const nonUser = NON_USER[`${id}@${version}`];
  if (nonUser === undefined) return PROFILS_NUMERIQUES;
  const possible = new Set<ProfilNumerique>();
  if (bilan.bounds[0] === nonUser) possible.add('eloigne');
  if (bilan.areas.length > 0) {
    const atMost = bilan.areas.filter((area) => area.bounds[0] === 'none').length;
    const atLeast = bilan.areas.filter((area) => area.bounds[1] === 'none').length;
    for (let zero = atLeast; zero <= atMost; zero += 1) possible.add(profilOfZeroAreas(zero));
  }
  const niveau = confiance?.niveau ?? null;
  if (niveau !== null && niveau <= 1 && possible.delete('autonome')) possible.add('presque_autonome');
  return PROFILS_NUMERIQUES.filter((code) => possible.has(code));
}
