import { addDays, fromEpochDay, isCivilDate, toEpochDay, type DateCivile } from './date-civile.ts';
import type { Cellule } from './feuille.ts';
import { fold } from './import-champ.ts';
import type { ImportCode } from './import-issue.ts';

/** Order of the parts of a written date: day first, as in France, or month first. */
export type OrdreDate = 'jma' | 'mja';

export type LectureDate =
  { readonly date: DateCivile; readonly avertissement?: ImportCode } | { readonly erreur: ImportCode };

const MOIS = [
  ...['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin'],
  ...['juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre'],
];
const MOIS_COURTS = [
  'janv',
  'fevr',
  'mars',
  'avr',
  'mai',
  'juin',
  'juil',
  'aout',
  'sept',
  'oct',
  'nov',
  'dec',
];
/** Day 0 of the serial numbers of spreadsheets, after the 29 February 1900 that never was. */
const EPOCH_SERIES = toEpochDay('1899-12-30');
/** Serials of 2000-01-01 and 2100-01-01: what activity can hold, and far from a year or a duration. */
const SERIES = [36_526, 73_051] as const;

/**
 * Date of activity in a cell: typed by the sheet, ISO, `03/04/2026`, `3 avril 2026`, two-digit years (this century), serial
 * number. Day first unless told otherwise; a date that only reads the other way is refused, never swapped.
 */
export function readDate(cellule: Cellule, ordre: OrdreDate = 'jma'): LectureDate {
  if (typeof cellule !== 'string') {
    if (cellule.date !== undefined) return check(cellule.date);
    if (cellule.nombre !== undefined) return readSerial(cellule.nombre);
    if (cellule.minutes !== undefined) return { erreur: 'date_invalide' };
  }
  const texte = (typeof cellule === 'string' ? cellule : cellule.texte).normalize('NFKC').trim();
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{1,2}:\d{2}.*)?$/.exec(texte)?.[1];
  if (iso !== undefined) return check(iso);
  const bigEndian = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$/.exec(texte);
  if (bigEndian) return compose(bigEndian[1], bigEndian[2], bigEndian[3]);
  const parts = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{2}|\d{4})(?:[ ,]+(?:a )?\d{1,2}[:h]\d{2}.*)?$/.exec(
    texte,
  );
  if (parts) {
    const [, a, b, year] = parts;
    const read = ordre === 'jma' ? compose(year, b, a) : compose(year, a, b);
    const other = ordre === 'jma' ? compose(year, a, b) : compose(year, b, a);
    return 'erreur' in read && 'date' in other ? { erreur: 'date_ambigue' } : read;
  }
  const words = /^(?:[a-z]+ )?(\d{1,2})(?:er)? ([a-z]+) (\d{2}|\d{4})$/.exec(fold(texte));
  if (words) {
    const month = words[2] ?? '';
    const rank = MOIS.includes(month) ? MOIS.indexOf(month) : MOIS_COURTS.indexOf(month);
    if (rank !== -1) return compose(words[3], String(rank + 1), words[1]);
  }
  if (/^\d{5}$/.test(texte)) return readSerial(Number(texte));
  return { erreur: 'date_invalide' };
}

function readSerial(serial: number): LectureDate {
  if (!(serial >= SERIES[0] && serial < SERIES[1])) return { erreur: 'date_invalide' };
  return { date: fromEpochDay(EPOCH_SERIES + Math.floor(serial)), avertissement: 'date_serie' };
}

function compose(year = '', month = '', day = ''): LectureDate {
  const full = year.length === 2 ? `20${year}` : year;
  const read = check(`${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  return 'date' in read && year.length === 2 ? { ...read, avertissement: 'annee_courte' } : read;
}

/** A date that exists, in a time when the trade did: an older one is a typing error or a date of birth. */
function check(date: string): LectureDate {
  return isCivilDate(date) && date >= '2000-01-01' && date < '2100-01-01'
    ? { date }
    : { erreur: 'date_invalide' };
}

/** More than a day ahead of the moment of the import (UTC day plus one covers every zone). */
export function isFutureDate(date: DateCivile, maintenant: string): boolean {
  return date > addDays(maintenant.slice(0, 10), 1);
}

/** Minutes of a cell: `30`, `30 min`, `1h30`, `1:30`, `1 h`, or a time typed by the sheet. `undefined` when not understood. */
export function readDuree(cellule: Cellule): number | undefined {
  if (typeof cellule !== 'string') {
    if (cellule.minutes !== undefined) return sound(cellule.minutes);
    if (cellule.nombre !== undefined) return sound(cellule.nombre);
    if (cellule.date !== undefined) return undefined;
  }
  const texte = (typeof cellule === 'string' ? cellule : cellule.texte)
    .normalize('NFKC')
    .trim()
    .toLowerCase();
  const minutes = /^(\d{1,4})(?:[.,]0+)?\s*(?:m|mn|min|mins|minutes?|')?\.?$/.exec(texte);
  if (minutes) return sound(Number(minutes[1]));
  const hours = /^(\d{1,2})\s*(?:h|heures?|:)\s*(?:([0-5]?\d)(?:\s*(?:m|mn|min|minutes?))?(?::00)?)?$/.exec(
    texte,
  );
  if (hours) return sound(Number(hours[1]) * 60 + Number(hours[2] ?? 0));
  return undefined;
}

function sound(minutes: number): number | undefined {
  return Number.isInteger(minutes) && minutes >= 1 && minutes <= 720 ? minutes : undefined;
}
