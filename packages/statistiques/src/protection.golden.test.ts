import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { readCsv } from './csv-reader.ts';
import { audit, parsePublishedTable, type PublishedTable } from './attack.ts';
import { openCube, type RawCube } from './raw-cube.ts';
import { buildCube, releaseSpec, type Level, type Resultat } from './index.ts';
import { protect } from './protect.ts';
import { cellKey } from './cell-key.ts';
import { tableCsv } from './protected-table.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const read = (name: string): string =>
  readFileSync(new URL(`../data/instances/${name}`, import.meta.url), 'utf8');

type Golden = {
  instance: string;
  threshold: number;
  data: string;
  spec: string;
  cells: number;
  primaries: number;
  naiveExactLeaks: number;
  reference: Partial<Record<Level, { secondary: number; sum: number; status: string }>>;
};
const { tables } = JSON.parse(read('golden.json')) as { tables: Golden[] };
const golden = tables.filter(({ instance }) => instance !== 'ssb-d4');

const cubeOf = ({ data, spec }: Golden): RawCube => {
  const checked = value(releaseSpec(JSON.parse(read(spec))));
  return value(buildCube(checked, value(readCsv(read(data))).columns));
};

/** What a careless publisher does: mask the small counts and nothing else. */
function naiveTable(cube: RawCube, threshold: number): PublishedTable {
  const { spec, lattice, values } = openCube(cube);
  const cells = Array.from(values, (count, cell) => {
    const small = count > 0 && count < threshold;
    return {
      key: cellKey(lattice, cell),
      valeur: small ? null : count,
      statut: small ? ('masque' as const) : ('publie' as const),
    };
  });
  return value(
    parsePublishedTable(
      tableCsv(
        lattice.dims.map(({ code }) => code),
        cells,
      ),
      spec,
    ),
  );
}

/** Proofs of several seconds run with `PORTE_PLUME_LENT=1` only. */
const SLOW = ['30x12x6:5 interval', '10x10x5:3 full', '10x10x5:5 full'];

const levelsOf = ({ instance, threshold, reference }: Golden): Level[] =>
  (['exact', 'interval', 'full'] as const).filter(
    (level) =>
      reference[level] &&
      (process.env.PORTE_PLUME_LENT === '1' || !SLOW.includes(`${instance}:${threshold} ${level}`)),
  );

describe.each(golden.map((row) => [`${row.instance}:${row.threshold}`, row] as const))('%s', (_, row) => {
  const cube = cubeOf(row);

  it('has the leaks of naive thresholding that the golden file counts', async () => {
    const report = value(await audit(naiveTable(cube, row.threshold)));
    expect(report).toMatchObject({
      cells: row.cells,
      masked: row.primaries,
      consistent: true,
      exact: row.naiveExactLeaks,
    });
  });

  it.each(levelsOf(row))(
    'is protected at level %s at the golden sum',
    { timeout: 120_000 },
    async (level) => {
      const protection = value(await protect(cube, { level, alea: (octets) => new Uint8Array(octets) }));
      expect(protection.internal.primaries).toBe(row.primaries);
      expect(protection.status).toBe('optimal');
      expect(protection.internal.secondarySum).toBe(row.reference[level]?.sum);
      // The proof of safety: two integer tables at least differ on every masked cell.
      expect(protection.audit).toMatchObject({ exact: 0, consistent: true });
      const { values } = openCube(cube);
      const truth = protection.table.cells.flatMap(({ valeur }, cell) =>
        valeur === null ? [values[cell]] : [],
      );
      expect(protection.audit.witnesses).not.toContainEqual(truth);
      expect(protection.audit.witnesses.length).toBeLessThanOrEqual(25);
      const masked = protection.audit.witnesses[0]?.length ?? 0;
      for (let cell = 0; cell < masked; cell += 1) {
        expect(new Set(protection.audit.witnesses.map((witness) => witness[cell])).size).toBeGreaterThan(1);
      }
    },
  );
});
