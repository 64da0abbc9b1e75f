import type { Marque } from './etat.ts';
import type { Evenement } from './evenement.ts';

/** What the steps of the fold share: the same facts give the same state, whatever the order of their arrival. */

export function toMarque(evenement: Evenement): Marque {
  return { evenementId: evenement.id, faitLe: evenement.faitLe, connuLe: evenement.connuLe };
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
  return marque.connuLe < connue.connuLe;
}

/** What happens once keeps its first time, whatever the order of arrival. */
export function isPremiere(marque: Marque, connue: Marque | undefined): boolean {
  return connue === undefined || compareMarques(marque, connue) < 0;
}

export function compareMarques(a: Marque, b: Marque): number {
  const [x, y] = a.faitLe === b.faitLe ? [a.evenementId, b.evenementId] : [a.faitLe, b.faitLe];
  return x < y ? -1 : x > y ? 1 : 0;
}
