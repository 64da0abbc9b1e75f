import type { EtatMandat } from './etat.ts';
import type { CommandeDe } from './evenement.ts';
import type { Suite } from './suite.ts';
import { toTransitionInterdite } from './transition.ts';
import { toStatut } from './vue.ts';

/** Pauses an actif mandate: no act meanwhile, the last day does not move. */
export function suspend(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'SuspendreMandat'>): Suite {
  const statut = toStatut(etat, { instant: faitLe });
  if (statut === 'actif') return { faits: [{ type: 'MandatSuspendu', donnees }] };
  return { motifs: [toTransitionInterdite(statut, 'Seul un mandat actif se suspend.')] };
}

/** Ends the pause. */
export function resume(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'ReprendreMandat'>): Suite {
  const statut = toStatut(etat, { instant: faitLe });
  if (statut === 'suspendu') return { faits: [{ type: 'MandatRepris', donnees }] };
  return { motifs: [toTransitionInterdite(statut, 'Seul un mandat suspendu se reprend.')] };
}
