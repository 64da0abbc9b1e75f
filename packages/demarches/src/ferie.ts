import data from '../data/feries.json' with { type: 'json' };
import { addJours, getJourSemaine, toDay } from './jour.ts';

interface Ferie {
  mois?: number;
  jour?: number;
  /** Days after Easter Sunday. */
  paques?: number;
  departements?: string[];
}

const FERIES: readonly Ferie[] = data.feries;
const SAMEDI = 5;

/** Easter Sunday of a year of the Gregorian calendar (Meeus, Astronomical Algorithms, ch. 8). */
export function getPaques(annee: number): string {
  const a = annee % 19;
  const b = Math.floor(annee / 100);
  const c = annee % 100;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  const mois = Math.floor(n / 31);
  const deux = (x: number) => String(x).padStart(2, '0');
  return `${String(annee).padStart(4, '0')}-${deux(mois)}-${deux((n % 31) + 1)}`;
}

/**
 * Whether a day is a public holiday, there: those of the whole country, and those of the département when it is given
 * (Alsace and Moselle, overseas). Source: Code du travail L.3133-1, L.3134-13, L.3422-2, in data/feries.json.
 */
export function isFerie(jour: string, departement?: string): boolean {
  const [annee, mois, jourDuMois] = jour.split('-').map(Number);
  return FERIES.some((f) => {
    if (f.departements !== undefined && !f.departements.includes(departement ?? '')) return false;
    if (f.paques !== undefined) return toMobile(annee ?? 0, f.paques) === jour;
    return f.mois === mois && f.jour === jourDuMois;
  });
}

/** Days moved by Easter, by year: a calendar asks for the same ones at every line. */
const mobiles = new Map<string, string>();

function toMobile(annee: number, apresPaques: number): string {
  const cle = `${String(annee)} ${String(apresPaques)}`;
  let jour = mobiles.get(cle);
  if (jour === undefined) {
    if (mobiles.size > 500) mobiles.clear();
    jour = addJours(getPaques(annee), apresPaques);
    mobiles.set(cle, jour);
  }
  return jour;
}

/**
 * The last day, at the latest `jour`, on which a desk is open: not a Saturday, a Sunday or a public holiday.
 * The law does not move a closing day by itself: this is when to act, so that a closed desk costs nobody a right.
 *
 * @param jour - civil day, as `ferme` of an `Echeance`
 * @param departement - `57`, `974`…: adds its own holidays
 * @throws RangeError when `jour` is not a civil day
 */
export function getDernierJourOuvre(jour: string, departement?: string): string {
  if (toDay(jour) === undefined) throw new RangeError('jour must be a civil day YYYY-MM-DD');
  let ouvre = jour;
  while (getJourSemaine(ouvre) >= SAMEDI || isFerie(ouvre, departement)) ouvre = addJours(ouvre, -1);
  return ouvre;
}
