import { beforeAll, describe, expect, it } from 'vitest';

import {
  buildCube,
  certify,
  parsePublishedTable,
  protect,
  releaseSpec,
  reopenTable,
  toCsv,
  toSdmxCsv,
  toXlsx,
  type Certificate,
  type Protection,
  type ProtectedTable,
  type Resultat,
} from './index.ts';

const value = <T>(resultat: Resultat<T>): T => {
  if (!resultat.ok) throw new Error(resultat.motifs.map(({ phrase }) => phrase).join('\n'));
  return resultat.value;
};
const INPUT = {
  version: 1,
  id: 'demo',
  unit: 'intervention',
  measure: { type: 'records' },
  dimensions: [
    { code: 'mois', calendar: ['mois', 'trimestre'] },
    { code: 'site', hierarchies: [{ Total: ['Z1', 'S03'], Z1: ['S01', 'S02'] }] },
    { code: 'age', bands: [25, 65] },
    { code: 'motif', multi: '|' },
  ],
  tables: [['mois', 'site'], { dims: ['site', 'age'], finest: { site: 1 } }, ['motif']],
  rules: 'FR_SOCIAL_5',
};
const ROWS = Array.from({ length: 160 }, (_, i) => ({
  mois: `2026-0${1 + ((i * 7) % 5)}`,
  site: i % 11 === 0 ? 'S03' : i % 3 === 0 ? 'S02' : 'S01',
  age: [20, 40, 70, ''][(i * 3) % 4] ?? '',
  motif: ['langue', 'langue|urgence', 'urgence', ''][i % 4] ?? '',
}));
const COLUMNS = Object.fromEntries(
  (['mois', 'site', 'age', 'motif'] as const).map((name) => [name, ROWS.map((row) => row[name])]),
);

describe('reopenTable', () => {
  let protection: Protection;
  let certificate: Certificate;
  let csv: string;
  const reopen = (text: string, c: unknown = certificate): Promise<Resultat<ProtectedTable>> =>
    reopenTable(value(parsePublishedTable(text, value(releaseSpec(INPUT)))), c);

  beforeAll(async () => {
    const cube = value(buildCube(value(releaseSpec(INPUT)), COLUMNS));
    protection = value(
      await protect(cube, { level: 'interval', alea: (octets) => new Uint8Array(octets), threshold: 8 }),
    );
    certificate = value(
      await certify(protection, protection.audit, { maintenant: '2026-04-06T08:00:00Z', release: 'demo' }),
    );
    csv = toCsv(protection.table);
  });

  it('gives the same table back, which exports to the same bytes', async () => {
    const table = value(await reopen(csv));
    expect(table.cells).toEqual(protection.table.cells);
    expect(table.hash).toBe(protection.table.hash);
    expect(toCsv(table, { layout: 'publication' })).toBe(toCsv(protection.table, { layout: 'publication' }));
    expect(toSdmxCsv(table)).toBe(toSdmxCsv(protection.table));
    expect(toXlsx(table, {})).toEqual(toXlsx(protection.table, {}));
    expect(csv).toContain('masque');
  });

  it('opens nothing when one byte of the table changed', async () => {
    const lines = csv.split('\n');
    for (const [row, line] of lines.entries()) {
      const digit = /,(\d+),publie$/u.exec(line)?.[1];
      if (digit === undefined) continue;
      const other = lines.with(row, line.replace(/,\d+,publie$/u, `,${Number(digit) + 1},publie`));
      expect((await reopen(other.join('\n'))).ok, `row ${row}`).toBe(false);
    }
    expect((await reopen(csv.replace('\n', '\r\n'))).ok).toBe(false);
    const [header = '', first = '', second = '', ...rest] = lines;
    expect((await reopen([header, second, first, ...rest].join('\n'))).ok).toBe(false);
  });

  it('opens nothing with another certificate, or with one that hides a cell', async () => {
    const masked = csv.split('\n').findIndex((line) => line.endsWith(',,masque'));
    expect(masked).toBeGreaterThan(0);
    for (const c of [
      null,
      { ...certificate, tableHash: `sha256:${'0'.repeat(64)}` },
      { ...certificate, specHash: `sha256:${'0'.repeat(64)}` },
      { ...certificate, witnesses: certificate.witnesses.slice(0, 1) },
    ])
      expect((await reopen(csv, c)).ok).toBe(false);
  });
});
