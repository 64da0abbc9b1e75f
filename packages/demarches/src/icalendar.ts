import { getDemarche } from './catalogue.ts';
import type { Echeance } from './echeance.ts';
import { getDernierJourOuvre } from './ferie.ts';
import { addJours, countJours } from './jour.ts';

const MOIS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
] as const;

const INSTANT = /^\d{4}-(?:0[1-9]|1[0-2])-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?Z$/;
/** Content lines are folded at 75 octets, line break excluded (RFC 5545 §3.1). */
const OCTETS_MAX = 75;
/** Everything that TEXT may not hold: controls but the line feed, and halves of a pair (RFC 5545 §3.3.11). */
const INTERDITS = /(?!\n)\p{Cc}|\p{Cs}/gu;

function spell(jour: string): string {
  const [annee = '', mois, j] = jour.split('-');
  const nombre = Number(j) === 1 ? '1er' : String(Number(j));
  return `${nombre} ${MOIS[Number(mois) - 1] ?? ''} ${annee}`;
}

const escape = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(INTERDITS, '')
    .replace(/[\\;,]/g, (c) => `\\${c}`)
    .replaceAll('\n', '\\n');

const countOctets = (char: string): number => {
  const point = char.codePointAt(0) ?? 0;
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
};

/** Cut between characters, never inside one; a continuation line begins with a space, which counts. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const char of line) {
    const size = countOctets(char);
    if (octets + size > OCTETS_MAX) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += char;
    octets += size;
  }
  return folded;
}

const toDate = (jour: string): string => jour.replaceAll('-', '');

/** Nine in the morning of the day to remind on, counted from midnight of the closing day. */
function toTrigger({ rappelLe, ferme }: Echeance): string {
  const jours = countJours(rappelLe, ferme);
  if (jours <= 0) return 'PT9H';
  return jours === 1 ? '-PT15H' : `-P${String(jours - 1)}DT15H`;
}

function describe(e: Echeance): string {
  const lines = [
    e.ouvre === e.ferme
      ? `À faire le ${spell(e.ferme)}.`
      : `À faire du ${spell(e.ouvre)} au ${spell(e.ferme)}.`,
  ];
  const ouvre = getDernierJourOuvre(e.ferme);
  if (ouvre !== e.ferme) lines.push(`Dernier jour d’ouverture des guichets : ${spell(ouvre)}.`);
  const recurrence = getDemarche(e.demarcheId)?.recurrence;
  if (recurrence?.verifieLe == null) lines.push('Date à confirmer auprès de l’organisme.');
  return lines.join('\n');
}

function toEvent(e: Echeance, stamp: string): string[] {
  const d = getDemarche(e.demarcheId);
  const nom = escape(d?.nom ?? e.demarcheId);
  return [
    'BEGIN:VEVENT',
    `UID:${escape(`${e.demarcheId}-${e.ferme}`)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${toDate(e.ferme)}`,
    `DTEND;VALUE=DATE:${toDate(addJours(e.ferme, 1))}`,
    `SUMMARY:${nom} : dernier jour`,
    `DESCRIPTION:${escape(describe(e))}`,
    ...(d?.url == null ? [] : [`URL:${d.url.valeur}`]),
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${nom} : à faire avant le ${spell(e.ferme)}`,
    `TRIGGER:${toTrigger(e)}`,
    'END:VALARM',
    'END:VEVENT',
  ];
}

/**
 * The due dates as an iCalendar object (RFC 5545): one all-day event on each closing day, with a reminder on
 * `rappelLe`. The UID is `demarcheId-ferme`, so that importing twice updates instead of doubling. Nothing about a person.
 *
 * @param o.maintenant - UTC instant, `2026-11-22T08:00:00Z`: when the file is written
 * @throws RangeError when `maintenant` is not a UTC instant, or a date of an `Echeance` not a civil day
 */
export function toIcalendar(e: readonly Echeance[], o: { maintenant: string }): string {
  if (!INSTANT.test(o.maintenant)) throw new RangeError('maintenant must be a UTC instant');
  const stamp = `${o.maintenant.slice(0, 19).replace(/[-:]/g, '')}Z`;
  const unique = new Map(e.map((x) => [`${x.demarcheId}-${x.ferme}`, x]));
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Porte-plume//demarches//FR',
    'CALSCALE:GREGORIAN',
    ...[...unique.values()].flatMap((x) => toEvent(x, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}
