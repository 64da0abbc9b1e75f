import { civilDateOf, type DateCivile, type Instant } from './date-civile.ts';
import { once } from './table-lignes.ts';

/**
 * Civil dates of many instants in one zone: a calendar is asked once an hour of UTC, since nearly every hour begins and ends
 * on the same day everywhere. @throws RangeError on an unknown zone: a programmer's error.
 */
export function createJours(zone: string): (instant: Instant) => DateCivile {
  const ofHour = once((hour: string): DateCivile | null => {
    const first = civilDateOf(`${hour}:00:00.000Z`, zone);
    return first === civilDateOf(`${hour}:59:59.999Z`, zone) ? first : null;
  });
  return (instant) =>
    (instant.endsWith('Z') ? ofHour(instant.slice(0, 13)) : null) ?? civilDateOf(instant, zone);
}
