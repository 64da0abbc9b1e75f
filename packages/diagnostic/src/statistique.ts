import type { Bilan } from './bilan.ts';
import { profil } from './profil.ts';
import type { Evidence } from './reponse.ts';

/** The category of every result that is still an interval; always printed with its share. */
export const INCERTAIN = 'incertain';

/** All that leaves the case file for statistics: no answer, no date, no text. Two editions are never added. */
export interface LigneStatistique {
  /** `id@version`. */
  instrument: string;
  /** A level of the instrument, or `incertain`. */
  level: string;
  certain: boolean;
  illectronisme: boolean | null;
  evidenceClass: Evidence | null;
  /** A profile code, or `incertain` while several are possible. */
  profil?: string;
  /** Bit i is set when area i is at zero (0–31); only where the consumer applies disclosure control. */
  zeroAreas?: number;
}

function zeroAreasOf(bilan: Bilan): number | null {
  if (bilan.areas.length === 0) return null;
  let mask = 0;
  for (const [index, area] of bilan.areas.entries()) {
    const zero = area.bounds.map((level) => level === 'none');
    if (zero[0] !== zero[1]) return null;
    if (zero[0]) mask += 2 ** index;
  }
  return mask;
}

/**
 * The statistical line of one diagnostic (specification §13).
 * @param options.profil `false` leaves the profile out (default: present).
 * @param options.zeroAreas `true` adds the areas at zero where all of them are known (default: absent).
 */
export function toStatistique(
  bilan: Bilan,
  options: { zeroAreas?: boolean; profil?: boolean } = {},
): LigneStatistique {
  const { id, version } = bilan.instrument;
  const profils = profil(bilan);
  const [only = INCERTAIN] = profils.length === 1 ? profils : [];
  const zeroAreas = options.zeroAreas ? zeroAreasOf(bilan) : null;
  return {
    instrument: `${id}@${version}`,
    level: bilan.level ?? INCERTAIN,
    certain: bilan.certain,
    illectronisme: bilan.illectronisme,
    evidenceClass: bilan.weakestDecisive,
    ...(options.profil === false ? {} : { profil: only }),
    ...(zeroAreas === null ? {} : { zeroAreas }),
  };
}
