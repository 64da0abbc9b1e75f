import type { DateCivile, Id } from './date-civile.ts';
import type { Permanence } from './permanence-schema.ts';
import { expandRegle, parseRrule } from './recurrence.ts';
import { toRrule } from './rythme.ts';

/** One agent away from one day of a permanence, and who stands in. Why is nobody's business, and is not recorded. */
export interface Absence {
  date: DateCivile;
  agentId: Id;
  remplacantId: Id | null;
}

/** Who holds a day: the agents of the permanence who are not away, then who stands in, each once. */
export function listAgentsDuJour(
  p: Pick<Permanence, 'agentIds'>,
  date: DateCivile,
  absences: readonly Absence[],
): Id[] {
  const duJour = absences.filter((a) => a.date === date);
  const presents = p.agentIds.filter((id) => duJour.every(({ agentId }) => agentId !== id));
  return [...new Set([...presents, ...duJour.flatMap(({ remplacantId }) => remplacantId ?? [])])];
}

/**
 * A day of a permanence rewritten from its absences, whatever their order and however often: the permanence with or
 * without an exdate, and the permanence of that one day when somebody holds it (null when nobody does). Whoever reads
 * permanences, a calendar of another tool included, needs no further rule.
 *
 * Without absence the day is what the rule says: the exdate goes. Absences must bear on a day of the rule
 * ({@link isJourDeRegle}) that is not closed for everybody.
 */
export function rewriteDay(
  p: Permanence,
  date: DateCivile,
  absences: readonly Absence[],
  jourId: Id,
): { permanence: Permanence; jour: Permanence | null } {
  const autres = p.exdates.filter((d) => d !== date);
  if (absences.every((a) => a.date !== date)) return { permanence: { ...p, exdates: autres }, jour: null };
  const agentIds = listAgentsDuJour(p, date, absences);
  const permanence = { ...p, exdates: [...autres, date].sort() };
  if (agentIds.length === 0) return { permanence, jour: null };
  const jour = {
    ...p,
    id: jourId,
    agentIds,
    rrule: toRrule({ cadence: 'une_fois' }),
    exdates: [],
    premierJour: date,
  };
  return { permanence, jour };
}

/**
 * Whether the rule of a permanence names a day, exdates left aside.
 * @throws RangeError when `rrule` was not accepted by `parsePermanence`: a programmer's error
 */
export function isJourDeRegle(p: Pick<Permanence, 'rrule' | 'premierJour'>, date: DateCivile): boolean {
  const regle = parseRrule(p.rrule);
  if (!regle.ok) throw new RangeError('isJourDeRegle needs a permanence accepted by parsePermanence');
  return expandRegle(regle.value, p.premierJour, { du: date, au: date }).length > 0;
}
