import { profil, type Confiance } from '../profil.ts';
import type { Bilan } from '../bilan.ts';

export const POSTURES = ['j_observe_je_verifie', 'montrer_d_abord'] as const;
/**
 * How the writer sits beside the person: `j_observe_je_verifie` (skilled, not confident: the person does, the writer
 * watches) or `montrer_d_abord` (confident, not skilled: have decisive answers shown before anything).
 */
export type Posture = (typeof POSTURES)[number];

/** Confidence against skill (specification §7); `null` where they agree, or where one of them is not known. */
export function posture(bilan: Bilan, confiance: Confiance): Posture | null {
  const { niveau } = confiance;
  if (niveau === null) return null;
  const profils = profil(bilan);
  const skilled = profils.every((one) => one === 'autonome' || one === 'presque_autonome');
  const unskilled = profils.every((one) => one === 'eloigne' || one === 'debutant');
  if (skilled && niveau <= 1) return 'j_observe_je_verifie';
  return unskilled && niveau >= 2 ? 'montrer_d_abord' : null;
}
