import { demandInstant, type Id } from './date-civile.ts';
import type { Contexte } from './ports-seance.ts';

/** A UUIDv7 (RFC 9562): the moment, then chance. What is made later sorts later. */
export function createId(ctx: Pick<Contexte, 'maintenant' | 'alea'>): Id {
  const time = Date.parse(demandInstant(ctx.maintenant)).toString(16).padStart(12, '0');
  const chance = Array.from(ctx.alea(10), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const variant = (8 + (parseInt(chance.charAt(3), 16) % 4)).toString(16);
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${chance.slice(0, 3)}`,
    `${variant}${chance.slice(4, 7)}`,
    chance.slice(7, 19),
  ].join('-');
}
