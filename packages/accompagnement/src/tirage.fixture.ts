import { generateScenario } from './scenario.ts';

/** Synthetic interventions of both départements, to deal at random. */
export const MODELES = (['loire-seed', 'marne-seed'] as const).flatMap(
  (set) => generateScenario({ set, graine: 7, zone: 'Europe/Paris' }).interventions,
);

/** Always the same draws for a seed: numbers from 0 to 1. */
export function createDraw(graine: number): () => number {
  let etat = graine + 1;
  return () => {
    etat = (etat * 48_271) % 2_147_483_647;
    return etat / 2_147_483_647;
  };
}
