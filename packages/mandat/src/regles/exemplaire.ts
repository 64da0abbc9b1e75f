import type { Suite } from '../modele/suite.ts';
import type { EtatMandat } from '../modele/etat.ts';
import type { CommandeDe } from '../modele/evenement.ts';
import { toMotif } from '../modele/motif.ts';

/** The person leaves with her copy: only of a mandate that both sides signed; each code on a copy revokes. */
export function handOverExemplaire(
  etat: EtatMandat,
  { donnees, faitLe }: CommandeDe<'RemettreExemplaire'>,
): Suite {
  if (etat.acceptation === undefined || etat.acceptation.faitLe > faitLe) {
    return { motifs: [toMotif('transition_interdite', { phrase: 'Le mandat n’est pas encore accepté.' })] };
  }
  return { faits: [{ type: 'ExemplaireRemis', donnees }] };
}

/** The fingerprint of a piece joins the history, at any time; the piece itself stays in the vault. */
export function addPreuve(_etat: EtatMandat, { donnees }: CommandeDe<'VerserPreuve'>): Suite {
  return { faits: [{ type: 'PreuveVersee', donnees }] };
}
