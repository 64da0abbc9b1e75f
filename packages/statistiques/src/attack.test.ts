import { describe, expect, it } from 'vitest';

import { audit, parsePublishedTable, type AuditReport, type Resultat } from './index.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const report = async (csv: string, o?: Parameters<typeof audit>[1]): Promise<AuditReport> =>
  value(await audit(value(parsePublishedTable(csv)), o));

/** The SDC handbook's example (after Geurts 1992), vector A04, as a published file. */
const GEURTS = `ligne,colonne,valeur,statut
Total,Total,16,publie
Total,A,9,publie
Total,B,7,publie
X1,Total,7,publie
X1,A,,masque
X1,B,,masque
X2,Total,3,publie
X2,A,,masque
X2,B,,masque
X3,Total,6,publie
X3,A,3,publie
X3,B,3,publie
`;

describe('audit of a table made by others', () => {
  it('finds the intervals of the handbook, LP and integer', async () => {
    for (const integer of [false, true]) {
      const { intervals, exact, minWidth, belowWidth } = await report(GEURTS, {
        mode: 'intervals',
        integer,
        width: 4,
      });
      expect(intervals?.map(({ lo, hi }) => [lo, hi])).toEqual([
        [3, 6],
        [1, 4],
        [0, 3],
        [0, 3],
      ]);
      expect({ exact, minWidth, belowWidth }).toEqual({ exact: 0, minWidth: 3, belowWidth: 4 });
    }
  });

  it('knows what an insider or a legend gives away', async () => {
    const key = { ligne: 'X2', colonne: 'B' };
    expect(await report(GEURTS, { insiders: [{ key, valeur: 1 }] })).toMatchObject({ exact: 4 });
    const told = await report(GEURTS, { mode: 'intervals', bounds: { masked: [1, 4] } });
    // X11 + X12 = 7 with both ≤ 4, X21 + X22 = 3 with both ≥ 1.
    expect(told.intervals?.map(({ lo, hi }) => [lo, hi])).toEqual([
      [4, 4],
      [3, 3],
      [2, 2],
      [1, 1],
    ]);
  });

  it('counts a lone mask as recovered, in both modes', async () => {
    const lone = GEURTS.replace('X1,B,,masque', 'X1,B,3,publie').replace('X2,A,,masque', 'X2,A,2,publie');
    expect(await report(lone)).toMatchObject({ masked: 2, exact: 2, belowWidth: 2, minWidth: 0 });
    expect(await report(lone, { mode: 'intervals' })).toMatchObject({ exact: 2 });
  });

  it('says when published cells contradict each other', async () => {
    const wrong = await report(GEURTS.replace('X3,A,3', 'X3,A,4'));
    expect(wrong).toMatchObject({ consistent: false, motifs: [{ code: 'TABLE_NOT_ADDITIVE' }] });
    const hidden = await report(GEURTS.replace('Total,A,9', 'Total,A,2'));
    expect(hidden.consistent).toBe(false);
  });

  it('takes rows left out as unknown, not as zero, and no bound as null', async () => {
    const { intervals, relations } = await report('d,valeur,statut\nTotal,,masque\na,2,publie\nb,,masque\n', {
      mode: 'intervals',
    });
    expect(relations).toBe(1);
    expect(intervals?.map(({ lo, hi }) => [lo, hi])).toEqual([
      [2, null],
      [0, null],
    ]);
  });

  it('refuses a malformed table with every line at once', () => {
    const bad = parsePublishedTable('d,valeur,statut\nTotal,1,publie\na,1,masque\nb,x,publie\nb,1,cache\n');
    expect(bad.ok ? [] : bad.motifs.map(({ code, details }) => [code, details])).toEqual([
      ['TABLE_FORMAT', { line: 3 }],
      ['TABLE_FORMAT', { line: 4 }],
      ['TABLE_FORMAT', { line: 5 }],
      ['TABLE_FORMAT', { line: 5 }],
    ]);
    expect(parsePublishedTable('d,valeur\na,1\n')).toMatchObject({ motifs: [{ code: 'COLUMN_MISSING' }] });
    expect(parsePublishedTable('d,valeur,statut\na,"1,publie\n')).toMatchObject({
      motifs: [{ code: 'CSV_INVALID' }],
    });
  });
});
