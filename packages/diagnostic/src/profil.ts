import data from '../data/profil-accompagnement@0.json' with { type: 'json' };
import type { Bilan } from './bilan.ts';

/** Codes of `profil-accompagnement@0` (data, experimental), from the least to the most autonomous. */
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
const NON_USER: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Object.entries(data.nonUser),
);

function profilOfZeroAreas(zero: number): ProfilNumerique {
  const found = data.profils.find(({ zeroAreas: [min = 0, max = 0] }) => zero >= min && zero <= max);
  return (found?.code ?? 'autonome') as ProfilNumerique;
}

/**
 * The profiles that stay possible: several while the result is an interval, all four for an instrument whose
 * areas are not those of DSI 2.0. `autonome` becomes `presque_autonome` where confidence is low (niveau 0 or 1).
 */
export function profil(bilan: Bilan, confiance?: Confiance): readonly ProfilNumerique[] {
  const { id, version } = bilan.instrument;
  const nonUser = NON_USER.get(`${id}@${version}`);
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
