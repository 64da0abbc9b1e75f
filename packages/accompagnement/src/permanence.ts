import { Temporal } from 'temporal-polyfill';
import type { DateCivile, Instant } from './date-civile.ts';
import type { Permanence } from './permanence-schema.ts';
import { expandRegle, parseRrule } from './recurrence.ts';

export { parsePermanence } from './permanence-schema.ts';
export type { Permanence } from './permanence-schema.ts';
export { readIcal, writeIcal } from './ical.ts';
export type { DefautsIcal, OptionsIcal } from './ical.ts';
export { describeRythme, readRythme, toRrule } from './rythme.ts';
export type { Rythme } from './rythme.ts';
export { isJourDeRegle, listAgentsDuJour, rewriteDay } from './remplacement.ts';
export type { Absence } from './remplacement.ts';

/** One day on which a permanence is held. */
export interface Occurrence {
  debut: Instant;
  fin: Instant;
  date: DateCivile;
}

/**
 * Occurrences of a permanence inside a period (both days included, 1,500 at most), without its `exdates`.
 * Hours are local to the zone of the permanence: an hour that does not exist (spring) moves forward, one that exists twice
 * (autumn) takes the first.
 * @throws RangeError when `rrule` or `zone` was not accepted by `parsePermanence`: a programmer's error.
 */
export function expandPermanence(
  p: Permanence,
  periode: { readonly du: DateCivile; readonly au: DateCivile },
): Occurrence[] {
  const regle = parseRrule(p.rrule);
  if (!regle.ok) throw new RangeError('expandPermanence needs a permanence accepted by parsePermanence');
  const except = new Set(p.exdates);
  return expandRegle(regle.value, p.premierJour, periode)
    .filter((date) => !except.has(date))
    .map((date) => {
      const debut = toInstant(date, p.debut, p.zone);
      const fin = toInstant(date, p.fin, p.zone);
      // A start that moved forward past the end (spring) leaves an empty permanence, never a negative one.
      return { debut, fin: fin < debut ? debut : fin, date };
    });
}

/** A week is asked again by each of its readers, and most permanences open at the same few hours. */
const instants = new Map<string, Instant>();
const INSTANTS_MAX = 5000;

function toInstant(date: DateCivile, heure: string, zone: string): Instant {
  const cle = `${date}T${heure} ${zone}`;
  let instant = instants.get(cle);
  if (instant === undefined) {
    if (instants.size >= INSTANTS_MAX) instants.clear();
    instant = Temporal.PlainDateTime.from(`${date}T${heure}`)
      .toZonedDateTime(zone, { disambiguation: 'compatible' })
      .toInstant()
      .toString({ fractionalSecondDigits: 3 });
    instants.set(cle, instant);
  }
  return instant;
}
