import { refuser, toMotif, type Resultat } from './motif.ts';
import type { Duree, Periode } from './modele.ts';
import {
  addJours,
  addMois,
  requireZone,
  toDebutDuJour,
  type DateCivile,
  type Instant,
  type Zone,
} from './temps.ts';

/** Longest duration of a mandate, whatever the policy. */
const MOIS_MAX = 12;
const JOURS_MAX = 365;

const DATE_CIVILE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Period of a mandate, de quantième à quantième (CPC 641–642, chosen as policy for a contract): last day = same
 * day-number `mois` months later, else the last day of that month; for days, `du + jours`. The whole last day is
 * valid; Sundays and public holidays never extend it.
 * @param du civil day of the consent, in the structure's zone
 * @param duree 1 to 12 months, or 1 to 365 days
 * @param zone zone of the structure
 * @returns `fin` is exclusive: the first instant of the day after `auInclus`
 * @throws TypeError when the zone is unknown
 */
export function computePeriode(du: DateCivile, duree: Duree, zone: Zone): Resultat<Periode> {
  requireZone(zone);
  const enMois = 'mois' in duree;
  const nombre = enMois ? duree.mois : duree.jours;
  if (!isDate(du))
    return refuser(toMotif('commande_invalide', { path: ['du'], phrase: 'La date de début n’existe pas.' }));
  if (!Number.isInteger(nombre) || nombre < 1) {
    const phrase = 'La durée est un nombre entier de mois ou de jours, au moins 1.';
    return refuser(toMotif('commande_invalide', { path: ['duree'], phrase }));
  }
  if (nombre > (enMois ? MOIS_MAX : JOURS_MAX))
    return refuser(toMotif('duree_excessive', { path: ['duree'] }));
  const auInclus = enMois ? addMois(du, nombre) : addJours(du, nombre);
  return { ok: true, value: { du, auInclus, zone, fin: toDebutDuJour(addJours(auInclus, 1), zone) } };
}

/** A delay of whole days counted as a period: `du + jours`, last day included; `fin` is excluded. */
export function computeDelai(
  du: DateCivile,
  jours: number,
  zone: Zone,
): { auInclus: DateCivile; fin: Instant } {
  const auInclus = addJours(du, jours);
  return { auInclus, fin: toDebutDuJour(addJours(auInclus, 1), zone) };
}

/** The one comparison of the package: the end is excluded. `false` while no period is known. */
export function isEchue(periode: Periode | undefined, instant: Instant): boolean {
  return periode !== undefined && instant >= periode.fin;
}

function isDate(date: string): boolean {
  if (!DATE_CIVILE.test(date)) return false;
  const ms = Date.parse(`${date}T00:00:00.000Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}
