import { listIds, type EtatMandat } from '../modele/etat.ts';
import { toCommandeId, type CommandeDe } from '../modele/evenement.ts';
import { toMotif } from '../modele/motif.ts';
import type { Suite } from '../modele/suite.ts';

/** Says that a field of a past event was wrong, and why: it adds to the history and never rewrites it. */
export function rectify(etat: EtatMandat, { donnees }: CommandeDe<'RectifierErreur'>): Suite {
  const { evenementId, champ, motifCode } = donnees;
  if (!listIds(etat, toCommandeId(evenementId)).includes(evenementId)) {
    const phrase = 'Cet événement n’est pas dans l’histoire de ce mandat.';
    return { motifs: [toMotif('commande_invalide', { path: ['donnees', 'evenementId'], phrase })] };
  }
  const dejaDit = etat.rectifications.some(
    (r) => r.evenementVise === evenementId && r.champ === champ && r.motifCode === motifCode,
  );
  return { faits: dejaDit ? [] : [{ type: 'ErreurRectifiee', donnees }] };
}
