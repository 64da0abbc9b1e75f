import type { EtatMandat } from './etat.ts';
import { toMotif, type Motif } from './motif.ts';
import type { Statut } from './nomenclatures.ts';
import type { Instant } from './temps.ts';
import { toStatut } from '../histoire/vue.ts';

/** The statuts of a mandate that has begun and has not ended: a suspended one can still be ended or reduced. */
export function isEnCours(statut: Statut | null): boolean {
  return statut === 'actif' || statut === 'suspendu';
}

/** Reason why a step asks for a mandate in force at that instant, none when it is (suspended or not). */
export function checkEnCours(etat: EtatMandat, instant: Instant, regle: string): Motif[] {
  const statut = toStatut(etat, { instant });
  return isEnCours(statut) ? [] : [toTransitionInterdite(statut, regle)];
}

/** A step that this statut does not allow: the rule, then where the mandate stands. */
export function toTransitionInterdite(statut: Statut | null, regle: string): Motif {
  return toMotif('transition_interdite', { phrase: `${regle} ${toConstat(statut)}` });
}

function toConstat(statut: Statut | null): string {
  switch (statut) {
    case 'actif':
      return 'Celui-ci est actif.';
    case null:
    case 'brouillon':
    case 'presente':
      return toMotif('pas_encore_actif').phrase;
    default:
      return toMotif(statut).phrase;
  }
}
