import { toMotif, type Motif } from './motif.ts';
import type { Capacite } from './nomenclatures.ts';

/**
 * Whether the person may grant alone. This version accepts `aucune_mesure` only; every other measure is refused
 * with its reason, never silently accepted (C. civ. 425, 467, 473: the fuller table comes later).
 */
export function checkCapacite(capacite: Capacite): Motif[] {
  switch (capacite) {
    case 'aucune_mesure':
      return [];
    case 'inconnue':
      return [toMotif('capacite_inconnue')];
    case 'curatelle_simple':
    case 'curatelle_renforcee':
      return [toMotif('assistance_curateur_requise')];
    case 'tutelle':
    case 'habilitation_familiale':
    case 'mandat_protection_future':
      return [toMotif('representant_requis')];
    case 'sauvegarde': {
      const phrase =
        'Cette version ne gère pas encore la sauvegarde de justice : aidez la personne en faisant avec elle.';
      return [toMotif('commande_invalide', { phrase, path: ['donnees', 'capacite'] })];
    }
  }
}
