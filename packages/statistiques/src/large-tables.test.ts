import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { audit, parsePublishedTable } from './attack.ts';
import { cellKey } from './cell-key.ts';
import { readCsv } from './csv-reader.ts';
import { buildCube, releaseSpec, type Resultat } from './index.ts';
import { protect } from './protect.ts';
import { tableCsv } from './protected-table.ts';
import { openCube, type RawCube } from './raw-cube.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const read = (name: string): string =>
  readFileSync(new URL(`../data/instances/${name}`, import.meta.url), 'utf8');
const cubeOf = (data: string, spec: string): RawCube =>
  value(buildCube(value(releaseSpec(JSON.parse(read(spec)))), value(readCsv(read(data))).columns));
const alea = (octets: number): Uint8Array => new Uint8Array(octets);
const slow = process.env.PORTE_PLUME_LENT === '1';

describe('protection by elimination', () => {
  // Sums of GaussSuppression without singletons, in golden.json.
  it.each([
    ['dep5000.csv', 'spec_linked_dep5000.json', 1306],
    ['inst_10x10x5.csv', 'spec_10x10x5_3.json', 245],
    ['inst_50x20d.csv', 'spec_50x20d_11.json', 260],
  ])('%s is safe, for no more than the peer', async (data, spec, sum) => {
    const protection = value(
      await protect(cubeOf(data, spec), { level: 'exact', method: 'elimination', alea }),
    );
    expect(protection.internal.secondarySum).toBeLessThanOrEqual(sum);
    expect(protection.status).toBe('time_limit');
    expect(protection.internal.gap).toBeGreaterThan(0);
    expect(value(await audit(protection.table, { integer: true })).exact).toBe(0);
  });

  it('gives wider intervals too', async () => {
    const cube = cubeOf('inst_10x10x5.csv', 'spec_10x10x5_5.json');
    const protection = value(await protect(cube, { level: 'interval', method: 'elimination', alea }));
    const { belowWidth } = value(await audit(protection.table, { mode: 'intervals', width: 1 }));
    expect(belowWidth).toBe(0);
    // The optimum of the level is 231.
    expect(protection.internal.secondarySum).toBeGreaterThanOrEqual(231);
  });

  it.runIf(slow)(
    'ssb-d4: 1 465 naive leaks, none left for less than the peer',
    { timeout: 300_000 },
    async () => {
      const cube = cubeOf('ssb_d4.csv', 'spec_ssb_d4.json');
      const { spec, lattice, values } = openCube(cube);
      const cells = Array.from(values.subarray(0, lattice.size), (count, cell) => {
        const isSmall = count > 0 && count < 4;
        const statut = isSmall ? ('masque' as const) : ('publie' as const);
        return { key: cellKey(lattice, cell), valeur: isSmall ? null : count, statut };
      });
      const dims = lattice.dims.map(({ code }) => code);
      const naive = value(await audit(value(parsePublishedTable(tableCsv(dims, cells), spec))));
      expect(naive).toMatchObject({ cells: 11_800, masked: 1_897, exact: 1_465 });
      const protection = value(await protect(cube, { level: 'exact', method: 'elimination', alea }));
      expect(protection.internal.secondarySum).toBeLessThanOrEqual(6_109);
      expect(protection.audit.exact).toBe(0);
    },
  );
});
