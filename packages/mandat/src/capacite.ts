import { toMotif, type CodeMotif, type Motif } from './motif.ts';
import type { Capacite } from './nomenclatures.ts';

/** Why a person under this measure may not grant alone, if so (C. civ. 425, 467, 473: the fuller table comes later). */
export function toCodeCapacite(capacite: Capacite): CodeMotif | undefined {
  switch (capacite) {
    case 'aucune_mesure':
    case 'sauvegarde':
      return undefined;
    case 'inconnue':
      return 'capacite_inconnue';
    case 'curatelle_simple':
    case 'curatelle_renforcee':
      return 'assistance_curateur_requise';
    case 'tutelle':
    case 'habilitation_familiale':
    case 'mandat_protection_future':
      return 'representant_requis';
  }
}

/**
 * Whether the person may grant alone. This version accepts `aucune_mesure` only; every other measure is refused
 * with its reason, never silently accepted.
 */
export function checkCapacite(capacite: Capacite): Motif[] {
  const code = toCodeCapacite(capacite);
  if (code !== undefined) return [toMotif(code)];
  if (capacite !== 'sauvegarde') return [];
  const phrase =
    'Cette version ne gère pas encore la sauvegarde de justice : aidez la personne en faisant avec elle.';
  return [toMotif('commande_invalide', { phrase, path: ['donnees', 'capacite'] })];
}
