import type { EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import { toMotif, type Motif } from '../modele/motif.ts';
import { toEffet } from '../modele/preavis.ts';
import type { Suite } from '../modele/suite.ts';
import { checkEnCours } from '../modele/transition.ts';

/**
 * The structure gives the mandate up (C. civ. 2003, 2007, to confirm), with notice so that the person can turn to
 * someone else. Giving it up again no sooner changes nothing.
 */
export function renounce(etat: EtatMandat, commande: CommandeDe<'RenoncerMandat'>): Suite {
  const { donnees, faitLe } = commande;
  const motifs = [
    ...checkMandataire(commande),
    ...checkEnCours(etat, faitLe, 'La structure renonce à un mandat en cours ; un brouillon s’annule.'),
  ];
  if (motifs.length > 0) return { motifs };
  const effet = toEffet(faitLe, donnees.preavisJours, etat.structure.zone);
  const dejaDit = etat.fins.some((fin) => fin.statut === 'renonce' && fin.faitLe <= effet);
  return { faits: dejaDit ? [] : [{ type: 'MandataireARenonce', donnees }] };
}

function checkMandataire({ acteur }: CommandeDe<'RenoncerMandat'>): Motif[] {
  if (acteur.kind !== 'mandant' && acteur.kind !== 'tiers') return [];
  const phrase = 'Seule la structure renonce au mandat ; la personne, elle, le révoque.';
  return [toMotif('commande_invalide', { path: ['acteur', 'kind'], phrase })];
}
