import type { EtatMandat } from '../modele/etat.ts';
import type { Commande, CommandeDe } from '../modele/evenement.ts';
import { toMotif, type Motif } from '../modele/motif.ts';
import type { Cadre, Suite } from '../modele/suite.ts';
import { isEnCours } from '../modele/transition.ts';
import { toStatut } from '../histoire/vue.ts';

/**
 * The names and images of a mandate left the vault (and the salt with them when the archive ends): the history
 * stays, its commitments no longer lead to anyone. A mandate in force is ended first; said twice, nothing changes.
 */
export function erase(
  etat: EtatMandat,
  { donnees, faitLe }: CommandeDe<'EffacerDonnees'>,
  { contexte }: Cadre,
): Suite {
  // Dated back to the draft, an erasure would still fall on what is in force today.
  if ([faitLe, contexte.maintenant].some((instant) => isEnCours(toStatut(etat, { instant })))) {
    const phrase = 'Ce mandat est en cours : mettez-y fin avant d’effacer ses données.';
    return { motifs: [toMotif('transition_interdite', { phrase })] };
  }
  const dejaFait = etat.effacements.some((e) => e.portee === 'vault_et_sel' || e.portee === donnees.portee);
  return { faits: dejaFait ? [] : [{ type: 'DonneesEffacees', donnees }] };
}

/** What closes a mandate, or a part of it. */
const FINS: readonly Commande['type'][] = [
  'RevoquerMandat',
  'RetirerPerimetre',
  'RenoncerMandat',
  'SignalerDeces',
  'SignalerProtection',
  'SignalerStructure',
];

/**
 * Nothing more is written on a mandate whose data are erased: nobody could tell whom it is about. One that another
 * device made actif meanwhile can still be ended.
 */
export function checkEfface(etat: EtatMandat, commande: Commande): Motif[] {
  if (etat.effacements.length === 0 || commande.type === 'EffacerDonnees') return [];
  if (FINS.includes(commande.type) && isEnCours(toStatut(etat, { instant: commande.faitLe }))) return [];
  const phrase = 'Les données de ce mandat sont effacées : il ne peut plus changer.';
  return [toMotif('transition_interdite', { phrase })];
}
