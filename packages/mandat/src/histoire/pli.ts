import type { Marque } from '../modele/etat.ts';
import { compareTexte, type Evenement } from '../modele/evenement.ts';

/** What the steps of the fold share: the same facts give the same state, whatever the order of their arrival. */

export function toMarque(evenement: Evenement): Marque {
  const { id, faitLe, connuLe, appareil, seq } = evenement;
  return { evenementId: id, faitLe, connuLe, appareil, seq };
}

/** The list with one more element, in its effective order. */
export function insert<T extends Marque>(liste: readonly T[], element: T): T[] {
  const dernier = liste.at(-1);
  const suivant = [...liste, element];
  return dernier === undefined || compareMarques(dernier, element) <= 0
    ? suivant
    : suivant.sort(compareMarques);
}

/** What is said again corrects what was said before; told late, it does not undo what was said since. */
export function isDepassee(marque: Marque, connue: Marque | undefined): boolean {
  if (connue === undefined) return false;
  if (marque.faitLe !== connue.faitLe) return marque.faitLe < connue.faitLe;
  if (marque.connuLe !== connue.connuLe) return marque.connuLe < connue.connuLe;
  return compareMarques(marque, connue) < 0;
}

/** What happens once keeps its first time, whatever the order of arrival. */
export function isPremiere(marque: Marque, connue: Marque | undefined): boolean {
  return connue === undefined || compareMarques(marque, connue) < 0;
}

/** Effective order (specification §4.1), as of the events themselves: two steps of one minute keep their order. */
export function compareMarques(a: Marque, b: Marque): number {
  return (
    compareTexte(a.faitLe, b.faitLe) ||
    compareTexte(a.appareil, b.appareil) ||
    a.seq - b.seq ||
    compareTexte(a.evenementId, b.evenementId)
  );
}
