import type { Indicateur } from './indicateur.ts';
import { ACTIVITE_2026_1 } from './indicateurs-2026-1-activite.ts';
import { PUBLIC_2026_1 } from './indicateurs-2026-1-public.ts';
import { RESULTATS_2026_1 } from './indicateurs-2026-1-resultats.ts';

/** The set `indicateurs@2026.1` (accompagnement §8), in the order of its table. Never edited: a change makes a new set. */
export const INDICATEURS_2026_1: readonly Indicateur[] = [
  ...ACTIVITE_2026_1,
  ...PUBLIC_2026_1,
  ...RESULTATS_2026_1,
];
