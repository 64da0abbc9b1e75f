import type { Instrument } from '../instrument.ts';
import type { Motif } from '../motif.ts';

/** Shares in % of one population and year, by the codes of DSI 2.0; what is not known is left out. */
export interface ChiffresDsi {
  /** Share of users in the last three months. */
  users?: number;
  /** At least basic, area by area (`IL`, `CC`…); overall: `BAB`. */
  areas?: Readonly<Record<string, number>>;
  BAB?: number;
  /** NA, X, LM, N, LW, B, AB: all of them, or none. */
  levels?: Readonly<Record<string, number>>;
  /** Share of persons who did it, item by item. */
  items?: Readonly<Record<string, number>>;
}

/** Published figures are rounded to the hundredth. */
const ROUNDING = 0.011;

/**
 * Whether statistics on DSI 2.0 can be true together, whatever the persons: an item is not more frequent than its area;
 * all areas together lie between the Fréchet bounds; the levels make 100; NA is what is left by the users.
 *
 * @returns the broken rules, each with its place: `share-out-of-range`, `item-above-area`, `frechet-bounds`, `levels-not-100`,
 * `na-not-users`, `bab-not-levels`
 */
export function findIncoherences(instrument: Instrument, figures: ChiffresDsi): readonly Motif[] {
  const { users, areas = {}, BAB, levels, items = {} } = figures;
  const motifs: Motif[] = [];
  const all: Readonly<Record<string, Readonly<Record<string, number | undefined>>>> = {
    users: { users },
    BAB: { BAB },
    areas,
    levels: levels ?? {},
    items,
  };
  for (const [field, shares] of Object.entries(all)) {
    for (const [code, share] of Object.entries(shares)) {
      if (share === undefined || (share >= 0 && share <= 100)) continue;
      const path = field === code ? [field] : [field, code];
      motifs.push({ code: 'share-out-of-range', phrase: 'Une part va de 0 à 100.', path });
    }
  }
  for (const { id, items: codes } of instrument.areas) {
    const area = areas[id];
    for (const code of codes) {
      const share = items[code];
      if (area === undefined || share === undefined || share <= area + ROUNDING) continue;
      const phrase = 'Une activité ne peut pas être plus fréquente que son domaine.';
      motifs.push({ code: 'item-above-area', phrase, path: ['items', code] });
    }
  }
  const shares = instrument.areas.map(({ id }) => areas[id]);
  const known = shares.filter((share) => share !== undefined);
  if (BAB !== undefined && known.length === instrument.areas.length) {
    const { lower, upper } = frechet(known);
    if (BAB < lower - ROUNDING || BAB > upper + ROUNDING) {
      const phrase = 'La part qui a les cinq domaines sort de ce que les domaines permettent.';
      motifs.push({ code: 'frechet-bounds', phrase, path: ['BAB'] });
    }
  }
  if (levels) {
    const total = instrument.order.reduce((sum, level) => sum + (levels[level] ?? 0), 0);
    if (Math.abs(total - 100) > ROUNDING * instrument.order.length) {
      motifs.push({ code: 'levels-not-100', phrase: 'Les niveaux font cent pour cent.', path: ['levels'] });
    }
    if (users !== undefined && Math.abs((levels.NA ?? 0) - (100 - users)) > ROUNDING) {
      const phrase = 'La part sans niveau est celle des non-utilisateurs.';
      motifs.push({ code: 'na-not-users', phrase, path: ['levels', 'NA'] });
    }
    if (BAB !== undefined && Math.abs((levels.B ?? 0) + (levels.AB ?? 0) - BAB) > 2 * ROUNDING) {
      const phrase = 'Base et plus que base font la part qui a les cinq domaines.';
      motifs.push({ code: 'bab-not-levels', phrase, path: ['BAB'] });
    }
  }
  return motifs;
}

/** The least and the most that several shares (%) can have in common. */
export function frechet(shares: readonly number[]): { lower: number; upper: number } {
  const missing = shares.reduce((sum, share) => sum + (100 - share), 0);
  return { lower: Math.max(0, 100 - missing), upper: Math.min(...shares) };
}
