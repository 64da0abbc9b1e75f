import type { EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import type { Suite } from '../modele/suite.ts';
import { toTransitionInterdite } from '../modele/transition.ts';
import { toStatut } from '../histoire/vue.ts';

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
