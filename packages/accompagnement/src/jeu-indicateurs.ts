import type { Indicateur } from './indicateur.ts';
import { INDICATEURS_2026_1 } from './indicateurs-2026-1.ts';

/**
 * Definitions of a set, by its id and version.
 * @throws RangeError when the set does not exist: a programmer's error.
 */
export function getIndicateurs(set: string): Indicateur[] {
  if (set !== 'indicateurs@2026.1') throw new RangeError('unknown set of indicators');
  return [...INDICATEURS_2026_1];
}
