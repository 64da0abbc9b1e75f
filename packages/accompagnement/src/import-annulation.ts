import { demandInstant, type Id, type Instant } from './date-civile.ts';
import type { EvenementSeance } from './evenement-seance.ts';
import { mayImport } from './import-rapport.ts';
import { idOf, type OptionsImport } from './import-reprise.ts';
import { accept, refuse, type Resultat } from './resultat.ts';

/** An import is undone within a day: later, its figures may have been counted. */
const DELAI_MS = 24 * 3_600_000;

/**
 * The events that undo a confirmed import: each of its interventions is cancelled (`erreur_saisie`), none is removed. Pure: the
 * same import always gives the same operations, so that undoing twice changes nothing more.
 *
 * Motifs: `role_insuffisant`, `delai_passe` (more than 24 hours after the confirmation).
 * @throws RangeError when a moment is no instant in UTC: a programmer's error
 */
export function annulerImport(
  lignes: readonly { readonly interventionId: Id; readonly seanceId: Id }[],
  o: Pick<OptionsImport, 'maintenant' | 'acteur' | 'agentId'> & { readonly confirmeLe: Instant },
): Resultat<EvenementSeance[]> {
  if (!mayImport(o)) {
    return refuse({ code: 'role_insuffisant', phrase: 'Votre rôle ne permet pas d’annuler cette reprise.' });
  }
  if (Date.parse(demandInstant(o.maintenant)) - Date.parse(demandInstant(o.confirmeLe)) > DELAI_MS) {
    return refuse({
      code: 'delai_passe',
      phrase: 'Une reprise s’annule le jour même, ou le lendemain à la même heure au plus tard.',
      alternative: 'Annulez les interventions une par une.',
    });
  }
  return accept(
    lignes.map(({ interventionId, seanceId }) => {
      const op = idOf('reprise', 'annulation', interventionId);
      return {
        v: 1 as const,
        id: `${op}/0`,
        op,
        seanceId,
        le: o.maintenant,
        par: o.acteur.id,
        type: 'InterventionAnnulee' as const,
        donnees: {
          interventionId,
          annulee: { le: o.maintenant, par: o.acteur.id, motif: 'erreur_saisie' as const },
        },
      };
    }),
  );
}
