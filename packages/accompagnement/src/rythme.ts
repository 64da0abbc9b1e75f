import type { DateCivile } from './date-civile.ts';
import { parseRrule, type Regle } from './recurrence.ts';

/** How often a permanence is held, as a coordinator says it. Days: Monday is 0; `rang` −1 is the last of the month. */
export type Rythme =
  | { cadence: 'une_fois' }
  | { cadence: 'semaine' | 'quinzaine'; jours: readonly number[] }
  | { cadence: 'mois'; rang: 1 | 2 | 3 | 4 | -1; jour: number };

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
const JOURS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const;
const RANGS: Readonly<Record<string, string>> = {
  '1': 'premier',
  '2': 'deuxième',
  '3': 'troisième',
  '4': 'quatrième',
  '-1': 'dernier',
};

/**
 * The RRULE of a rhythm. `auInclus` is the last possible day; without it the rule has no end.
 * @throws RangeError on a day or a rank that does not exist, or without any day: a programmer's error
 */
export function toRrule(rythme: Rythme, auInclus?: DateCivile): string {
  const fin = auInclus === undefined ? '' : `;UNTIL=${auInclus.replaceAll('-', '')}`;
  if (rythme.cadence === 'une_fois') return 'FREQ=DAILY;COUNT=1';
  if (rythme.cadence === 'mois') {
    if (RANGS[String(rythme.rang)] === undefined) throw new RangeError('unknown rank of a day in its month');
    return `FREQ=MONTHLY;BYDAY=${rythme.rang}${codeOf(rythme.jour)}${fin}`;
  }
  const jours = [...new Set(rythme.jours)].sort((a, b) => a - b).map(codeOf);
  if (jours.length === 0) throw new RangeError('a weekly rhythm needs a day');
  const pas = rythme.cadence === 'quinzaine' ? ';INTERVAL=2' : '';
  return `FREQ=WEEKLY${pas};BYDAY=${jours.join(',')}${fin}`;
}

function codeOf(jour: number): string {
  const code = CODES[jour];
  if (code === undefined) throw new RangeError('unknown day of the week');
  return code;
}

/**
 * The rhythm of a rule, and its last day when it has one; null for a rule that none of the rhythms says (it came from a
 * calendar): it is kept as it is. A weekly rule without days is held on that of `premierJour`.
 */
export function readRythme(
  rrule: string,
  premierJour: DateCivile,
): { rythme: Rythme; auInclus: DateCivile | null } | null {
  const lue = parseRrule(rrule);
  if (!lue.ok) return null;
  const rythme = toRythme(lue.value, premierJour);
  return rythme === null ? null : { rythme, auInclus: lue.value.until };
}

function toRythme(regle: Regle, premierJour: DateCivile): Rythme | null {
  const { freq, interval, byDay, byMonthDay, count } = regle;
  if (count === 1) return { cadence: 'une_fois' };
  if (count !== null || byMonthDay.length > 0) return null;
  if (freq === 'WEEKLY' && interval <= 2) {
    const jours =
      byDay.length === 0
        ? [(new Date(`${premierJour}T12:00:00Z`).getUTCDay() + 6) % 7]
        : byDay.map((d) => d.day);
    return {
      cadence: interval === 1 ? 'semaine' : 'quinzaine',
      jours: [...new Set(jours)].sort((a, b) => a - b),
    };
  }
  const [jour] = byDay;
  if (freq !== 'MONTHLY' || interval !== 1 || byDay.length !== 1 || jour === undefined) return null;
  const rang = ([1, 2, 3, 4, -1] as const).find((un) => un === jour.rank);
  return rang === undefined ? null : { cadence: 'mois', rang, jour: jour.day };
}

/** A rhythm in words: « tous les lundis et jeudis », « un mercredi sur deux », « le premier mardi du mois ». */
export function describeRythme(rythme: Rythme): string {
  if (rythme.cadence === 'une_fois') return 'une seule fois';
  if (rythme.cadence === 'mois')
    return `le ${RANGS[String(rythme.rang)] ?? ''} ${JOURS[rythme.jour] ?? ''} du mois`;
  const noms = [...rythme.jours].sort((a, b) => a - b).map((jour) => JOURS[jour] ?? '');
  const pluriel = enumerate(noms.map((nom) => `${nom}s`));
  if (rythme.cadence === 'semaine') return `tous les ${pluriel}`;
  return noms.length === 1 ? `un ${noms.join('')} sur deux` : `les ${pluriel}, une semaine sur deux`;
}

function enumerate(mots: readonly string[]): string {
  return mots.length < 2 ? mots.join('') : `${mots.slice(0, -1).join(', ')} et ${mots.at(-1) ?? ''}`;
}
