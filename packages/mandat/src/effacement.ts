import type { EtatMandat } from './etat.ts';
import type { Commande, CommandeDe } from './evenement.ts';
import { toMotif, type Motif } from './motif.ts';
import type { Suite } from './suite.ts';
import { isEnCours } from './transition.ts';
import { toStatut } from './vue.ts';

/**
 * The names and images of a mandate left the vault (and the salt with them when the archive ends): the history
 * stays, its commitments no longer lead to anyone. A mandate in force is ended first; said twice, nothing changes.
 */
export function erase(etat: EtatMandat, { donnees, faitLe }: CommandeDe<'EffacerDonnees'>): Suite {
  if (isEnCours(toStatut(etat, { instant: faitLe }))) {
    const phrase = 'Ce mandat est en cours : mettez-y fin avant d’effacer ses données.';
    return { motifs: [toMotif('transition_interdite', { phrase })] };
  }
  const dejaFait = etat.effacements.some((e) => e.portee === 'vault_et_sel' || e.portee === donnees.portee);
  return { faits: dejaFait ? [] : [{ type: 'DonneesEffacees', donnees }] };
}

/** Nothing more is written on a mandate whose data are erased: nobody could tell whom it is about. */
export function checkEfface(etat: EtatMandat, commande: Commande): Motif[] {
  if (etat.effacements.length === 0 || commande.type === 'EffacerDonnees') return [];
  const phrase = 'Les données de ce mandat sont effacées : il ne peut plus changer.';
  return [toMotif('transition_interdite', { phrase })];
}
