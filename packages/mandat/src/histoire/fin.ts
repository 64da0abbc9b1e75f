import { findCaducite } from './caducite.ts';
import type { ActeEtat, EtatMandat, Fin, ItemEtat, Marque } from '../modele/etat.ts';
import type { Acte, Statut } from '../modele/nomenclatures.ts';
import { isEchue } from '../modele/periode.ts';
import { findDemarche, listPaires } from '../modele/portee.ts';
import type { Instant } from '../modele/temps.ts';

/** Two clocks: what had happened by `instant`, of what was recorded by `connuA` (absent = everything). */
export interface Regard {
  instant: Instant;
  connuA?: Instant | undefined;
}

/** An end seen from somewhere: its statut and its first effective instant. */
export interface FinVue {
  statut: Statut;
  depuis: Instant;
}

/** An event counts iff it had happened and was recorded. */
export function isEnVigueur(marque: Marque, regard: Regard): boolean {
  return marque.faitLe <= regard.instant && (regard.connuA === undefined || marque.connuLe <= regard.connuA);
}

/** The mandate's own end in force, the earliest one; an end after the last day no longer changes anything. */
export function findFin(etat: EtatMandat, regard: Regard): Fin | undefined {
  const dite = findFinDite(etat, regard);
  const deDroit = findCaducite(etat, regard);
  if (deDroit === undefined || isEchue(etat.periode, deDroit.faitLe)) return dite;
  return dite === undefined || deDroit.faitLe < dite.faitLe ? deDroit : dite;
}

/** The earliest of the ends that events tell; those by law (`caducite.ts`) are computed. */
export function findFinDite(etat: EtatMandat, regard: Regard): Fin | undefined {
  const periode = etat.acceptation === undefined ? undefined : etat.periode;
  return etat.fins.find((fin) => isEnVigueur(fin, regard) && !isEchue(periode, fin.faitLe));
}

/** Whether the mandate is paused: the last suspension or resumption in force tells. */
export function isSuspendu(etat: EtatMandat, regard: Regard): boolean {
  return etat.suspensions.findLast((s) => isEnVigueur(s, regard))?.sens === 'suspendu';
}

/** What closed one act of one démarche inside an item, the earliest end in force. */
export function findFinDePaire(
  item: ItemEtat,
  demarcheId: string,
  acte: Acte,
  regard: Regard,
): Fin | undefined {
  return item.retraits.find(
    ({ fin, actes, demarcheIds }) =>
      isEnVigueur(fin, regard) &&
      (actes === undefined || actes.includes(acte)) &&
      (demarcheIds === undefined || demarcheIds.includes(demarcheId)),
  )?.fin;
}

/** The act that used up a one-shot item, if any. */
export function findEpuisement(etat: EtatMandat, item: ItemEtat, regard: Regard): ActeEtat | undefined {
  return etat.actes.find((acte) => isFinal(item, acte) && isEnVigueur(acte, regard));
}

/** Whether this act ends a one-shot item: its final act, done with success on one of its démarches. */
export function isFinal(item: ItemEtat, acte: ActeEtat): boolean {
  return (
    item.uneFois &&
    acte.itemId === item.id &&
    acte.acte === (item.acteFinal ?? 'deposer') &&
    acte.resultat === 'reussi' &&
    findDemarche(item, acte.demarcheId) !== undefined
  );
}

/** How an accepted item ended, or nothing while one of its pairs is open: the earliest of its exits. */
export function findFinDItem(etat: EtatMandat, item: ItemEtat, regard: Regard): FinVue | undefined {
  const sorties: FinVue[] = [];
  const epuisement = findEpuisement(etat, item, regard);
  if (epuisement !== undefined) sorties.push({ statut: 'epuise', depuis: epuisement.faitLe });
  const retrait = findRetraitComplet(item, regard);
  if (retrait !== undefined) sorties.push({ statut: retrait.statut, depuis: retrait.faitLe });
  const { periode } = etat;
  if (periode !== undefined && isEchue(periode, regard.instant)) {
    sorties.push({ statut: 'expire', depuis: periode.fin });
  }
  return sorties.reduce<FinVue | undefined>(
    (premiere, s) => (premiere === undefined || s.depuis < premiere.depuis ? s : premiere),
    undefined,
  );
}

/** How the last item still open ended, or nothing while one is open: no end of the mandate counts after it. */
export function findCloture(etat: EtatMandat, regard: Regard): FinVue | undefined {
  let derniere: FinVue | undefined;
  for (const item of etat.items) {
    const sortie = findFinDItem(etat, item, regard);
    if (sortie === undefined) return undefined;
    if (derniere === undefined || sortie.depuis > derniere.depuis) derniere = sortie;
  }
  return derniere;
}

function findRetraitComplet(item: ItemEtat, regard: Regard): Fin | undefined {
  if (!item.retraits.some((r) => isEnVigueur(r.fin, regard))) return undefined;
  let derniere: Fin | undefined;
  for (const { demarcheId, acte } of listPaires(item)) {
    const fin = findFinDePaire(item, demarcheId, acte, regard);
    if (fin === undefined) return undefined;
    if (derniere === undefined || fin.faitLe > derniere.faitLe) derniere = fin;
  }
  return derniere;
}
