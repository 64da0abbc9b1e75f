import type { Services } from './contexte.ts';

/** A session ends after this much silence, and never lives longer than {@link ABSOLUE}. */
export const INACTIVE = 30 * 60_000;
export const ABSOLUE = 10 * 3_600_000;
/** The row of a session that has ended stays this long: a form that its author sends too late is kept for her. */
export const OUBLI = 24 * 3_600_000;

/** Sessions that are open now were seen, and opened, no earlier than this. */
export function openSince({ clock }: Pick<Services, 'clock'>): { vues: string; ouvertes: string } {
  const before = (duree: number): string => new Date(clock().getTime() - duree).toISOString();
  return { vues: before(INACTIVE), ouvertes: before(ABSOLUE) };
}
