import type { Indicateur } from './indicateur.ts';
import { INDICATEURS_2026_1 } from './indicateurs-2026-1.ts';
import { accept, refuse, type Resultat } from './resultat.ts';

/** The indicators that a convention asks for, by its own name and rider. Changing `codes` makes a new `version`. */
export interface JeuConvention {
  id: string;
  version: string;
  convention: string;
  avenant: number;
  codes: readonly string[];
}

/**
 * Definitions of a set, by its id and version.
 * @throws RangeError when the set does not exist: a programmer's error.
 */
export function getIndicateurs(set: string): Indicateur[] {
  if (set !== 'indicateurs@2026.1') throw new RangeError('unknown set of indicators');
  return [...INDICATEURS_2026_1];
}

/** Definitions of a convention, in its order. Motif `code_inconnu`, one for each code that the set does not have; `champ_manquant` without codes. */
export function selectIndicateurs(jeu: JeuConvention, set = 'indicateurs@2026.1'): Resultat<Indicateur[]> {
  const byCode = new Map(getIndicateurs(set).map((def) => [def.code, def]));
  const given: unknown = (jeu as Partial<JeuConvention> | null)?.codes;
  if (!Array.isArray(given) || given.length === 0)
    return refuse({
      code: 'champ_manquant',
      phrase: 'Une convention nomme au moins un indicateur.',
      path: ['codes'],
    });
  const codes = [...new Set(jeu.codes)];
  const motifs = codes
    .filter((code) => !byCode.has(code))
    .map((code) => ({
      code: 'code_inconnu',
      phrase: 'Cet indicateur n’existe pas dans ce jeu.',
      path: ['codes', jeu.codes.indexOf(code)],
    }));
  if (motifs.length > 0) return refuse(...motifs);
  return accept(codes.flatMap((code) => byCode.get(code) ?? []));
}
