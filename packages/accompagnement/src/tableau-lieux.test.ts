import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maySayPersonnes, selectLieux } from './tableau-lieux.ts';

const lieuxOf = (nombres: readonly number[]) => new Map(nombres.map((n, i) => [`lieu-${i}`, n]));

describe('lieux that a dashboard tells', () => {
  it('have enough, and what they leave is nothing or enough', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 60 }), { maxLength: 8 }),
        fc.nat({ max: 20 }),
        (nombres, sansLieu) => {
          const comptes = lieuxOf(nombres);
          const dits = selectLieux(comptes, sansLieu, 5);
          const total = nombres.reduce((a, b) => a + b, sansLieu);
          const somme = dits.reduce((a, id) => a + (comptes.get(id) ?? 0), 0);
          for (const id of dits) expect(comptes.get(id)).toBeGreaterThanOrEqual(15);
          if (dits.length > 0 && total > somme) expect(total - somme).toBeGreaterThanOrEqual(15);
          // Those that are kept out for the sake of others are the smallest.
          const tus = [...comptes].filter(([id]) => !dits.includes(id)).map(([, n]) => n);
          for (const id of dits) expect(comptes.get(id)).toBeGreaterThanOrEqual(Math.max(0, ...tus));
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('are all told when each has enough, and one alone is not left out by itself', () => {
    expect(selectLieux(lieuxOf([40, 20, 15]), 0, 5)).toEqual(['lieu-0', 'lieu-1', 'lieu-2']);
    expect(selectLieux(lieuxOf([40, 20, 3]), 0, 5)).toEqual(['lieu-0']);
    expect(selectLieux(lieuxOf([40, 0]), 0, 5)).toEqual(['lieu-0']);
  });
});

describe('distinct persons by lieu', () => {
  it('are silent when few came to two lieux, or when few never came to one', () => {
    expect(maySayPersonnes(60, [40, 30], 5)).toBe(true);
    expect(maySayPersonnes(60, [40, 20], 5)).toBe(true);
    expect(maySayPersonnes(60, [40, 22], 5)).toBe(false);
    expect(maySayPersonnes(60, [58, 30], 5)).toBe(false);
    expect(maySayPersonnes(60, [57, 3], 5)).toBe(false);
  });
});
