import type { EtatMandat, ItemEtat, VueMandat } from '../modele/etat.ts';
import { compareEvenements, type Evenement } from '../modele/evenement.ts';
import { fold } from './evolve.ts';
import { findCloture, findFin, findFinDItem, isEnVigueur, isSuspendu, type Regard } from './fin.ts';
import type { Statut } from '../modele/nomenclatures.ts';
import { requireInstant, type Instant } from '../modele/temps.ts';

/**
 * The mandate at an instant, with what was recorded by `connuA`: an event counts iff `faitLe ≤ instant` and
 * `connuLe ≤ connuA` (absent = everything known). The order of the input does not matter; duplicates count once.
 * @param evenements events of one mandate
 * @returns `null` when nothing was prepared yet
 * @throws TypeError when `instant` or `connuA` is not a UTC instant with milliseconds, or the mandate is prepared twice
 */
export function etatA(
  evenements: readonly Evenement[],
  instant: Instant,
  connuA?: Instant,
): VueMandat | null {
  requireInstant(instant, 'instant');
  if (connuA !== undefined) requireInstant(connuA, 'connuA');
  const regard = { instant, connuA };
  const vus = evenements.filter((e) => e.faitLe <= instant && (connuA === undefined || e.connuLe <= connuA));
  const etat = fold(vus);
  if (etat === null) return null;
  const fin = findFin(etat, regard);
  const statut = toStatut(etat, regard, fin) ?? 'brouillon';
  return {
    ...etat,
    instant,
    connuA: connuA ?? null,
    fin,
    statut,
    statutItems: listStatutsDItems(etat, statut, regard),
  };
}

export { fold };

/**
 * Joins two copies of a history: no event twice, in effective order. Should two different events bear one id, that of
 * `a` stays: what comes in never rewrites what is held. `parseJournal` of both names it.
 */
export function merge(a: readonly Evenement[], b: readonly Evenement[]): Evenement[] {
  const parId = new Map([...b, ...a].map((e) => [e.id, e]));
  return [...parId.values()].sort(compareEvenements);
}

/**
 * Exactly one statut at any instant, or `null` before the preparation. The first end wins, that of the mandate or
 * that of its last open item; a suspension shows only while nothing has ended.
 */
export function toStatut(etat: EtatMandat, regard: Regard, fin = findFin(etat, regard)): Statut | null {
  if (!isEnVigueur(etat.preparation, regard)) return null;
  if (!isAccepte(etat, regard)) {
    if (fin !== undefined) return fin.statut;
    return etat.notice !== undefined && isEnVigueur(etat.notice, regard) ? 'presente' : 'brouillon';
  }
  const cloture = findCloture(etat, regard);
  if (fin !== undefined && (cloture === undefined || fin.faitLe <= cloture.depuis)) return fin.statut;
  if (cloture !== undefined) return cloture.statut;
  return isSuspendu(etat, regard) ? 'suspendu' : 'actif';
}

/** Statut of each item, by id. */
export function listStatutsDItems(etat: EtatMandat, statut: Statut, regard: Regard): Record<string, Statut> {
  return Object.fromEntries(etat.items.map((item) => [item.id, toStatutItem(etat, item, statut, regard)]));
}

/** An item is open as the mandate is, or ended by the first of its end and the mandate's. */
function toStatutItem(etat: EtatMandat, item: ItemEtat, statut: Statut, regard: Regard): Statut {
  const sortie = isAccepte(etat, regard) ? findFinDItem(etat, item, regard) : undefined;
  if (sortie === undefined) return statut;
  const fin = findFin(etat, regard);
  return fin !== undefined && fin.faitLe <= sortie.depuis ? fin.statut : sortie.statut;
}

/** Consented and accepted, as seen from there: the mandate has begun. */
export function isAccepte(etat: EtatMandat, regard: Regard): boolean {
  return (
    etat.consentement !== undefined &&
    isEnVigueur(etat.consentement, regard) &&
    etat.acceptation !== undefined &&
    isEnVigueur(etat.acceptation, regard)
  );
}
