import { computeDelai } from './periode.ts';
import { toDateCivile, type Instant, type Zone } from './temps.ts';

/**
 * When a renunciation takes effect: at once without notice; else the day of the renunciation plus the days of notice
 * is the last day, whole (specification §4.1).
 */
export function toEffet(faitLe: Instant, preavisJours: number, zone: Zone): Instant {
  return preavisJours === 0 ? faitLe : computeDelai(toDateCivile(faitLe, zone), preavisJours, zone).fin;
}
